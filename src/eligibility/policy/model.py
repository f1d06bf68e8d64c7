"""What policy files say, as written: immutable records with positions, expressions parsed but not yet typed, nothing merged.

One `Pack` holds the layers of all places it ships. A layer is what one place's folder says. What is in force on a day, and what a farther
layer's rule becomes, is the business of `law`.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.diagnostics.source import Span
from eligibility.feel import ast
from eligibility.frozen import record

Grade = Literal["text", "official", "press", "recalled", "assumed"]
Effect = Literal["may_admit", "may_exclude", "may_change_amount"]

BROKEN = ast.Null(
    start=0, end=-1
)  # stands for an expression that could not be parsed; the problem was noted where it was read


@record
class Label:
    """A text in both languages."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        """False of a label that is left out, where a nearer layer changes a rule that a farther one has named."""
        return bool(self.zh or self.en)

    def of(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@record
class Expression:
    """An expression with the place it was written at."""

    text: str
    tree: ast.Node
    span: Span


@record
class Row:
    """One row of a table: a cell for each input (None where anything will do), and what follows."""

    cells: tuple[ast.Tests | None, ...]
    cell_spans: tuple[Span | None, ...]
    then: Expression
    span: Span


@record
class Table:
    """A decision table. `hit` is a DMN hit policy letter; `priorities` are the output values by rank, where the file states them."""

    hit: str
    inputs: tuple[tuple[str, Expression], ...]
    rows: tuple[Row, ...]
    otherwise: Expression | None
    priorities: tuple[Expression, ...] | None
    span: Span


Body = Expression | Table


@record
class Source:
    """An instrument. `until` ends its force, `cited_until` ends its being the article to cite."""

    key: str
    title: str
    en: str
    number: str
    since: date | None
    until: date | None
    cited_until: date | None
    grade: Grade
    note: str
    span: Span


@record
class Articles:
    """The articles of an instrument (`art. 7`), or the items of its sections (`sec. 2(1)`), in order; those that no rule is made of, with the reason."""

    key: str
    units: tuple[str, ...]
    out_of_scope: dict[str, Label]
    span: Span


@record
class Citation:
    """A place in an instrument: `M57 art. 13(4)` is key `M57`, locator `art. 13(4)`."""

    key: str
    locator: str
    span: Span


@record
class Reading:
    """What is read into the law, and why."""

    id: str
    text: Label
    reason: Label
    span: Span


@record
class Untranslatable:
    """A clause that cannot be encoded, and which way it could turn an outcome."""

    id: str
    text: Label
    reason: Label
    effect: Effect
    citations: tuple[Citation, ...]
    span: Span


@record
class Piece:
    """A rule or value for a period. `since` None: always; `until` None: to this day."""

    since: date | None
    until: date | None
    body: Body
    citations: tuple[Citation, ...]
    readings: tuple[str, ...]
    published: date | None
    confirmed: date | None
    span: Span


@record
class EnumValue:
    value: str
    label: Label


@record
class Fact:
    """A fact of a subject as the vocabulary declares it. `type` is the type's name as written (`enum`, `list`, `yuan/month`, ...)."""

    id: str
    subject: str
    name: str  # the Chinese name; equal to label.zh where that is one run of characters
    label: Label
    type: str
    values: tuple[EnumValue, ...]  # of an enum
    items: str | None  # of a list: the subject of its items
    range: tuple[str, str] | None  # as written, inclusive; a date's may say `on`
    ordinary: (
        object | None
    )  # the presumed value as read from YAML (str, bool, or a tuple for `[]`); None where not presumed
    only_if: Expression | None
    otherwise: Expression | None  # `else`
    at_most: str | None
    counts_as: str | None
    ask: Label | None
    evidence: Label | None
    obtain: str | None
    changeable: str | None
    sensitivity: str | None
    about: str | None
    renamed_from: tuple[str, ...]
    also_called: tuple[str, ...]
    claims: bool  # an item with this programme says that the programme is claimed
    span: Span
    at_most_span: Span | None = None


@record
class Subject:
    """A kind of thing the law speaks of: the household, a member, an item of a list. The root subject has no parent."""

    id: str
    label: Label
    name: str
    within: tuple[str, ...]
    list: str | None
    complete: bool
    size: tuple[int, int]
    identified_by: str | None
    alone: bool  # a section of its own in a document, of which there is one or none
    span: Span


@record
class Definition:
    """`subject` is whom it is about; `program` the programme whose file holds it, or None where it is shared."""

    id: str
    subject: str | None
    program: str | None
    label: Label
    name: str
    type: str
    pieces: tuple[Piece, ...]
    says: Label | None
    fails: Label | None
    untranslatable: tuple[Untranslatable, ...]
    note: Label | None
    drop: bool
    span: Span


@record
class Condition:
    """`kind` is `when` (then `pieces`), `all` or `any` (then `parts`). `since` and `until` bound the condition itself."""

    id: str
    kind: Literal["when", "all", "any"]
    pieces: tuple[Piece, ...]
    parts: tuple[Condition, ...]
    says: Label | None
    fails: Label | None
    citations: tuple[Citation, ...]
    readings: tuple[str, ...]
    since: date | None
    until: date | None
    untranslatable: tuple[Untranslatable, ...]
    because: Label | None
    note: Label | None
    drop: bool
    span: Span


@record
class Rounding:
    to: Decimal
    mode: Literal["half_up", "half_even", "up", "down"]


@record
class Grant:
    id: str
    label: Label
    name: str
    type: str
    condition: Expression | None  # `if`
    pieces: tuple[Piece, ...]
    round: Rounding | None
    citations: tuple[Citation, ...]
    readings: tuple[str, ...]
    since: date | None
    until: date | None
    given_as: str | None  # cash, voucher or service
    payable_from: str | None
    valid_for: str | None
    review_every: str | None
    untranslatable: tuple[Untranslatable, ...]
    because: Label | None
    note: Label | None
    drop: bool
    span: Span


@record
class Relation:
    """How this programme stands to another (`other`). `kinds` are the keys set to true, sorted."""

    other: str
    kinds: tuple[str, ...]
    same: str | None
    readings: tuple[str, ...]
    citations: tuple[Citation, ...]
    span: Span


@record
class DatedFlag:
    """`discretionary`: true or false, by period."""

    since: date | None
    until: date | None
    value: bool


@record
class Program:
    """A programme, or (with `extends`) what a place changes in one; there, absent parts are None or empty."""

    id: str
    extends: bool
    label: Label | None
    name: str
    for_each: str | None
    since: date | None
    until: date | None
    apply_at: str | None
    local: bool  # in force only where an extension says since when
    discretionary: tuple[DatedFlag, ...]
    applies: tuple[Condition, ...]
    conditions: tuple[Condition, ...]
    grants: tuple[Grant, ...]
    definitions: tuple[Definition, ...]
    relations: tuple[Relation, ...]
    untranslatable: tuple[Untranslatable, ...]
    next_step: dict[str, Label]
    sources: dict[str, Source]
    readings: dict[str, Reading]
    note: Label | None
    span: Span


@record
class ParameterValue:
    """`value` is the text as written: a number, `true`, an enum or boundary word."""

    since: date | None
    until: date | None
    value: str
    scope: str | None
    citations: tuple[Citation, ...]
    grade: Grade | None
    published: date | None
    readings: tuple[str, ...]
    note: str
    span: Span


@record
class Parameter:
    """A declaration (`declared`), or only a place's values of one declared farther out."""

    id: str
    declared: bool
    label: Label | None
    name: str
    type: str
    range: tuple[str, str] | None
    scope: str | None
    review_months: int | None
    before_first: str | None
    citations: tuple[Citation, ...]
    values: tuple[ParameterValue, ...]
    span: Span


@record
class Layer:
    """What one place's folder says. `place` is its code, or None for the nation; `name` the folder's own name."""

    place: str | None
    name: str
    subjects: dict[str, Subject] = field(default_factory=dict)
    facts: dict[str, dict[str, Fact]] = field(default_factory=dict)  # subject -> id -> fact
    definitions: tuple[Definition, ...] = ()  # shared ones
    parameters: tuple[Parameter, ...] = ()
    programs: tuple[Program, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)  # shared ones
    readings: dict[str, Reading] = field(default_factory=dict)
    file_sources: dict[str, dict[str, Source]] = field(default_factory=dict)  # file name -> its own sources
    file_readings: dict[str, dict[str, Reading]] = field(default_factory=dict)
    articles: dict[str, Articles] = field(default_factory=dict)  # by the instrument's key


@record
class Pack:
    """Everything one set of policy folders says. `digest` is over the bytes of its files, by name."""

    id: str
    version: str
    digest: str
    layers: tuple[Layer, ...]
    unread: tuple[
        str, ...
    ] = ()  # files on which nothing can be built, since they could not be read or are about no subject; the problems say why
