"""Temporal functions (DMN Table 79), identity (Table 77), and the clock (Table 82).

`now`, `today` and `random number` have no place in a pure evaluation: without a clock or a source of chance they are null, with that reason. Whoever stands at
the door hands them in (`library(clock=...)`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from eligibility.feel.builtins.signature import Builtin, table
from eligibility.feel.domain import Date, DateTime, NoValue, Time, Value, equal, from_python, kind_of, number

Clock = Callable[[], datetime]
Chance = Callable[[], float]
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day(moment: Date | DateTime) -> Date:
    return moment.date if isinstance(moment, DateTime) else moment


def day_of_year(date: Date | DateTime) -> Value:
    return Decimal(day(date).day_of_year())


def day_of_week(date: Date | DateTime) -> Value:
    return DAYS[day(date).weekday() - 1]


def month_of_year(date: Date | DateTime) -> Value:
    return MONTHS[day(date).month - 1]


def week_of_year(date: Date | DateTime) -> Value:
    return Decimal(day(date).week_of_year())


def identical(a: Value, b: Value) -> bool:
    """The same element of the domain: a number with its scale, a time with its zone; a list or context as `=` compares it. Never null."""
    if kind_of(a) != kind_of(b):
        return False
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a == b and a.as_tuple().exponent == b.as_tuple().exponent
    if isinstance(a, (Time, DateTime)):
        return bool(a == b)
    return bool(equal(a, b))


def without_clock() -> Value:
    raise NoValue("no_clock")


def without_chance() -> Value:
    raise NoValue("no_chance")


def sources(clock: Clock | None, chance: Chance | None) -> dict[str, Builtin]:
    """`now`, `today` and `random number` from what is handed in."""

    def now() -> Any:
        return from_python(clock()) if clock else without_clock()

    def today() -> Value:
        return day(now())

    def random_number() -> Value:
        return number(repr(chance())) if chance else without_chance()

    return table(("now", "", now), ("today", "", today), ("random number", "", random_number))


TEMPORAL: Final[dict[str, Builtin]] = table(
    ("day of year", "date: date or date and time", day_of_year),
    ("day of week", "date: date or date and time", day_of_week),
    ("month of year", "date: date or date and time", month_of_year),
    ("week of year", "date: date or date and time", week_of_year),
    ("is", "value1: any, value2: any", identical),
)
