"""Days of the Gregorian calendar, checked against `datetime` where it reaches and against themselves beyond."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.feel.domain import Date, NoValue
from eligibility.feel.domain.dates import FIRST, LAST

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def feel(day: dt.date) -> Date:
    return Date(day.year, day.month, day.day)


@given(DAYS)
def test_a_day_counts_and_reads_as_in_datetime(day: dt.date) -> None:
    date = feel(day)
    assert date.day_number == (day - dt.date(1970, 1, 1)).days
    assert str(date) == day.isoformat()
    assert date.weekday() == day.isoweekday()
    assert date.day_of_year() == day.timetuple().tm_yday
    assert date.week_of_year() == day.isocalendar().week


@given(st.integers(FIRST, LAST))
def test_every_day_has_its_number_and_its_text(number: int) -> None:
    date = Date.of_day(number)
    assert date.day_number == number
    assert Date.parse(str(date)) == date
    assert Date.of(date.year, date.month, date.day) == date


@given(st.integers(FIRST, LAST - 1))
def test_days_follow_each_other_in_order(number: int) -> None:
    one, next_ = Date.of_day(number), Date.of_day(number + 1)
    assert (one.year, one.month, one.day) < (next_.year, next_.month, next_.day)


@given(DAYS, st.integers(-50_000, 50_000))
def test_months_there_and_back_end_in_the_same_month(day: dt.date, months: int) -> None:
    there = feel(day).plus_months(months)
    back = there.plus_months(-months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day == min(day.day, there.day)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2011-12-22", "2013-08-24", 20),
        ("2013-08-24", "2011-12-22", -20),
        ("2024-01-31", "2024-02-29", 0),
        ("2024-02-29", "2024-01-31", 0),
        ("2024-03-30", "2024-02-29", -1),
        ("-0001-05-01", "0001-05-01", 24),
    ],
)
def test_full_months_between(start: str, end: str, months: int) -> None:
    assert Date.parse(start).months_to(Date.parse(end)) == months


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "not_a_date"),
        ("2024-2-03", "not_a_date"),
        ("998-12-31", "not_a_date"),
        ("01211-12-31", "not_a_date"),
        ("+2024-01-01", "not_a_date"),
        ("-0000-01-01", "not_a_date"),
        ("2024-01-01Z", "not_a_date"),
        ("2024-01-01T00:00:00", "not_a_date"),
        ("9999999999-01-01", "not_a_date"),
        ("２０２４-01-01", "not_a_date"),
        ("2024-13-01", "no_such_date"),
        ("2023-02-29", "no_such_date"),
        ("1900-02-29", "no_such_date"),
    ],
)
def test_what_is_no_date(text: str, kind: str) -> None:
    with pytest.raises(NoValue) as why:
        Date.parse(text)
    assert why.value.kind == kind


@pytest.mark.parametrize("text", ["0000-02-29", "-0004-02-29", "2000-02-29", "999999999-12-31", "-999999999-01-01"])
def test_what_is_a_date(text: str) -> None:
    assert str(Date.parse(text)) == text


def test_beyond_the_last_year_there_is_no_day() -> None:
    for beyond in (FIRST - 1, LAST + 1):
        with pytest.raises(NoValue, match="year_out_of_range"):
            Date.of_day(beyond)
