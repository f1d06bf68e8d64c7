"""Numbers as IEEE 754-2008 decimal128 (DMN 10.3.2.3.1): 34 digits, half even, exponents -6143 to 6144.

There is no NaN, no infinity and no negative zero: what would be one of the first two has no value, the last is zero. The scale that a number was written
or computed with is kept, as the standard's pairs (p, s) do, and does not count in comparisons.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from eligibility.feel.domain.novalue import NoValue

PRECISION: Final = 34
CONTEXT: Final = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, capitals=1, clamp=0, traps=[])
EXACT: Final = Context(
    prec=MAX_PREC, rounding=ROUND_DOWN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[]
)  # comparisons, integers
WIDE: Final = Context(
    prec=13_000, rounding=ROUND_HALF_EVEN, Emin=-20_000, Emax=20_000, traps=[]
)  # holds any remainder exactly

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


def finite(result: Decimal) -> Decimal:
    """The result of an operation as a FEEL number."""
    if not result.is_finite():
        raise NoValue("not_a_number" if result.is_nan() else "number_too_large")
    return result if result else result.copy_abs()


def number(value: int | str | Decimal) -> Decimal:
    """A number rounded to decimal128."""
    return finite(CONTEXT.create_decimal(value))


def integer(value: Decimal) -> int | None:
    """The integer that a number is, if it is one: 1.0 is 1."""
    if value.adjusted() > PRECISION + 6:  # 1E+6000 is an integer too, and nothing here counts that far
        return None
    whole = int(value)
    return whole if whole == value else None


def truncated(value: Decimal) -> int:
    """A number without its fraction, as a position or scale is taken; one beyond any list or scale is as good as the next."""
    return int(value) if value.adjusted() <= PRECISION else int(ONE.copy_sign(value)) * 10**PRECISION


def plain(value: Decimal) -> str:
    """A number as `string()` prints it: no exponent, its own decimals."""
    return format(value if value else value.copy_abs(), "f")
