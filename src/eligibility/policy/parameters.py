"""A parameter's file: its declaration, its values, or both. Values are read as figures when the declaration is known, see `check`."""

from __future__ import annotations

import re

from eligibility.diagnostics.suggest import nearest
from eligibility.ir.units import is_number_unit
from eligibility.policy import figures
from eligibility.policy.basis import cited, grounded, read_into, readings, sources
from eligibility.policy.entry import NO_LABEL, Entry, File, named
from eligibility.policy.model import Grade, Label, Parameter, ParameterValue, Reading, Source
from eligibility.policy.periods import Period, check_periods
from eligibility.policy.rules import label_or
from eligibility.policy.shapes import ParameterFile, ValueShape
from eligibility.policy.tree import Mapping, Scalar
from eligibility.policy.words import CHOICE_OF, CHOICES

DECLARES = ("label", "type", "range")
EVERY = CHOICE_OF["scope"]
LOOSE_RANGE = re.compile(r"([0-9.]+%?)\s*(?:[-~～—–至到,，…]|\.{3,})+\s*([0-9.]+%?)")


def parameter(file: File, node: Mapping, stem: str) -> tuple[Parameter | None, dict[str, Source], dict[str, Reading]]:
    entry = Entry(file, node, ParameterFile)
    own, stated = sources(entry), readings(entry)
    id_ = entry.named_by("parameter")
    if not id_:
        return None, own, stated
    if id_ != stem:
        entry.problem("file_name", "parameter", name=id_, file=f"{id_}.yaml")
    declared = any(key in entry for key in DECLARES)
    if declared and id_ in file.farther.parameters:
        entry.problem("declared_twice", "parameter", name=id_)
    if not declared and id_ not in file.farther.parameters:
        entry.problem("unknown_parameter", "parameter", name=id_, nearest=nearest(id_, file.farther.parameters) or "")
    entry.need("values")
    type_, bounds = declaration(entry) if declared else ("", None)
    label = label_or(entry, required=True) if declared else NO_LABEL
    months = months_of(entry)
    found = Parameter(
        id_, declared, label or (Label(id_, id_) if declared else None), named(entry, label) if declared else "", type_, bounds,
        entry.optional("scope"), months, entry.choice("before_first", "before_first"), cited(entry), values(entry),
        entry.span("parameter"),
    )  # fmt: skip
    return found, own, stated


def declaration(entry: Entry) -> tuple[str, tuple[str, str] | None]:
    """The type and range that a declaration states."""
    entry.need("type")
    grounded(entry)
    type_ = entry.choice("type", "type") or ""
    entry.file.lost |= not type_  # whatever reads it would only seem wrong
    if is_number_unit(type_):
        entry.need("range")
    elif type_ and type_ not in ("boolean", "boundary"):
        names = [name for name in CHOICES["type"] if is_number_unit(name)]
        entry.problem(
            "wrong_choice",
            "type",
            value=entry.text("type"),
            nearest="",
            choices=", ".join([*names, "boolean", "boundary"]),
        )
        entry.file.lost = True
    return type_, bounds(entry)


def ends(text: str) -> tuple[str, str]:
    """Both ends of `lo..hi`, as written. Raises Misread."""
    low, dots, high = (part.strip() for part in text.partition(".."))
    if not dots:
        loose = LOOSE_RANGE.fullmatch(text.strip())
        raise figures.Misread("range_form", text=text, fix=f"{loose[1]}..{loose[2]}" if loose else "")
    return low, high


def bounds(entry: Entry) -> tuple[str, str] | None:
    """`lo..hi` of numbers, inclusive."""
    found = entry.scalar("range")
    if found is None:
        return None
    try:
        low, high = ends(found.text)
        if figures.decimal(low) > figures.decimal(high):
            raise figures.Misread("range_backwards", text=found.text)
    except figures.Misread as mistake:
        entry.file.misread(mistake, found.span)
        return None
    return low, high


def months_of(entry: Entry) -> int | None:
    found = entry.read("review", figures.span)
    if found is None:
        return None
    return found[0] * 12 if found[1] == "years" else found[0]


def values(entry: Entry) -> tuple[ParameterValue, ...]:
    """Values in the order written; of each scope no two may hold on one day."""
    out, periods = [], []
    for e in entry.listed("values", ValueShape):
        since, until = e.period()
        if "value" not in e:
            e.need("value")
        written = e.scalar("value")
        scope = scope_of(e)
        if scope is not None:
            entry.file.scopes.append((entry.id, scope, e.span("scope")))
        citations, readings_ = cited(e), read_into(e)
        grounded(e)
        periods.append((scope, Period(since, until, e.at)))
        if written is not None:
            grade: Grade | None = e.choice("grade", "grade")  # type: ignore[assignment]
            span = written.span or e.at
            out.append(
                ParameterValue(
                    since,
                    until,
                    plain(written),
                    scope,
                    citations,
                    grade,
                    e.day("published"),
                    readings_,
                    e.text("note"),
                    span,
                )
            )
    for one in sorted({scope or "both" for scope, _ in periods} - {"both"}) or ["both"]:
        own = [p for scope, p in periods if scope in (one, "both", None)]
        check_periods(own, entry.file.problems, gaps=True)
    return tuple(out)


def scope_of(e: Entry) -> str | None:
    word = e.optional("scope")
    return EVERY.get(word, word) if word else None


def plain(scalar: Scalar) -> str:
    """A value as the records keep it: a truth or boundary word in its English form."""
    text = scalar.text.strip()
    return CHOICE_OF["boundary"].get(text) or CHOICE_OF["truth"].get(text) or text
