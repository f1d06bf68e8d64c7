"""Years, months and moved days against slow definitions, on every day of a century."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from eligibility.decide.emit import dates as emit
from eligibility.decide.emit.writer import Shared, Writer
from eligibility.decide.reading import dates as reading
from eligibility.decide.runtime import NAMESPACE
from eligibility.ir import nodes
from eligibility.ir.types import Date, Number
from eligibility.values.dates import FIRST, LAST, months_between, shifted, years_between

START, END = date(1960, 1, 1), date(2059, 12, 31)
DAY = timedelta(days=1)
CENTURY = [START + DAY * n for n in range((END - START).days + 1)]
BEGINNINGS = [
    date(1960, 1, 1), date(1960, 1, 31), date(1960, 2, 28), date(1960, 2, 29), date(1960, 3, 1), date(1960, 3, 31),
    date(1960, 4, 30), date(1960, 12, 31), date(1961, 2, 28), date(1961, 1, 29), date(1961, 1, 30), date(1963, 2, 28),
    date(1964, 8, 31), date(1964, 11, 30),
]  # fmt: skip
WIDE = Date(FIRST, LAST)


def moved(day: date, months: int) -> date:
    """The same day of a later or earlier month, or the nearest one before it that the month has."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def full(start: date, per: int) -> Iterator[tuple[date, int]]:
    """Every day of the century from a beginning on, with how many spans of months have gone by: one more on each day on which one is full."""
    count, following = 0, moved(start, per)
    for day in CENTURY:
        if day < start:
            continue
        if day == following:
            count += 1
            following = moved(start, per * (count + 1))
        yield day, count


@pytest.mark.parametrize("start", BEGINNINGS, ids=str)
def test_years_are_full_on_the_anniversary_on_every_day_of_a_century(start):
    for day, count in full(start, 12):
        assert years_between(start.toordinal(), day.toordinal()) == count, day
        assert years_between(day.toordinal(), start.toordinal()) == -count, day


@pytest.mark.parametrize("start", BEGINNINGS, ids=str)
def test_months_are_full_on_the_same_day_of_the_month_on_every_day_of_a_century(start):
    for day, count in full(start, 1):
        assert months_between(start.toordinal(), day.toordinal()) == count, day
        assert months_between(day.toordinal(), start.toordinal()) == -count, day


@pytest.mark.parametrize("months", [-216, -13, -12, -1, 0, 1, 6, 11, 12, 18, 216])
def test_every_day_of_a_century_moves_to_the_same_day_or_the_last_of_its_month(months):
    for day in CENTURY:
        assert shifted(day.toordinal(), months, 0) == moved(day, months).toordinal(), day


@pytest.mark.parametrize("years", [1, 16, 18, 60])
def test_everybody_born_in_a_century_comes_of_an_age_on_one_day_and_not_the_day_before(years):
    for day in CENTURY:
        birthday = moved(day, 12 * years).toordinal()
        assert years_between(day.toordinal(), birthday) == years, day
        assert years_between(day.toordinal(), birthday - 1) == years - 1, day
        assert shifted(day.toordinal(), 12 * years, 0) == birthday


def test_months_come_before_days():
    assert shifted(date(2000, 1, 31).toordinal(), 1, 1) == date(2000, 3, 1).toordinal()
    assert shifted(date(2001, 1, 31).toordinal(), 1, -1) == date(2001, 2, 27).toordinal()


def test_a_day_never_leaves_the_calendar():
    assert shifted(FIRST, -1, 0) == FIRST
    assert shifted(FIRST, 0, -1) == FIRST
    assert shifted(LAST, 1, 0) == LAST
    assert shifted(LAST, 0, 400) == LAST


def test_time_between_only_grows_with_the_later_day():
    for start in BEGINNINGS:
        for count in (years_between, months_between):
            found = [count(start.toordinal(), d.toordinal()) for d in CENTURY[:3000]]
            assert found == sorted(found)


KINDS = [(nodes.YearsBetween, reading.years, years_between), (nodes.MonthsBetween, reading.months, months_between)]


class Two:
    """A reader that knows the two days of a node and nothing else."""

    def value(self, node: nodes.Const, _: object) -> tuple[object, object, int]:
        return (node.value, node.value, 0)


@pytest.mark.parametrize(("kind", "read", "defined"), KINDS, ids=["years", "months"])
def test_generated_code_and_the_reading_use_the_same_days(kind, read, defined):
    for start in BEGINNINGS:
        for end in (date(2000, 2, 28), date(2000, 2, 29), date(2001, 2, 28), start):
            days = [nodes.Const(WIDE, (0, 0), d.toordinal()) for d in (start, end)]
            node = kind(Number("years", 0, -1000, 1000), (0, 0), *days)
            expected = defined(start.toordinal(), end.toordinal())
            assert read(Two(), node, ()) == (expected, expected, 0)
            assert run(node) == expected


def test_generated_code_and_the_reading_move_days_alike():
    for start in BEGINNINGS:
        node = nodes.Shift(WIDE, (0, 0), nodes.Const(WIDE, (0, 0), start.toordinal()), 13, -1)
        expected = moved(start, 13).toordinal() - 1
        assert reading.shift(Two(), node, ()) == (expected, expected, 0)
        assert run(node) == expected


def run(node: nodes.Node) -> object:
    """What the text that is written for a node of constants computes."""
    kinds = {
        nodes.Const: lambda _, n: repr(n.value),
        nodes.YearsBetween: emit.years,
        nodes.MonthsBetween: emit.months,
        nodes.Shift: emit.shift,
    }
    writer = Writer(Shared(kinds))
    text = writer.value(node)
    assert not writer.lines
    return eval(text, dict(NAMESPACE))
