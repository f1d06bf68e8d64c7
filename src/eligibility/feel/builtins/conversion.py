"""Conversion functions (DMN Table 72): dates, times, durations, numbers, strings and ranges from their parts or their text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from eligibility.feel.builtins.endpoints import parse_range
from eligibility.feel.builtins.signature import Builtin, call, table
from eligibility.feel.domain import (
    Date,
    DateTime,
    DaysTimeDuration,
    NoValue,
    Time,
    Value,
    YearsMonthsDuration,
    integer,
    kind_of,
    number,
    order,
    parse_duration,
    text_of,
)
from eligibility.feel.domain.durations import SECOND
from eligibility.feel.domain.numbers import EXACT
from eligibility.feel.domain.zones import MAX_OFFSET

NUMERIC_LITERAL: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")


def whole(value: Decimal, function: str) -> int:
    found = integer(value)
    if found is None:
        raise NoValue("not_an_integer", function=function)
    return found


# ---- dates and times


def date_of(year: Decimal, month: Decimal, day: Decimal) -> Value:
    return Date.of(whole(year, "date"), whole(month, "date"), whole(day, "date"))


def date_part(moment: Date | DateTime) -> Value:
    return moment.date if isinstance(moment, DateTime) else moment


def time_of(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTimeDuration | None = None) -> Value:
    if not 0 <= second < 60:
        raise NoValue("no_such_time")
    seconds, nanosecond = divmod(int(EXACT.multiply(second, Decimal(SECOND))), SECOND)
    place = None if offset is None else offset_of(offset)
    return Time.of(whole(hour, "time"), whole(minute, "time"), seconds, nanosecond, place)


def offset_of(offset: DaysTimeDuration) -> int:
    seconds, rest = divmod(offset.nanoseconds, SECOND)
    if rest or abs(seconds) > MAX_OFFSET:
        raise NoValue("not_an_offset")
    return seconds


def time_part(moment: Date | Time | DateTime) -> Value:
    """The time of a moment; that of a date is midnight in UTC."""
    if isinstance(moment, DateTime):
        return moment.time
    return Time(0, 0, 0, 0, 0) if isinstance(moment, Date) else moment


def moment_of(date: Date | DateTime, time: Time) -> Value:
    return DateTime(date.date if isinstance(date, DateTime) else date, time)


def months_between(from_: Date | DateTime, to: Date | DateTime) -> Value:
    start, end = (m.date if isinstance(m, DateTime) else m for m in (from_, to))
    return YearsMonthsDuration(start.months_to(end))


# ---- numbers, strings, ranges


def number_of(from_: str, grouping: str | None, point: str | None) -> Value:
    """A number with its separators: a space, a comma or a period between groups, a comma or a period before decimals."""
    if grouping not in (" ", ",", ".", None) or point not in (",", ".", None) or (grouping == point and point):
        raise NoValue("wrong_separator")
    text = from_.replace(grouping, "") if grouping else from_
    if point == ",":
        if "." in text:
            raise NoValue("not_a_numeral")
        text = text.replace(",", ".")
    if NUMERIC_LITERAL.fullmatch(text) is None:
        raise NoValue("not_a_numeral")
    return number(text)


def string_of(from_: Value) -> Value:
    return None if from_ is None else text_of(from_)


def range_of(from_: str) -> Value:
    """The range that a text writes with literal ends (grammar rule 66)."""
    found = parse_range(from_, invoked)
    if found.low is not None and found.high is not None:
        sign = order(found.low, found.high)
        if sign is None:
            raise NoValue("not_comparable", left=kind_of(found.low), right=kind_of(found.high))
        if sign > 0:
            raise NoValue("range_falls")
    elif not isinstance(order(end := found.high if found.low is None else found.low, end), int):
        raise NoValue("not_a_range")
    return found


def invoked(name: str, args: list[Value]) -> Value:
    return call(CONVERSION[name], args)


CONVERSION: Final[dict[str, Builtin]] = table(
    ("date", "from: string", Date.parse),
    ("date", "from: date or date and time", date_part),
    ("date", "year: number, month: number, day: number", date_of),
    ("time", "from: string", Time.parse),
    ("time", "from: time", time_part),
    ("time", "from: date or date and time", time_part),
    ("time", "hour: number, minute: number, second: number, offset?: days and time duration?", time_of),
    ("date and time", "from: string", DateTime.parse),
    ("date and time", "date: date or date and time, time: time", moment_of),
    ("duration", "from: string", parse_duration),
    ("years and months duration", "from: date or date and time, to: date or date and time", months_between),
    ("number", "from: string, grouping separator: string?, decimal separator: string?", number_of),
    ("string", "from: any", string_of),
    ("range", "from: string", range_of),
)
