"""`value.name` for dates, times, durations and ranges (DMN Tables 65 to 67): one table from kind and name to a function.

Seconds are decimals: `time("10:00:01.5").second` is 1.5. An `offset` of a zone follows its rules on the value's day; a time of day in a zone has none.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import SECOND, DaysTimeDuration, YearsMonthsDuration
from eligibility.feel.domain.moments import DateTime
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.numbers import CONTEXT
from eligibility.feel.domain.ranges import Range
from eligibility.feel.domain.times import Place, Time
from eligibility.feel.domain.values import Value, kind_of

Getter = Callable[[Any], Value]


def property_of(value: Value, name: str) -> Value:
    """The property, or `NoValue` where a value of its kind has no such one."""
    getter = PROPERTIES.get(type(value), NONE).get(name)
    if getter is None:
        raise NoValue("no_property", type=kind_of(value), name=name)
    return getter(value)


def names_of(value: Value) -> tuple[str, ...]:
    """The properties that values of this kind have."""
    return tuple(PROPERTIES.get(type(value), NONE))


def seconds(nanoseconds: int) -> Decimal:
    whole, fraction = divmod(abs(nanoseconds), SECOND)
    size = Decimal(whole) if not fraction else CONTEXT.divide(Decimal(abs(nanoseconds)), Decimal(SECOND))
    return -size if nanoseconds < 0 else size


def offset(seconds_: int | None) -> Value:
    return None if seconds_ is None else DaysTimeDuration(seconds_ * SECOND)


def zone_name(place: Place) -> Value:
    return place if isinstance(place, str) else None


def of_part(part: str, getters: dict[str, Getter]) -> dict[str, Getter]:
    """The same properties, of a part of the value."""
    return {name: of_one(part, getter) for name, getter in getters.items()}


def of_one(part: str, getter: Getter) -> Getter:
    return lambda value: getter(getattr(value, part))


NONE: Final[dict[str, Getter]] = {}
OF_DATE: Final[dict[str, Getter]] = {
    "year": lambda d: Decimal(d.year),
    "month": lambda d: Decimal(d.month),
    "day": lambda d: Decimal(d.day),
    "weekday": lambda d: Decimal(d.weekday()),
}
OF_TIME: Final[dict[str, Getter]] = {
    "hour": lambda t: Decimal(t.hour),
    "minute": lambda t: Decimal(t.minute),
    "second": lambda t: seconds(t.second * SECOND + t.nanosecond),
    "time offset": lambda t: offset(t.place if isinstance(t.place, int) else None),
    "timezone": lambda t: zone_name(t.place),
}
PROPERTIES: Final[dict[type, dict[str, Getter]]] = {
    Date: OF_DATE,
    Time: OF_TIME,
    DateTime: {
        **of_part("date", OF_DATE),
        **of_part("time", OF_TIME),
        "time offset": lambda m: offset(m.offset()),
    },
    YearsMonthsDuration: {"years": lambda d: Decimal(d.years), "months": lambda d: Decimal(d.months)},
    DaysTimeDuration: {
        "days": lambda d: Decimal(d.days),
        "hours": lambda d: Decimal(d.hours),
        "minutes": lambda d: Decimal(d.minutes),
        "seconds": lambda d: seconds(d.second_nanoseconds),
    },
    Range: {
        "start": lambda r: None if r.outside else r.low,
        "end": lambda r: r.high,
        "start included": lambda r: r.low_closed,
        "end included": lambda r: r.high_closed,
    },
}
