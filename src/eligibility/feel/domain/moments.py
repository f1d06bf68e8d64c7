"""Dates with times (DMN 10.3.2.3.6). One that has an offset or a zone is a moment, counted in nanoseconds from 1970-01-01T00:00:00Z; a local one is not."""

from __future__ import annotations

from typing import Final

from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import DAY, SECOND, Duration, parse_duration
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.times import Place, Time, parse_time
from eligibility.feel.domain.zones import offset_at, offset_at_utc
from eligibility.frozen import record

MIDNIGHT: Final = Time(0, 0, 0)
MIDNIGHT_UTC: Final = Time(0, 0, 0, 0, 0)


@record
class DateTime:
    date: Date
    time: Time

    @classmethod
    def parse(cls, text: str) -> DateTime:
        """`2026-07-01T08:30:00+08:00`; a date alone is its midnight."""
        day, sign, rest = text.partition("T")
        date = Date.parse(day)
        if not sign:
            return cls(date, MIDNIGHT)
        time, next_day = parse_time(rest)
        return cls(Date.of_day(date.day_number + 1) if next_day else date, time)

    @classmethod
    def from_nanoseconds(cls, nanoseconds: int, place: Place) -> DateTime:
        """The moment so long after the epoch, told in a place; for a local time, after its own."""
        if isinstance(place, str):
            days, rest = divmod(nanoseconds, DAY)
            offset = offset_at_utc(place, days, rest // SECOND)
        else:
            offset = place or 0
        days, rest = divmod(nanoseconds + offset * SECOND, DAY)
        return cls(Date.of_day(days), Time.from_nanoseconds(rest, place))

    def local_nanoseconds(self) -> int:
        """Nanoseconds from the epoch of its own place."""
        return self.date.day_number * DAY + self.time.nanoseconds()

    def nanoseconds(self) -> int:
        """Nanoseconds from the epoch; a local time counts as if it were UTC."""
        return self.local_nanoseconds() - (self.offset() or 0) * SECOND

    def offset(self) -> int | None:
        """Seconds from UTC, by the rules of its zone for its day."""
        place = self.time.place
        if isinstance(place, str):
            return offset_at(place, self.date, self.time.nanoseconds() // SECOND)
        return place

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"

    def isoformat(self) -> str:
        return str(self)


def midnight(date: Date) -> DateTime:
    """What a date stands for where a date and time is wanted: its midnight in UTC (DMN 10.3.2.9.4)."""
    return DateTime(date, MIDNIGHT_UTC)


def temporal_literal(text: str) -> Date | Time | DateTime | Duration:
    """What `@"..."` holds (DMN grammar rule 65): a date, a time, both, or a duration, told apart by their form."""
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    try:
        return (
            DateTime.parse(text)
            if "T" in text.partition("@")[0]
            else Time.parse(text)
            if ":" in text
            else Date.parse(text)
        )
    except NoValue as why:
        raise (NoValue("not_temporal") if why.kind in ("not_a_date", "not_a_time") else why) from None
