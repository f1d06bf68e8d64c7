"""Times of day (DMN 10.3.2.3.4): hour to nanosecond, and how far from UTC: an offset in seconds, a zone's name, or None for a local time.

`24:00:00` is the midnight that ends a day; as a time of day it is `00:00:00`. An offset and a zone together are refused.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.feel.domain.durations import DAY, HOUR, MINUTE, SECOND
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.zones import offset_text, parse_offset, standard_offset, zone
from eligibility.frozen import record

Place = int | str | None
TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9})0*)?(Z|z|[+-][0-9:]+|@.+)?")


@record
class Time:
    """A time of day. Make one with `Time.of`, which checks. `place` is an offset in seconds, a zone's name, or None."""

    hour: int
    minute: int
    second: int
    nanosecond: int = 0
    place: Place = None

    @classmethod
    def of(cls, hour: int, minute: int, second: int, nanosecond: int = 0, place: Place = None) -> Time:
        if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59):
            raise NoValue("no_such_time")
        return cls(hour, minute, second, nanosecond, place)

    @classmethod
    def parse(cls, text: str) -> Time:
        return parse_time(text)[0]

    @classmethod
    def from_nanoseconds(cls, nanoseconds: int, place: Place) -> Time:
        """The time so long after midnight; whole days do not count."""
        hour, rest = divmod(nanoseconds % DAY, HOUR)
        minute, rest = divmod(rest, MINUTE)
        return cls(hour, minute, rest // SECOND, rest % SECOND, place)

    def nanoseconds(self) -> int:
        """Nanoseconds from the midnight of its own place."""
        return self.hour * HOUR + self.minute * MINUTE + self.second * SECOND + self.nanosecond

    def offset(self) -> int | None:
        """Seconds from UTC; a zone's are its standard ones, as there is no day."""
        return standard_offset(self.place) if isinstance(self.place, str) else self.place

    def __str__(self) -> str:
        text = f"{self.hour:02}:{self.minute:02}:{self.second:02}"
        if self.nanosecond:
            text += f".{self.nanosecond:09}".rstrip("0")
        if self.place is None:
            return text
        return f"{text}@{self.place}" if isinstance(self.place, str) else text + offset_text(self.place)

    def isoformat(self) -> str:
        return str(self)


def parse_time(text: str) -> tuple[Time, bool]:
    """A time, and whether it was written `24:00:00`, so that a date before it is the day before."""
    found = TIME.fullmatch(text)
    if found is None:
        raise NoValue("not_a_time")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    nanosecond = int((found[4] or "0").ljust(9, "0"))
    place = parse_place(found[5])
    if hour == 24 and minute == second == nanosecond == 0:
        return Time(0, 0, 0, 0, place), True
    return Time.of(hour, minute, second, nanosecond, place), False


def parse_place(text: str | None) -> Place:
    if text is None:
        return None
    if not text.startswith("@"):
        return parse_offset(text)
    zone(text[1:])
    return text[1:]
