"""`parse` undoes `unparse`, on trees of every shape, and the canonical text has no parenthesis to spare."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from eligibility.feel import ast
from eligibility.feel.parser import parse, parse_tests
from eligibility.feel.unparse import unparse

from .trees import HERE, cells, every_node, shape, trees


@given(trees)
@settings(max_examples=600, deadline=None)
def test_parse_undoes_unparse(tree: ast.Node) -> None:
    text = unparse(tree)
    assert shape(parse(text)) == shape(tree)
    assert unparse(parse(text)) == text


@given(cells)
@settings(max_examples=200, deadline=None)
@example(ast.Tests(**HERE, tests=(parse("not(a)"),)))
@example(ast.Tests(**HERE, tests=(parse("not(a) and b"), parse("not(c)"))))
def test_parse_tests_undoes_unparse(cell: ast.Tests) -> None:
    assert shape(parse_tests(unparse(cell))) == shape(cell)


@given(trees)
@settings(max_examples=300, deadline=None)
def test_the_text_under_a_node_is_that_node(tree: ast.Node) -> None:
    """Offsets are exact: what a node spans, read alone, is the node again."""
    text = unparse(tree)
    for node in every_node(parse(text)):
        under = text[node.start : node.end]
        match node:
            case ast.UnaryTest():
                assert shape(parse_tests(under).tests[0]) == shape(node)
            case ast.Binding():
                assert under.startswith(node.name)
                assert under.endswith(text[node.domain.start : node.end])
            case _:
                assert shape(parse(under)) == shape(node)
        if isinstance(node, ast.Path):
            assert text[node.name_start : node.end] == node.name
        if isinstance(node, ast.Call):
            assert text[node.start : node.function_end] == node.function


CANONICAL = [
    ("a+b*c", "a + b * c"),
    ("((a)+(b))*(c)", "(a + b) * c"),
    ("a-(b-c)", "a - (b - c)"),
    ("(a-b)-c", "a - b - c"),
    ("a and (b or c) 且 d", "a and (b or c) and d"),
    ("a or (b and c)", "a or b and c"),
    ("-(a+b)", "-(a + b)"),
    ("- -a", "--a"),
    ("(a < b) = (c < d)", "(a < b) = (c < d)"),
    ("x 在 ]1..5[", "x in (1..5)"),
    ("x in [1..5[", "x in [1..5)"),
    ("x in (1)", "x in 1"),
    ("x in < 5", "x in (< 5)"),
    ("x 在 (a + b) * c 到 (9) 之间", "x between (a + b) * c and 9"),
    ("for i in 1..5 return (i)", "for i in [1..5] return i"),
    ("1 + (如果 a 那么 b 否则 c)", "1 + (if a then b else c)"),
    ("如果 a 那么 b 否则 (如果 c 那么 d 否则 e)", "if a then b else if c then d else e"),
    ("求和（members［age ≥ 60］。工资）", "sum(members[age >= 60].工资)"),
    ("“农村，城市”", '"农村，城市"'),
    (r'"a\u4e2d\"\\\n"', r'"a中\"\\\n"'),
]


@pytest.mark.parametrize(("written", "canonical"), CANONICAL)
def test_the_canonical_text(written: str, canonical: str) -> None:
    assert unparse(parse(written)) == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("-", "-"),
        ("－", "-"),
        ("1，2", "1, 2"),
        ("非(< 5)", "not(< 5)"),
        ("[1..3], > 9", "[1..3], > 9"),
        ('"a"', '"a"'),
        ("-5", "-5"),
    ],
)
def test_the_canonical_text_of_a_cell(written: str, canonical: str) -> None:
    assert unparse(parse_tests(written)) == canonical
