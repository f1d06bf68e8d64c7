"""The canonical layout: what is changed, what stays byte for byte, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.authoring.format import format_text
from eligibility.authoring.format.tidy import tidy
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source

POLICIES = Path(__file__).parents[4] / "policies"


def kinds(text: str) -> list[str]:
    found = tidy(Source("page.yaml", text), Problems())
    assert found is not None
    return sorted(m.kind for m in found.mends)


@pytest.mark.parametrize("path", sorted(POLICIES.rglob("*.yaml")), ids=lambda p: str(p.relative_to(POLICIES)))
def test_the_bundled_policies_are_in_canonical_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_text(text) == text


def test_indentation_is_two_spaces_and_lists_stand_under_their_keys() -> None:
    assert format_text("a:\n     b:\n     - c: 1\n       d: 2\n     -   - e\n") == (
        "a:\n  b:\n    - c: 1\n      d: 2\n    - - e\n"
    )


def test_one_blank_line_is_kept_and_none_at_the_start_of_a_block() -> None:
    assert format_text("\n\na: 1\n\n\n\nb:\n\n  c: 2\n\n\n") == "a: 1\n\nb:\n  c: 2\n"


def test_comments_stay_with_what_they_are_about() -> None:
    text = (
        "# top\na:   # of a\n    # above b\n    b: 1     # behind b\n    # the last of a\n# above c\nc: |  # of the block\n      x  \n"
        "      # text\nd: [1,   2]  # behind d\n# end\n"
    )
    assert format_text(text) == (
        "# top\na:   # of a\n  # above b\n  b: 1     # behind b\n  # the last of a\n# above c\nc: |  # of the block\n  x\n"
        "  # text\nd: [1, 2]  # behind d\n# end\n"
    )


def test_brackets_with_comments_inside_become_a_block() -> None:
    assert format_text("a: {b: 1, # one\n    c: [x, y]} # two\nd: 1\n") == "a: # two\n  b: 1 # one\n  c: [x, y]\nd: 1\n"


def test_a_long_line_in_brackets_goes_on_under_its_first_entry() -> None:
    entries = [f"key_number_{i}: value_{i}" for i in range(12)]
    text = "a: {" + ", ".join(entries) + "}\n"
    lines = format_text(text).splitlines()
    assert len(lines) == 2
    assert max(map(len, lines)) <= 160
    assert lines[1].startswith("    key_number_")
    assert format_text("\n".join(lines) + "\n") == "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("'低保金'", "低保金"), ('"a b"', "a b"), ("'320100'", '"320100"'), ("'true'", '"true"'), ("'it''s'", '"it\'s"'), ("'a: b'", '"a: b"'),
        ('"say \\"a\\""', "'say \"a\"'"), ('"\\u4f4e\\u4fdd"', "低保"), ("''", '""'), ("unknown", "unknown"), ("'unknown'", '"unknown"'),
    ],
)  # fmt: skip
def test_quotes_stand_only_where_they_tell_something(written: str, canonical: str) -> None:
    assert format_text(f"a: {written}\n") == f"a: {canonical}\n"


def test_the_quotes_of_a_tables_cells_stay() -> None:
    text = 'rows:\n  - {kind: "low high", then: true}\n'
    assert format_text(text) == text


def test_the_text_of_an_expression_is_left_alone_but_for_spaces_at_line_ends() -> None:
    assert format_text("when: |\n   a  <b   \n     且 c // why  \n") == "when: |\n  a  <b\n    且 c // why\n"


def test_line_ends_and_byte_order_marks_of_other_systems_go() -> None:
    assert format_text("\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n# end\r\n") == "a: 1\nb: |\n  x\n  y\n# end\n"


@pytest.mark.parametrize(
    ("written", "canonical", "kind"),
    [
        ("program：x\nlabel: a\n", "program: x\nlabel: a\n", "fullwidth_colon"),
        ("round:\n  to：0.01\n", "round:\n  to: 0.01\n", "fullwidth_colon"),
        ("label: {zh：甲, en: a}\n", "label: {zh: 甲, en: a}\n", "fullwidth_colon"),
        ("label: {zh: 甲，en: a}\n", "label: {zh: 甲, en: a}\n", "fullwidth_comma"),
        ("label: ｛zh：甲，en：a｝\n", "label: {zh: 甲, en: a}\n", "fullwidth_bracket"),
        ("source: ［A art. 1，B］\n", "source: [A art. 1, B]\n", "fullwidth_bracket"),
        ("from: “2026-01-01”\n", "from: 2026-01-01\n", "fullwidth_quote"),
        ("a:\n\u3000\u3000b: 1\n", "a:\n  b: 1\n", "wide_space"),
        ("c: 1\na:\u3000b\n", "c: 1\na: b\n", "wide_space"),
        ("a: b\u3000# note\n", "a: b # note\n", "wide_space"),
        ("a:\n\tb: 1\n", "a:\n  b: 1\n", "tab"),
    ],
)  # fmt: skip
def test_full_width_structure_is_mended_and_told(written: str, canonical: str, kind: str) -> None:
    assert format_text(written) == canonical
    assert kinds(written) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "zh: 说明：甲\n",
        "note: “低保”对象\n",
        "zh: “甲”\n",
        "label: {zh: 甲，乙, en: a}\n",
        "zh: 【说明】\n",
        "zh:\n  甲：乙\n",
    ],
)
def test_chinese_text_is_not_structure(text: str) -> None:
    assert kinds(text) == []
    assert "：" in format_text(text) if "：" in text else True
    assert format_text(text).replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("text", ["a: [1\n", "a: 1\na: 2\n", "a: !x 1\n", "", "# only this\n", "just a text\n"])
def test_what_cannot_be_read_is_told_and_left_alone(text: str) -> None:
    problems = Problems()
    assert tidy(Source("page.yaml", text), problems) is None
    assert problems.errors
    assert format_text(text) == text


def test_a_mistake_is_shown_where_it_stands_in_the_file() -> None:
    problems = Problems()
    assert tidy(Source("page.yaml", "program：x\nlabel: 'a\n"), problems) is None
    assert {p.kind for p in problems} == {"fullwidth_colon", "open_quote"}
