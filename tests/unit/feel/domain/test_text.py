"""Values as text, their properties, and their way from Python and back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.feel.domain import (
    NoValue,
    Range,
    Value,
    equal,
    from_python,
    integer,
    kind_of,
    names_of,
    number,
    property_of,
    temporal_literal,
    text_of,
    to_python,
    written,
)

D = Decimal


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (D("1.10"), "1.10"),
        (D("1E+3"), "1000"),
        (D("1E-7"), "0.0000001"),
        (True, "true"),
        ('a "b"', 'a "b"'),
        ([D(1), 'a"\n', None, False], '[1, "a\\"\\n", null, false]'),
        ({"a": D(1), "b c": {}}, '{a: 1, "b c": {}}'),
        (temporal_literal("2024-01-01"), "2024-01-01"),
        ([temporal_literal("P1D")], '[@"P1D"]'),
        (Range(D(1), D(2), True, False), "[1..2)"),
        (Range.of_test("<=", "a"), '(.."a"]'),
        (Range.of_test("!=", D(1)), "(!= 1)"),
        (Range.of_test("=", D(1)), "(= 1)"),
    ],
)
def test_a_value_and_its_text(value: Value, text: str) -> None:
    assert text_of(value) == text


def test_a_text_that_would_be_too_long_is_none() -> None:
    value: list[Any] = ["abc"]
    for _ in range(60):
        value = [value, value]
    with pytest.raises(NoValue, match="too_large"):
        text_of(value)


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("2018-12-10", {"year": 2018, "month": 12, "day": 10, "weekday": 1}),
        ("10:30:01.5", {"hour": 10, "minute": 30, "second": D("1.5"), "time offset": None, "timezone": None}),
        ("10:30:01+05:00", {"second": 1, "time offset": "PT5H"}),
        ("10:30:01@Etc/UTC", {"time offset": None, "timezone": "Etc/UTC"}),
        ("2018-07-10T10:30:01@Europe/Paris", {"weekday": 2, "time offset": "PT2H", "timezone": "Europe/Paris"}),
        ("P1Y2M", {"years": 1, "months": 2}),
        ("-P1DT2H3M4.5S", {"days": -1, "hours": -2, "minutes": -3, "seconds": D("-4.5")}),
    ],
)
def test_the_properties_of_a_value(text: str, properties: dict[str, Any]) -> None:
    value = temporal_literal(text)
    assert set(properties) <= set(names_of(value))
    for name, expected in properties.items():
        found = property_of(value, name)
        assert (str(found) if isinstance(expected, str) else found) == expected


def test_the_properties_of_a_range() -> None:
    found = [property_of(Range.of_test("<=", D(10)), n) for n in ("start", "end", "start included", "end included")]
    assert found == [None, D(10), False, True]


@pytest.mark.parametrize(("value", "name"), [(temporal_literal("P1Y"), "days"), (D(1), "year"), ("a", "b")])
def test_a_property_that_a_kind_has_not(value: Value, name: str) -> None:
    with pytest.raises(NoValue) as why:
        property_of(value, name)
    assert (why.value.kind, why.value.args_) == ("no_property", {"type": kind_of(value), "name": name})


@pytest.mark.parametrize(
    ("python", "text"),
    [
        (0.1, "0.1"),
        (Fraction(1, 4), "0.25"),
        (10**40, "10000000000000000000000000000000000000000"),
        ((1, 2), "[1, 2]"),
        ({3, 1, 2}, "[1, 2, 3]"),
        (dt.date(2024, 1, 1), '@"2024-01-01"'),
        (dt.time(8, 30, tzinfo=dt.UTC), '@"08:30:00Z"'),
        (dt.datetime(2024, 1, 1, 8, tzinfo=ZoneInfo("Asia/Shanghai")), '@"2024-01-01T08:00:00@Asia/Shanghai"'),
        (dt.datetime(2024, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-5))), '@"2024-01-01T00:00:00-05:00"'),
        (dt.timedelta(days=1, microseconds=5), '@"P1DT0.000005S"'),
        ({"a": {"b": [None, True]}}, "{a: {b: [null, true]}}"),
    ],
)
def test_a_python_value_in_feel(python: Any, text: str) -> None:
    assert written(from_python(python)) == text


@pytest.mark.parametrize("python", [object(), {1: 2}, b"x", float("nan"), float("inf"), D("NaN"), 1j])
def test_what_has_no_value_in_feel_is_an_error_of_the_caller(python: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_python(python)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=5) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_plain_values_go_there_and_back(value: Any) -> None:
    assert to_python(from_python(value)) == value
    assert equal(from_python(value), from_python(value)) is True


def test_what_python_cannot_hold_stays_as_it_is() -> None:
    for text in ("10000-01-01", "10:00:00.000000001", "P1M", "-0001-01-01T00:00:00"):
        value = temporal_literal(text)
        assert to_python(value) is value


def test_integers_among_numbers() -> None:
    assert [integer(number(t)) for t in ("1.0", "-3", "1.5", "1E+6000", "1E+30")] == [1, -3, None, None, 10**30]
