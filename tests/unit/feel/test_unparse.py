"""`parse` undoes `unparse`, on trees of every shape, and the canonical text has no parenthesis to spare."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings

from eligibility.feel import ast
from eligibility.feel.parser import parse, parse_tests
from eligibility.feel.unparse import unparse

from .trees import HERE, SYMBOLS, cells, every_node, shape, trees


@given(trees)
@settings(max_examples=600, deadline=None)
def test_parse_undoes_unparse(tree: ast.Node) -> None:
    text = unparse(tree)
    assert shape(parse(text)) == shape(tree)
    assert unparse(parse(text)) == text


PLAIN: ast.Node = ast.Name(start=0, end=0, name="a")


def every_form(part: ast.Node) -> Iterator[ast.Node]:
    """Each kind of node, with `part` in each of its places and a name in the others."""
    for x, y in ((part, PLAIN), (PLAIN, part)):
        for op in SYMBOLS:
            yield ast.Binary(**HERE, op=op, left=x, right=y)
        yield ast.Filter(**HERE, base=x, condition=y)
        yield ast.In(**HERE, operand=x, tests=(y,))
        yield ast.In(**HERE, operand=x, tests=(y, PLAIN))
        yield ast.In(**HERE, operand=x, tests=(ast.UnaryTest(**HERE, op="<", operand=y),))
        for low_closed in (True, False):
            yield ast.Range(start=0, end=0, low=x, high=y, low_closed=low_closed, high_closed=not low_closed)
        for_each = (ast.Binding(**HERE, name="m", domain=x), ast.Binding(**HERE, name="n", domain=PLAIN))
        yield ast.Quantified(start=0, end=0, every=True, bindings=for_each, body=y)
        yield ast.For(**HERE, bindings=for_each, body=y)
    for x, y, z in ((part, PLAIN, PLAIN), (PLAIN, part, PLAIN), (PLAIN, PLAIN, part)):
        yield ast.Between(**HERE, operand=x, low=y, high=z)
        yield ast.If(**HERE, condition=x, then=y, otherwise=z)
    yield ast.Negate(**HERE, operand=part)
    yield ast.Path(**HERE, base=part, name="b", name_start=0)
    yield ast.Call(**HERE, function="not", function_end=0, args=(part,))
    yield ast.List(**HERE, items=(part, PLAIN))


def test_every_form_stands_in_every_place_of_every_form() -> None:
    """Three deep, without chance: whatever is put where, the parentheses are right."""
    pairs = [pair for inner in every_form(PLAIN) for pair in every_form(inner)]
    assert len(pairs) > 2_000
    for tree in pairs:
        assert shape(parse(unparse(tree))) == shape(tree)
    deep = [tree for pair in pairs[::7] for tree in every_form(pair)]
    for tree in deep[::3]:
        assert shape(parse(unparse(tree))) == shape(tree)


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
    ("(-a) ** b", "-a ** b"),
    ("-(a ** b)", "-(a ** b)"),
    ("a * (-b)", "a * -b"),
    ("(a < b) = (c < d)", "(a < b) = (c < d)"),
    ("x 在 ]1..5[", "x in (1..5)"),
    ("x in [1..5[", "x in [1..5)"),
    ("x in (1)", "x in 1"),
    ("x in < 5", "x in (< 5)"),
    ("x 在 (a + b) * c 到 (9) 之间", "x between (a + b) * c and 9"),
    ("for i in 1..5 return (i)", "for i in 1..5 return i"),
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
