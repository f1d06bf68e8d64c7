"""A household as the input of a model: every fact that the model reads, under its names, in types of JSON.

Days are texts (`1958-03-02`), people their ids; a fact that does not exist for somebody is null. A model decides complete facts, so one that is not known
is refused; or, where it was found that none of them can change the result, written with some value that it may have.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.dmn.write import slices
from eligibility.dmn.write.functions import people_lists
from eligibility.dmn.write.naming import Naming
from eligibility.dmn.write.wishes import Wishes
from eligibility.dmn.write.writer import Ref
from eligibility.facts.household import Household
from eligibility.facts.ordinary import guards_first, may_exist
from eligibility.ir import types
from eligibility.ir.program import LinkedLaw, ProgramRule
from eligibility.ir.types import Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec


class Unknown(Exception):
    """A fact that the model reads is not known; `paths` are all of them."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__()
        self.paths = paths


class Input:
    """What a model of a programme is run with, for any household. Made once, used for many."""

    def __init__(self, law: LinkedLaw, program: ProgramRule, *, chinese: bool = False) -> None:
        self.law, self.program = law, program
        self.read = slices.facts_read_by(law, program)
        self.names = Naming(law, chinese=chinese)
        self.lists = people_lists(law)
        wishes = Wishes(law, self.names, slices.definitions_read_by(law, program))
        self.about = law.vocabulary.subjects[program.subject]
        about = [Ref("subject", self.about.id)] if self.about.alone else []
        about += [Ref("id", self.about.id)] if self.about.identified_by else []
        self.keys = {
            ref: self._key(wishes, ref) for ref in (Ref("root"), *(Ref("list", k) for k in self.lists), *about)
        }

    def _key(self, wishes: Wishes, ref: Ref) -> str:
        wish = wishes.of(ref)
        return self.names.one(wish.word, wish.before, alone=wish.alone)

    def of(self, household: Household, subject: str = "", *, fill: bool = False) -> dict[str, Any]:
        """The input for one subject (a person's id; empty for any other). Raises Unknown where a fact is not known, unless `fill`."""
        filling = Filling(self, household, fill)
        root = self.law.vocabulary.root
        out: dict[str, Any] = {}
        if self.read.get(root.id):
            out[self.keys[Ref("root")]] = filling.instance(root, household.root, root.id)
        for list_, member in self.lists.items():
            fact = self.law.vocabulary.fact(root.id, list_)
            if self.read.get(member):
                out[self.keys[Ref("list", list_)]] = filling.people(member, list_, household.root[fact.index])
        if self.about.alone:
            slots: Any = household.root[self.law.vocabulary.fact(root.id, self.about.list).index]
            out[self.keys[Ref("subject", self.about.id)]] = filling.instance(self.about, slots[0], self.about.list)
        if filling.unknown and not fill:
            raise Unknown(filling.unknown)
        if self.about.identified_by:
            out[self.keys[Ref("id", self.about.id)]] = subject
        return out

    def unknown(self, household: Household) -> list[str]:
        """The paths of the facts that the model reads and that are not known."""
        try:
            self.of(household)
        except Unknown as found:
            return found.paths
        return []


class Filling:
    """One household on its way, with the paths of what is not known."""

    def __init__(self, to: Input, household: Household, fill: bool) -> None:
        self._to, self._household, self._fill = to, household, fill
        self.unknown: list[str] = []

    def people(self, subject: str, list_: str, items: Any) -> list[dict[str, Any]]:
        spec = self._to.law.vocabulary.subjects[subject]
        if items is None:
            self.unknown.append(list_)
            return []
        return [self.instance(spec, i, f"{list_}[{self._household.persons[i[0]]}]") for i in items]

    def instance(self, spec: SubjectSpec, given: Any, path: str) -> dict[str, Any]:
        """The facts of one subject; what a fact's existence rests on comes before it."""
        slots, read = list(given), self._to.read.get(spec.id, ())
        for fact in guards_first(spec):
            if slots[fact.index] is None and fact.id in read and may_exist(spec, slots, fact):
                self.unknown.append(f"{path}.{fact.id}")
                if self._fill:
                    slots[fact.index] = self._some(spec, fact, slots)
        facts = [f for f in spec.facts if f.id in read]
        name = self._to.names.component
        return {name(spec.id, f.id): self.plain(f.type, slots[f.index], f"{path}.{f.id}") for f in facts}

    def _some(self, spec: SubjectSpec, fact: FactSpec, slots: list[object]) -> Any:
        """A value that a fact may have beside those that are known."""
        match fact.type:
            case types.Number(low=low):
                parts = [slots[f.index] for f in spec.facts if f.at_most == fact.index]
                return max([low, *(p for p in parts if isinstance(p, int))])
            case types.Date(low=low):
                return low
            case types.Boolean():
                return False
            case types.Enum():
                return 0
            case types.Person():
                return -1
            case types.Persons() | types.ListOf():
                return ()
        return self._household.place if isinstance(fact.type, types.Place) else ""

    def plain(self, type_: Type, value: Any, path: str) -> Any:
        if value is None:
            return None
        match type_:
            case types.Number(scale=scale):
                return Decimal(value).scaleb(-scale)
            case types.Date():
                return date.fromordinal(value).isoformat()
            case types.Enum():
                return self._to.names.value(type_, value)
            case types.Person():
                return self._person(value)
            case types.Persons():
                return [self._person(v) for v in value]
            case types.ListOf(element=types.Item(subject)):
                spec = self._to.law.vocabulary.subjects[subject]
                return [self.instance(spec, item, f"{path}[{n}]") for n, item in enumerate(value, 1)]
        return value

    def _person(self, number: int) -> str:
        return self._to.names.outside if number < 0 else self._household.persons[number]
