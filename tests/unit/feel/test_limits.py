"""No text exhausts the stack or the time: what is too deep, too long or too large is a mistake that names the limit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.feel import ast
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse, parse_tests
from eligibility.feel.unparse import unparse
from eligibility.values.limits import MAX_EXPRESSION_CHARS, MAX_EXPRESSION_DEPTH

NESTED = [
    ("(", ")"), ("[", "]"), ("-", ""), ("f(", ")"), ("not(", ")"), ("a[", "]"), ("a in (", ")"), ("a in ((", "))"), ("(1..", ")"), ("]1..", ")"),
    ("if a then b else ", ""), ("if ", " then b else c"), ("some x in ", " satisfies x"), ("for a in b return ", ""), ("a and (", ")"),
    ("1 + ", ""), ("a or ", ""), ("a.", ""), ("a[1].", ""), ("a between b and (", ")"), ("f(x: ", ")"),
]  # fmt: skip


@pytest.fixture
def _shallow_stack() -> Iterator[None]:
    """A stack that is already half used by whoever calls."""
    before = sys.getrecursionlimit()
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    sys.setrecursionlimit(depth + 550)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("_shallow_stack")
@pytest.mark.parametrize(("opening", "closing"), NESTED)
@pytest.mark.parametrize("times", [101, 1_000, 10_000])
def test_what_nests_too_deeply_is_a_mistake(opening: str, closing: str, times: int) -> None:
    text = opening * times + "a" + closing * times
    for reader in (parse, parse_tests):
        with pytest.raises(Mistake) as caught:
            reader(text)
        long = len(text) > MAX_EXPRESSION_CHARS
        assert caught.value.kind == ("expression_too_long" if long else "expression_too_deep")
        assert caught.value.args_ == {"limit": str(MAX_EXPRESSION_CHARS if long else MAX_EXPRESSION_DEPTH)}


@pytest.mark.usefixtures("_shallow_stack")
@pytest.mark.parametrize(("opening", "closing"), NESTED)
def test_forty_levels_are_read_and_written(opening: str, closing: str) -> None:
    tree = parse(opening * 40 + "a" + closing * 40)
    assert unparse(parse(unparse(tree))) == unparse(tree)


def test_a_chain_is_as_high_as_it_is_long() -> None:
    parse(" + ".join(["a"] * MAX_EXPRESSION_DEPTH))
    with pytest.raises(Mistake) as caught:
        parse(" + ".join(["a"] * (MAX_EXPRESSION_DEPTH + 1)))
    assert caught.value.kind == "expression_too_deep"


def test_a_long_list_is_no_deep_tree() -> None:
    parse(f"a in ({', '.join(map(str, range(3_000)))})")


PIECES = [
    *"ab1.,()[]<>=!-+*/%@\"'“”（）。，１ \n\\{}#?:&|",
    *(" and ", " in ", "not(", " 在 ", " 到 ", " 之间 ", "如果 ", " 那么 ", " 否则 ", "2026-07-01", "some x in "),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=1_500, deadline=None)
def test_any_text_is_a_tree_or_a_mistake_within_it(text: str) -> None:
    for reader in (parse, parse_tests):
        found = outcome(reader, text)
        assert 0 <= found.start <= found.end <= len(text)
        assert isinstance(found, Mistake) or found.start < found.end


def outcome(reader: Callable[[str], ast.Node], text: str) -> ast.Node | Mistake:
    try:
        return reader(text)
    except Mistake as mistake:
        return mistake
