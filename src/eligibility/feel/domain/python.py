"""Between Python's values and FEEL's.

| Python | FEEL |
|---|---|
| `None`, `bool`, `str` | null, boolean, string |
| `int`, `Decimal`, `Fraction`, `float` (its shortest decimal form) | number, rounded to 34 digits |
| `date`, `time`, `datetime` | date, time, date and time; an offset is kept, a `ZoneInfo` by its name |
| `timedelta` | days and time duration |
| `list`, `tuple`; `set`, `frozenset` (ordered, where its items can be) | list |
| `dict` with text keys | context |

`to_python` goes back: an integer is an `int`, any other number a `Decimal`; a value that Python has no equal for (a year beyond 9999, nanoseconds, years and
months, a range, a function) is left as it is. A number that is not finite, or any other object, is a `TypeError` or `ValueError` of the caller.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import DAY, SECOND, DaysTimeDuration, YearsMonthsDuration
from eligibility.feel.domain.functions import Function
from eligibility.feel.domain.moments import DateTime
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.numbers import CONTEXT, integer, number
from eligibility.feel.domain.ranges import Range
from eligibility.feel.domain.times import Place, Time
from eligibility.feel.domain.values import Value
from eligibility.values.limits import MAX_VALUE_DEPTH, MAX_VALUE_NODES

FEEL_ALREADY = (Date, Time, DateTime, DaysTimeDuration, YearsMonthsDuration, Range, Function)


def from_python(value: Any, depth: int = 0) -> Value:
    """A FEEL value of a Python one."""
    if value is None or isinstance(value, (bool, *FEEL_ALREADY)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float, Decimal, Fraction)):
        return number_from(value)
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return temporal_from(value)
    if depth > MAX_VALUE_DEPTH:
        raise ValueError("lists and contexts nest too deep")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("the keys of a context are text")
        return {key: from_python(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [from_python(item, depth + 1) for item in value]
    if isinstance(value, (set, frozenset)):
        return [from_python(item, depth + 1) for item in in_order(value)]
    raise TypeError(f"no FEEL value for {type(value).__name__}")


def number_from(value: float | Decimal | Fraction) -> Decimal:
    try:
        if isinstance(value, Fraction):
            return number(CONTEXT.divide(number(value.numerator), number(value.denominator)))
        return number(repr(value) if isinstance(value, float) else value)
    except NoValue:
        raise ValueError("no FEEL number for this") from None


def in_order(items: set[Any] | frozenset[Any]) -> list[Any]:
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda item: (type(item).__name__, str(item)))


def temporal_from(value: dt.date | dt.time | dt.timedelta) -> Value:
    if isinstance(value, dt.timedelta):
        return DaysTimeDuration((value.days * 86_400 + value.seconds) * SECOND + value.microseconds * 1000)
    if isinstance(value, dt.datetime):
        offset = value.utcoffset()
        if value.fold and offset is not None and offset != value.replace(fold=0).utcoffset():
            value = value.replace(
                tzinfo=dt.timezone(offset)
            )  # the second of two moments with one name is told by its offset
        return DateTime(Date(value.year, value.month, value.day), time_from(value, offset))
    if isinstance(value, dt.date):
        return Date(value.year, value.month, value.day)
    return time_from(value, value.utcoffset())


def time_from(value: dt.datetime | dt.time, offset: dt.timedelta | None) -> Time:
    place: Place = None
    if isinstance(value.tzinfo, ZoneInfo) and value.tzinfo.key:
        place = value.tzinfo.key
    elif offset is not None:
        place = offset.days * 86_400 + offset.seconds
    return Time(value.hour, value.minute, value.second, value.microsecond * 1000, place)


def to_python(value: Value) -> Any:
    """The Python value that equals a FEEL one, where there is one."""
    return told(value, [MAX_VALUE_NODES])


def told(value: Value, left: list[int]) -> Any:
    """The same; parts may be shared, so `left` counts how many may still be written out."""
    if isinstance(value, Decimal):
        whole = integer(value)
        return value if whole is None else whole
    if isinstance(value, (list, dict)):
        left[0] -= len(value) + 1
        if left[0] < 0:
            raise ValueError("the value is too large")
        if isinstance(value, list):
            return [told(item, left) for item in value]
        return {key: told(item, left) for key, item in value.items()}
    if isinstance(value, Date):
        return date_to(value)
    if isinstance(value, Time):
        return time_to(value)
    if isinstance(value, DateTime):
        date, time = date_to(value.date), time_to(value.time)
        if isinstance(date, dt.date) and isinstance(time, dt.time):
            return dt.datetime.combine(date, time)
        return value
    if isinstance(value, DaysTimeDuration):
        exact = value.nanoseconds % 1000 == 0 and -999_999_999 * DAY <= value.nanoseconds < 1_000_000_000 * DAY
        return dt.timedelta(microseconds=value.nanoseconds // 1000) if exact else value
    return value


def date_to(value: Date) -> dt.date | Date:
    return dt.date(value.year, value.month, value.day) if 1 <= value.year <= 9999 else value


def time_to(value: Time) -> dt.time | Time:
    if value.nanosecond % 1000:
        return value
    return dt.time(value.hour, value.minute, value.second, value.nanosecond // 1000, tzinfo=zone_to(value.place))


def zone_to(place: Place) -> dt.tzinfo | None:
    if isinstance(place, int):
        return dt.UTC if place == 0 else dt.timezone(dt.timedelta(seconds=place))
    return None if place is None else ZoneInfo(place)
