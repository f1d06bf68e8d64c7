"""Periods that follow one another: none may overlap, and between two pieces of a rule there is no gap unless the file says that there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Span
from eligibility.frozen import record

FIRST, ONE_DAY = date.min, timedelta(days=1)


@record
class Period:
    """From a day to a day, both inclusive; None: without a beginning, or without an end."""

    since: date | None
    until: date | None
    span: Span
    after_gap: bool = False


def check_periods(periods: Iterable[Period], problems: Problems, *, gaps: bool = False) -> None:
    """Notes overlaps, and gaps unless `gaps` are allowed, in the order of the days."""
    ordered = sorted(periods, key=lambda p: p.since or FIRST)
    for before, after in pairwise(ordered):
        since = after.since or FIRST
        if before.until is None or since <= before.until:
            end = (since - ONE_DAY).isoformat() if after.since and before.since != after.since else ""
            problems.add("overlap", after.span, line=before.span.line, until=before.until or "", end=end)
        elif since - before.until > ONE_DAY and not gaps and not after.after_gap:
            first, last = before.until + ONE_DAY, since - ONE_DAY
            problems.add("gap", after.span, first=first, last=last)
