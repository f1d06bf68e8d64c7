"""What people type is read as they mean it, or refused with a way out; nothing is guessed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from eligibility.authoring.sheets import cells
from eligibility.authoring.sheets.grid import Cell, CellSpan, letters
from eligibility.diagnostics.source import Source
from eligibility.messages.catalogue import problem_text
from eligibility.policy.figures import Misread

SPAN = CellSpan(Source("x", ""), 0, 0, "x:A1")


def cell(value):
    return Cell(value, SPAN)


@pytest.mark.parametrize(
    "text",
    ["2026-07-01", "2026-7-1", "2026/7/1", "2026.7.1", "2026年7月1日", "2026 年 7 月 1 日", "20260701", "２０２６－７－１", "2026/07/01 00:00:00", "2026—7—1"],
)  # fmt: skip
def test_a_day_is_read_in_each_form_that_people_write(text):
    assert cells.day(cell(text)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("2026-02-30", "impossible_day"), ("七月一日", "day_form"), ("2026-7", "day_form"), (Decimal(46204), "serial_number"),
     (Decimal(20261301), "impossible_day"),
     (datetime(2026, 7, 1, 8, 30), "time_in_cell"), (True, "day_form"), ("7/1/2026", "day_form"), ("26.7.1", "day_form")],
)  # fmt: skip
def test_what_is_no_day_is_refused(value, kind):
    with pytest.raises(Misread) as refused:
        cells.day(cell(value))
    assert refused.value.kind == kind
    assert problem_text(kind, refused.value.args_, "zh").remedy


def test_a_number_of_eight_digits_is_a_day():
    assert cells.day(cell(Decimal(20260701))) == date(2026, 7, 1)


def test_a_blank_cell_is_no_day():
    assert cells.day(cell(None)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("1030", "1030"), ("1,030", "1030"), ("1，030.50", "1030.50"), ("１０３０", "1030"), ("12 345 678", "12345678"), ("15%", "15%"), ("15 %", "15%"),
     ("+3", "3"),
     ("-3", "-3"), ("1030元/月", "1030"), ("1,030 元／月", "1030"), ("1030 元每月", "1030"), ("¥1,030", "1030"), ("￥1030.5", "1030.5")],
)  # fmt: skip
def test_a_number_as_text_is_read(text, number):
    assert cells.number(text, "yuan/month") == number


@pytest.mark.parametrize(
    ("text", "kind", "plain"),
    [("1,03", "not_a_figure", None), ("1030元", "cell_with_unit", "1030"), ("1030元/年", "cell_with_unit", "1030"), ("1.2万", "number_in_words", "12000"),
     ("1.2万元/月", "number_in_words", "12000"), ("1.2万元/年", "cell_with_unit", "1.2"),
     ("一千", "not_a_figure", None), ("1.03E+03", "number_in_words", "1030"), ("=A1", "not_a_figure", None)],
)  # fmt: skip
def test_what_is_no_number_of_this_unit_is_refused_with_the_number_to_write(text, kind, plain):
    with pytest.raises(Misread) as refused:
        cells.number(text, "yuan/month")
    assert refused.value.kind == kind
    assert plain is None or refused.value.args_["plain"] == plain


def test_a_yuan_sign_stands_before_money_only():
    with pytest.raises(Misread):
        cells.number("¥3", "months")


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (64, "BL"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(number, name):
    assert letters(number) == name
