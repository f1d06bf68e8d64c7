"""What each form means, as a tree; binding; the two alphabets; offsets of the text as it was written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from eligibility.feel import ast
from eligibility.feel.names import FUNCTIONS, KEYWORDS
from eligibility.feel.parser import parse, parse_tests

from .trees import every_node, shape


def a(name: str) -> tuple[str, str]:
    return ("Name", name)


def op(sign: str, left: object, right: object) -> tuple[object, ...]:
    return ("Binary", sign, left, right)


def n(text: str) -> tuple[object, ...]:
    return ("Number", text, False)


FORMS = [
    ("12", n("12")),
    ("0.5", n("0.5")),
    (".5", n(".5")),
    ("1e3", n("1e3")),
    ("20%", ("Number", "20", True)),
    ("2026 - 07 - 01", op("-", op("-", n("2026"), n("07")), n("01"))),
    ('"a b"', ("String", "a b")),
    (r'"\uD83D\uDC0E\U01F40E\t"', ("String", "\U0001f40e\U0001f40e\t")),
    ('@"2026-07-01"', ("At", "2026-07-01")),
    ("null", ("Null",)),
    ("a_1", a("a_1")),
    ("低保标准2", a("低保标准2")),
    ("在校", a("在校")),
    ("android", a("android")),
    ("a-b", op("-", a("a"), a("b"))),
    ("a.b.c", ("Path", ("Path", a("a"), "b"), "c")),
    ("a[b][c].d", ("Path", ("Filter", ("Filter", a("a"), a("b")), a("c")), "d")),
    ("f()", ("Call", "f", (), ())),
    ("f(a, b)", ("Call", "f", (a("a"), a("b")), ())),
    ("f(x: a, y: b)", ("Call", "f", (a("a"), a("b")), ("x", "y"))),
    ("not(a)", ("Call", "not", (a("a"),), ())),
    ("[]", ("List", ())),
    ("[a, b]", ("List", (a("a"), a("b")))),
    ("[a]", ("List", (a("a"),))),
    ("[a..b]", ("Range", a("a"), a("b"), True, True)),
    ("(a..b]", ("Range", a("a"), a("b"), False, True)),
    ("]a..b[", ("Range", a("a"), a("b"), False, False)),
    ("[1..b[c]]", ("Range", n("1"), ("Filter", a("b"), a("c")), True, True)),
    ("[1..b[c][", ("Range", n("1"), ("Filter", a("b"), a("c")), True, False)),
    ("a between b and c and d", op("and", ("Between", a("a"), a("b"), a("c")), a("d"))),
    ("a in b and c", op("and", ("In", a("a"), (a("b"),)), a("c"))),
    ("a in (b, < c, [1..2))", ("In", a("a"), (a("b"), ("UnaryTest", "<", a("c")), ("Range", n("1"), n("2"), True, False)))),
    ("a in >= b + 1", ("In", a("a"), (("UnaryTest", ">=", op("+", a("b"), n("1"))),))),
    ("a in (b..c]", ("In", a("a"), (("Range", a("b"), a("c"), False, True),))),
    ("a in [b, c]", ("In", a("a"), (("List", (a("b"), a("c"))),))),
    ("a in (b + c) * d", ("In", a("a"), (op("*", op("+", a("b"), a("c")), a("d")),))),
    ("a in (b).c", ("In", a("a"), (("Path", a("b"), "c"),))),
    ("if a then b else c + d", ("If", a("a"), a("b"), op("+", a("c"), a("d")))),
    ("some x in a, y in x.b satisfies x = y", (
        "Quantified", False, (("Binding", "x", a("a")), ("Binding", "y", ("Path", a("x"), "b"))), op("=", a("x"), a("y")))),
    ("every x in a satisfies x or b", ("Quantified", True, (("Binding", "x", a("a")),), op("or", a("x"), a("b")))),
    ("for i in 1..3 return i", ("For", (("Binding", "i", ("Steps", n("1"), n("3"))),), a("i"))),
    ("a // why\n + /* * */ b", op("+", a("a"), a("b"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), FORMS)
def test_a_form_is_its_tree(text: str, tree: object) -> None:
    assert shape(parse(text)) == tree


BINDING = [
    ("a or b and c", op("or", a("a"), op("and", a("b"), a("c")))),
    ("a and b = c", op("and", a("a"), op("=", a("b"), a("c")))),
    ("a < b + c", op("<", a("a"), op("+", a("b"), a("c")))),
    ("a + b * c", op("+", a("a"), op("*", a("b"), a("c")))),
    ("a * -b", op("*", a("a"), ("Negate", a("b")))),
    ("-a * b", op("*", ("Negate", a("a")), a("b"))),
    ("-a ** b", op("**", ("Negate", a("a")), a("b"))),
    ("a ** b[c]", op("**", a("a"), ("Filter", a("b"), a("c")))),
    ("-a.b", ("Negate", ("Path", a("a"), "b"))),
    ("a - b - c", op("-", op("-", a("a"), a("b")), a("c"))),
    ("a / b * c", op("*", op("/", a("a"), a("b")), a("c"))),
    ("a ** b ** c", op("**", op("**", a("a"), a("b")), a("c"))),
    ("a or b or c", op("or", op("or", a("a"), a("b")), a("c"))),
]


@pytest.mark.parametrize(("text", "tree"), BINDING)
def test_operators_bind_as_feel_says(text: str, tree: object) -> None:
    assert shape(parse(text)) == tree


CELLS = [
    ("-", (True, False, ())),
    ("a", (False, False, (a("a"),))),
    ("a, 2", (False, False, (a("a"), n("2")))),
    ("< 5", (False, False, (("UnaryTest", "<", n("5")),))),
    ("!= 5", (False, False, (("UnaryTest", "!=", n("5")),))),
    (
        "[1..2], (3..4)",
        (False, False, (("Range", n("1"), n("2"), True, True), ("Range", n("3"), n("4"), False, False))),
    ),
    ("not(1, > 5)", (False, True, (n("1"), ("UnaryTest", ">", n("5"))))),
    ("非(1)", (False, True, (n("1"),))),
    ("-5", (False, False, (("Negate", n("5")),))),
]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_a_cell_is_its_tests(text: str, expected: tuple[bool, bool, object]) -> None:
    cell = parse_tests(text)
    assert (cell.any, cell.negated, shape(cell.tests)) == expected
    assert text[cell.start : cell.end] == text


ALPHABETS = [
    ("a and b or c", "a 且 b 或 c"),
    ("a and b", "a 并且 b"),
    ("a or b", "a 或者 b"),
    ("not(a)", "非(a)"),
    ("if a then true else false", "如果 a 那么 真 否则 假"),
    ("some m in a satisfies m", "任一 m 在 a 满足 m"),
    ("every m in a satisfies m", "每个 m 在 a 满足 m"),
    ("for m in a return m", "对 m 在 a 返回 m"),
    ("a in (1, 2)", "a 在（1，2）"),
    ("a in [1..2]", "a 在【1。。2】"),
    ("a between 1 and 2 and b", "a 在 1 到 2 之间 且 b"),
    ("a between b + 1 and (c)", "a 在 b + 1 到 (c) 之间"),
    ("a between (b) and c", "a 在 (b) 到 c 之间"),
    ("a <= b", "a ≤ b"),
    ("a >= b", "a ≥ b"),
    ("a != b", "a ≠ b"),
    ("a != b", "a！＝b"),
    ("a <= b", "a＜＝b"),
    ("a * b / c - d + e", "a×b÷c－d＋e"),
    ("a * b / c - d", "a＊b／c−d"),
    ("20% = a.b", "20％＝a．b"),
    ('f(x: "a")', "f（x：“a”）"),
    ('@"P1Y"', "＠＂P1Y＂"),
    ("a[b]", "a［b］"),
    ("a + b", "a\u3000+\u00a0b"),
]


@pytest.mark.parametrize(("english", "chinese"), ALPHABETS)
def test_both_alphabets_are_one_tree(english: str, chinese: str) -> None:
    assert shape(parse(chinese)) == shape(parse(english))


def test_every_chinese_keyword_is_tried() -> None:
    tried = " ".join(chinese for _, chinese in ALPHABETS)
    assert [w for words in KEYWORDS.values() for w in words if w not in tried] == []


@pytest.mark.parametrize(("function", "alias"), [(f, w) for f, words in FUNCTIONS.items() for w in words])
def test_a_function_has_its_chinese_name_where_it_is_called(function: str, alias: str) -> None:
    assert shape(parse(f"{alias}(a)")) == shape(parse(f"{function}(a)"))
    assert shape(parse(alias)) == a(alias)


def test_a_string_is_not_folded() -> None:
    assert shape(parse("“（，）－１”")) == ("String", "（，）－１")
    assert shape(parse('"他说“好”"')) == ("String", "他说“好”")


def test_offsets_are_those_of_the_original_text() -> None:
    text = "  收入 ≤ （低保标准 × 2） 且 “，” = 计数（成员。关系）  "
    spans = [text[node.start : node.end] for node in every_node(parse(text))]
    assert spans == [
        "收入 ≤ （低保标准 × 2） 且 “，” = 计数（成员。关系）",
        "收入 ≤ （低保标准 × 2）",
        "收入",
        "低保标准 × 2",
        "低保标准",
        "2",
        "“，” = 计数（成员。关系）",
        "“，”",
        "计数（成员。关系）",
        "成员。关系",
        "成员",
    ]


def test_a_percentage_is_one_node_and_exact() -> None:
    node = parse("20%")
    assert isinstance(node, ast.Number)
    assert (node.start, node.end, Decimal(node.text) / 100) == (0, 3, Decimal("0.2"))
