"""Times of day, moments, offsets and zones."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.feel.domain import DateTime, DaysTimeDuration, NoValue, Time, add, from_python

ZONES = ("Europe/Paris", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Etc/UTC")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("08:30:00", "08:30:00"),
        ("11:22:33.4440", "11:22:33.444"),
        ("11:22:33.123456789", "11:22:33.123456789"),
        ("11:22:33.0000000000", "11:22:33"),
        ("11:22:33-00:00", "11:22:33Z"),
        ("11:22:33z", "11:22:33Z"),
        ("13:20:00+02:00", "13:20:00+02:00"),
        ("13:20:00-02:45:55", "13:20:00-02:45:55"),
        ("13:20:00+18:00", "13:20:00+18:00"),
        ("00:01:00@Europe/Paris", "00:01:00@Europe/Paris"),
        ("24:00:00", "00:00:00"),
    ],
)
def test_a_time_and_its_canonical_text(text: str, canonical: str) -> None:
    assert str(Time.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *("", "7:00:00", "07:1:00", "07:01:2", "07:01", "23:59:60", "24:00:01", "24:01:00", "25:00:00", "00:60:00"),
        *("13:20:00+19:00", "13:20:00+5:00", "13:20:00+05", "13:20:00+05:60", "13:20:00+18:00:01", "11:30:00T"),
        *("13:20:00@xyz/abc", "13:20:00@../etc", "13:20:00@localtime", "13:20:00@", "13:20:00@europe/paris "),
        *("13:20:00+02:00@Europe/Paris", "11:22:33.", "11:22:33.1234567891", "１１:22:33"),
    ],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(NoValue):
        Time.parse(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2012-12-24", "2012-12-24T00:00:00"),
        ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
        ("999999999-12-31T23:59:59.999999999@Europe/Paris", "999999999-12-31T23:59:59.999999999@Europe/Paris"),
    ],
)
def test_a_moment_and_its_canonical_text(text: str, canonical: str) -> None:
    assert str(DateTime.parse(text)) == canonical


@pytest.mark.parametrize(
    "text", ["", "2012-12-24T", "2012-12-24 00:00:00", "2012-12-24t00:00:00", "999999999-12-31T24:00:00", "T00:00:00"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(NoValue):
        DateTime.parse(text)


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)), st.sampled_from(ZONES))
def test_a_moment_in_a_zone_is_where_datetime_puts_it(local: dt.datetime, zone: str) -> None:
    aware = local.replace(tzinfo=ZoneInfo(zone))
    moment = from_python(aware)
    assert isinstance(moment, DateTime)
    since = aware - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    assert moment.nanoseconds() == (since.days * 86_400 + since.seconds) * 10**9 + since.microseconds * 1000
    if moment.time.place == zone:  # the second of two moments with one name is told by its offset
        told = DateTime.from_nanoseconds(moment.nanoseconds(), zone)
        assert told.nanoseconds() == moment.nanoseconds()


def test_the_second_of_two_moments_with_one_name_is_not_the_first() -> None:
    first = dt.datetime(2024, 11, 3, 1, 0, tzinfo=ZoneInfo("America/New_York"))
    assert str(from_python(first)) == "2024-11-03T01:00:00@America/New_York"
    assert str(from_python(first.replace(fold=1))) == "2024-11-03T01:00:00-05:00"


def test_an_hour_later_is_later_on_the_time_line() -> None:
    before = DateTime.parse("2024-03-31T01:30:00@Europe/Paris")
    assert str(add(before, DaysTimeDuration(3600 * 10**9))) == "2024-03-31T03:30:00@Europe/Paris"


@pytest.mark.parametrize("year", ["999999999", "12000", "9999", "0001", "0000", "-0400", "-999999999"])
def test_the_rules_of_a_zone_reach_every_year(year: str) -> None:
    summer = DateTime.parse(f"{year}-07-01T12:00:00@Europe/Paris")
    assert summer.offset() == (7200 if not year.startswith(("0", "-")) else 561)
    assert DateTime.from_nanoseconds(summer.nanoseconds(), "Europe/Paris") == summer
