"""An exact fraction to a whole number, by the modes a policy file may name. Half up means away from zero, as money is rounded."""

from __future__ import annotations


def whole(numerator: int, denominator: int, mode: str) -> int:
    """`numerator / denominator` (the denominator positive) as a whole number. `up` is away from zero, `down` toward it."""
    sign = -1 if numerator < 0 else 1
    quotient, rest = divmod(abs(numerator), denominator)
    if rest:
        twice = 2 * rest
        if (
            mode == "up"
            or (mode == "half_up" and twice >= denominator)
            or (mode == "half_even" and (twice > denominator or (twice == denominator and quotient % 2)))
        ):
            quotient += 1
    return sign * quotient
