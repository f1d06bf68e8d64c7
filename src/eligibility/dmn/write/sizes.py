"""How many digits a number may need. FEEL's numbers have 34 (DMN 1.5, 10.3.2.3.1); what stays within them is exact.

A size is (whole, fraction): every value is a multiple of 10 to the power -fraction and smaller than 10 to the power whole.
"""

from __future__ import annotations

from typing import Final

from eligibility.frozen import record
from eligibility.ir.types import Number

MOST: Final = 34


@record
class Size:
    whole: int
    fraction: int

    @property
    def digits(self) -> int:
        return self.whole + self.fraction


ONE: Final = Size(1, 0)


def size_of(type_: Number) -> Size:
    """Of a number that is no quotient, by its bounds."""
    digits = len(str(max(abs(type_.low), abs(type_.high))))
    return Size(max(digits - type_.scale, 1), type_.scale)


def product(a: Size, b: Size) -> Size:
    return Size(a.whole + b.whole, a.fraction + b.fraction)


def total(*sizes: Size) -> Size:
    """Of a sum of one value of each size."""
    more = len(str(len(sizes) - 1)) if len(sizes) > 1 else 0
    return Size(max(s.whole for s in sizes) + more, max(s.fraction for s in sizes))


def either(a: Size, b: Size) -> Size:
    return Size(max(a.whole, b.whole), max(a.fraction, b.fraction))


def is_exact(size: Size) -> bool:
    return size.digits <= MOST


def divides_exactly(top: Size, bottom: Size) -> bool:
    """Whether the whole part of (2 top + bottom) / (2 bottom) comes out right although the quotient is rounded to 34 digits.

    Taken times 10 to the power `fraction` both are whole numbers N and D, and a quotient that is not whole is at least 1/D away from a whole one. It is
    rounded by at most half a unit of its 34th digit, which is less as long as N has at most 33 digits.
    """
    fraction = max(top.fraction, bottom.fraction)
    return max(top.whole, bottom.whole) + 1 + fraction < MOST and bottom.whole + fraction < MOST
