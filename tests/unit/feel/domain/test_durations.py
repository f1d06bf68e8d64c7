"""Durations: their text, their parts, and what is neither kind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.feel.domain import (
    DaysTimeDuration,
    NoValue,
    YearsMonthsDuration,
    from_python,
    parse_duration,
    to_python,
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("P0DT25H", "P1DT1H"),
        ("-P1D", "-P1D"),
        ("PT0.999S", "PT0.999S"),
        ("PT0S", "PT0S"),
        ("-PT0S", "PT0S"),
        ("P0D", "PT0S"),
        ("PT90S", "PT1M30S"),
        ("PT1.S", "PT1S"),
        ("P1DT2H3M4.5S", "P1DT2H3M4.5S"),
        ("PT1000M", "PT16H40M"),
        ("P0Y13M", "P1Y1M"),
        ("P26M", "P2Y2M"),
        ("P12M", "P1Y"),
        ("P0Y", "P0M"),
        ("-P1Y8M", "-P1Y8M"),
        ("P999999999Y", "P999999999Y"),
    ],
)
def test_a_duration_and_its_canonical_text(text: str, canonical: str) -> None:
    found = parse_duration(text)
    assert str(found) == canonical
    assert parse_duration(canonical) == found


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "-P", "PT", "P1DT", "1D", "P-1D", "+P1D", "P1", "P1D2H", "PT1S1M", "P1Y1D", "P1Y2M3DT4H", "P1.5D"),
        *("PT.S", "PT.5S", "p1d", "P1MT1H", "P1D ", "PT0.1234567891S", "P1S", "P１D", "P123456789012345678901D"),
    ],
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(NoValue, match="not_a_duration"):
        parse_duration(text)


@given(st.timedeltas())
def test_days_and_times_go_to_python_and_back(delta: dt.timedelta) -> None:
    found = from_python(delta)
    assert isinstance(found, DaysTimeDuration)
    assert parse_duration(str(found)) == found
    assert to_python(found) == delta


@given(st.integers(-(10**12), 10**12))
def test_the_parts_of_months_make_the_whole(months: int) -> None:
    found = YearsMonthsDuration(months)
    assert found.years * 12 + found.months == months
    assert -12 < found.months < 12
    assert parse_duration(str(found)) == found
