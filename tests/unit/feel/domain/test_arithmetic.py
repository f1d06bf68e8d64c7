"""Sums, differences, products and powers over all kinds (DMN Tables 57 to 62)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest

from eligibility.feel.domain import (
    NoValue,
    Value,
    add,
    divide,
    kind_of,
    multiply,
    negate,
    number,
    power,
    subtract,
    temporal_literal,
    text_of,
)
from eligibility.feel.domain import Range as FeelRange

OPERATIONS = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}


def value(text: str) -> Value:
    """A number, or what `@"..."` would hold."""
    try:
        return number(text)
    except NoValue:
        return temporal_literal(text)


RESULTS = [
    ("0.1", "+", "0.2", "0.3"),
    ("1", "/", "3", "0.3333333333333333333333333333333333"),
    ("2", "**", "-1", "0.5"),
    ("0", "**", "0", "1"),
    ("-2", "**", "3", "-8"),
    ("2012-12-25", "-", "2012-12-24", "P1D"),
    ("2012-12-24T23:59:00", "-", "2012-12-22T03:45:00", "P2DT20H14M"),
    ("2012-12-24T23:59:00Z", "-", "2012-12-24", "PT23H59M"),
    ("2012-12-24T12:00:00+02:00", "-", "2012-12-24T12:00:00Z", "-PT2H"),
    ("10:00:00", "-", "11:30:00", "-PT1H30M"),
    ("2024-01-31", "+", "P1M", "2024-02-29"),
    ("2024-03-31", "-", "P1M", "2024-02-29"),
    ("P1Y", "+", "2024-02-29", "2025-02-28"),
    ("2024-02-29", "+", "PT12H", "2024-02-29"),
    ("2024-03-01", "-", "PT1H", "2024-02-29"),
    ("2024-02-29T23:00:00", "+", "PT2H", "2024-03-01T01:00:00"),
    ("23:59:00Z", "+", "PT2M", "00:01:00Z"),
    ("00:00:00", "-", "PT1S", "23:59:59"),
    ("10:00:00@Europe/Paris", "+", "PT1H", "11:00:00@Europe/Paris"),
    ("P1Y", "-", "P1M", "P11M"),
    ("P1D", "+", "PT1H", "P1DT1H"),
    ("P1Y", "*", "1.5", "P1Y6M"),
    ("2", "*", "P1D", "P2D"),
    ("P1D", "/", "2", "PT12H"),
    ("PT1S", "/", "3", "PT0.333333333S"),
    ("P7M", "/", "2", "P3M"),
    ("P1D", "/", "PT6H", "4"),
    ("P1Y", "/", "P5M", "2.4"),
]


@pytest.mark.parametrize(("left", "sign", "right", "result"), RESULTS)
def test_an_operation_and_its_result(left: str, sign: str, right: str, result: str) -> None:
    assert text_of(OPERATIONS[sign](value(left), value(right))) == result


@pytest.mark.parametrize(
    ("left", "sign", "right", "kind"),
    [
        ("1", "/", "0", "division_by_zero"),
        ("0", "**", "-1", "division_by_zero"),
        ("-8", "**", "0.5", "not_a_number"),
        ("10", "**", "1000000000", "number_too_large"),
        ("9E6144", "*", "10", "number_too_large"),
        ("P1D", "/", "0", "division_by_zero"),
        ("P1D", "/", "PT0S", "division_by_zero"),
        ("P1D", "+", "P1M", "cannot_add"),
        ("P1D", "-", "2024-01-01", "cannot_subtract"),
        ("P1D", "*", "P1D", "cannot_multiply"),
        ("10:00:00", "+", "P1M", "cannot_add"),
        ("2024-01-01", "-", "2024-01-01T00:00:00", "one_without_zone"),
        ("10:00:00", "-", "10:00:00Z", "one_without_zone"),
        ("999999999-12-31", "+", "P1D", "year_out_of_range"),
        ("999999999-12-31T23:59:59", "+", "PT1S", "year_out_of_range"),
        ("P99999999999999999999D", "*", "1E30", "duration_too_long"),
    ],
)
def test_an_operation_without_a_result(left: str, sign: str, right: str, kind: str) -> None:
    with pytest.raises(NoValue) as why:
        OPERATIONS[sign](value(left), value(right))
    assert why.value.kind == kind


KINDS: list[Value] = [
    None,
    True,
    "a",
    Decimal(1),
    [],
    {},
    FeelRange(Decimal(1), None, True, False),
    *map(temporal_literal, ("2024-01-01", "10:00:00", "2024-01-01T10:00:00", "P1D", "P1M")),
]


def test_every_pair_of_kinds_has_a_result_or_a_reason_that_names_them() -> None:
    for operation, left, right in product(OPERATIONS.values(), KINDS, KINDS):
        found, why = outcome(operation, left, right)
        assert (found is None) == (why is not None)
        if why is not None and why.kind.startswith("cannot_"):
            assert why.args_ == {"left": kind_of(left), "right": kind_of(right)}


def outcome(operation: Callable[[Value, Value], Value], left: Value, right: Value) -> tuple[Value, NoValue | None]:
    try:
        return operation(left, right), None
    except NoValue as why:
        return None, why


def test_only_numbers_and_durations_are_negated() -> None:
    assert [text_of(negate(value(t))) for t in ("1.50", "P1D", "-P1M")] == ["-1.50", "-P1D", "P1M"]
    for other in (None, True, "a", [Decimal(1)], {}, value("2024-01-01")):
        with pytest.raises(NoValue, match="cannot_negate"):
            negate(other)


def test_there_is_no_negative_zero() -> None:
    assert text_of(negate(number("0"))) == text_of(multiply(number("-1"), number("0"))) == "0"
