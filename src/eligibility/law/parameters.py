"""The parameters of a place on a day: the nearest layer that ever set one owns it; outside its periods it is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eligibility.diagnostics.problem import Problems
from eligibility.frozen import record
from eligibility.ir.nodes import Value
from eligibility.ir.program import ParameterRule
from eligibility.ir.scope import ParameterHead
from eligibility.ir.types import BOUNDARY, Boolean, Number, Type
from eligibility.ir.units import SCALES
from eligibility.law.encode import UNBOUNDED, NotOfType, encode, scaled
from eligibility.law.inforce import on_day
from eligibility.law.rules import Library, origin
from eligibility.law.vocabulary import wording, words
from eligibility.policy.model import Label, Layer, Parameter, ParameterValue

EVERY = "both"  # a scope that serves all


@record
class Declared:
    """A parameter's declaration with the layer that owns its values here (None where no layer set any)."""

    declaration: Parameter
    declared_in: Layer
    owner: Layer | None
    values: tuple[ParameterValue, ...]
    type: Type

    @property
    def label(self) -> Label:
        assert self.declaration.label is not None
        return self.declaration.label


def gather(layers: Sequence[Layer], problems: Problems) -> dict[str, Declared]:
    """Every declared parameter of a chain of layers (nearest first)."""
    found: dict[str, tuple[Parameter, Layer]] = {}
    values: dict[str, tuple[Layer, tuple[ParameterValue, ...]]] = {}
    for layer in layers:
        for p in layer.parameters:
            if p.declared:
                found[p.id] = (p, layer)
            if p.values and p.id not in values:
                values[p.id] = (layer, p.values)
            elif p.values and values[p.id][0] is layer:
                values[p.id] = (layer, (*values[p.id][1], *p.values))
    out = {}
    for id_, (declaration, layer) in found.items():
        owner, own = values.get(id_, (None, ()))
        out[id_] = Declared(declaration, layer, owner, own, type_of(declaration, problems))
    for layer in layers:
        for p in layer.parameters:
            if p.id not in found:
                problems.add("unknown_parameter", p.span, name=p.id)
    return out


def type_of(p: Parameter, problems: Problems) -> Type:
    if p.type == "boolean":
        return Boolean()
    if p.type == "boundary":
        return BOUNDARY
    if p.type not in SCALES:  # told where it is written
        return Number("number", 0, 0, 0)
    try:
        scale = SCALES[p.type]
        low, high = (scaled(b, scale, p.type) for b in p.range or UNBOUNDED)
    except NotOfType:
        problems.add("wrong_value", p.span, text=" .. ".join(p.range or ()), type=p.type)
        return Number("number", 0, 0, 0)
    return Number(p.type, scale, low, high)


def head(d: Declared) -> ParameterHead:
    p = d.declaration
    return ParameterHead(p.id, p.name, p.type, p.scope, d.type)


def values_on(d: Declared, day: date, scopes: Sequence[str], problems: Problems) -> dict[str, ParameterValue | None]:
    """The value in force for each scope; one entry under an empty scope where they are the same or there are no scopes."""
    if not scopes:
        return {"": on_day(d.values, day)}
    by_scope = {s: on_day([v for v in d.values if v.scope in (s, EVERY, None)], day) for s in scopes}
    for v in d.values:
        if v.scope not in (*scopes, EVERY, None):
            problems.add("enum_value", v.span, value=v.scope, choices=", ".join((*scopes, EVERY)))
    distinct = list({id(v): v for v in by_scope.values()}.values())
    return {"": distinct[0]} if len(distinct) == 1 else dict(by_scope)


def first_day(d: Declared) -> date | None:
    """The first day of which the owner knows a value."""
    return min((v.since for v in d.values if v.since is not None), default=None)


def encoded(d: Declared, value: ParameterValue | None, problems: Problems) -> Value | None:
    if value is None:
        return None
    try:
        return encode(d.type, value.value)
    except NotOfType as mistake:
        problems.add(mistake.reason, value.span, **mistake.args_)
        return None


def rule(
    d: Declared, scope: str, value: ParameterValue | None, place: str, day: date, library: Library, problems: Problems
) -> ParameterRule:
    """One value of a parameter with what is printed about it."""
    p = d.declaration
    layer = d.owner or d.declared_in
    citations = value.citations if value and value.citations else p.citations
    readings = value.readings if value else ()
    where = origin(f"parameters.{p.id}", value.span if value else p.span, layer, library, citations, readings)
    if value is not None and value.grade is not None:
        cited = library.cited(citations, value.grade)
        where = type(where)(
            where.path, where.file, where.line, where.layer, where.version, value.value, cited, tuple(readings)
        )
    owner = layer.place or "" if value else (d.owner.place or "" if d.owner else "") or place
    return ParameterRule(
        p.id,
        scope,
        None,
        words(d.label),
        p.type,
        d.type,
        encoded(d, value, problems),
        owner,
        value.since.isoformat() if value and value.since else "",
        value.until.isoformat() if value and value.until else "",
        outdated(p, value, day),
        value.note if value else "",
        where,
    )


def outdated(p: Parameter, value: ParameterValue | None, day: date) -> bool:
    """Whether a value without an end is older than its review interval."""
    if value is None or value.since is None or value.until is not None or p.review_months is None:
        return False
    months = (day.year - value.since.year) * 12 + day.month - value.since.month - (day.day < value.since.day)
    return months >= p.review_months


__all__ = ["Declared", "encoded", "first_day", "gather", "head", "outdated", "rule", "values_on", "wording"]
