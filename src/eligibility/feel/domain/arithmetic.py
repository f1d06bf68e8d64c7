"""`+ - * / **` and negation over numbers, strings, dates, times and durations (DMN Tables 57 to 62), each a table from two kinds to a function.

A pair that is not in a table has no value. Days and time are added to a moment on the time line, years and months to its calendar date. A duration times
or by a number is cut to whole months or nanoseconds, toward zero.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from eligibility.feel.domain.compare import time_value
from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import DAY, DaysTimeDuration, YearsMonthsDuration
from eligibility.feel.domain.moments import DateTime, midnight
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.numbers import CONTEXT, ONE, finite, number
from eligibility.feel.domain.times import Time
from eligibility.feel.domain.values import Value, kind_of
from eligibility.values.limits import MAX_FEEL_CHARS

Operation = Callable[[Any, Any], Value]
MAX_POWER: Final = 999_999_999


def add(a: Value, b: Value) -> Value:
    return applied(ADD, "cannot_add", a, b)


def subtract(a: Value, b: Value) -> Value:
    return applied(SUBTRACT, "cannot_subtract", a, b)


def multiply(a: Value, b: Value) -> Value:
    return applied(MULTIPLY, "cannot_multiply", a, b)


def divide(a: Value, b: Value) -> Value:
    return applied(DIVIDE, "cannot_divide", a, b)


def power(a: Value, b: Value) -> Value:
    return applied(POWER, "cannot_raise", a, b)


def negate(value: Value) -> Value:
    if isinstance(value, Decimal):
        return finite(CONTEXT.minus(value))
    if isinstance(value, DaysTimeDuration):
        return DaysTimeDuration(-value.nanoseconds)
    if isinstance(value, YearsMonthsDuration):
        return YearsMonthsDuration(-value.total)
    raise NoValue("cannot_negate", type=kind_of(value))


def applied(table: dict[tuple[type, type], Operation], kind: str, a: Value, b: Value) -> Value:
    operation = table.get((type(a), type(b)))
    if operation is None:
        raise NoValue(kind, left=kind_of(a), right=kind_of(b))
    return operation(a, b)


# ---- numbers and strings


def literal(text: str) -> Decimal:
    """The number that a literal writes, rounded to 34 digits."""
    return number(text)


def divided(a: Decimal, b: Decimal) -> Decimal:
    if not b:
        raise NoValue("division_by_zero")
    return finite(CONTEXT.divide(a, b))


def raised(a: Decimal, b: Decimal) -> Decimal:
    if not -MAX_POWER <= b <= MAX_POWER:
        raise NoValue("number_too_large")
    if not b:
        return ONE
    if not a and b < 0:
        raise NoValue("division_by_zero")
    return finite(CONTEXT.power(a, b))


def joined(a: str, b: str) -> str:
    if len(a) + len(b) > MAX_FEEL_CHARS:
        raise NoValue("too_large")
    return a + b


# ---- moments


def between(a: DateTime, b: DateTime) -> DaysTimeDuration:
    if (a.time.place is None) != (b.time.place is None):
        raise NoValue("one_without_zone")
    return DaysTimeDuration.of(a.nanoseconds() - b.nanoseconds())


def between_times(a: Time, b: Time) -> DaysTimeDuration:
    if (a.place is None) != (b.place is None):
        raise NoValue("one_without_zone")
    return DaysTimeDuration.of(time_value(a) - time_value(b))


def between_dates(a: Date, b: Date) -> DaysTimeDuration:
    return DaysTimeDuration((a.day_number - b.day_number) * DAY)


def later(a: DateTime, b: DaysTimeDuration) -> DateTime:
    return DateTime.from_nanoseconds(a.nanoseconds() + b.nanoseconds, a.time.place)


def months_later(a: DateTime, b: YearsMonthsDuration) -> DateTime:
    return DateTime(a.date.plus_months(b.total), a.time)


def later_time(a: Time, b: DaysTimeDuration) -> Time:
    return Time.from_nanoseconds(a.nanoseconds() + b.nanoseconds, a.place)


def later_date(a: Date, b: DaysTimeDuration) -> Date:
    return Date.of_day((a.day_number * DAY + b.nanoseconds) // DAY)


def months_later_date(a: Date, b: YearsMonthsDuration) -> Date:
    return a.plus_months(b.total)


# ---- durations


def whole(result: Decimal) -> int:
    """A size of a duration, cut to its unit."""
    if finite(result).adjusted() > 40:
        raise NoValue("duration_too_long")
    return int(result)


def times(duration: DaysTimeDuration | YearsMonthsDuration, n: Decimal) -> Value:
    if isinstance(duration, DaysTimeDuration):
        return DaysTimeDuration.of(whole(CONTEXT.multiply(Decimal(duration.nanoseconds), n)))
    return YearsMonthsDuration.of(whole(CONTEXT.multiply(Decimal(duration.total), n)))


def parted(duration: DaysTimeDuration | YearsMonthsDuration, n: Decimal) -> Value:
    if not n:
        raise NoValue("division_by_zero")
    if isinstance(duration, DaysTimeDuration):
        return DaysTimeDuration.of(whole(CONTEXT.divide(Decimal(duration.nanoseconds), n)))
    return YearsMonthsDuration.of(whole(CONTEXT.divide(Decimal(duration.total), n)))


def with_negated(operation: Operation) -> Operation:
    return lambda a, b: operation(a, negate(b))


def turned(operation: Operation) -> Operation:
    return lambda a, b: operation(b, a)


MOVES: Final[dict[tuple[type, type], Operation]] = {
    (DateTime, DaysTimeDuration): later,
    (DateTime, YearsMonthsDuration): months_later,
    (Time, DaysTimeDuration): later_time,
    (Date, DaysTimeDuration): later_date,
    (Date, YearsMonthsDuration): months_later_date,
    (DaysTimeDuration, DaysTimeDuration): lambda a, b: DaysTimeDuration.of(a.nanoseconds + b.nanoseconds),
    (YearsMonthsDuration, YearsMonthsDuration): lambda a, b: YearsMonthsDuration.of(a.total + b.total),
}
ADD: Final[dict[tuple[type, type], Operation]] = {
    (Decimal, Decimal): lambda a, b: finite(CONTEXT.add(a, b)),
    (str, str): joined,
    **{(duration, moment): turned(move) for (moment, duration), move in MOVES.items()},
    **MOVES,
}
SUBTRACT: Final[dict[tuple[type, type], Operation]] = {
    (Decimal, Decimal): lambda a, b: finite(CONTEXT.subtract(a, b)),
    (DateTime, DateTime): between,
    (Date, DateTime): lambda a, b: between(midnight(a), b),
    (DateTime, Date): lambda a, b: between(a, midnight(b)),
    (Date, Date): between_dates,
    (Time, Time): between_times,
    **{pair: with_negated(move) for pair, move in MOVES.items()},
}
MULTIPLY: Final[dict[tuple[type, type], Operation]] = {
    (Decimal, Decimal): lambda a, b: finite(CONTEXT.multiply(a, b)),
    (DaysTimeDuration, Decimal): times,
    (YearsMonthsDuration, Decimal): times,
    (Decimal, DaysTimeDuration): turned(times),
    (Decimal, YearsMonthsDuration): turned(times),
}
DIVIDE: Final[dict[tuple[type, type], Operation]] = {
    (Decimal, Decimal): divided,
    (DaysTimeDuration, Decimal): parted,
    (YearsMonthsDuration, Decimal): parted,
    (DaysTimeDuration, DaysTimeDuration): lambda a, b: divided(Decimal(a.nanoseconds), Decimal(b.nanoseconds)),
    (YearsMonthsDuration, YearsMonthsDuration): lambda a, b: divided(Decimal(a.total), Decimal(b.total)),
}
POWER: Final[dict[tuple[type, type], Operation]] = {(Decimal, Decimal): raised}
