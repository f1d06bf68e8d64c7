"""The quick reading of Python objects and the careful one read the same household wherever the quick one reads one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eligibility.diagnostics.problem import Problems
from eligibility.facts.document import Document, head
from eligibility.facts.household import Household
from eligibility.facts.names import KeyTable
from eligibility.facts.quick import QuickTable
from eligibility.facts.read import read
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Text
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary

from .profile import tries
from .real_law import Maker, law_at


class Writing:
    """A household as a document, in one of the ways in which it may be written; now and then with a slip."""

    def __init__(self, vocabulary: Vocabulary, household: Household, random: Random, slips: float) -> None:
        self.vocabulary, self.household, self.random, self.slips = vocabulary, household, random, slips

    def document(self) -> dict[str, Any]:
        h, pick = self.household, self.random
        top = {"on": h.on if pick.random() < 0.5 else h.on.isoformat(), "place": h.place}
        if pick.random() < 0.7:
            top["otherwise"] = "ordinary"
        inner = self.instance(self.vocabulary.root, h.root)
        spec = self.vocabulary.root
        alone = {s.list for s in self.vocabulary.alone}
        people = {s.list for s in self.vocabulary.children(spec.id) if s.identified_by}
        lists = {word: f.id in alone for f in spec.facts if f.id in people | alone for word in (f.id, f.name)}
        for key, value in [(k, inner.pop(k)) for k in list(inner) if k in lists]:
            if lists[key] and isinstance(value, list):
                top |= dict.fromkeys([key] * len(value), value[0] if value else None)  # a section, or none
            else:
                top[key] = value
        return {**top, self.vocabulary.root.id: inner}

    def instance(self, spec: SubjectSpec, slots: Any) -> dict[str, Any]:
        out = {}
        for fact in spec.facts:
            value = slots[fact.index]
            if isinstance(fact.type, Person) and fact.id != spec.identified_by and self.random.random() < 0.9:
                continue  # at random most people would be their own spouse
            if isinstance(fact.type, Text) and fact.id != "name":
                continue  # an ID number has to be one
            if isinstance(fact.type, Persons) and spec.complete and self.random.random() < 0.9:
                continue
            if value is not None and (fact.only_if is None or slots[fact.only_if[0]] in (None, *fact.only_if[1])):
                key = fact.name if self.random.random() < 0.2 else fact.id
                out[key] = self.slip() if self.random.random() < self.slips else self.value(fact, value)
        return out

    def slip(self) -> Any:
        choices = [
            None,
            "unknown",
            "八百",
            -1,
            1.5,
            True,
            [],
            {},
            "2024-02-30",
            "800元",
            10**20,
            date(2030, 1, 1),
            Decimal("1E+3"),
            "x",
            [[]],
        ]
        return self.random.choice(choices)

    def value(self, fact: FactSpec, value: Any) -> Any:
        match fact.type:
            case Boolean():
                return value
            case Number():
                exact = Decimal(value).scaleb(-fact.type.scale)
                whole = int(exact) if exact == int(exact) else exact
                return self.random.choice([exact, f"{exact:f}", whole])
            case Date():
                day = date.fromordinal(value)
                return self.random.choice([day, day.isoformat()])
            case Enum():
                return fact.type.values[value]
            case Person():
                return self.household.persons[value] if value >= 0 else "outside"
            case Persons():
                return [self.household.persons[v] for v in value]
            case ListOf():
                assert isinstance(fact.type.element, Item)
                spec = self.vocabulary.subjects[fact.type.element.subject]
                return [self.instance(spec, v) for v in value]
            case _:
                return value


@tries(600, 20_000)
@given(st.integers(0, 6), st.integers(0, 2**32), st.sampled_from([0.0, 0.0, 0.01]))
def test_quick_and_careful_read_the_same(index, seed, slips):
    deciding, random = law_at(index), Random(seed)
    household = Maker(deciding, random, random.choice([0.0, 0.2])).household()
    document = Writing(deciding.law.vocabulary, household, random, slips).document()
    keys = KeyTable(deciding.law.vocabulary)
    quick = QuickTable(keys, household.on, household.place).read(document, "")
    if quick is not None:
        problems = Problems()
        made = Document.from_object(document)
        about = head(made, problems)
        assert about is not None
        assert read(made, about, deciding.law.vocabulary, "", problems, keys) == quick
        assert not list(problems)


def test_most_plain_households_are_read_quickly():
    read_quickly = 0
    for seed in range(100):
        deciding, random = law_at(seed % 7), Random(seed)
        household = Maker(deciding, random, 0.1).household()
        document = Writing(deciding.law.vocabulary, household, random, 0.0).document()
        found = QuickTable(KeyTable(deciding.law.vocabulary), household.on, household.place).read(document, "")
        read_quickly += found is not None
    assert read_quickly >= 30
