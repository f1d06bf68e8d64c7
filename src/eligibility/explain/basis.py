"""What a decision rests on: presumed facts, stated readings, clauses that could not be encoded, values and how they are known.

Only what is on the decisive path counts (`wording.decisive`); a definition's part is worked out once for each instance and then shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eligibility.explain.recorded import Env, Recorded
from eligibility.ir import nodes
from eligibility.ir.program import Caveat, Cited, Origin, ParameterRule
from eligibility.ir.types import Boolean
from eligibility.wording.citations import BELOW_OFFICIAL
from eligibility.wording.decisive import rests_on
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN, Speech


@dataclass(slots=True)
class Basis:
    """Each part is an ordered set; `numeric` caveats belong to definitions of numbers, so that they may shift a comparison."""

    presumed: dict[str, None] = field(default_factory=dict)
    readings: dict[str, None] = field(default_factory=dict)
    caveats: dict[str, Caveat] = field(default_factory=dict)
    parameters: dict[tuple[str, str], ParameterRule] = field(default_factory=dict)
    weak: dict[str, Cited] = field(default_factory=dict)  # sources below official, by key
    hiding: dict[str, str] = field(default_factory=dict)  # rules that cover a newer one unconfirmed: path and its day
    cited: dict[tuple[str, str], Cited] = field(default_factory=dict)

    def add(self, other: Basis) -> None:
        self.presumed.update(other.presumed)
        self.readings.update(other.readings)
        self.caveats.update(other.caveats)
        self.parameters.update(other.parameters)
        self.weak.update(other.weak)
        self.hiding.update(other.hiding)
        self.cited.update(other.cited)

    def rule(self, origin: Origin, caveats: Iterable[Caveat] = ()) -> None:
        """A rule with what it brings along."""
        self.readings.update(dict.fromkeys(origin.readings))
        self.caveats.update({c.id: c for c in caveats})
        if origin.hides_newer:
            self.hiding[origin.path] = origin.hides_newer
        for c in origin.citations:
            self.cited[c.key, c.locator] = c
            if c.grade in BELOW_OFFICIAL:
                self.weak[c.key] = c


def turning(caveats: Iterable[Caveat], truth: int) -> list[Caveat]:
    """The clauses that could still turn a truth: what may admit turns nothing that holds, what may exclude nothing that fails."""
    idle = {TRUE: "may_admit", FALSE: "may_exclude"}.get(truth)
    return [c for c in caveats if c.effect != idle]


class Grounds:
    """Finds the basis of values in one record."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded
        self._speech = Speech(recorded, "zh")
        self._known: dict[tuple[str, int], Basis] = {}

    def of(self, node: nodes.Node, env: Env) -> Basis:
        basis = Basis()
        self._collect(node, env, basis)
        return basis

    def _collect(self, node: nodes.Node, env: Env, basis: Basis) -> None:
        match node:
            case nodes.Definition():
                basis.add(self._definition(node, env))
            case nodes.Parameter():
                rule = self._recorded.law.parameters[node.parameter, node.scope]
                basis.parameters[rule.id, rule.scope] = rule
                basis.rule(rule.origin)
            case nodes.Fact():
                fact = self._speech.fact(node)
                path = self._recorded.path(env[node.var], fact)
                if path in self._recorded.presumed:
                    basis.presumed[path] = None
            case nodes.Const():
                pass
            case _:
                for below, inner in rests_on(self._speech, node, env):
                    self._collect(below, inner, basis)

    def _definition(self, node: nodes.Definition, env: Env) -> Basis:
        key = (node.definition, env[node.var].key)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Basis()
            rule = self._recorded.law.definitions[node.definition]
            truth = self._speech.truth(node, env) if isinstance(rule.type, Boolean) else UNKNOWN
            found.rule(rule.origin, turning(rule.caveats, truth))
            self._collect(rule.node, self._speech.inner(node, env), found)
        return found
