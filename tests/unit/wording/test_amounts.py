from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eligibility.ir.types import Number
from eligibility.wording.amounts import day_of, decimal_text, digits, exact, figure, span

MONTHLY = Number("yuan/month", 2, 0, 10**9)


@pytest.mark.parametrize(
    ("encoded", "scale", "unit", "zh", "en"),
    [
        (184250, 2, "yuan/month", "1,842.50 元", "1,842.50 yuan"),
        (103000, 2, "yuan/month", "1,030 元", "1,030 yuan"),
        (1545000000, 6, "yuan/month", "1,545 元", "1,545 yuan"),
        (-5, 2, "yuan", "-0.05 元", "-0.05 yuan"),
        (123456789, 2, "yuan/year", "1,234,567.89 元/年", "1,234,567.89 yuan a year"),
        (3, 0, "count", "3", "3"),
        (200000, 6, "ratio", "20%", "20%"),
        (15000, 4, "number", "1.5", "1.5"),
        (1, 0, "months", "1 个月", "1 month"),
        (12, 0, "months", "12 个月", "12 months"),
        (4550, 2, "m2", "45.5 平方米", "45.5 m²"),
    ],
)
def test_a_number_is_written_with_its_unit(encoded: int, scale: int, unit: str, zh: str, en: str) -> None:
    assert figure(exact(encoded, scale), unit, "zh") == zh
    assert figure(exact(encoded, scale), unit, "en") == en


def test_a_monthly_sum_says_so_only_where_it_is_asked_to() -> None:
    assert figure(exact(103000, 2), "yuan/month", "zh", full=True) == "1,030 元/月"
    assert figure(exact(103000, 2), "yuan/month", "en", full=True) == "1,030 yuan a month"


def test_a_count_of_people_says_people_and_one_person() -> None:
    assert figure(Fraction(3), "count", "zh", counted="people") == "3 人"
    assert figure(Fraction(3), "count", "en", counted="people") == "3 people"
    assert figure(Fraction(1), "count", "en", counted="people") == "1 person"


def test_only_a_quotient_that_no_decimal_ends_is_about() -> None:
    third = exact(Fraction(184250, 3), 2)
    assert figure(third, "yuan/month", "zh") == "约 614.17 元"
    assert figure(third, "yuan/month", "en") == "about 614.17 yuan"
    assert figure(exact(Fraction(184250, 8), 2), "yuan/month", "zh") == "230.3125 元"


def test_an_unending_quotient_is_rounded_half_up() -> None:
    assert digits(Fraction(2, 3), "number") == "0.6667"
    assert digits(Fraction(1, 6), "yuan") == "0.17"


def test_documents_carry_money_with_two_decimals() -> None:
    assert decimal_text(exact(103000, 2), "yuan/month") == "1030.00"
    assert decimal_text(exact(15000, 4), "number") == "1.5"
    assert decimal_text(Fraction(3), "count") == "3"


def test_an_interval_has_its_unit_once() -> None:
    assert span(110000, 124750, MONTHLY, "zh") == "1,100 至 1,247.50 元"
    assert span(110000, 124750, MONTHLY, "en") == "1,100 to 1,247.50 yuan"


def test_an_open_end_is_at_least_or_at_most() -> None:
    assert span(110000, None, MONTHLY, "zh") == "至少 1,100 元"
    assert span(None, 110000, MONTHLY, "zh") == "最多 1,100 元"
    assert span(None, None, MONTHLY, "zh") == "待核实"
    assert span(110000, None, MONTHLY, "en") == "at least 1,100 yuan"


def test_a_day_is_written_as_people_write_it() -> None:
    assert day_of(date(2022, 8, 1), "zh") == "2022年8月1日"
    assert day_of(date(2022, 8, 1), "en") == "1 August 2022"
