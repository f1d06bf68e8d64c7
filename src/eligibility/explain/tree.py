"""The whole record of a decision as one tree: programme, conditions, definitions, operations, facts, values of the place.

Every node carries the rule it belongs to (and with it path, article, version, layer) and its recorded value. `matters` says whether the node had a part
in how its parent came out; what had none is shown and not opened. What is below a definition is drawn once for each instance and shared by all nodes that
name it: whoever writes the tree out opens it where it is first met. Words are put in when somebody reads the tree, not when it is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from eligibility.decide.decision import Outcome
from eligibility.decide.reading.domain import around
from eligibility.explain.reasons import truth_of
from eligibility.explain.recorded import Env, Recorded
from eligibility.ir import nodes
from eligibility.ir.program import ConditionRule, DefinitionRule, GrantRule, ParameterRule, ProgramRule
from eligibility.ir.types import Boolean
from eligibility.ir.walk import children
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN, Speech
from eligibility.wording.terms import peel

Rule = ProgramRule | ConditionRule | GrantRule | DefinitionRule | ParameterRule


@dataclass(slots=True)
class TreeNode:
    """`value` is the abstract value; `truth` is 1 true, 2 false, 3 open, 0 where the node is no truth. `rule` is the rule that the node is, `under` the one it
    stands in. An element of a list holds its instance in `element`, a row of a table its number in `row` and, where
    it may hold and gives a constant, that in `output`."""

    kind: str
    path: str
    rule: Rule | None
    under: Rule
    node: nodes.Node | None
    env: Env
    value: Any
    truth: int
    matters: bool
    presumed: bool
    element: Any
    children: list[TreeNode]
    row: int = 0
    output: nodes.Node | None = None


KINDS: Final[dict[type[nodes.Node], str]] = {
    nodes.And: "all", nodes.Or: "any", nodes.Not: "not", nodes.If: "choice", nodes.Compare: "compare", nodes.CompareBy: "compare",
    nodes.Same: "same", nodes.OneOf: "one_of", nodes.LiesIn: "lies_in", nodes.Add: "add", nodes.Subtract: "subtract",
    nodes.Multiply: "multiply", nodes.Divide: "divide", nodes.Negate: "negate", nodes.Absolute: "absolute", nodes.Least: "least",
    nodes.Greatest: "greatest", nodes.Round: "round", nodes.YearsBetween: "years_between", nodes.MonthsBetween: "months_between",
    nodes.DaysBetween: "days_between", nodes.Shift: "shift", nodes.Filter: "filter", nodes.Collect: "collect",
    nodes.Concatenate: "concatenate", nodes.ListLiteral: "list", nodes.Count: "count", nodes.Sum: "sum", nodes.LeastOf: "least_of",
    nodes.GreatestOf: "greatest_of", nodes.Some: "some", nodes.Every: "every", nodes.Among: "among", nodes.Table: "table",
    nodes.Const: "constant", nodes.Fact: "fact", nodes.Parameter: "parameter", nodes.Local: "item", nodes.Definition: "definition",
}  # fmt: skip
SILENT: Final = frozenset({nodes.Const, nodes.Local})  # a literal and a bound item stand in their parent's sentence


@dataclass(slots=True)
class Plan:
    """What is the same of a node in every instance."""

    node: nodes.Node
    kind: type[nodes.Node]
    silent: bool
    truth: bool
    path: str
    below: tuple[Plan, ...]


Plans = dict[tuple[int, int], Plan]  # by the numbers of a node and the rule it stands in: it must not outlive its law


class Tree:
    """Draws the trees of one record. `plans` may be kept with the law: they are the same for every household."""

    def __init__(self, recorded: Recorded, plans: Plans | None = None) -> None:
        self._recorded = recorded
        self._law = recorded.law
        self._values = recorded.values
        self._presumed = recorded.presumed
        self._plans: Plans = {} if plans is None else plans
        self._definitions: dict[tuple[str, int], list[TreeNode]] = {}

    def of(self, outcome: Outcome) -> TreeNode:
        """The tree of one decision."""
        env, program = self._recorded.env(outcome), outcome.program
        s = Speech(self._recorded, "zh")
        truth = {"eligible": TRUE, "ineligible": FALSE}.get(outcome.outcome, UNKNOWN)
        below = [
            self._condition(s, c, env, part_matters(truth_of(s, c, env), truth, FALSE))
            for c in (*program.applies, *program.conditions)
        ]
        below += [self._grant(a.grant, env) for a in outcome.amounts]
        return TreeNode("program", program.id, program, program, None, env, (truth, 0), truth, True, False, None, below)

    def _condition(self, s: Speech, rule: ConditionRule, env: Env, matters: bool) -> TreeNode:
        truth = truth_of(s, rule, env)
        if rule.node is not None:
            below = self._shown([(self._plan(rule.node, rule), True)], env, rule)
        else:
            absorbing = FALSE if rule.kind == "all" else TRUE
            below = [
                self._condition(s, p, env, part_matters(truth_of(s, p, env), truth, absorbing)) for p in rule.parts
            ]
        path = rule.origin.path
        return TreeNode("condition", path, rule, rule, rule.node, env, (truth, 0), truth, matters, False, None, below)

    def _grant(self, rule: GrantRule, env: Env) -> TreeNode:
        parts = [n for n in (rule.condition, rule.node) if n is not None]
        value = [self._recorded.value(n, env) for n in parts][-1]
        below = self._shown([(self._plan(n, rule), True) for n in parts], env, rule)
        return TreeNode("grant", rule.origin.path, rule, rule, rule.node, env, value, 0, True, False, None, below)

    def _plan(self, node: nodes.Node, under: Rule) -> Plan:
        found = self._plans.get((id(node), id(under)))
        if found is None:
            inner = peel(node)
            below = (
                () if isinstance(inner, nodes.Definition) else tuple([self._plan(c, under) for c in children(inner)])
            )
            path = self._fixed_path(inner, under)
            kind = type(inner)
            found = Plan(inner, kind, kind in SILENT, isinstance(inner.type, Boolean), path, below)
            self._plans[id(node), id(under)] = found
        return found

    def _fixed_path(self, node: nodes.Node, under: Rule) -> str:
        """The path that a node has in every instance: a fact's begins with its instance, but for the lists of people."""
        if isinstance(node, nodes.Fact):
            root = self._recorded.case.instances[0]
            path = self._recorded.path(root, self._recorded.fact(node))
            return path if node.subject == root.subject and "." not in path else ""
        return f"{under.origin.path}:{node.span[0]}-{node.span[1]}"

    def _shown(self, plans: list[tuple[Plan, bool]], env: Env, under: Rule) -> list[TreeNode]:
        """The nodes that were read and say something of their own."""
        out = []
        for plan, matters in plans:
            if plan.silent:
                continue
            value = self._values.get((id(plan.node), env))
            if value is not None:
                out.append(self._node(plan, value, env, under, matters))
        return out

    def _node(self, plan: Plan, value: Any, env: Env, under: Rule, matters: bool) -> TreeNode:
        truth: int = value[0] if plan.truth else 0
        node, kind = plan.node, plan.kind
        if kind is nodes.Definition:
            return self._definition(node, env, value, truth, matters)
        if kind is nodes.Fact:
            path = plan.path or f"{env[node.var].path}.{node.fact}"  # type: ignore[attr-defined]
            return TreeNode(
                "fact", path, None, under, node, env, value, truth, matters, path in self._presumed, None, []
            )
        if kind is nodes.Parameter:
            rule = self._law.parameters[node.parameter, node.scope]  # type: ignore[attr-defined]
            path = f"{rule.id}@{rule.owner}" + (f".{rule.scope}" if rule.scope else "")
            return TreeNode("parameter", path, rule, rule, node, env, value, truth, matters, False, None, [])
        below = self._below(plan, env, under, truth) if matters else []
        return TreeNode(KINDS[kind], plan.path, None, under, node, env, value, truth, matters, False, None, below)

    def _definition(self, node: Any, env: Env, value: Any, truth: int, matters: bool) -> TreeNode:
        rule = self._law.definitions[node.definition]
        instance = env[node.var]
        path = f"{instance.path}.{rule.key.removeprefix(rule.subject + '.')}"
        below = self._inside(rule, env[0], instance) if matters else []
        return TreeNode("definition", path, rule, rule, node, env, value, truth, matters, False, None, below)

    def _inside(self, rule: DefinitionRule, root: Any, instance: Any) -> list[TreeNode]:
        """What a definition is made of for an instance."""
        key = (rule.key, instance.key)
        found = self._definitions.get(key)
        if found is None:
            env = around(root, instance)
            found = self._shown([(self._plan(rule.node, rule), True)], env, rule)
            self._definitions[key] = found
        return found

    # ---- operations

    def _below(self, plan: Plan, env: Env, under: Rule, truth: int) -> list[TreeNode]:
        kind = plan.kind
        if kind is nodes.And or kind is nodes.Or:
            absorbing = FALSE if kind is nodes.And else TRUE
            return self._shown(
                [(p, part_matters(self._truth(p, env), truth, absorbing)) for p in plan.below], env, under
            )
        if kind is nodes.Filter or kind is nodes.Some or kind is nodes.Every:
            return [
                *self._shown([(plan.below[0], True)], env, under),
                *self._elements(plan, env, under, truth),
            ]
        if kind is nodes.Collect:
            out = self._shown([(plan.below[0], True)], env, under)
            for element in self._items(plan.below[0], env):
                out += self._shown([(plan.below[1], True)], (*env, element), under)
            return out
        if kind is nodes.Table:
            return self._table(plan, env, under)
        return self._shown([(p, True) for p in plan.below], env, under)

    def _truth(self, plan: Plan, env: Env) -> int:
        return int(self._recorded.value(plan.node, env)[0])

    def _table(self, plan: Plan, env: Env, under: Rule) -> list[TreeNode]:
        """A table's rows that were tried, each with its condition and output, then the default; the rows that held matter, or all where none did."""
        count = len(plan.node.rows)  # type: ignore[attr-defined]
        tried = {n: found for n in range(count) if (found := self._values.get((id(plan.below[2 * n].node), env)))}
        any_held = any(mask & TRUE for mask, _ in tried.values())
        out = []
        for n, value in tried.items():
            matters = bool(value[0] & TRUE) or not any_held
            parts = plan.below[2 * n : 2 * n + 2]
            below = self._shown([(p, True) for p in parts], env, under) if matters else []
            path = nodes.row_path(under.origin.path, n)
            row = plan.node.rows[n]  # type: ignore[attr-defined]
            fixed = isinstance(peel(row.then), nodes.Const) and plan.node.hit != "C#"  # type: ignore[attr-defined]
            given = row.then if value[0] & TRUE and fixed else None
            out.append(
                TreeNode(
                    "row", path, None, under, row.when, env, value, value[0], matters, False, None, below, n + 1, given
                )
            )
        return out + self._shown([(p, True) for p in plan.below[2 * count :]], env, under)

    def _items(self, plan: Plan, env: Env) -> list[Any]:
        found = self._values.get((id(plan.node), env))
        return [e[0] for e in found[0]] if found is not None else []

    def _elements(self, plan: Plan, env: Env, under: Rule, truth: int) -> list[TreeNode]:
        """One node for each element of a list that a condition was asked of; those left out are not opened."""
        out = []
        condition = plan.below[1]
        absorbing = TRUE if plan.kind is nodes.Some else FALSE
        for element in self._items(plan.below[0], env):
            inner = (*env, element)
            mask = self._truth(condition, inner)
            matters = mask & TRUE > 0 if plan.kind is nodes.Filter else part_matters(mask, truth, absorbing)
            below = self._shown([(condition, True)], inner, under) if matters else []
            path = getattr(element, "path", plan.path)
            value = (mask, 0)
            out.append(
                TreeNode(
                    "element", path, None, under, condition.node, inner, value, mask, matters, False, element, below
                )
            )
        return out


def part_matters(part: int, whole: int, absorbing: int) -> bool:
    """Whether a part had a say: of a settled whole the parts that settled it, else all that are not settled, or all."""
    if whole == absorbing:
        return part == absorbing
    return part == UNKNOWN if whole == UNKNOWN else True
