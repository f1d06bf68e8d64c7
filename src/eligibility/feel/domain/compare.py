"""Equality and order of any two values (DMN 10.3.2.2, Tables 52 to 55). What the standard does not compare is null, here None.

* Only values of one kind compare; null equals null alone. Lists and contexts are equal item by item; items of different kinds make them unequal.
* Times and moments are compared by their whole seconds. Equality of times counts from UTC, a local one as if it were there. In an order a local time
  takes the offset of the other (Table 54), so `a <= b`, which is `a < b or a = b`, is not what `<` alone suggests where only one of them has an offset.
* Strings are ordered by code point.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import SECOND, DaysTimeDuration, YearsMonthsDuration
from eligibility.feel.domain.moments import DateTime
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.ranges import Range
from eligibility.feel.domain.times import Time
from eligibility.feel.domain.values import Value
from eligibility.values.limits import MAX_VALUE_DEPTH, MAX_VALUE_NODES


def equal(a: Value, b: Value) -> bool | None:
    """`a = b`; None where they are of different kinds."""
    if a is None or b is None:
        return a is b
    kind = type(a)
    if kind is not type(b):
        return None
    if a is b:
        return True
    if isinstance(a, Time) and isinstance(b, Time):
        return time_value(a) // SECOND == time_value(b) // SECOND
    if isinstance(a, DateTime) and isinstance(b, DateTime):
        return a.nanoseconds() // SECOND == b.nanoseconds() // SECOND
    return Deep().same(a, b) if kind in COMPOUND else a == b


class Deep:
    """Comparisons of compound values. Parts may be shared, so what they look at is counted (`nodes`)."""

    def __init__(self) -> None:
        self.nodes = 0

    def same(self, a: Any, b: Any, depth: int = 0) -> bool:
        kind = type(a)
        if kind is not type(b) or kind not in COMPOUND:
            return equal(a, b) is True
        if a is b:
            return True
        if depth > MAX_VALUE_DEPTH:
            raise NoValue("too_deep")
        if kind is Range:
            form = (a.low_closed, a.high_closed, a.outside, a.exact) == (
                b.low_closed,
                b.high_closed,
                b.outside,
                b.exact,
            )
            return form and self.same(a.low, b.low, depth + 1) and self.same(a.high, b.high, depth + 1)
        self.nodes += len(a) + 1
        if self.nodes > MAX_VALUE_NODES:
            large = NoValue("too_large")
            large.cost = self.nodes
            raise large
        if kind is list:
            return len(a) == len(b) and all(self.same(one, other, depth + 1) for one, other in zip(a, b, strict=True))
        return a.keys() == b.keys() and all(self.same(one, b[key], depth + 1) for key, one in a.items())


COMPOUND: Final = frozenset({list, dict, Range})


def time_value(time: Time) -> int:
    return time.nanoseconds() - (time.offset() or 0) * SECOND


# ---- order


def order(a: Value, b: Value) -> int | None:
    """Negative, zero or positive as `a` is before, at or after `b`; None where they have no order."""
    kind = type(a)
    if kind is not type(b):
        return None
    key = ORDERED.get(kind)
    if key is not None:
        one, other = key(a), key(b)
    elif isinstance(a, Time) and isinstance(b, Time):
        shared = a.offset() is None or b.offset() is None
        one, other = (a.nanoseconds(), b.nanoseconds()) if shared else (time_value(a), time_value(b))
    elif isinstance(a, DateTime) and isinstance(b, DateTime):
        shared = a.offset() is None or b.offset() is None
        one = a.local_nanoseconds() if shared else a.nanoseconds()
        other = b.local_nanoseconds() if shared else b.nanoseconds()
    else:
        return None
    if kind is Time or kind is DateTime:
        one, other = one // SECOND, other // SECOND
    return int(one > other) - int(one < other)


def itself(value: Any) -> Any:
    return value


ORDERED: Final[dict[type, Callable[[Any], Any]]] = {
    Decimal: itself,
    str: itself,
    Date: lambda d: (d.year, d.month, d.day),
    DaysTimeDuration: lambda d: d.nanoseconds,
    YearsMonthsDuration: lambda d: d.total,
}


def compared(operator: str, a: Value, b: Value) -> bool | None:
    """`a operator b` for `= != < <= > >=`."""
    if operator in ("=", "!="):
        found = equal(a, b)
        return found if operator == "=" or found is None else not found
    sign = order(a, b)
    if sign is None:
        return None
    if sign == 0:
        return len(operator) == 2 and bool(equal(a, b))
    return (sign < 0) == (operator[0] == "<")


# ---- ranges


def in_range(value: Value, range_: Range) -> bool | None:
    """`value in range` (Table 55); None where they do not compare."""
    if value is None:
        return None
    if range_.outside:
        return compared("!=", value, range_.low)
    above = range_.low is None or compared(">=" if range_.low_closed else ">", value, range_.low)
    below = range_.high is None or compared("<=" if range_.high_closed else "<", value, range_.high)
    if above is False or below is False:
        return False
    return None if above is None or below is None else True
