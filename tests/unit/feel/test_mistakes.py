"""Every mistake has its kind, the characters it is about, and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligibility.feel import lexer
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse, parse_tests
from eligibility.messages.catalogue import problem_text

# the text, the kind, the characters marked, and words of the Chinese message or remedy
MISTAKES = [
    ("", "empty_expression", "", "-"),
    ("  // nothing\n", "empty_expression", "  // nothing\n", "-"),
    ('a = "b', "unclosed_quote", '"b', '"'),
    ('a = "b\nand c', "unclosed_quote", '"b', '"'),
    ("a = “b", "unclosed_quote", "“b", "”"),
    ("(a + b", "unclosed_bracket", "(", ")"),
    ("f(a, (b)", "unclosed_bracket", "(", ")"),
    ("a[b = [1, 2]", "unclosed_bracket", "[", "]"),
    ("[1..2", "unclosed_bracket", "[", "]"),
    ("a + b)", "unopened_bracket", ")", ")"),
    ("(a + b]", "mismatched_bracket", "]", ")"),
    ("[a, b)", "mismatched_bracket", ")", "]"),
    (r'"a\qb"', "bad_escape", r"\q", r"\q"),
    (r'"\uD83D"', "bad_escape", r"\uD83D", r"\uD83D"),
    (r'"\UFFFFFF"', "bad_escape", r"\UFFFFFF", r"\UFFFFFF"),
    ("a $ b", "unexpected_character", "$", "U+0024"),
    ("a \u200b b", "unexpected_character", "\u200b", "ZERO WIDTH SPACE"),
    ("a < １２", "full_width_text", "１２", "12"),
    ("ａge < 2", "full_width_text", "ａge", "age"),
    ("a < 800元", "glued_number", "800元", "800"),
    ("a < 0.5元", "glued_number", "0.5元", "0.5"),
    ("a < 3万元", "glued_number", "3万元", "30000"),
    ("2abc", "glued_number", "2abc", "2"),
    ("1e3x", "glued_number", "1e3x", "1"),
    ("on >= 2026-07-01", "bare_date", "2026-07-01", '@"2026-07-01"'),
    ("on >= 2026－7－1", "bare_date", "2026－7－1", '@"2026-07-01"'),
    ("on >= 2026年7月1日", "bare_date", "2026年7月1日", '@"2026-07-01"'),
    ("a == b", "foreign_operator", "==", "="),
    ("a := b", "foreign_operator", ":=", "="),
    ("a && b", "foreign_operator", "&&", "and"),
    ("收入 ＆＆ 财产", "foreign_operator", "＆＆", "且"),
    ("a || b", "foreign_operator", "||", "or"),
    ("!a", "foreign_operator", "!", "not(…)"),
    ("a <> b", "foreign_operator", "<>", "!="),
    ("a ? b : c", "foreign_operator", "?", "if … then … else …"),
    ("a ^ 2", "foreign_operator", "^", "**"),
    ("[1…2]", "foreign_operator", "…", ".."),
    ("a # why", "foreign_operator", "#", "//"),
    ("收入 大于 5", "foreign_operator", "大于", ">"),
    ("收入 < 5 而且 财产", "foreign_operator", "而且", "且"),
    ("a AND b", "foreign_operator", "AND", "and"),
    ("a mod 2", "foreign_operator", "mod", "没有这种运算"),
    ("a = 'b'", "single_quotes", "'b'", '"b"'),
    ("a = ‘b’", "single_quotes", "‘b’", '"b"'),
    ("{a: 1}", "braces", "{", "[ ]"),
    ("a < b < c", "chained_comparison", "a < b < c", "b in (a..c)"),
    ("a <= b <= c and d", "chained_comparison", "a <= b <= c", "b between a and c"),
    ("底线 ≤ 收入 ≤ 标准", "chained_comparison", "底线 ≤ 收入 ≤ 标准", "收入 在 底线 到 标准 之间"),
    ("a > b >= c", "chained_comparison", "a > b >= c", "b in [c..a)"),
    ("a = b = c", "chained_comparison", "a = b = c", "a = b and b = c"),
    ("a in b in c", "chained_comparison", "a in b in", "且"),
    ("a and and b", "expected_value", "and", "and"),
    ("a + )", "expected_value", ")", ")"),
    ("a[]", "expected_value", "]", "]"),
    ("f(a, )", "expected_value", ")", ")"),
    ("> 5", "expected_value", ">", ">"),
    ("a]", "unopened_bracket", "]", "]"),
    ("]", "expected_value", "]", "]"),
    ("a +", "unfinished_value", "", "+"),
    ("a 且", "unfinished_value", "", "且"),
    ("a b", "expected_operator", "b", "b"),
    ("a, b", "expected_operator", ",", ","),
    ("a.b(c)", "expected_operator", "(", "("),
    ("a in (1, 2) + 1", "expected_operator", "+", "+"),
    ("a then b", "expected_operator", "then", "then"),
    ("if a else b", "expected_word", "else", "then / 那么"),
    ("a between 1 or 2", "expected_word", "or", "and / 且"),
    ("a 在 1 到 2", "unfinished_word", "", "之间"),
    ("@2026", "expected_word", "2026", '"…"'),
    ("if a then b", "unfinished_word", "", "else / 否则"),
    ("a.", "unfinished_name", "", "名称"),
    ("a.1", "expected_operator", ".1", ".1"),
    ("a.[1]", "expected_name", "[", "["),
    ("some in in a satisfies b", "expected_name", "in", "in"),
    ("not a", "not_without_parentheses", "not a", "not(a)"),
    ("a 且 非 b", "not_without_parentheses", "非 b", "非(b)"),
    ("a < 1,000", "digit_grouping", "1,000", "1000"),
    ("max(12,050.5, a)", "digit_grouping", "12,050.5", "12050.5"),
    ("a%", "percent_sign", "%", "/ 100"),
    ("1..5", "bare_range", "1..5", "[1..5]"),
    ("a = (1, 2)", "value_list", "(1,", "[1, 2]"),
    ("f(x: a, b)", "mixed_arguments", "b", "参数"),
    ("a 且b", "glued_name", "且b", "且 b"),
    ("a且 b", "glued_name", "a且", "a 且"),
    ("如果a < 1 那么 2 否则 3", "glued_name", "如果a", "如果 a"),
    ("如果 a < b那么 2 否则 3", "glued_name", "b那么", "b 那么"),
    ("如果 a 那么2 否则 3", "glued_name", "那么2", "那么 2"),
    ("每个m 在 a 满足 m", "glued_name", "每个m", "每个 m"),
    ("a 在 1 到 b之间", "unfinished_word", "", "之间"),
    ("((((" * 30 + "a" + "))))" * 30, "expression_too_deep", "(", "100"),
    ("a" * 20_001, "expression_too_long", "a" * 20_001, "20000"),
]


@pytest.mark.parametrize(("text", "kind", "marked", "says"), MISTAKES)
def test_a_mistake_is_named_placed_and_mended(text: str, kind: str, marked: str, says: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse(text)
    mistake = caught.value
    assert (mistake.kind, text[mistake.start : mistake.end]) == (kind, marked)
    said = problem_text(kind, mistake.args_, "zh")
    assert says in f"{said.text} {said.remedy}"
    english = problem_text(kind, mistake.args_, "en")
    assert english.code == said.code
    assert "{" not in f"{said.text}{said.remedy}{english.text}{english.remedy}".replace(marked or "{", "")


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        (" ", "empty_expression", " "),
        ("1, ", "unfinished_value", ""),
        ("not(1", "unclosed_bracket", "("),
        ("not(1) 2", "expected_operator", "2"),
        ("< 5 < 6", "expected_operator", "<"),
        ("1..5", "bare_range", "1..5"),
        ("<", "unfinished_value", ""),
    ],
)
def test_a_mistake_in_a_cell(text: str, kind: str, marked: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_tests(text)
    assert (caught.value.kind, text[caught.value.start : caught.value.end]) == (kind, marked)


def test_every_kind_is_tried() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in Path(lexer.__file__).parent.glob("*.py"))
    raised = set(re.findall(r'Mistake\(\s*"(\w+)"', sources))
    assert raised - {"not_in_policy"} == {kind for _, kind, _, _ in MISTAKES}  # that one is in test_beyond.py
