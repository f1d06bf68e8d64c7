"""Slips in YAML's own grammar: each is told at its place, and what stands behind it is read as if it were mended."""

from __future__ import annotations

import pytest

from eligibility.diagnostics.problem import MENDED, Problems
from eligibility.diagnostics.source import Source
from eligibility.policy.mending import MOST, SURE
from eligibility.policy.tree import Mapping, Node, Scalar
from eligibility.policy.yaml import load


def read(text: str) -> tuple[Node | None, list[tuple[str, str]]]:
    problems = Problems()
    node = load(Source("f.yaml", text), problems)
    return node, [(p.kind, p.span.place().removeprefix("f.yaml:") if p.span else "") for p in problems.in_order()]


def test_what_is_read_on_behind_is_what_is_not_told_twice() -> None:
    assert set(SURE) == MENDED


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a：1\nb: x\nc：2\n", [("fullwidth_colon", "1:2"), ("fullwidth_colon", "3:2")]),
        ("a: {b：1, c：2}\nd: @x\n", [("fullwidth_colon", "1:6"), ("odd_start", "2:4")]),
        ("a:\n\tb: 1\n\tc: 2\nd：3\n", [("tab", "2:1"), ("fullwidth_colon", "4:2")]),
        ("a:\n　　b: 1\n　　c: 2\n", [("wide_space", "2:1"), ("wide_space", "3:1")]),
        ("a: ｛b: 1｝\nc:2\n", [("fullwidth_bracket", "1:4"), ("colon_without_space", "2:1")]),
        ("a:\n  · {b: x}\n  - {b: y}\n", [("list_mark", "2:3")]),
        ("a: b: c\nd: 1 ＃ e\n", [("colon_in_text", "1:5"), ("fullwidth_hash", "2:6")]),
    ],
)
def test_all_slips_of_a_file_are_told(text: str, kinds: list[tuple[str, str]]) -> None:
    node, found = read(text)
    assert found == kinds
    assert isinstance(node, Mapping)


def test_the_places_of_what_stands_behind_are_those_of_the_file() -> None:
    text = 'a：1\nb: {c：x, d: "y z"}\n　e: |\n  s t\nf: @g h\n'
    node, _ = read(text)
    stack: list[Node | None] = [node]
    seen = []
    while stack:
        one = stack.pop()
        if isinstance(one, Mapping):
            stack += [part for pair in one.items for part in pair]
        elif isinstance(one, Scalar):
            span = one.span
            assert span is not None
            seen.append(one.text)
            assert one.text.strip().strip('"') in text[span.start : span.end]
    assert {"a", "1", "b", "c", "x", "d", "y z", "f", "@g h"} <= set(seen)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('a: "x\nb: 1\nc：2\n', ["open_quote", "fullwidth_colon"]),
        ("a: 1\nb\nc：2\n", ["missing_colon", "fullwidth_colon"]),
        ("a: 'x' y\nb：2\n", ["text_after_quote", "fullwidth_colon"]),
    ],
)
def test_behind_a_slip_of_many_meanings_only_sure_ones_are_told_and_nothing_is_read(
    text: str, kinds: list[str]
) -> None:
    node, found = read(text)
    assert node is None
    assert [kind for kind, _ in found] == kinds


def test_a_file_of_slips_is_told_in_part() -> None:
    _, found = read("".join(f"k{i}：{i}\n" for i in range(200)))
    assert 0 < len(found) <= MOST


def test_a_tag_is_never_read_on_behind() -> None:
    node, found = read("a: !!python/name:os.system\nb：1\n")
    assert node is None
    assert [kind for kind, _ in found] == ["yaml_tag", "fullwidth_colon"]
