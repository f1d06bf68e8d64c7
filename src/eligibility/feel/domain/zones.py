"""How far a local time is from UTC: an offset in seconds, or the rules of a zone of the IANA database for a day.

Python's `datetime` knows the years 1 to 9999; the Gregorian calendar repeats every 400 years, so a later year borrows the rules of one of the last
four centuries, and an earlier one has those of year 1 (local mean time). Zones are read once and kept.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eligibility.feel.domain.dates import Date, is_leap
from eligibility.feel.domain.novalue import NoValue

DAY: Final = 86_400
MAX_OFFSET: Final = 18 * 3600
OFFSET: Final = re.compile(r"([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
ZONE_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
NOT_PLACES: Final = frozenset({"localtime", "posixrules", "Factory"})  # what a system folder holds beside zones
A_YEAR_OF_TODAY: Final = 2026  # the standard offset of a time of day, which has no date, is that of this year


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """A zone by its name in the IANA database."""
    if ZONE_NAME.fullmatch(name) is None or name in NOT_PLACES or name.startswith(("posix/", "right/")):
        raise NoValue("unknown_zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoValue("unknown_zone") from None


def parse_offset(text: str) -> int:
    """`Z`, `+02:00`, `-05:45:30` in seconds."""
    if text in ("Z", "z"):
        return 0
    found = OFFSET.fullmatch(text)
    if found is None or int(found[3]) > 59 or int(found[4] or 0) > 59:
        raise NoValue("not_an_offset")
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
    if seconds > MAX_OFFSET:
        raise NoValue("not_an_offset")
    return -seconds if found[1] == "-" else seconds


def offset_text(seconds: int) -> str:
    if seconds == 0:
        return "Z"
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{'-' if seconds < 0 else '+'}{hours:02}:{rest // 60:02}"
    return text if rest % 60 == 0 else f"{text}:{rest % 60:02}"


def offset_at(name: str, local: Date, second: int) -> int:
    """A zone's offset at a local day and second of it."""
    moment = datetime(within(local.year), local.month, local.day) + timedelta(seconds=second)
    return seconds_of(zone(name).utcoffset(moment))


def offset_at_utc(name: str, days: int, second: int) -> int:
    """A zone's offset at a day and second of it in UTC."""
    day = Date.of_day(days)
    moment = datetime(within(day.year), day.month, day.day, tzinfo=UTC) + timedelta(seconds=second)
    return seconds_of(moment.astimezone(zone(name)).utcoffset())


def standard_offset(name: str) -> int:
    """A zone's offset in winter, for a time of day without a date."""
    found = zone(name)
    halves = [datetime(A_YEAR_OF_TODAY, month, 1) for month in (1, 7)]
    return min(seconds_of(found.utcoffset(half)) for half in halves)


def within(year: int) -> int:
    """A year that `datetime` knows, with the same calendar."""
    if 2 <= year <= 9998:
        return year
    return 9200 + year % 400 if year > 9998 else 4 if is_leap(year) else 3


def seconds_of(offset: timedelta | None) -> int:
    return 0 if offset is None else offset.days * DAY + offset.seconds
