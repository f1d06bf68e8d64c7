"""Rounding against a definition by distance: the nearest whole number, or the next one on the side that the mode names."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest

from eligibility.values.rounding import whole

HALVES = [
    ("half_up", (-2, -1, 1, 2), (-3, 3)),
    ("half_even", (-2, 0, 0, 2), (-2, 2)),
    ("up", (-2, -1, 1, 2), (-3, 3)),
    ("down", (-1, 0, 0, 1), (-2, 2)),
]


@pytest.mark.parametrize(("mode", "found", "more"), HALVES)
def test_halves_go_where_the_mode_says(mode, found, more):
    assert tuple(whole(n, 2, mode) for n in (-3, -1, 1, 3)) == found
    assert tuple(whole(n, 2, mode) for n in (-5, 5)) == more


@pytest.mark.parametrize("mode", ["half_up", "half_even", "up", "down"])
def test_a_whole_number_stays_as_it_is(mode):
    for n in range(-30, 31):
        assert whole(n, 1, mode) == n
        assert whole(n * 7, 7, mode) == n


@pytest.mark.parametrize("mode", ["half_up", "half_even", "up", "down"])
def test_every_small_fraction_is_rounded_by_the_definition(mode):
    for bottom in range(1, 13):
        for top in range(-40, 41):
            assert whole(top, bottom, mode) == defined(Fraction(top, bottom), mode), (top, bottom)


def defined(x: Fraction, mode: str) -> int:
    toward, away = (floor, ceil) if x >= 0 else (ceil, floor)
    if mode in ("up", "down"):
        return away(x) if mode == "up" else toward(x)
    below, above = abs(x - toward(x)), abs(x - away(x))
    if below != above:
        return toward(x) if below < above else away(x)
    if mode == "half_up":
        return away(x)
    return toward(x) if toward(x) % 2 == 0 else away(x)


@pytest.mark.parametrize("mode", ["half_up", "half_even", "up", "down"])
def test_rounding_never_turns_the_order_round(mode):
    found = [whole(n, 7, mode) for n in range(-100, 101)]
    assert found == sorted(found)


def test_numbers_beyond_what_a_float_can_hold_are_exact():
    assert whole(10**37 + 1, 2, "half_up") == 5 * 10**36 + 1
    assert whole(10**37 + 1, 2, "half_even") == 5 * 10**36
