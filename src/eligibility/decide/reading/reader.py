"""The walk: a node and the instances its variables stand for, to an abstract value.

What was computed for a definition and an instance is kept for the rest of the run. With a record, the value of every node that was read is kept too, by
node and instances: explanations are drawn from it, and what they want to know beyond it is read when they ask.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, NamedTuple

from eligibility.decide.reading import arithmetic, dates, leaves, lists, logic, tables
from eligibility.decide.reading.domain import Abstract, Instance, around
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.linear import Form, Forms
from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw

Env = tuple[Any, ...]
Asked = Mapping[tuple[Hashable, int], tuple[int, int]]  # by what is asked, and of which list
Memo = dict[tuple[str, int], Abstract]
NOTHING_ASKED: Final[Asked] = {}
Held = Mapping[tuple[str, int], int]  # by definition and instance
NOTHING_HELD: Final[Held] = {}
Record = dict[tuple[int, Env], Abstract]

READ: Final[dict[type[nodes.Node], Callable[[Any, Any, Env], Abstract]]] = {
    nodes.Const: leaves.const,
    nodes.Fact: leaves.fact,
    nodes.Parameter: leaves.parameter,
    nodes.Local: leaves.local,
    nodes.Definition: leaves.definition,
    nodes.And: logic.both,
    nodes.Or: logic.either,
    nodes.Not: logic.opposite,
    nodes.If: logic.choice,
    nodes.Compare: logic.compare,
    nodes.CompareBy: logic.compare_by,
    nodes.Same: logic.same,
    nodes.OneOf: logic.one_of,
    nodes.LiesIn: logic.lies_in,
    nodes.Add: arithmetic.add,
    nodes.Subtract: arithmetic.subtract,
    nodes.Multiply: arithmetic.multiply,
    nodes.Divide: arithmetic.divide,
    nodes.Negate: arithmetic.negate,
    nodes.Absolute: arithmetic.absolute,
    nodes.Rescale: arithmetic.rescale,
    nodes.ToQuotient: arithmetic.to_quotient,
    nodes.Least: arithmetic.least,
    nodes.Greatest: arithmetic.greatest,
    nodes.Round: arithmetic.rounded,
    nodes.YearsBetween: dates.years,
    nodes.MonthsBetween: dates.months,
    nodes.DaysBetween: dates.days,
    nodes.Shift: dates.shift,
    nodes.Filter: lists.filtered,
    nodes.Collect: lists.collected,
    nodes.Concatenate: lists.concatenated,
    nodes.ListLiteral: lists.literal,
    nodes.Count: lists.count,
    nodes.Sum: lists.total,
    nodes.LeastOf: lists.least,
    nodes.GreatestOf: lists.greatest,
    nodes.Some: lists.some,
    nodes.Every: lists.every,
    nodes.Among: lists.among,
    nodes.Table: tables.table,
}


class Atom(NamedTuple):
    """An undecided comparison: what it rests on, both sides where they are numbers, and the form of their difference with where it flips; of an enum or a
    person the values that it asks for. Of a question whether something is in a list of which nothing is known, the node that asks it."""

    deps: int
    left: Abstract
    right: Abstract
    form: Form | None
    at: Any
    asks: nodes.Some | nodes.Every | None = None


class Reader:
    """One run over one case. `box` says what each unknown is supposed to be, `forms` what sums of several are, `asked` the answers to questions about
    unknown lists, `held` the values that truths and choices may have; `contradicted` says that one of these cannot. Where they are lists,
    `atoms` collects undecided comparisons, and `watched` decided ones that still rest on something: (deps, right less left, scale)."""

    __slots__ = ("asked", "atoms", "box", "case", "contradicted", "forms", "held", "law", "memo", "record", "watched")

    def __init__(
        self,
        law: LinkedLaw,
        case: Case,
        box: list[Abstract] | None = None,
        *,
        record: bool = False,
        forms: Forms | None = None,
        asked: Asked = NOTHING_ASKED,
        held: Held = NOTHING_HELD,
        memo: Memo | None = None,
        atoms: list[Atom] | None = None,
        watched: list[tuple[int, Any, int]] | None = None,
    ) -> None:
        self.law = law
        self.case = case
        self.box = case.box if box is None else box
        self.memo: Memo = dict(case.claimed) if memo is None else memo
        self.record: Record | None = {} if record else None
        self.asked, self.held, self.contradicted = asked, held, False
        self.forms = {} if forms is None else forms
        self.atoms = atoms
        self.watched = watched

    def value(self, node: nodes.Node, env: Env) -> Abstract:
        kind = type(node)
        found = READ[kind](self, node, env)
        if self.record is not None and kind is not nodes.Const:
            self.record[id(node), env] = found
        return found

    def define(self, key: str, root: Instance, instance: Instance) -> Abstract:
        """A definition's value for an instance of its subject."""
        at = (key, instance.key)
        found = self.memo.get(at)
        if found is None:
            env = around(root, instance)
            found = self.value(self.law.definitions[key].node, env)
            if at in self.held:
                found = self._as_held(found, self.held[at])
            self.memo[at] = found
        return found

    def _as_held(self, found: Abstract, mask: int) -> Abstract:
        """A truth or choice of which some values are supposed."""
        kept = found[0] & mask
        if not kept:
            self.contradicted = True
            return found
        return (kept, 0 if kept & (kept - 1) == 0 else found[1])

    def undecided(
        self,
        deps: int,
        left: Abstract,
        right: Abstract,
        form: Form | None = None,
        at: Any = None,
        asks: nodes.Some | nodes.Every | None = None,
    ) -> None:
        if self.atoms is not None:
            self.atoms.append(Atom(deps, left, right, form, at, asks))
