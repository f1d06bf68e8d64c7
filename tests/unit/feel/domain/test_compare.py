"""Equality and order (DMN Tables 52 to 55)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from eligibility.feel.domain import (
    NoValue,
    Range,
    Value,
    compared,
    equal,
    from_python,
    in_range,
    number,
    order,
    temporal_literal,
)


def t(text: str) -> Value:
    return temporal_literal(text)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (None, None, True),
        (None, Decimal(0), False),
        (Decimal("1.0"), Decimal(1), True),
        (Decimal(1), "1", None),
        (True, Decimal(1), None),
        ("a", "A", False),
        (t("2018-12-08"), t("2018-12-08T00:00:00"), None),
        (t("10:30:00"), t("10:30:00Z"), True),
        (t("10:30:00+01:00"), t("09:30:00Z"), True),
        (t("10:30:00.0001"), t("10:30:00.0002"), True),
        (t("2018-12-08T00:00:00.0001"), t("2018-12-08T00:00:00"), True),
        (t("2018-12-08T00:00:00"), t("2018-12-08T00:00:00@Asia/Dhaka"), False),
        (t("2018-07-08T12:00:00@Europe/Paris"), t("2018-07-08T10:00:00Z"), True),
        (t("P1Y"), t("P12M"), True),
        (t("P1D"), t("P1M"), None),
        ([Decimal(1), None], [Decimal("1.0"), None], True),
        ([Decimal(1)], ["1"], False),
        ([Decimal(1)], Decimal(1), None),
        ({"a": [Decimal(1)], "b": "x"}, {"b": "x", "a": [Decimal("1.0")]}, True),
        ({"a": None}, {}, False),
        (Range(Decimal(1), Decimal(2), True, False), Range(Decimal("1.0"), Decimal(2), True, False), True),
        (Range(Decimal(1), Decimal(2), True, False), Range(Decimal(1), Decimal(2), True, True), False),
        (Range.of_test("<", Decimal(2)), Range(None, Decimal(2), False, False), True),
        (Range.of_test("!=", Decimal(2)), Range.of_test("=", Decimal(2)), False),
        (Range.of_test("=", Decimal(2)), Range.of_test("=", Decimal("2.0")), True),
        (Range.of_test("=", Decimal(2)), Range(Decimal(2), Decimal(2), True, True), False),
    ],
)
def test_two_values_are_equal_unequal_or_of_different_kinds(a: Value, b: Value, same: bool | None) -> None:
    assert equal(a, b) is same
    assert equal(b, a) is same
    assert compared("!=", a, b) is (None if same is None else not same)


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (Decimal("1.5"), Decimal(10)),
        ("B", "a"),
        ("a", "a\0"),
        (t("-0001-12-31"), t("0000-01-01")),
        (t("10:00:00+02:00"), t("09:00:00Z")),
        (t("10:00:00"), t("10:00:01+05:00")),
        (t("2024-01-01T00:00:00+02:00"), t("2023-12-31T23:00:00Z")),
        (t("2024-01-01T00:00:00@Asia/Shanghai"), t("2024-01-01T00:00:01")),
        (t("PT23H"), t("P1D")),
        (t("P11M"), t("P1Y")),
    ],
)
def test_one_value_comes_before_the_other(low: Value, high: Value) -> None:
    assert [compared(op, low, high) for op in ("<", "<=", ">", ">=")] == [True, True, False, False]
    assert [compared(op, high, low) for op in ("<", "<=", ">", ">=")] == [False, False, True, True]
    assert order(low, low) == 0


@pytest.mark.parametrize(
    ("a", "b"), [(True, False), ([], []), ({}, {}), (None, Decimal(1)), ("1", Decimal(1)), (t("P1D"), t("P1M"))]
)
def test_some_values_have_no_order(a: Value, b: Value) -> None:
    assert order(a, b) is None
    assert compared("<", a, b) is None


@pytest.mark.parametrize(
    ("range_", "inside", "outside"),
    [
        (Range(Decimal(1), Decimal(3), True, False), (1, 2), (0, 3)),
        (Range(Decimal(1), Decimal(3), False, True), (2, 3), (1, 4)),
        (Range.of_test("<", Decimal(3)), (2,), (3,)),
        (Range.of_test("<=", Decimal(3)), (3,), (4,)),
        (Range.of_test(">", Decimal(3)), (4,), (3,)),
        (Range.of_test("=", Decimal(3)), (3,), (2, 4)),
        (Range.of_test("!=", Decimal(3)), (2, 4), (3,)),
    ],
)
def test_a_range_holds_what_lies_in_it(range_: Range, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    assert all(in_range(Decimal(n), range_) is True for n in inside)
    assert all(in_range(Decimal(n), range_) is False for n in outside)
    assert in_range("a", range_) is None
    assert in_range(None, range_) is None


def test_values_that_share_their_parts_are_compared_at_a_bounded_cost() -> None:
    def doubled() -> list[Any]:
        value: list[Any] = [number(1)]
        for _ in range(60):
            value = [value, value]
        return value

    one = doubled()
    assert equal(one, one) is True
    with pytest.raises(NoValue, match="too_large"):
        equal(one, doubled())


def test_values_that_nest_too_deep_are_not_compared() -> None:
    one: list[Any] = []
    other: list[Any] = []
    for _ in range(1000):
        one, other = [one], [other]
    with pytest.raises(NoValue, match="too_deep"):
        equal(one, other)
    with pytest.raises(ValueError, match="too deep"):
        from_python(one)


def test_a_fraction_of_a_second_does_not_order_what_is_equal() -> None:
    assert order(t("10:30:00.0001"), t("10:30:00.0002")) == 0
    assert compared("<", t("2024-01-01T00:00:00.5"), t("2024-01-01T00:00:00.9")) is False
