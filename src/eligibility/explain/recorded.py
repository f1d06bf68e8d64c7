"""The record of a reading as the phrases ask for it."""

from __future__ import annotations

from typing import Any

from eligibility.decide.decision import Outcome, Result
from eligibility.decide.reading.domain import Instance, around
from eligibility.decide.reading.reader import Reader
from eligibility.facts.household import Household
from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Date, Item, ListOf, Number
from eligibility.ir.vocabulary import FactSpec
from eligibility.wording.amounts import MONEY

Env = tuple[Any, ...]


class Recorded:
    """A reading with its record, and the household it is of."""

    __slots__ = ("_facts", "_reader", "case", "household", "law", "presumed", "values")

    def __init__(self, result: Result, reader: Reader) -> None:
        assert reader.record is not None
        self.law: LinkedLaw = result.law
        self.household: Household = result.household
        self.case = reader.case
        self.presumed = result.household.presumed
        self.values = reader.record
        self._reader = reader
        self._facts = {id_: spec.facts for id_, spec in self.law.vocabulary.subjects.items()}

    def value(self, node: nodes.Node, env: Env) -> Any:
        """A node's value; what the decision could do without is read now."""
        found = self.values.get((id(node), env))
        return self._reader.value(node, env) if found is None else found

    def was_read(self, node: nodes.Node, env: Env) -> bool:
        """Whether the decision, or an explanation since, had to know a node."""
        return (id(node), env) in self.values

    def instance(self, path: str) -> Instance | None:
        return self.case.by_path.get(path)

    def fact(self, node: nodes.Fact) -> FactSpec:
        return self._facts[node.subject][node.index - 1]

    def env(self, outcome: Outcome) -> Env:
        """What the variables of a programme's rules stand for."""
        root, instance = self.case.instances[0], self.case.by_path[outcome.subject]
        return around(root, instance)

    def path(self, instance: Instance, fact: FactSpec) -> str:
        """The path of a fact, as documents and `needed` write it."""
        if instance.key == 0 and isinstance(fact.type, ListOf) and isinstance(fact.type.element, Item):
            items = self.case.vocabulary.subjects[fact.type.element.subject]
            if items.identified_by or items.alone:
                return fact.id
        return f"{instance.path}.{fact.id}"

    def looseness(self, deps: int, *, money: bool) -> int:
        widths = [w for u in self._unknowns(deps) if (w := self._width(u, money))]
        return min(widths, default=0)

    def is_whole(self, node: nodes.Fact, env: Env) -> bool:
        value, type_ = self.value(node, env), node.type
        return value is not None and isinstance(type_, Number) and (value[0], value[1]) == (type_.low, type_.high)

    def undated(self, deps: int) -> bool:
        return any(u.fact is not None and isinstance(u.fact.type, Date) for u in self._unknowns(deps))

    def _unknowns(self, deps: int) -> list[Any]:
        return [u for u in self.case.unknowns if deps >> u.number & 1]

    def _width(self, unknown: Any, money: bool) -> int:
        """How wide an unknown number is where nothing narrows its range; 0 where something does."""
        type_ = unknown.fact.type if unknown.fact else self.law.parameters[unknown.parameter].type
        if not isinstance(type_, Number) or (type_.unit in MONEY) != money:
            return 0
        low, high, _ = self.case.box[unknown.number]
        return 0 if high < type_.high else int((high - low) // 10**type_.scale)
