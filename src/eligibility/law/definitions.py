"""Definitions out of the layers: which versions there are of each, and the type its file declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from eligibility.ir.types import BOUNDARY, Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.ir.units import SCALES, is_number_unit
from eligibility.ir.vocabulary import Vocabulary
from eligibility.policy.model import Definition, Layer
from eligibility.values.limits import MAX_LIST

WIDE = 10**12  # a definition's number before its expression is read

Offers = dict[str, list[tuple[Layer, Definition]]]


def gather_definitions(layers: Sequence[Layer]) -> Offers:
    """Every definition by key, its versions nearest first."""
    out: Offers = {}
    for layer in reversed(layers):
        shared = [(f"{d.subject}.{d.id}", d) for d in layer.definitions]
        own = [(f"{p.id}.{d.id}", d) for p in layer.programs for d in p.definitions]
        for key, d in (*shared, *own):
            out.setdefault(key, []).insert(0, (layer, d))
    return out


def declared_type(d: Definition, vocabulary: Vocabulary) -> Type:
    """The type that a definition's file names; its bounds are as wide as they can be until the expression is read."""
    if not d.type.startswith("list of "):
        return type_named(d.type, d, vocabulary)
    element = d.type.removeprefix("list of ").strip()
    if element in vocabulary.subjects:
        return ListOf(Item(element), 0, MAX_LIST)
    return ListOf(type_named(element, d, vocabulary), 0, MAX_LIST)


SIMPLE: Final[Mapping[str, Type]] = {
    "boolean": Boolean(), "text": Text(), "place": Place(), "person": Person(), "persons": Persons(),
    "date": Date(1, 1_000_000), "boundary": BOUNDARY, "program": Enum("program", ()),
}  # fmt: skip


def type_named(name: str, d: Definition, vocabulary: Vocabulary) -> Type:
    if name in SIMPLE:
        return SIMPLE[name]
    if is_number_unit(name):
        return Number(name, SCALES[name], -WIDE, WIDE)
    return enum_of(name, d, vocabulary)


def enum_of(name: str, d: Definition, vocabulary: Vocabulary) -> Type:
    """`area`, `member.disability_kind`: the values of that fact."""
    subject, _, fact = name.rpartition(".")
    order = [subject] if subject else [d.subject or "", *vocabulary.subjects]
    for candidate in order:
        spec = vocabulary.subjects.get(candidate)
        for f in spec.facts if spec else ():
            if f.id == fact and isinstance(f.type, Enum):
                return f.type
    return Text()
