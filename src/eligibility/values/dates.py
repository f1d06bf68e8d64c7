"""Days as ordinals, and the full years and months between them. Every interpreter agrees with these (DESIGN: dates never guess).

A birthday on 29 February falls on the 28th in a common year; a month that lacks a day ends on its last.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

FIRST, LAST = date(1800, 1, 1).toordinal(), date(2400, 12, 31).toordinal()


def months_between(start: int, end: int) -> int:
    """Full months from one day to another; negative where `end` precedes `start`."""
    if end < start:
        return -months_between(end, start)
    a, b = date.fromordinal(start), date.fromordinal(end)
    months = (b.year - a.year) * 12 + b.month - a.month
    if b.day < a.day and b.day < monthrange(b.year, b.month)[1]:
        months -= 1  # on a month's last day the missing day has come
    return months


def years_between(start: int, end: int) -> int:
    """Full years from one day to another, reached on the anniversary; negative where `end` precedes `start`."""
    if end < start:
        return -years_between(end, start)
    a, b = date.fromordinal(start), date.fromordinal(end)
    years = b.year - a.year
    if b.month > a.month or (b.month == a.month and b.day >= a.day):
        return years
    if b.month == a.month == 2 and a.day == 29 and b.day == 28 and monthrange(b.year, 2)[1] == 28:
        return years
    return years - 1


def shifted(day: int, months: int, days: int) -> int:
    """A day moved by whole months, then by days, kept between 1800 and 2400."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1800 <= year <= 2400:
        return FIRST if year < 1800 else LAST
    moved = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal() + days
    return min(max(moved, FIRST), LAST)
