"""Completions of a partial household, made without the library's own search: every unknown given values that its type, range and ties allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from eligibility.facts.household import Household
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.ir.vocabulary import SubjectSpec

from .bench import PLACE, Ready

TRIES = 40


def completed(case: Ready) -> Iterator[tuple[Household, tuple[Any, ...]]]:
    """The lowest, the highest and some random completions, with the parameters that nobody knows."""
    for turn in range(TRIES):
        maker = Maker(case, turn)
        root = maker.filled(case.law.vocabulary.root, case.household.root)
        parameters = tuple(maker.value(case.law.parameters[key].type) for key in case.unknown)
        yield replace(case.household, root=root), parameters


class Maker:
    def __init__(self, case: Ready, turn: int) -> None:
        self.case, self.turn, self.random = case, turn, Random(turn)
        self.persons = len(case.household.persons)

    def filled(self, spec: SubjectSpec, slots: tuple[Any, ...]) -> tuple[Any, ...]:
        out = list(slots)
        for fact in spec.facts:
            if isinstance(fact.type, ListOf) and out[fact.index] is not None:
                assert isinstance(fact.type.element, Item)
                inner = self.case.law.vocabulary.subjects[fact.type.element.subject]
                out[fact.index] = tuple(self.filled(inner, s) for s in out[fact.index])
            elif out[fact.index] is None:
                out[fact.index] = slots[0] if fact.id == spec.identified_by else self.value(fact.type)
        for fact in spec.facts:
            if fact.only_if is not None and slots[fact.index] is not None and slots[fact.only_if[0]] is None:
                out[fact.only_if[0]] = self.random.choice(fact.only_if[1])
            if fact.at_most is not None and out[fact.index] > out[fact.at_most]:
                free = fact.index if slots[fact.index] is None else fact.at_most
                out[free] = out[fact.at_most] if free == fact.index else out[fact.index]
        return tuple(out)

    def pick(self, low: int, high: int) -> int:
        if self.turn < 2:
            return (low, high)[self.turn]
        return self.random.choice((low, high, self.random.randint(low, high)))

    def value(self, type_: Type) -> Any:
        match type_:
            case Boolean():
                return bool(self.pick(0, 1))
            case Number():
                return self.pick(type_.low, type_.high)
            case Date():
                return self.pick(type_.low, self.case.household.on.toordinal() if type_.high < 0 else type_.high)
            case Enum():
                return self.pick(0, len(type_.values) - 1)
            case Person():
                return self.pick(-1, self.persons - 1)
            case Persons():
                return tuple(p for p in range(self.persons) if self.pick(0, 1))
            case Place():
                return self.random.choice((PLACE, "320102", "110000"))
            case Text():
                return self.random.choice(("", "甲", "乙"))
            case ListOf():
                return self.items(type_)
        raise TypeError(type_)

    def items(self, type_: ListOf) -> tuple[Any, ...]:
        assert isinstance(type_.element, Item)
        spec = self.case.law.vocabulary.subjects[type_.element.subject]
        empty = (None,) * len(spec.facts)
        first = self.persons if spec.identified_by else 0
        return tuple(self.filled(spec, (first + i, *empty)) for i in range(self.pick(type_.least, type_.most)))
