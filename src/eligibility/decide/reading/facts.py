"""A household as abstract values: what is known as points, what is not as numbered unknowns over all that they may be.

What is known narrows what is not: a fact that was given although it exists only for some values of another says that the other has one of these, and a
fact that never exceeds another bounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from typing import Any, Final, NamedTuple

from eligibility.decide.claims import NOTHING, Supposed
from eligibility.decide.reading.domain import Abstract, Instance, Unknown
from eligibility.facts.household import Household
from eligibility.ir import nodes
from eligibility.ir.nodes import Value
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Boolean, Date, Duration, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary

UNNAMED: Final = -(10**9)  # below the keys of all other instances


class UnknownFact(NamedTuple):
    """Unknown number `number`: a fact of an instance, or (then `fact` is None) a parameter. There may be hundreds in a household."""

    number: int
    path: str
    fact: FactSpec | None
    instance: int
    parameter: tuple[str, str] | None


class Case:
    """A household under a law, ready to be read. `box` is what each unknown may be before anything is supposed of it."""

    def __init__(
        self,
        law: LinkedLaw,
        household: Household,
        parameters: Sequence[tuple[str, str]],
        supposed: Supposed = NOTHING,
    ) -> None:
        self.household = household
        self.claims = supposed
        self.vocabulary: Vocabulary = law.vocabulary
        self.on = household.on.toordinal()
        self.persons = len(household.persons)
        self.unknowns: list[UnknownFact] = []
        self.box: list[Abstract] = []
        self.instances: list[Instance] = []
        self.by_path: dict[str, Instance] = {}
        self.ordered: list[tuple[int, int]] = []  # unknowns of which the first never exceeds the second
        spec = law.vocabulary.root
        self.root = self._instance(spec, household.root, spec.id)
        self.claimed = self._claimed(law, supposed)
        self.parameters: dict[tuple[str, str], int] = {}
        self._supposed: dict[tuple[int, int], Instance] = {}
        self._asked: dict[int, Hashable] = {}
        self._unnamed: dict[tuple[str, int], Instance] = {}
        self.parameter_rules = {key: law.parameters[key] for key in parameters}
        for key in parameters:
            rule = law.parameters[key]
            path = f"{rule.id}@{rule.owner}" + (f".{rule.scope}" if rule.scope else "")
            self.parameters[key] = self._unknown(path, None, -1, key, rule.type)
        self.real = len(self.unknowns)  # unknowns of the household and the law; those after them are of supposed items

    def _claimed(self, law: LinkedLaw, supposed: Supposed) -> dict[tuple[str, int], Abstract]:
        """What is supposed of claims, by definition and instance."""
        keys = {(i.subject, i.number): i.key for i in self.instances} if supposed.values else {}
        return {
            (key, keys[law.definitions[key].subject, number]): (1 if value else 2, 0)
            for (key, number), value in supposed.values.items()
        }

    def leave_claims_open(self, law: LinkedLaw) -> None:
        """Anybody may claim anything."""
        open_ = 1 << self._unknown("", None, -1, None, Boolean())
        self.claimed = {
            (key, i.key): (3, open_)
            for key in law.claims.values()
            for i in self.instances
            if i.subject == law.definitions[key].subject
        }

    def _unknown(
        self, path: str, fact: FactSpec | None, instance: int, parameter: tuple[str, str] | None, type_: Type
    ) -> int:
        number = len(self.unknowns)
        self.unknowns.append(UnknownFact(number, path, fact, instance, parameter))
        self.box.append(WHOLE[type(type_)](type_, 1 << number, self.on, self.persons))
        return number

    def question(self, node: nodes.Some | nodes.Every) -> Hashable:
        """What is asked of a list, the same for two nodes that ask the same."""
        if id(node) not in self._asked:
            self._asked[id(node)] = (type(node).__name__, *plain(node.condition, node.var))
        return self._asked[id(node)]

    def supposed(self, list_: int, position: int) -> Instance:
        """An item that an unknown list may hold at a position, with nothing known about it."""
        found = self._supposed.get((list_, position))
        if found is None:
            owner = self.unknowns[list_]
            type_ = owner.fact.type if owner.fact else None
            assert isinstance(type_, ListOf)
            assert isinstance(type_.element, Item)
            spec = self.vocabulary.subjects[type_.element.subject]
            number = self.persons + position if spec.identified_by else position
            found = self._supposed[list_, position] = Instance(spec.id, -len(self.unknowns), number, owner.path)
            found.slots = [number]
            for fact in spec.facts:
                if fact.id == spec.identified_by:
                    found.slots.append(point(fact.type, number))
                else:
                    found.slots.append(Unknown(self._unknown(owner.path, fact, found.key, None, fact.type)))
            self._narrow(found, spec, [number, *(None for _ in spec.facts)], found.slots)
        return found

    def unnamed(self, subject: str, rest: int) -> Instance:
        """Any of the items that a list resting on `rest` may hold besides those that are named; two of them may be two people."""
        found = self._unnamed.get((subject, rest))
        if found is None:
            spec = self.vocabulary.subjects[subject]
            found = self._unnamed[subject, rest] = Instance(subject, UNNAMED - len(self._unnamed), self.persons, "")
            found.slots = [self.persons]
            for fact in spec.facts:
                anybody = (3 << (self.persons + 1), rest)
                known = whole_domain(fact.type, rest, self.on, self.persons)
                found.slots.append(anybody if fact.id == spec.identified_by else known)
        return found

    def _instance(self, spec: SubjectSpec, slots: Sequence[object], path: str) -> Instance:
        instance = Instance(spec.id, len(self.instances), int(slots[0]), path)  # type: ignore[call-overload]
        self.instances.append(instance)
        self.by_path[path] = instance
        out: list[Abstract] = [instance.number]
        instance.slots = out
        for fact, value in zip(spec.facts, slots[1:], strict=True):
            type_ = fact.type
            if value is None:
                out.append(Unknown(self._unknown(self._path(instance, fact), fact, instance.key, None, type_)))
            elif type(type_) is ListOf:
                out.append(self._list(instance, fact, type_, value))
            else:
                out.append(POINTS[type(type_)](value))
        self._narrow(instance, spec, slots, out)
        return instance

    def _path(self, instance: Instance, fact: FactSpec) -> str:
        if isinstance(fact.type, ListOf) and isinstance(fact.type.element, Item):
            items = self.vocabulary.subjects[fact.type.element.subject]
            if (items.identified_by or items.alone) and instance.key == 0:
                return fact.id
        return f"{instance.path}.{fact.id}"

    def _list(self, parent: Instance, fact: FactSpec, type_: ListOf, items: object) -> Abstract:
        assert isinstance(type_.element, Item)
        assert isinstance(items, tuple)
        spec = self.vocabulary.subjects[type_.element.subject]
        base = self._path(parent, fact)
        elements = []
        for position, slots in enumerate(items):
            name = self.household.persons[slots[0]] if spec.identified_by else str(position)
            path = base if spec.alone else f"{base}[{name}]"
            elements.append((self._instance(spec, slots, path), 1, 0))
        return (tuple(elements), 0)

    def _narrow(self, instance: Instance, spec: SubjectSpec, slots: Sequence[object], out: list[Abstract]) -> None:
        for fact in spec.facts:
            guard = fact.only_if
            given = slots[fact.index] is not None
            if guard is not None and given and slots[guard[0]] is None and self._said(instance, fact):
                number = out[guard[0]].number
                self.box[number] = restricted(spec.facts[guard[0] - 1].type, self.box[number], guard[1])
            if fact.at_most is not None:
                self._bound(out[fact.index], out[fact.at_most])

    def _said(self, instance: Instance, fact: FactSpec) -> bool:
        return self._path(instance, fact) not in self.household.presumed

    def _bound(self, small: Abstract, large: Abstract) -> None:
        """`small` never exceeds `large`."""
        if isinstance(small, Unknown) and isinstance(large, Unknown):
            self.ordered.append((small.number, large.number))
        if isinstance(small, Unknown) == isinstance(large, Unknown):
            return
        if isinstance(small, Unknown):
            low, high, deps = self.box[small.number]
            self.box[small.number] = (low, max(low, min(high, large[1])), deps)
        else:
            low, high, deps = self.box[large.number]
            self.box[large.number] = (min(high, max(low, small[0])), high, deps)


def plain(node: nodes.Node, item: int) -> tuple[Hashable, ...]:
    """A node as what it says, wherever it stands; `item` is the variable of what it is said of."""
    out: list[Hashable] = [type(node).__name__]
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in ("type", "span"):
            continue
        if field.name == "var":
            out.append(-1 if value == item else value)
        elif isinstance(value, nodes.Node):
            out.append(plain(value, item))
        elif isinstance(value, tuple):
            out.append(tuple(plain(v, item) if isinstance(v, nodes.Node) else v for v in value))
        else:
            out.append(value)
    return tuple(out)


def point(type_: Type, value: Value | object) -> Abstract:
    """A known value."""
    return POINTS[type(type_)](value)


def known_persons(value: object) -> Abstract:
    mask = persons_mask(value)
    return (mask, mask, 0)


def persons_mask(value: object) -> int:
    assert isinstance(value, tuple)
    mask = 0
    for number in value:
        mask |= 1 << (number + 1)
    return mask


POINTS: Final[dict[type[Any], Callable[[Any], Abstract]]] = {
    Boolean: lambda value: (1 if value else 2, 0),
    Number: lambda value: (value, value, 0),
    Date: lambda value: (value, value, 0),
    Enum: lambda value: (1 << value, 0),
    Person: lambda value: (1 << (value + 1), 0),
    Persons: known_persons,
    Text: lambda value: (value, 0),
    Place: lambda value: (value, 0),
    Duration: lambda _: ((), 0),
    ListOf: lambda _: ((), 0),  # as a constant only ever the empty list
}


def whole_domain(type_: Type, deps: int, on: int, persons: int) -> Abstract:
    """Everything an unknown value of a type may be."""
    return WHOLE[type(type_)](type_, deps, on, persons)


WHOLE: Final[dict[type[Any], Callable[[Any, int, int, int], Abstract]]] = {
    Boolean: lambda _, deps, __, ___: (3, deps),
    Number: lambda type_, deps, _, __: (type_.low, type_.high, deps if type_.low != type_.high else 0),
    Date: lambda type_, deps, on, _: (type_.low, on if type_.high < 0 else type_.high, deps),
    Enum: lambda type_, deps, _, __: ((1 << len(type_.values)) - 1, deps if len(type_.values) > 1 else 0),
    Person: lambda _, deps, __, persons: ((1 << (persons + 1)) - 1, deps),
    Persons: lambda _, deps, __, persons: (0, (1 << (persons + 1)) - 2, deps),
    Text: lambda _, deps, __, ___: (None, deps),
    Place: lambda _, deps, __, ___: (None, deps),
    Duration: lambda _, deps, __, ___: ((), deps),
    ListOf: lambda _, deps, __, ___: ((), deps),
}


def restricted(type_: Type, value: Abstract, allowed: tuple[Value, ...]) -> Abstract:
    """A boolean's or enum's possible values, only the allowed ones kept."""
    mask = 0
    for v in allowed:
        mask |= (1 if v else 2) if isinstance(type_, Boolean) else 1 << int(v)  # type: ignore[arg-type]
    kept = value[0] & mask or value[0]  # two facts that rule each other out say nothing of what both rest on
    return (kept, 0 if kept & (kept - 1) == 0 else value[1])
