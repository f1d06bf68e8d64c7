"""Definitions, conditions, grants and relations as written, out of the sections of a file.

A file of a nearer place may leave out what a farther layer has said of the same id: a label, a type, an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from eligibility.diagnostics.suggest import nearest
from eligibility.ir.units import is_number_unit
from eligibility.policy import figures
from eligibility.policy.basis import cited, grounded, read_into, untranslatable
from eligibility.policy.bodies import optional_expression, pieces
from eligibility.policy.entry import NO_LABEL, Entry, named
from eligibility.policy.model import Citation, Condition, DatedFlag, Definition, Grant, Label, Piece, Relation, Rounding
from eligibility.policy.periods import Period, check_periods
from eligibility.policy.shapes import ConditionShape, DefinitionShape, FlagShape, GrantShape, RelationShape, RoundShape
from eligibility.policy.tree import Sequence
from eligibility.policy.words import CHOICE_OF, CHOICES

CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
RELATIONS: Final = (
    "converts_to", "excludes", "higher_of", "leaves_family", "requires", "takes_precedence", "tops_up",
)  # fmt: skip
NOT_OF_DEFINITIONS: Final = ("enum", "list")


def label_or(entry: Entry, *, required: bool) -> Label:
    """The label; a Chinese id is its own."""
    found = entry.label("label")
    if found is not None:
        return found
    if CHINESE.search(entry.id):
        return Label(entry.id, entry.id)
    if required:
        entry.need("label")
    return NO_LABEL


# ---- definitions


def definitions(entry: Entry, subject: str | None, program: str | None) -> tuple[Definition, ...]:
    return tuple(definition(e, subject, program) for e in entry.entries("definitions", DefinitionShape))


def definition(e: Entry, subject: str | None, program: str | None) -> Definition:
    key = f"{program or subject}.{e.id}"
    known, drop = key in e.file.farther.definitions, bool(e.flag("drop"))
    label = label_or(e, required=not known)
    type_ = definition_type(e, required=not known)
    if not drop:
        e.need("value")
    citations, readings = cited(e), read_into(e)
    if drop or not dated(e, "value"):
        grounded(e)
    found = tuple(resting_on(p, citations, readings) for p in bounded(e, pieces(e, "value")))
    return Definition(
        e.id, subject, program, label, named(e, label), type_, found, e.label("says"), e.label("fails"), untranslatable(e),
        e.label("note"), drop, e.at,
    )  # fmt: skip


def resting_on(piece: Piece, citations: tuple[Citation, ...], readings: tuple[str, ...]) -> Piece:
    """A definition's own citations and readings serve each of its pieces, after the piece's own."""
    return replace(piece, citations=(*piece.citations, *citations), readings=(*piece.readings, *readings))


def dated(e: Entry, key: str) -> bool:
    """Whether a body is a list of pieces, which may each cite for themselves."""
    return isinstance(e.node(key), Sequence)


def bounded(e: Entry, found: tuple[Piece, ...]) -> Iterator[Piece]:
    """`from` and `until` of a definition without pieces bound its one piece."""
    since, until = e.period()
    for piece in found:
        if since is None and until is None:
            yield piece
        elif dated(e, "value"):
            e.problem("period_beside_pieces", "from" if since else "until")
            yield piece
        else:
            yield Piece(since, until, piece.body, (), (), None, None, piece.span)


def definition_type(e: Entry, *, required: bool) -> str:
    """A type's name, `list of <subject or type>`, or the enum fact whose values it has."""
    word = e.text("type")
    if not word:
        if required and "type" not in e:
            e.need("type")
        return ""
    listed = word.startswith("list of ")
    element = word.removeprefix("list of ").strip()
    if listed and element in e.file.farther.subjects:
        return f"list of {e.file.farther.subjects[element]}"
    name = CHOICE_OF["type"].get(element, element)
    enums = e.file.farther.enums
    known = name in CHOICES["type"] and name not in NOT_OF_DEFINITIONS
    if known or name in enums or any(enum.endswith(f".{name}") for enum in enums):
        return f"list of {name}" if listed else name
    if not e.file.farther.partial:
        choices = (*CHOICES["type"], *enums, *(e.file.farther.subjects if listed else ()))
        e.problem("unknown_type", "type", name=element, nearest=nearest(element, choices) or "")
    return ""


# ---- conditions


def conditions(entry: Entry, section: str, program: str, *, extends: bool) -> tuple[Condition, ...]:
    known = entry.file.farther.conditions if extends else set()
    return tuple(
        condition(e, known=f"{program}.{section}.{e.id}" in known) for e in entry.entries(section, ConditionShape)
    )


def condition(e: Entry, *, known: bool) -> Condition:
    """A `when`, or a map of conditions under `all` or `any`."""
    drop = bool(e.flag("drop"))
    given: list[Literal["when", "all", "any"]] = [k for k in ("when", "all", "any") if k in e]
    if len(given) > 1 or (not given and not drop and not known):
        span = e.key_span(given[1]) if given else e.at
        e.file.problems.add("one_body", span, choices="when, all, any", given=", ".join(given))
    kind = given[0] if given else "when"
    parts: tuple[Condition, ...] = ()
    found: tuple[Piece, ...] = ()
    if kind == "when":
        found = pieces(e, "when")
    else:
        parts = tuple(condition(inner, known=False) for inner in e.entries(kind, ConditionShape))
    citations, readings = cited(e), read_into(e)
    if drop or (kind == "when" and not dated(e, "when")):
        grounded(e)
    since, until = e.period()
    return Condition(
        e.id, kind, found, parts, e.label("says"), e.label("fails"), citations, readings, since, until, untranslatable(e),
        e.label("because"), e.label("note"), drop, e.at,
    )  # fmt: skip


# ---- grants


def grants(entry: Entry, program: str, *, extends: bool) -> tuple[Grant, ...]:
    known = entry.file.farther.grants if extends else set()
    return tuple(grant(e, known=f"{program}.{e.id}" in known) for e in entry.entries("grants", GrantShape))


def grant(e: Entry, *, known: bool) -> Grant:
    drop = bool(e.flag("drop"))
    label = label_or(e, required=not known)
    if not known and not drop:
        e.need("type")
        e.need("value")
    type_ = e.choice("type", "type") or ""
    if type_ and not is_number_unit(type_):
        e.problem("not_an_amount", "type", name=e.text("type"))
        type_ = ""
    found = pieces(e, "value")
    citations, readings = cited(e), read_into(e)
    if drop or not dated(e, "value"):
        grounded(e)
    since, until = e.period()
    return Grant(
        e.id, label, named(e, label) if label else "", type_, optional_expression(e, "if"), found, rounding(e), citations,
        readings, since, until, e.choice("given_as", "given_as"), e.choice("payable_from", "payable_from"), e.span_of_time("valid_for"),
        e.span_of_time("review_every"), untranslatable(e), e.label("because"), e.label("note"), drop, e.at,
    )  # fmt: skip


def rounding(e: Entry) -> Rounding | None:
    found = e.mapping("round")
    if found is None:
        return None
    inner = Entry(e.file, found, RoundShape)
    inner.need("to")
    inner.need("mode")
    to, mode = inner.read("to", figures.decimal), inner.choice("mode", "mode")
    if to is not None and to <= 0:
        inner.problem("step_not_positive", "to", text=inner.text("to"))
        return None
    return None if to is None or mode is None else Rounding(to, mode)  # type: ignore[arg-type]


# ---- relations and flags


def relations(entry: Entry) -> tuple[Relation, ...]:
    out = []
    for e in entry.entries("relations", RelationShape):
        kinds = tuple(k for k in RELATIONS if e.flag(k))
        if not kinds:
            e.problem("relation_of_no_kind", choices=", ".join(RELATIONS))
        citations, readings = cited(e), read_into(e)
        grounded(e)
        out.append(Relation(e.id, kinds, e.choice("same", "same"), readings, citations, e.at))
    return tuple(out)


def discretionary(entry: Entry) -> tuple[DatedFlag, ...]:
    """`true`, or a list of dated flags."""
    if not dated(entry, "discretionary"):
        found = entry.flag("discretionary")
        return () if found is None else (DatedFlag(None, None, found),)
    out, periods = [], []
    for e in entry.listed("discretionary", FlagShape):
        since, until = e.period()
        periods.append(Period(since, until, e.at, bool(e.flag("after_gap"))))
        if e.need("value"):
            out.append(DatedFlag(since, until, bool(e.flag("value"))))
    check_periods(periods, entry.file.problems)
    return tuple(out)
