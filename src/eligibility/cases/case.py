"""A case as written: a household that starts from a family of the file, the day and place, and what is expected of one programme for one subject."""

from __future__ import annotations

from datetime import date

from eligibility.diagnostics.source import Span
from eligibility.facts.document import Document
from eligibility.frozen import record

OUTCOMES = ("eligible", "ineligible", "undetermined", "not_applicable", "not_in_force")
ORIGINS = ("official example", "exam item", "own reading")


@record
class Interval:
    """`{from: .., to: ..}` as written."""

    low: str
    high: str


@record
class Expected:
    """What a case says must come out. `amounts` are texts as written, `none` where a grant must not be given."""

    outcome: str | None
    amounts: tuple[tuple[str, str | Interval], ...]
    because: str | None
    needed: tuple[str, ...] | None


@record
class Case:
    name: str
    origin: str
    cites: str
    program: str
    subject: str
    on: date
    place: str
    document: Document
    expected: Expected
    span: Span
