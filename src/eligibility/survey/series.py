"""The values of a parameter over the years, one series for each place and, where a place has several scales at once, for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.layers import chain
from eligibility.law.parameters import EVERY
from eligibility.policy.model import Grade, Label, Layer, Parameter, ParameterValue
from eligibility.policy.words import CHOICES
from eligibility.survey.parts import Survey

GRADES: tuple[str, ...] = tuple(CHOICES["grade"])  # the surest first
SURE = ("text", "official")


@record
class Step:
    """A value from a day up to another, which is not in it any more."""

    since: date
    end: date
    value: Decimal
    grade: Grade

    @property
    def sure(self) -> bool:
        return self.grade in SURE


@record
class Series:
    place: str
    scope: Label | None  # None: the place's main scale
    steps: tuple[Step, ...]
    alike: tuple[str, ...] = ()  # other places with the same values on the same days


def declared(survey: Survey, word: str) -> Parameter | None:
    """A parameter by its id, its name or its label; None where there is none."""
    found = (p for layer in survey.layers for p in layer.parameters if p.declared and p.label is not None)
    return next((p for p in found if p.label and word in (p.id, p.name, p.label.zh, p.label.en)), None)


def series(survey: Survey, p: Parameter, places: Sequence[str] = ()) -> tuple[Series, ...]:
    """One place after the other; without places, each that sets values itself. Empty where the values are no figures."""
    owners = places or sorted({layer.place or NATION for layer in survey.layers if values(layer, p.id)})
    last = max((v.until for layer in survey.layers for v in values(layer, p.id) if v.until), default=None)
    return tuple(one for place in owners for one in of_place(survey, p, place, last))


def together(found: Iterable[Series]) -> tuple[Series, ...]:
    """Places with the same values on the same days as one line, under the name of the first."""
    out: dict[tuple[str, tuple[tuple[date, date, Decimal], ...]], Series] = {}
    for s in found:
        key = s.scope.zh if s.scope else "", tuple((step.since, step.end, step.value) for step in s.steps)
        first = out.setdefault(key, s)
        if first is not s:
            out[key] = Series(first.place, first.scope, first.steps, (*first.alike, s.place))
    return tuple(out.values())


def of_place(survey: Survey, p: Parameter, place: str, last: date | None) -> Iterable[Series]:
    """The main scale is that for all and the first of those that differ; the others follow."""
    owner = next((layer for layer in chain(survey.packs, place) if values(layer, p.id)), None)
    if owner is None:
        return
    labels = scopes(survey, p)
    main = (EVERY, next(iter(labels), EVERY))
    by_scope: dict[str, list[Step]] = {}
    for v in values(owner, p.id):
        step, scope = step_of(survey, owner, p, v, last), v.scope or EVERY
        if step is not None:
            by_scope.setdefault("" if scope in main else scope, []).append(step)
    for scope, steps in sorted(by_scope.items()):
        yield Series(place, labels.get(scope) if scope else None, tuple(sorted(steps, key=lambda s: s.since)))


def values(layer: Layer, id_: str) -> list[ParameterValue]:
    return [v for p in layer.parameters if p.id == id_ for v in p.values]


def step_of(survey: Survey, layer: Layer, p: Parameter, v: ParameterValue, last: date | None) -> Step | None:
    """A value without an end is drawn to the last day of all, and a year at least."""
    try:
        value = Decimal(v.value.removesuffix("%"))
    except InvalidOperation:
        return None
    if v.since is None:
        return None
    end = v.until + timedelta(days=1) if v.until else max(last or v.since, v.since + timedelta(days=365))
    return Step(v.since, end, value, grade_of(survey, layer, p, v))


def grade_of(survey: Survey, layer: Layer, p: Parameter, v: ParameterValue) -> Grade:
    """The value's own grade, else the weakest of its instruments'; assumed where it rests on a stated reading alone."""
    if v.grade is not None:
        return v.grade
    if v.readings and not v.citations:
        return "assumed"
    found = [s.grade for c in v.citations or p.citations if (s := survey.source(c, layer)) is not None]
    return max(found, key=GRADES.index, default="assumed")


def scopes(survey: Survey, p: Parameter) -> dict[str, Label]:
    """The scales among which a parameter's scope chooses."""
    name = (p.scope or "").rpartition(".")[2]
    facts = (f for layer in survey.layers for table in layer.facts.values() for f in table.values() if f.id == name)
    found = next((f for f in facts if f.values), None)
    return {v.value: v.label for v in found.values} if found is not None else {}
