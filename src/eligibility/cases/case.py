"""A case as written: a household that starts from a family of the file, the day and place, and what is expected of one programme for one subject."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from eligibility.diagnostics.source import Span
from eligibility.facts.document import Document
from eligibility.frozen import record
from eligibility.policy.yaml import Mapping

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
    """`varied` are the facts in which the household differs from its family, as paths with what is written; `stated` is where the file says what to expect."""

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
    varied: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    stated: Mapping | None = field(default=None, repr=False)
