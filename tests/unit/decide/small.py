"""Small situations: one programme whose condition and amount are given as texts, under the law of the conformance cases."""

from __future__ import annotations

from dataclasses import replace

from eligibility.decide.decision import Outcome
from eligibility.decide.run import Deciding, decide
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.facts.household import Household
from eligibility.ir import nodes
from eligibility.ir.check.core import rescaled
from eligibility.ir.program import ConditionRule, GrantRule, LinkedLaw
from eligibility.ir.types import Boolean, Number
from eligibility.ir.vocabulary import Wording
from eligibility.policy.tree import Mapping, Scalar
from eligibility.policy.yaml import load
from tests.conformance.bench import Example, household_of, linker
from tests.unit.ir.small import typed

DAY = "2024-06-30"


def law_with(condition: str, amount: str | None = None, only_if: str | None = None, of: str = "household") -> LinkedLaw:
    """The law with the one programme `aid` (or `care`, of a member)."""
    made, law = linker()
    name = {"household": "aid", "member": "care"}[of]
    node = typed(condition, of, Boolean())
    found = next(p for p in law.programs if p.id == name)
    rule: ConditionRule = replace(found.conditions[0], node=node)
    grants = () if amount is None else (grant(amount, only_if, of, rule),)
    program = replace(found, conditions=(rule,), grants=grants)
    eligible = law.definitions[f"{name}.eligible"]
    definitions = {**law.definitions, f"{name}.eligible": replace(eligible, node=nodes.And(Boolean(), (0, 0), (node,)))}
    return replace(law, programs=(program,), definitions=definitions, parameters=dict(made.parameter_rules))


def grant(amount: str, only_if: str | None, of: str, rule: ConditionRule) -> GrantRule:
    node = typed(amount, of)
    assert isinstance(node.type, Number)
    node = rescaled(node, 2)
    condition = None if only_if is None else typed(only_if, of, Boolean())
    label = Wording("钱", "money")
    return GrantRule(
        "money", label, "yuan/month", node.type, condition, node, "cash", "", "", "", (), None, None, rule.origin
    )


def household(text: str = "") -> Household:
    """A household of the facts in a flow mapping: `flag: true, members: [{id: a}]`."""
    given = load(Source("given", "{" + text + "}"), Problems())
    assert isinstance(given, Mapping)
    return household_of(Example("", "", Scalar(""), None, "household", DAY, given, None, None, None))


def outcome(law: LinkedLaw, facts: str = "", *, asked: tuple[str, ...] = ()) -> Outcome:
    found = household(facts)
    return decide(Deciding(law), replace(found, asked=found.asked | set(asked))).outcomes[0]


def answer(condition: str, facts: str = "") -> tuple[str, list[str]]:
    """The outcome and what is needed, which must be exact."""
    found = outcome(law_with(condition), facts)
    assert found.exact
    return found.outcome, [n.path for n in found.needed]
