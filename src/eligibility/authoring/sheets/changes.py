"""Rows against what the files hold: what would be added, changed, and (only where that is asked for) removed.

A row is about the value of the same parameter, place, scope and first day. What the sheet does not mention stays. Together with what stays, the rows
must be periods that do not overlap; a gap that they leave is pointed out, as it may be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from eligibility.authoring.sheets.cells import fold
from eligibility.authoring.sheets.held import EVERY, Book, Entry, Held, Stated, key_of
from eligibility.authoring.sheets.rows import Row
from eligibility.diagnostics.problem import Problems
from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.policy.basis import CITED, ZH, in_numbers
from eligibility.policy.figures import NUMBER, decimal

FIELDS: Final = ("until", "value", "scope", "source", "reading", "grade", "published", "note")
ONE_DAY: Final = timedelta(days=1)
Key = tuple[str, date | None]


@record
class Change:
    """`before` is None for a value that is added, `after` for one that is removed. `fields` are those that differ."""

    held: Held
    before: Entry | None
    after: Stated | None
    fields: tuple[str, ...]
    row: Row | None

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@record
class Comparison:
    """All changes, in the order of the sheet, and how many values are the same or not in the sheet."""

    changes: tuple[Change, ...]
    same: int
    absent: int

    def of_file(self) -> dict[str, list[Change]]:
        out: dict[str, list[Change]] = {}
        for change in self.changes:
            out.setdefault(change.held.name, []).append(change)
        return out


def compared(book: Book, rows: Sequence[Row], problems: Problems, *, remove_missing: bool = False) -> Comparison:
    changes: list[Change] = []
    same = absent = 0
    for group in by_parameter(rows, problems):
        held = group[0].held
        entries = {entry.stated.key: entry for entry in held.entries}
        met = {row.stated.key for row in group}
        found = [change_of(row, entries.get(row.stated.key)) for row in group]
        own = [c for c in found if c is not None]
        missing = [entry for key, entry in entries.items() if key not in met]
        if remove_missing:
            own += [Change(held, entry, None, (), None) for entry in missing]
        else:
            absent += len(missing)
        same += len(found) - sum(c is not None for c in found)
        if own and held.pack not in book.writable and held.exists:
            problems.add("values_not_yours", group[0].at("place").span, path=held.name)
        check_periods(group, [] if remove_missing else missing, {id(c.row) for c in own if c.row}, problems)
        changes += own
    return Comparison(tuple(changes), same, absent)


def by_parameter(rows: Iterable[Row], problems: Problems) -> list[list[Row]]:
    """The rows of each parameter at each place; of two about one value the second is a mistake."""
    groups: dict[tuple[str, str], dict[Key, Row]] = {}
    for row in rows:
        group = groups.setdefault((row.held.place or NATION, row.held.id), {})
        first = group.setdefault(row.stated.key, row)
        if first is not row:
            problems.add("row_twice", row.at("from").span, cell=first.at("from").span.place())
    return [list(group.values()) for group in groups.values()]


def change_of(row: Row, before: Entry | None) -> Change | None:
    if before is None:
        return Change(row.held, None, row.stated, FIELDS, row)
    fields = tuple(f for f in FIELDS if not equal(f, getattr(before.stated, f), getattr(row.stated, f)))
    return Change(row.held, before, row.stated, fields, row) if fields else None


# ---- what is the same


def equal(field: str, one: object, other: object) -> bool:
    if field == "scope":
        return (one or EVERY) == (other or EVERY)
    if field == "value":
        return amount(str(one)) == amount(str(other))
    if field == "source":
        assert isinstance(one, tuple)
        assert isinstance(other, tuple)
        return [citation(t) for t in one] == [citation(t) for t in other]
    if field == "note":
        return "".join(str(one).split()) == "".join(str(other).split())
    return one == other


def amount(text: str) -> Decimal | str:
    return decimal(text) if NUMBER.fullmatch(text) else text


def citation(text: str) -> tuple[str, str]:
    """A citation's instrument and place, the same for both ways of writing it."""
    found = CITED.fullmatch(text)
    locator = ((found["locator"] or found["zh"] or "") if found else "").strip()
    article = ZH.fullmatch(locator)
    return key_of(text), in_numbers(article) if article else fold(" ".join(locator.split()))


# ---- periods


@record
class Span:
    """The period of a value: where it comes from is a row, or the line of a file."""

    since: date
    until: date | None
    row: Row | None
    line: int
    name: str

    def where(self) -> str:
        return self.row.at("from").span.place() if self.row else f"{self.name}:{self.line}"


def check_periods(rows: list[Row], kept: list[Entry], changed: set[int], problems: Problems) -> None:
    held = rows[0].held
    spans = [(r.stated.scope or EVERY, Span(r.stated.since or date.min, r.stated.until, r, 0, "")) for r in rows]
    spans += [
        (e.stated.scope or EVERY, Span(e.stated.since or date.min, e.stated.until, None, e.line, held.name))
        for e in kept
    ]
    for scope in sorted({s for s, _ in spans} - {EVERY}) or [EVERY]:
        own = sorted((span for s, span in spans if s in (scope, EVERY)), key=lambda span: span.since)
        for before, after in pairwise(own):
            if id(before.row) in changed or id(after.row) in changed:
                check_pair(before, after, problems)


def check_pair(before: Span, after: Span, problems: Problems) -> None:
    row = after.row or before.row
    if row is None:
        return
    if before.until is None or after.since <= before.until:
        end = (after.since - ONE_DAY).isoformat() if after.since != before.since else ""
        cell = row.at("from" if after.row else "until")
        problems.add("periods_overlap", cell.span, first=before.where(), second=after.where(), end=end)
    elif after.since - before.until > ONE_DAY:
        first, last = before.until + ONE_DAY, after.since - ONE_DAY
        problems.warn("period_gap", row.at("from").span, first=first, last=last)
