"""The values of parameters as figures of their declared type, for every layer and every period, whether or not a law of some day reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.ir.units import SCALES, is_number_unit
from eligibility.policy import figures
from eligibility.policy.model import Layer, Parameter, ParameterValue
from eligibility.policy.words import CHOICES


def check_values(
    layer: Layer, behind: Sequence[Layer], scopes: Sequence[tuple[str, str, Span]], problems: Problems
) -> None:
    """Notes each value that is no value of its parameter, and each of `scopes` (parameter, scope) that it does not choose among."""
    layers = [*behind, layer]
    declared = {p.id: p for one in layers for p in one.parameters if p.declared}
    for p in layer.parameters:
        declaration = declared.get(p.id)
        for value in p.values if declaration is not None else ():
            assert declaration is not None
            try:
                check_value(declaration, value)
            except figures.Misread as mistake:
                problems.extend([Problem(mistake.kind, value.span, mistake.args_)])
    for id_, scope, span in scopes:
        known = scopes_of(declared[id_], layers) if id_ in declared else None
        if known is not None and scope not in (*known, "both"):
            problems.add("wrong_choice", span, value=scope, nearest="", choices=", ".join((*known, "both")))


def check_value(p: Parameter, value: ParameterValue) -> None:
    if p.type == "boolean":
        if value.value not in CHOICES["truth"]:
            raise figures.Misread("not_truth", text=value.value, name=p.id)
    elif p.type == "boundary":
        if value.value not in CHOICES["boundary"]:
            raise figures.Misread("wrong_choice", value=value.value, nearest="", choices=", ".join(CHOICES["boundary"]))
    elif is_number_unit(p.type):
        check_number(p, figures.decimal(value.value), value.value)


def check_number(p: Parameter, number: Decimal, text: str) -> None:
    """Inside the declared range, and no finer than the type is kept."""
    scale = SCALES[p.type]
    with localcontext(prec=len(text) + scale + 2):
        finer = number.scaleb(scale) % 1
    if finer:
        raise figures.Misread("number_too_fine", text=text, scale=str(scale))
    if p.range is None:
        return
    low, high = (figures.decimal(bound) for bound in p.range)
    if not low <= number <= high:
        share = number / 100 if p.type == "ratio" else None
        percent = f"{number:f}%" if share is not None and low <= share <= high else ""
        raise figures.Misread("out_of_range", text=text, low=p.range[0], high=p.range[1], percent=percent)


def scopes_of(p: Parameter, layers: Sequence[Layer]) -> tuple[str, ...] | None:
    """The values among which a parameter's scope chooses; () where it has none, None where they are not known here."""
    if p.scope is None:
        return ()
    subject, _, name = p.scope.rpartition(".")
    facts: Mapping[str, tuple[str, ...]] = {
        f"{f.subject}.{f.id}": tuple(v.value for v in f.values)
        for layer in layers
        for table in layer.facts.values()
        for f in table.values()
        if f.type == "enum"
    }
    types = {f"{d.subject}.{d.id}": d.type for layer in layers for d in layer.definitions}
    for full in [f"{subject}.{name}"] if subject else [f"{root}.{name}" for root in roots(layers)]:
        found = facts.get(full) or facts.get(types.get(full, ""))
        if found:
            return found
    return None


def roots(layers: Sequence[Layer]) -> list[str]:
    """The subjects that lie in no other."""
    return [s.id for layer in layers for s in layer.subjects.values() if not s.within]
