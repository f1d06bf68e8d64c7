"""Dates of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999 (DMN 10.3.2.3.5), counted in days from 1970-01-01.

The lexical space is that of XML Schema's `date` without a zone: at least four digits of year, no needless zero before them, no plus sign.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.feel.domain.novalue import NoValue
from eligibility.frozen import record

MAX_YEAR: Final = 999_999_999
DAYS_IN_ERA: Final = 146_097  # 400 years, after which the calendar repeats
EPOCH: Final = 719_468  # days from 0000-03-01 to 1970-01-01
DATE: Final = re.compile(r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})")
MONTH_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@record
class Date:
    """A day. Make one with `Date.of`, which checks."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, year: int, month: int, day: int) -> Date:
        if not -MAX_YEAR <= year <= MAX_YEAR:
            raise NoValue("year_out_of_range")
        if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
            raise NoValue("no_such_date")
        return cls(year, month, day)

    @classmethod
    def parse(cls, text: str) -> Date:
        found = DATE.fullmatch(text)
        if found is None or found[1] == "-0000":
            raise NoValue("not_a_date")
        return cls.of(int(found[1]), int(found[2]), int(found[3]))

    @classmethod
    def of_day(cls, days: int) -> Date:
        """The day so many days after 1970-01-01."""
        era, of_era = divmod(days + EPOCH, DAYS_IN_ERA)
        of_year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
        day_of_year = of_era - (365 * of_year + of_year // 4 - of_year // 100)
        shifted = (5 * day_of_year + 2) // 153  # months from March
        month = shifted + 3 if shifted < 10 else shifted - 9
        year = of_year + era * 400 + (month <= 2)
        if not -MAX_YEAR <= year <= MAX_YEAR:
            raise NoValue("year_out_of_range")
        return cls(year, month, day_of_year - (153 * shifted + 2) // 5 + 1)

    @property
    def day_number(self) -> int:
        """Days from 1970-01-01."""
        year = self.year - (self.month <= 2)
        era, of_era = divmod(year, 400)
        of_year = (153 * (self.month + (-3 if self.month > 2 else 9)) + 2) // 5 + self.day - 1
        return era * DAYS_IN_ERA + of_era * 365 + of_era // 4 - of_era // 100 + of_year - EPOCH

    def weekday(self) -> int:
        """1 is Monday, 7 is Sunday, as in ISO 8601."""
        return (self.day_number + 3) % 7 + 1

    def day_of_year(self) -> int:
        return self.day_number - Date(self.year, 1, 1).day_number + 1

    def week_of_year(self) -> int:
        """The week in the ISO 8601 year, whose first week holds the first Thursday."""
        days = self.day_number
        thursday = days - (days + 3) % 7 + 3
        year = Date.of_day(min(max(thursday, FIRST), LAST)).year
        return (thursday - Date(year, 1, 1).day_number) // 7 + 1

    def plus_months(self, months: int) -> Date:
        """So many months later; where the month is too short, its last day (as XML Schema's dateTime addition)."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        if not -MAX_YEAR <= year <= MAX_YEAR:
            raise NoValue("year_out_of_range")
        return Date(year, month + 1, min(self.day, days_in_month(year, month + 1)))

    def months_to(self, later: Date) -> int:
        """Full months from here to there, negative where that is earlier."""
        months = (later.year - self.year) * 12 + later.month - self.month
        if months > 0 and later.day < self.day:
            return months - 1
        return months + 1 if months < 0 and later.day > self.day else months

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"

    def isoformat(self) -> str:
        return str(self)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else MONTH_DAYS[month - 1]


FIRST: Final = Date(-MAX_YEAR, 1, 1).day_number
LAST: Final = Date(MAX_YEAR, 12, 31).day_number
