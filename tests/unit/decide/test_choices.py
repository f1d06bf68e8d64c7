"""A number chosen by what it is compared with is known to be within that: an income that is taken as 0 where it is negative is never negative."""

from __future__ import annotations

import pytest

from .test_linear import bounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if balance < 0 then 0 else balance", (0, 100_000)),
        ("if 0 > balance then 0 else balance", (0, 100_000)),
        ("if balance >= 0 then balance else 0", (0, 100_000)),
        ("if not(balance >= 0) then 0 else balance", (0, 100_000)),
        ("if balance > 0 then balance else 0.01", (1, 100_000)),
        ("if balance <= 0 then balance else 0", (-100_000, 0)),
        ("if balance < 5 and balance > 2 then balance else 3", (201, 499)),
        ("if balance < -5 or balance > 2 then 0 else balance", (-500, 200)),
        ("if number = 3 then number else 3", (3, 3)),
        ("if number != 3 then 3 else number", (3, 3)),
        ("if number < smaller then number else 0", (0, 9)),
        ("if flag then balance else 0", (-100_000, 100_000)),
        ("if balance > 5 and balance < 2 then balance else 0", (0, 100_000)),
        ("if savings < 5 then balance else 0", (-100_000, 100_000)),
    ],
)
def test_the_bounds_of_a_choice(text, expected):
    assert bounds(text) == expected
