from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from eligibility.policy.figures import Misread, day, decimal, span, whole


@pytest.mark.parametrize(
    ("text", "value"), [("1030", "1030"), ("0.5", "0.5"), ("20%", "0.2"), ("-3", "-3"), ("12.5%", "0.125")]
)
def test_decimals_are_exact(text: str, value: str) -> None:
    assert decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "kind", "plain"),
    [
        ("800元", "number_with_unit", "800"),
        ("800 yuan", "number_with_unit", "800"),
        ("1,030.50元/月", "number_with_unit", "1030.50"),
        ("８００", "fullwidth_digits", "800"),
        ("１．５", "fullwidth_digits", "1.5"),
        ("1,030", "digit_groups", "1030"),
        ("1 030", "digit_groups", "1030"),
        ("八百", "not_a_figure", None),
        ("1e3", "number_with_unit", "1"),
        ("nan", "not_a_figure", None),
        ("", "not_a_figure", None),
        (".5", "not_a_figure", None),
    ],
)
def test_what_is_no_number_says_why(text: str, kind: str, plain: str | None) -> None:
    with pytest.raises(Misread) as found:
        decimal(text)
    assert found.value.kind == kind
    assert found.value.args_.get("plain") == plain


def test_days_are_read_as_iso_only() -> None:
    assert day("2026-07-01") == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "kind", "plain"),
    [
        ("2024-02-30", "impossible_day", None),
        ("2023-02-29", "impossible_day", None),
        ("2026-7-1", "day_form", "2026-07-01"),
        ("2026/07/01", "day_form", "2026-07-01"),
        ("2026年7月1日", "day_form", "2026-07-01"),
        ("２０２６-07-01", "day_form", "2026-07-01"),
        ("2026-07", "day_form", ""),
        ("20260701", "day_form", "2026-07-01"),
        ("2026-W27-3", "day_form", ""),
        ("0000-01-01", "impossible_day", None),
    ],
)
def test_what_is_no_day_says_why(text: str, kind: str, plain: str | None) -> None:
    with pytest.raises(Misread) as found:
        day(text)
    assert found.value.kind == kind
    assert found.value.args_.get("plain") == plain


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 months", (12, "months")), ("12个月", (12, "months")), ("1 year", (1, "years")), ("30天", (30, "days"))],
)
def test_spans_of_time_are_read_in_both_languages(text: str, value: tuple[int, str]) -> None:
    assert span(text) == value


@pytest.mark.parametrize("text", ["a year", "12", "-1 months", "1.5 years"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(Misread, match="span_form"):
        span(text)


@pytest.mark.parametrize("text", ["", "-1", "1.0", "²", "１"])
def test_a_whole_number_is_ascii_digits(text: str) -> None:
    with pytest.raises(Misread):
        whole(text)
