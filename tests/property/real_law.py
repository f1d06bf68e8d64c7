"""Generated households under the bundled law, at places and on days that differ in what is known and in which law is in force."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from eligibility.api import bundled
from eligibility.decide.run import Deciding
from eligibility.diagnostics.problem import Problems
from eligibility.facts.household import Household
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.law.layers import containing
from eligibility.law.link import link
from eligibility.policy.folder import PackFolder, find_packs

WHERE = [
    ("320100", date(2022, 8, 1)),
    ("320100", date(2026, 11, 1)),
    ("360733", date(2023, 6, 1)),
    ("360100", date(2021, 8, 1)),
    ("310000", date(2023, 9, 1)),
    ("410105", date(2024, 3, 1)),
    ("320100", date(2026, 6, 30)),
    ("330100", date(2026, 3, 1)),
    ("340100", date(2024, 6, 1)),
    ("440300", date(2023, 8, 1)),
    ("450100", date(2025, 8, 1)),
    ("360400", date(2024, 2, 1)),
]
SUMS = (0, 0, 0, 5_000, 32_000, 88_500, 103_000, 184_250, 206_000, 308_999, 309_000, 463_500, 900_000)


@cache
def packs() -> tuple[PackFolder, ...]:
    problems = Problems()
    found = tuple(find_packs(bundled(), problems))
    assert not problems.errors
    return found


@cache
def law_at(index: int) -> Deciding:
    place, day = WHERE[index]
    problems = Problems()
    return Deciding(link([p.layers((None, *containing(place)), problems) for p in packs()], place, day))


class Maker:
    """One household out of one stream of chance. `gaps` is the share of facts left unknown."""

    def __init__(self, deciding: Deciding, random: Random, gaps: float) -> None:
        self.law, self.random, self.gaps = deciding.law, random, gaps
        self.on = date.fromisoformat(self.law.on).toordinal()

    def household(self) -> Household:
        members, supporters = self.random.randint(1, 4), self.random.choice((0, 0, 0, 1, 2))
        self.persons, self.members = members + supporters, members
        ids = tuple(f"p{i}" for i in range(self.persons))
        root = self._slots(self.law.vocabulary.root, 0)
        on = date.fromisoformat(self.law.on)
        return Household("", on, on, self.law.place, root, ids, ids)

    def _slots(self, spec: SubjectSpec, number: int) -> tuple[Any, ...]:
        out: list[Any] = [number]
        for fact in spec.facts:
            required = fact.id == spec.identified_by or self._is_complete(fact)
            unknown = not required and self.random.random() < self.gaps
            out.append(None if unknown else self._value(spec, fact, number))
        for fact in spec.facts:
            if fact.at_most is not None:
                small, large = out[fact.index], out[fact.at_most]
                if small is not None and large is not None and small > large:
                    out[fact.index] = large
            if fact.only_if is not None:
                guard = out[fact.only_if[0]]
                if guard is not None and guard not in fact.only_if[1]:
                    out[fact.index] = None
        return tuple(out)

    def _is_complete(self, fact: FactSpec) -> bool:
        element = fact.type.element if isinstance(fact.type, ListOf) else None
        return isinstance(element, Item) and self.law.vocabulary.subjects[element.subject].complete

    def _value(self, spec: SubjectSpec, fact: FactSpec, number: int) -> Any:
        pick = self.random
        usual = fact.has_ordinary and not fact.ordinary_is_place and pick.random() < 0.85
        if usual and fact.only_if is None:
            return fact.ordinary
        match fact.type:
            case Boolean():
                return pick.random() < 0.5
            case Number():
                return self._number(fact.type)
            case Date():
                ago = pick.choice(
                    (400, 3_000, 5_843, 5_844, 6_574, 6_575, 9_000, 15_000, 21_914, 21_915, 25_568, 29_000)
                )
                return max(self.on - ago, fact.type.low)
            case Enum():
                return self._enum(spec, fact, len(fact.type.values), number)
            case Place():
                return self.law.place if pick.random() < 0.9 else "110101"
            case Person():
                return number if fact.id == spec.identified_by else pick.randint(-1, self.persons - 1)
            case Persons():
                return tuple(sorted({pick.randrange(self.members) for _ in range(pick.randint(1, 2))}))
            case Text():
                return "某"
            case ListOf():
                return self._list(fact.type)
            case _:
                raise TypeError(fact.type)

    def _number(self, type_: Number) -> int:
        if type_.high - type_.low <= 16:
            return self.random.randint(type_.low, type_.high)
        value = self.random.choice(SUMS) if type_.scale == 2 else self.random.choice((0, 1, 2, 3, 6, 12, 24))
        return min(max(value, type_.low), type_.high)

    def _enum(self, spec: SubjectSpec, fact: FactSpec, count: int, number: int) -> int:
        if spec.complete and fact.id == "relation":
            return 0 if number == 0 else self.random.randrange(1, count)
        return 0 if self.random.random() < 0.4 else self.random.randrange(count)

    def _list(self, type_: ListOf) -> tuple[Any, ...]:
        assert isinstance(type_.element, Item)
        spec = self.law.vocabulary.subjects[type_.element.subject]
        if spec.alone:
            return tuple(self._slots(spec, 0) for _ in range(self.random.randint(0, 1)))
        if spec.complete:
            return tuple(self._slots(spec, i) for i in range(self.members))
        if spec.identified_by:
            return tuple(self._slots(spec, i) for i in range(self.members, self.persons))
        return tuple(self._slots(spec, i) for i in range(self.random.choice((0, 0, 1, 2))))


def case_of(seed: int, gaps: tuple[float, ...]) -> tuple[Deciding, Household]:
    """A law and a household out of a number, the same whatever else is tested."""
    random = Random(seed)
    deciding = law_at(random.randrange(len(WHERE)))
    return deciding, Maker(deciding, random, random.choice(gaps)).household()


@st.composite
def cases(draw: st.DrawFn, *, gaps: tuple[float, ...] = (0.0,)) -> tuple[Deciding, Household]:
    """A law and a household under it, with one of the shares of unknown facts."""
    deciding = law_at(draw(st.integers(0, len(WHERE) - 1)))
    random = Random(draw(st.integers(0, 2**48)))
    return deciding, Maker(deciding, random, draw(st.sampled_from(gaps))).household()
