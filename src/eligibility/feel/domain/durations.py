"""The two durations of FEEL, which never mix: days and time in nanoseconds, years and months in months (DMN 10.3.2.3.7 and 8).

Their lexical spaces are XPath's `dayTimeDuration` and `yearMonthDuration`, their text the canonical one: `P1DT2H`, `-P1Y2M`, `PT0S`, `P0M`. The components
of a negative duration are negative or zero.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.feel.domain.novalue import NoValue
from eligibility.frozen import record

SECOND: Final = 1_000_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
MAX_MONTHS: Final = 10**20  # far more than the years of a date span
MAX_NANOSECONDS: Final = 10**36

DAYS_TIME: Final = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]{1,20})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,20})H)?(?:([0-9]{1,20})M)?(?:([0-9]{1,20})(?:\.(?:([0-9]{1,9})0*)?)?S)?)?"
)
YEARS_MONTHS: Final = re.compile(r"(-?)P(?=[0-9])(?:([0-9]{1,20})Y)?(?:([0-9]{1,20})M)?")


@record
class DaysTimeDuration:
    nanoseconds: int

    @classmethod
    def of(cls, nanoseconds: int) -> DaysTimeDuration:
        if abs(nanoseconds) > MAX_NANOSECONDS:
            raise NoValue("duration_too_long")
        return cls(nanoseconds)

    @property
    def days(self) -> int:
        return self._part(DAY, 0)

    @property
    def hours(self) -> int:
        return self._part(HOUR, 24)

    @property
    def minutes(self) -> int:
        return self._part(MINUTE, 60)

    @property
    def second_nanoseconds(self) -> int:
        """The seconds below a minute, in nanoseconds."""
        return self._part(1, MINUTE)

    def _part(self, unit: int, of: int) -> int:
        size = abs(self.nanoseconds) // unit
        size = size % of if of else size
        return -size if self.nanoseconds < 0 else size

    def __str__(self) -> str:
        size = abs(self.nanoseconds)
        if size == 0:
            return "PT0S"
        days, rest = divmod(size, DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        time = (
            (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (seconds_text(rest) if rest else "")
        )
        sign = "-" if self.nanoseconds < 0 else ""
        return f"{sign}P{f'{days}D' if days else ''}{f'T{time}' if time else ''}"

    def isoformat(self) -> str:
        return str(self)


@record
class YearsMonthsDuration:
    total: int
    """All its months: 14 of P1Y2M."""

    @classmethod
    def of(cls, months: int) -> YearsMonthsDuration:
        if abs(months) > MAX_MONTHS:
            raise NoValue("duration_too_long")
        return cls(months)

    @property
    def years(self) -> int:
        size = abs(self.total) // 12
        return -size if self.total < 0 else size

    @property
    def months(self) -> int:
        size = abs(self.total) % 12
        return -size if self.total < 0 else size

    def __str__(self) -> str:
        years, months = divmod(abs(self.total), 12)
        sign = "-" if self.total < 0 else ""
        return f"{sign}P{f'{years}Y' if years else ''}{f'{months}M' if months or not years else ''}"

    def isoformat(self) -> str:
        return str(self)


Duration = DaysTimeDuration | YearsMonthsDuration


def seconds_text(nanoseconds: int) -> str:
    whole, fraction = divmod(nanoseconds, SECOND)
    return f"{whole}.{fraction:09}".rstrip("0").rstrip(".") + "S" if fraction else f"{whole}S"


def parse_duration(text: str) -> Duration:
    """`P1DT2H`, `-P1Y2M`; what mixes the two is neither."""
    found = DAYS_TIME.fullmatch(text)
    if found is not None:
        days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4, 5))
        size = days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + int((found[6] or "0").ljust(9, "0"))
        return DaysTimeDuration.of(-size if found[1] else size)
    found = YEARS_MONTHS.fullmatch(text)
    if found is None:
        raise NoValue("not_a_duration")
    months = int(found[2] or 0) * 12 + int(found[3] or 0)
    return YearsMonthsDuration.of(-months if found[1] else months)
