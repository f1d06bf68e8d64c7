"""The standard profile reads all of FEEL, finds names with spaces and signs, and gives back what `unparse` writes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import feel
from eligibility.feel import ast
from eligibility.feel.mistake import Mistake
from eligibility.feel.standard import parse_feel, parse_feel_tests
from eligibility.feel.unparse import unparse

from .trees import shape, standard_trees


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(standard_trees())
@settings(max_examples=500, deadline=None)
def test_parse_undoes_unparse(tree: ast.Node) -> None:
    text = unparse(tree)
    assert shape(parse_feel(text)) == shape(tree)
    assert unparse(parse_feel(text)) == text


@pytest.mark.parametrize(
    ("text", "names", "again"),
    [
        ("Monthly Salary*12", (), "Monthly Salary * 12"),
        ("a-b", (), "a - b"),
        ("a-b", ("a-b",), "a-b"),
        ("a-b-c", ("a-b",), "a-b - c"),
        ("a - b", ("a-b",), "a-b"),
        ("rate/100 + tax rate", ("rate/100", "tax rate"), "rate/100 + tax rate"),
        ("{first name: 1, b: first name + 1}.first name", (), "{first name: 1, b: first name + 1}.first name"),
        ('{"a+b": 1}.a+b', (), '{"a+b": 1}.a+b'),
        ("for x y in [1] return x y", (), "for x y in [1] return x y"),
        ("for a-b in [1] return a-b", (), "for a-b in [1] return a-b"),
        ("(for a-b in [1] return a-b) + a-b", (), "(for a-b in [1] return a-b) + a - b"),
        ("function(the age: number) the age > 3", (), "function(the age: number) the age > 3"),
        ('date and time("2026-01-01T00:00:00")', (), 'date and time("2026-01-01T00:00:00")'),
        ("a instance of days and time duration", (), "a instance of days and time duration"),
        ("[1,2][-1]", (), "[1, 2][-1]"),
        ("1 < 2 = true", (), "(1 < 2) = true"),
        ("-1 instance of number", (), "(-1) instance of number"),
        ("🐎 + 1", (), "🐎 + 1"),
        ("x.for", (), "x.for"),
        ("(function(a) a)(1)", (), "(function(a) a)(1)"),
        ("a.b(1)", (), "a.b(1)"),
    ],
)
def test_a_text_is_read_as_the_standard_says(text: str, names: tuple[str, ...], again: str) -> None:
    written = unparse(parse_feel(text, names))
    assert written == again or unparse(parse_feel(again, names)) == written


@pytest.mark.parametrize(
    ("text", "again"),
    [("-", "-"), ("not(1, 2)", "not(1, 2)"), ("< 5, [1..3]", "< 5, [1..3]"), ("not(?) and x", "(not(?) and x)")],
)
def test_the_tests_of_a_cell(text: str, again: str) -> None:
    assert unparse(parse_feel_tests(text)) == again


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("", "empty_expression", 0),
        ("1 +", "unfinished_value", 3),
        ("[1, 2", "unclosed_bracket", 0),
        ("{a: 1", "unclosed_bracket", 0),
        ("{a 1}", "expected_word", 4),
        ("a $ b", "expected_operator", 2),
        ("$", "unexpected_character", 0),
        ('"abc', "unclosed_quote", 0),
        ("if a then b", "unfinished_word", 11),
        ("for in x return 1", "expected_name", 4),
        ("x instance of", "unfinished_name", 13),
    ],
)
def test_bad_feel_is_refused_where_it_is_wrong(text: str, kind: str, start: int) -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.parse(text)
    (problem,) = caught.value.problems
    assert problem.span is not None
    assert (problem.kind, problem.span.start) == (kind, start)
    assert problem.code.startswith("E1")


@pytest.mark.parametrize("depth", [101, 1_000, 10_000])
@pytest.mark.parametrize(
    ("opening", "closing"), [("{a:", "}"), ("function() ", ""), ("f(a)(", ")"), ("(<", ")"), ("-", ""), ("[", "]")]
)
def test_nesting_is_a_mistake_and_not_a_crash(opening: str, closing: str, depth: int) -> None:
    with pytest.raises(Mistake) as caught:
        parse_feel(opening * depth + "1" + closing * depth)
    assert caught.value.kind in ("expression_too_deep", "expression_too_long")


def test_types_nest_to_the_limit() -> None:
    with pytest.raises(Mistake) as caught:
        parse_feel("a instance of " + "list<" * 4_000 + "number" + ">" * 4_000)
    assert caught.value.kind == "expression_too_long"
    with pytest.raises(Mistake) as caught:
        parse_feel("a instance of " + "list<" * 400 + "number" + ">" * 400)
    assert caught.value.kind == "expression_too_deep"


@given(
    st.text(
        st.sampled_from('ab 1.,()[]{}<>=+-*/"@:?不且（）if then else for in return not function instance of'),
        max_size=40,
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_tree_or_a_mistake(text: str) -> None:
    found: Any = None
    place = (0, 0)
    try:
        found = parse_feel(text)
    except Mistake as mistake:
        place = (mistake.start, mistake.end)
    assert 0 <= place[0] <= place[1] <= len(text)
    assert found is None or shape(parse_feel(unparse(found))) == shape(found)
