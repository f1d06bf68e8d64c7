"""The vocabulary of a place: every layer's subjects and facts, with types, slots and presumed values.

Slots are numbered in the order nation first, so that a place that adds a fact leaves all others where they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eligibility.diagnostics.problem import Problems
from eligibility.ir.nodes import Value
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.ir.units import SCALES, is_number_unit
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary, Wording
from eligibility.law.encode import UNBOUNDED, NotOfType, encode, scaled
from eligibility.policy.model import Fact, Label, Layer, Subject

SIMPLE: dict[str, Type] = {
    "boolean": Boolean(),
    "text": Text(),
    "place": Place(),
    "person": Person(),
    "persons": Persons(),
}
EARLIEST = date(1900, 1, 1).toordinal()
UP_TO_THE_DAY = -1  # a date's upper bound: the day decided for


def wording(label: Label | None) -> Wording | None:
    return None if label is None else Wording(label.zh, label.en)


def words(label: Label) -> Wording:
    return Wording(label.zh, label.en)


def build(layers: Sequence[Layer], programs: Sequence[str], problems: Problems) -> Vocabulary:
    """The vocabulary of a chain of layers (nearest first), without `only_if` and `else`, which need names to be known."""
    subjects: dict[str, Subject] = {}
    facts: dict[str, dict[str, Fact]] = {}
    for layer in reversed(layers):
        subjects.update(layer.subjects)
        for id_, table in layer.facts.items():
            facts.setdefault(id_, {}).update(table)
    called = {p.id: words(p.label) for layer in reversed(layers) for p in layer.programs if p.label}
    ordered = sorted(subjects.values(), key=lambda s: bool(s.within))
    out: dict[str, SubjectSpec] = {}
    for subject in ordered:
        specs = [
            named_programs(fact_spec(fact, index, subjects, programs, facts.get(subject.id, {}), problems), called)
            for index, fact in enumerate(facts.get(subject.id, {}).values(), 1)
        ]
        for child in ordered:
            if subject.id in child.within and child.list and child.list not in {f.id for f in specs}:
                specs.append(list_spec(child, subject.id, len(specs) + 1))
        out[subject.id] = SubjectSpec(
            subject.id,
            subject.name,
            words(subject.label),
            subject.within,
            subject.list or "",
            subject.complete,
            subject.size[0],
            subject.size[1],
            subject.identified_by or "",
            tuple(specs),
            subject.alone,
        )
    return Vocabulary(out)


def named_programs(spec: FactSpec, called: dict[str, Wording]) -> FactSpec:
    """Programmes as values of a fact are called by their labels."""
    if not isinstance(spec.type, Enum) or spec.type.domain != "program":
        return spec
    return replace(spec, value_labels=tuple(called.get(v, Wording(v, v)) for v in spec.type.values))


def list_spec(child: Subject, parent: str, index: int) -> FactSpec:
    """The list that a subject's declaration gives its parent."""
    least = child.size[0] if child.complete else 0
    type_ = ListOf(Item(child.id), least, child.size[1])
    return FactSpec(child.list or "", parent, index, child.name, words(child.label), type_, "list")


def fact_spec(
    fact: Fact,
    index: int,
    subjects: dict[str, Subject],
    programs: Sequence[str],
    siblings: dict[str, Fact],
    problems: Problems,
) -> FactSpec:
    type_ = fact_type(fact, subjects, programs, problems)
    spec = FactSpec(
        fact.id,
        fact.subject,
        index,
        fact.name,
        words(fact.label),
        type_,
        fact.type,
        tuple(words(v.label) for v in fact.values),
        at_most=list(siblings).index(fact.at_most) + 1 if fact.at_most in siblings else None,
        counts_as=fact.counts_as or "",
        ask=wording(fact.ask),
        evidence=wording(fact.evidence),
        obtain=fact.obtain or "",
        changeable=fact.changeable or "",
        sensitivity=fact.sensitivity or "",
        about=fact.about or "",
        renamed_from=fact.renamed_from,
        also_called=fact.also_called,
        claims=fact.claims and fact.type == "program",
    )
    if fact.ordinary is None:
        return spec
    if isinstance(type_, Place):
        return replace(spec, has_ordinary=True, ordinary_is_place=True)
    ordinary = encoded(type_, fact.ordinary, fact, problems)
    return replace(spec, has_ordinary=ordinary is not None, ordinary=ordinary)


def encoded(type_: Type, text: object, fact: Fact, problems: Problems) -> Value | None:
    try:
        return encode(type_, text)
    except NotOfType as mistake:
        problems.add(mistake.reason, fact.span, **mistake.args_)
        return None


def fact_type(fact: Fact, subjects: dict[str, Subject], programs: Sequence[str], problems: Problems) -> Type:
    name = fact.type
    if name in SIMPLE:
        return SIMPLE[name]
    if is_number_unit(name):
        return number_type(name, fact.range, fact, problems)
    if name == "date":
        return date_type(fact, problems)
    if name == "program":
        return Enum("program", tuple(programs))
    if name == "list" and fact.items in subjects:
        items = subjects[fact.items or ""]
        return ListOf(Item(items.id), 0, items.size[1])
    return Enum(f"{fact.subject}.{fact.id}", tuple(v.value for v in fact.values))


def number_type(unit: str, bounds: tuple[str, str] | None, fact: Fact, problems: Problems) -> Number:
    scale = SCALES[unit]
    try:
        low, high = (scaled(b, scale, unit) for b in bounds or UNBOUNDED)
    except NotOfType as mistake:
        problems.add(mistake.reason, fact.span, **mistake.args_)
        low, high = 0, 0
    return Number(unit, scale, low, high)


def date_type(fact: Fact, problems: Problems) -> Date:
    if fact.range is None:
        return Date(EARLIEST, UP_TO_THE_DAY)
    low, high = fact.range
    try:
        return Date(encode_day(low), UP_TO_THE_DAY if high == "on" else encode_day(high))
    except NotOfType as mistake:
        problems.add(mistake.reason, fact.span, **mistake.args_)
        return Date(EARLIEST, UP_TO_THE_DAY)


def encode_day(text: str) -> int:
    value = encode(Date(0, 0), text)
    assert isinstance(value, int)
    return value
