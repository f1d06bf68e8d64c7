"""Numeric functions (DMN Table 76), in decimal128. A scale lies in -6111 to 6176 and is cut to an integer."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Final

from eligibility.feel.builtins.signature import Builtin, table
from eligibility.feel.domain import DaysTimeDuration, NoValue, Value, YearsMonthsDuration
from eligibility.feel.domain.numbers import CONTEXT, PRECISION, WIDE, ZERO, finite, integer, truncated

MIN_SCALE: Final = -6111
MAX_SCALE: Final = 6176


def rounded(n: Decimal, scale: Decimal, mode: str) -> Decimal:
    """`n` with so many decimals; more than its precision can hold are not written."""
    places = truncated(scale)
    if not MIN_SCALE <= places <= MAX_SCALE:
        raise NoValue("scale_out_of_range")
    exponent = n.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places and n.adjusted() + places >= PRECISION:
        return n
    return finite(n.quantize(Decimal(1).scaleb(-places, CONTEXT), rounding=mode, context=CONTEXT))


def rounder(mode: str) -> Callable[..., Value]:
    return lambda n, scale=ZERO: rounded(n, scale, mode)


def absolute(n: Decimal) -> Value:
    return n.copy_abs()


def absolute_days(n: DaysTimeDuration) -> Value:
    return DaysTimeDuration(abs(n.nanoseconds))


def absolute_months(n: YearsMonthsDuration) -> Value:
    return YearsMonthsDuration(abs(n.total))


def modulo(dividend: Decimal, divisor: Decimal) -> Value:
    """What is left of `dividend - divisor * floor(dividend / divisor)`, exactly."""
    if not divisor:
        raise NoValue("division_by_zero")
    rest = WIDE.remainder(dividend, divisor)
    if rest and (rest < 0) != (divisor < 0):
        rest = WIDE.add(rest, divisor)
    return finite(CONTEXT.plus(rest))


def root(number: Decimal) -> Value:
    if number < 0:
        raise NoValue("negative_number", function="sqrt")
    return finite(CONTEXT.sqrt(number))


def logarithm(number: Decimal) -> Value:
    if number <= 0:
        raise NoValue("not_positive", function="log")
    return finite(CONTEXT.ln(number))


def exponential(number: Decimal) -> Value:
    return finite(CONTEXT.exp(number))


def parity(rest: int, function: str) -> Callable[[Decimal], Value]:
    def has(number: Decimal) -> Value:
        whole = integer(number)
        if whole is None and number != number.to_integral_value():
            raise NoValue("not_an_integer", function=function)
        return (0 if whole is None else whole % 2) == rest  # what is too large to count ends in zeros

    return has


NUMERIC: Final[dict[str, Builtin]] = table(
    ("decimal", "n: number, scale: number", rounder(ROUND_HALF_EVEN)),
    ("floor", "n: number", rounder(ROUND_FLOOR)),
    ("floor", "n: number, scale: number", rounder(ROUND_FLOOR)),
    ("ceiling", "n: number", rounder(ROUND_CEILING)),
    ("ceiling", "n: number, scale: number", rounder(ROUND_CEILING)),
    ("round up", "n: number, scale: number", rounder(ROUND_UP)),
    ("round down", "n: number, scale: number", rounder(ROUND_DOWN)),
    ("round half up", "n: number, scale: number", rounder(ROUND_HALF_UP)),
    ("round half down", "n: number, scale: number", rounder(ROUND_HALF_DOWN)),
    ("abs", "n: number", absolute),
    ("abs", "n: days and time duration", absolute_days),
    ("abs", "n: years and months duration", absolute_months),
    ("modulo", "dividend: number, divisor: number", modulo),
    ("sqrt", "number: number", root),
    ("log", "number: number", logarithm),
    ("exp", "number: number", exponential),
    ("odd", "number: number", parity(1, "odd")),
    ("even", "number: number", parity(0, "even")),
)
