"""Completions of a household: every unknown given a value, then decided by the fast path.

One mutable copy of the household serves all completions of a case: a value is put into its slot and the programme's function is called. Values worth
trying are the ends of a range, the days and numbers that the law itself names, and what the abstract runs found to be a point where something flips.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import compress, islice
from operator import is_not
from random import Random
from typing import Any

from eligibility.decide.compile import Compiled
from eligibility.decide.reading.facts import Case, UnknownFact, whole_domain
from eligibility.decide.split import ELSEWHERE
from eligibility.ir import nodes
from eligibility.ir.nodes import Node
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.ir.vocabulary import SubjectSpec, Vocabulary
from eligibility.ir.walk import walk
from eligibility.values.dates import shifted

Signature = tuple[bool, tuple[int | None, ...]]
Values = list[Any]

MOST = 140  # values tried of one unknown
UNSET = object()
FEW = 16  # a range of so many numbers is tried whole


class Landmarks:
    """The constants of a law, by what they may be compared with."""

    def __init__(self, law: LinkedLaw) -> None:
        self.on = date.fromisoformat(law.on).toordinal()
        self.dates: set[int] = set()
        self.numbers: dict[str, set[int]] = {}
        self.texts: list[str] = []
        for node in every_node(law):
            if isinstance(node, nodes.Const):
                self._note(node)
        self.texts = sorted({*self.texts, law.place})
        self.texts_cover = all(against_constant(node) for node in every_node(law))

    def _note(self, node: nodes.Const) -> None:
        value, type_ = node.value, node.type
        if isinstance(type_, Date) and isinstance(value, int):
            self.dates.update((value - 1, value, value + 1))
        elif isinstance(type_, Number) and isinstance(value, int) and not type_.quotient:
            self.numbers.setdefault(type_.unit, set()).add(value)
            if type_.unit in ("years", "months", "number") and type_.scale == 0 and 0 <= value <= 1500:
                per = 12 if type_.unit != "months" else 1
                edge = shifted(self.on, -per * value, 0)
                self.dates.update((edge - 1, edge, edge + 1))
        elif isinstance(type_, Text | Place) and isinstance(value, str):
            self.texts.append(value)

    def of_number(self, type_: Number) -> Iterator[int]:
        for unit in (type_.unit, "number"):
            for value in sorted(self.numbers.get(unit, ())):
                yield from (value - 1, value, value + 1)


def against_constant(node: Node) -> bool:
    """Whether a comparison of places or texts has a constant on one side, so that the constants and one other stand for all."""
    if isinstance(node, nodes.LiesIn):
        return isinstance(node.within, nodes.Const)
    if isinstance(node, nodes.Same) and isinstance(node.left.type, Text | Place):
        return isinstance(node.left, nodes.Const) or isinstance(node.right, nodes.Const)
    return True


def every_node(law: LinkedLaw) -> Iterator[Node]:
    roots = [d.node for d in law.definitions.values()]
    for program in law.programs:
        for grant in program.grants:
            roots += grant.nodes
    for root in roots:
        yield from walk(root)


class Candidates:
    """Values worth trying for each unknown of a case, in a fixed order; `add` notes more of them."""

    def __init__(self, case: Case, landmarks: Landmarks) -> None:
        self._case, self._marks = case, landmarks
        self._of: dict[int, list[Any]] = {}

    def of(self, unknown: UnknownFact) -> list[Any]:
        found = self._of.get(unknown.number)
        if found is None:
            found = self._of[unknown.number] = self._first(unknown)
        return found

    def add(self, unknown: UnknownFact, value: Any) -> None:
        values = self.of(unknown)
        if len(values) < MOST and value not in values:
            values.append(value)

    def _first(self, unknown: UnknownFact) -> list[Any]:
        return list(self.within(type_of(self._case, unknown), self._case.box[unknown.number]))

    def within(self, type_: Type, value: Any) -> Iterator[Any]:
        """Values worth trying of an abstract value."""
        case = self._case
        match type_:
            case Boolean():
                yield from (v for v, bit in ((False, 2), (True, 1)) if value[0] & bit)
            case Number() | Date():
                yield from self._between(type_, value[0], value[1])
            case Enum():
                yield from (i for i in range(len(type_.values)) if value[0] >> i & 1)
            case Person():
                yield from (i - 1 for i in range(case.persons + 1) if value[0] >> i & 1)
            case Persons():
                people = [i - 1 for i in range(case.persons + 1) if value[1] >> i & 1]
                yield from (tuple(people), *((p,) for p in people if len(people) > 1), ())
            case Text() | Place():
                yield from [*self._marks.texts, ELSEWHERE] if value[0] is None else [value[0]]
            case ListOf():
                yield from self._lists(type_)
            case _:
                raise TypeError(type_)

    def _between(self, type_: Number | Date, low: int, high: int) -> Iterator[int]:
        if high - low <= FEW:
            yield from range(low, high + 1)
            return
        marks = self._marks.of_number(type_) if isinstance(type_, Number) else iter(sorted(self._marks.dates))
        inside = dict.fromkeys(m for m in marks if low < m < high)
        yield from (low, high, *inside)

    def _lists(self, type_: ListOf) -> Iterator[Any]:
        assert isinstance(type_.element, Item)
        spec = self._case.vocabulary.subjects[type_.element.subject]
        if type_.least == 0:
            yield ()
        yield from ((item,) for item in islice(self._items(spec), 120))

    def _items(self, spec: SubjectSpec) -> Iterator[tuple[Any, ...]]:
        """Single items: two plain ones, those that differ from them in one fact, and some at random."""
        number = self._case.persons if spec.identified_by else 0
        choices = [self._choices(spec, f.index - 1) for f in spec.facts]
        bases = [[c[0] for c in choices], [c[min(1, len(c) - 1)] for c in choices]]
        seen = set()
        for base in bases:
            for index, values in enumerate(choices):
                for value in values if isinstance(spec.facts[index].type, Enum) else values[:FEW]:
                    item = (number, *base[:index], value, *base[index + 1 :])
                    if item not in seen:
                        seen.add(item)
                        yield item
        random = Random(1)
        for _ in range(24):
            yield (number, *(random.choice(c) for c in choices))

    def _choices(self, spec: SubjectSpec, index: int) -> list[Any]:
        fact = spec.facts[index]
        if fact.id == spec.identified_by:
            return [self._case.persons]
        if isinstance(fact.type, ListOf):
            assert isinstance(fact.type.element, Item)
            inner = self._case.vocabulary.subjects[fact.type.element.subject]
            plain = bool(inner.identified_by) or any(isinstance(f.type, ListOf) for f in inner.facts)
            return [(), *(() if plain else ((i,) for i in islice(self._items(inner), 12)))]
        return list(self.within(fact.type, whole_domain(fact.type, 1, self._case.on, self._case.persons)))


def type_of(case: Case, unknown: UnknownFact) -> Type:
    if unknown.fact is not None:
        return unknown.fact.type
    assert unknown.parameter is not None
    return case.parameter_rules[unknown.parameter].type


class Completion:
    """The mutable copy. `put` sets one unknown; `signature` decides one programme for one subject."""

    def __init__(self, case: Case, compiled: Compiled) -> None:
        self._case = case
        self._of_instance: list[list[Any]] = []
        self._root = self._copy(case.vocabulary, case.vocabulary.root, case.household.root)
        self._fresh = compiled.fresh
        self._claimed = case.claims.enter
        order = {key: i for i, key in enumerate(compiled.unknown)}
        self._parameters: list[Any] = [None] * len(order)
        self._values: Values = [UNSET] * len(case.unknowns)  # what was put last
        self._index = [order[u.parameter] if u.parameter else 0 for u in case.unknowns]

    def _copy(self, vocabulary: Vocabulary, spec: SubjectSpec, slots: Sequence[Any]) -> list[Any]:
        out = list(slots)
        self._of_instance.append(out)
        for fact in spec.facts:
            if isinstance(fact.type, ListOf) and slots[fact.index] is not None:
                assert isinstance(fact.type.element, Item)
                items = vocabulary.subjects[fact.type.element.subject]
                out[fact.index] = [self._copy(vocabulary, items, s) for s in slots[fact.index]]
        return out

    def put(self, unknown: UnknownFact, value: Any) -> None:
        self._values[unknown.number] = value
        if unknown.fact is None:
            self._parameters[self._index[unknown.number]] = value
        else:
            self._of_instance[unknown.instance][unknown.fact.index] = value

    def put_all(self, unknowns: Sequence[UnknownFact], values: Values) -> None:
        for number in compress(range(len(values)), map(is_not, self._values, values)):
            self.put(unknowns[number], values[number])

    def signature(self, function: Any, instance: int) -> Signature:
        given = self._fresh(self._case.persons, self._parameters)
        self._claimed(given)
        eligible, _, amounts = function(self._root, self._of_instance[instance], given)
        return eligible, amounts
