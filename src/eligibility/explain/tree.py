"""The whole record of a decision as one tree: programme, conditions, definitions, operations, facts, values of the place.

Every node carries the rule it belongs to (and with it path, article, version, layer) and its recorded value. A definition is opened once for each
instance; where it is met again the node only points to it (`see`). Words are put in when somebody reads the tree, not when it is built. `matters` says
whether the node had a part in how its parent came out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from eligibility.decide.decision import Outcome
from eligibility.explain.reasons import truth_of
from eligibility.explain.recorded import Env, Recorded
from eligibility.ir import nodes
from eligibility.ir.program import ConditionRule, DefinitionRule, GrantRule, ParameterRule, ProgramRule
from eligibility.ir.walk import children
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN, Speech
from eligibility.wording.terms import peel

Rule = ProgramRule | ConditionRule | GrantRule | DefinitionRule | ParameterRule


@dataclass(slots=True)
class TreeNode:
    """`value` is the abstract value; `truth` is 1 true, 2 false, 3 open, 0 where the node is no truth. `rule` is the rule that the node is, `under` the one it
    stands in. An element of a list holds its instance in `element`."""

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
    see: bool
    element: Any
    children: list[TreeNode]


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
SILENT: Final = (nodes.Const, nodes.Local)  # a literal and a bound item stand in their parent's sentence
EACH: Final = (nodes.Filter, nodes.Some, nodes.Every)


class Tree:
    """Draws trees from one record. With `shared`, definitions opened in one tree are only pointed to in the next."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded
        self._speech = Speech(recorded, "zh")
        self._value = recorded.value
        self._opened: set[tuple[str, int]] = set()

    def of(self, outcome: Outcome) -> TreeNode:
        """The tree of one decision, complete in itself."""
        self._opened = set()
        env, program = self._recorded.env(outcome), outcome.program
        conditions = [*program.applies, *program.conditions]
        truths = [truth_of(self._speech, c, env) for c in conditions]
        truth = {"eligible": TRUE, "ineligible": FALSE}.get(outcome.outcome, UNKNOWN)
        below = [
            self._condition(c, env, part_matters(t, truth, FALSE)) for c, t in zip(conditions, truths, strict=True)
        ]
        below += [self._grant(a.grant, env) for a in outcome.amounts]
        return TreeNode("program", program.id, program, program, None, env, (truth, 0), truth, True, False, False, None, below)

    def _condition(self, rule: ConditionRule, env: Env, matters: bool) -> TreeNode:
        truth = truth_of(self._speech, rule, env)
        if rule.node is not None:
            below = [self._node(rule.node, env, rule, True)] if not isinstance(peel(rule.node), SILENT) else []
        else:
            absorbing = FALSE if rule.kind == "all" else TRUE
            below = [
                self._condition(p, env, part_matters(truth_of(self._speech, p, env), truth, absorbing)) for p in rule.parts
            ]
        return TreeNode(
            "condition", rule.origin.path, rule, rule, rule.node, env, (truth, 0), truth, matters, False, False, None, below
        )

    def _grant(self, rule: GrantRule, env: Env) -> TreeNode:
        below = [] if rule.condition is None else [self._node(rule.condition, env, rule, True)]
        below.append(self._node(rule.node, env, rule, True))
        value = self._value(rule.node, env)
        return TreeNode("grant", rule.origin.path, rule, rule, rule.node, env, value, 0, True, False, False, None, below)

    def _node(self, node: nodes.Node, env: Env, under: Any, matters: bool) -> TreeNode:
        node = peel(node)
        value = self._value(node, env)
        kind = type(node)
        truth = value[0] if value is not None and kind in TRUTHS or is_truth(node, value) else 0
        if kind is nodes.Definition:
            return self._definition(node, env, value, truth, matters)
        if kind is nodes.Fact:
            return self._fact(node, env, value, truth, under, matters)
        if kind is nodes.Parameter:
            rule = self._recorded.law.parameters[node.parameter, node.scope]  # type: ignore[attr-defined]
            path = f"{rule.id}@{rule.owner or self._recorded.law.place}" + (f".{rule.scope}" if rule.scope else "")
            return TreeNode("parameter", path, rule, rule, node, env, value, truth, matters, False, False, None, [])
        path = f"{under.origin.path}:{node.span[0]}-{node.span[1]}"
        below = self._below(node, env, under, truth)
        return TreeNode(KINDS[kind], path, None, under, node, env, value, truth, matters, False, False, None, below)

    def _definition(self, node: Any, env: Env, value: Any, truth: int, matters: bool) -> TreeNode:
        rule = self._recorded.law.definitions[node.definition]
        instance = env[node.var]
        path = f"{instance.path}.{rule.key}"
        key = (rule.key, instance.key)
        see = key in self._opened
        self._opened.add(key)
        inner = (env[0],) if instance is env[0] else (env[0], instance)
        below = [] if see or type(rule.node) in SILENT else [self._node(rule.node, inner, rule, True)]
        return TreeNode("definition", path, rule, rule, node, env, value, truth, matters, False, see, None, below)

    def _fact(self, node: Any, env: Env, value: Any, truth: int, under: Any, matters: bool) -> TreeNode:
        path = self._recorded.path(env[node.var], self._speech.fact(node))
        presumed = path in self._recorded.presumed
        return TreeNode("fact", path, None, under, node, env, value, truth, matters, presumed, False, None, [])

    def _below(self, node: nodes.Node, env: Env, under: Any, truth: int) -> list[TreeNode]:
        if isinstance(node, EACH):
            return [*self._shown([(node.list, env, True)], under), *self._elements(node, env, under, truth)]
        if isinstance(node, nodes.Collect):
            each = [(node.value, (*env, e), True) for e, _, _ in self._items(node.list, env)]
            return [*self._shown([(node.list, env, True)], under), *self._shown(each, under)]
        return self._shown([(n, env, m) for n, m in self._parts(node, env, truth)], under)

    def _shown(self, steps: list[tuple[nodes.Node, Env, bool]], under: Any) -> list[TreeNode]:
        """The nodes that were read and say something of their own."""
        return [
            self._node(n, e, under, m)
            for n, e, m in steps
            if not isinstance(peel(n), SILENT) and self._value(peel(n), e) is not None
        ]

    def _parts(self, node: nodes.Node, env: Env, truth: int) -> list[tuple[nodes.Node, bool]]:
        match node:
            case nodes.And():
                return [(i, part_matters(self._speech.truth(i, env), truth, FALSE)) for i in node.items]
            case nodes.Or():
                return [(i, part_matters(self._speech.truth(i, env), truth, TRUE)) for i in node.items]
            case nodes.Table():
                whens = [(r.when, self._speech.truth(r.when, env) & TRUE > 0) for r in node.rows]
                held = any(m for _, m in whens)
                return [(n, m or not held) for n, m in whens] + [(r.then, True) for r in node.rows] + [(node.otherwise, True)]
            case _:
                return [(c, True) for c in children(node)]

    def _items(self, node: nodes.Node, env: Env) -> tuple[Any, ...]:
        found = self._value(node, env)
        return found[0] if found is not None else ()

    def _elements(self, node: Any, env: Env, under: Any, truth: int) -> list[TreeNode]:
        """One node for each element of a list that a condition was asked of."""
        out = []
        absorbing = TRUE if isinstance(node, nodes.Some) else FALSE
        for element, _, _ in self._items(node.list, env):
            inner = (*env, element)
            mask = self._speech.truth(node.condition, inner)
            matters = isinstance(node, nodes.Filter) or part_matters(mask, truth, absorbing)
            path = getattr(element, "path", f"{under.origin.path}:{node.span[0]}")
            below = self._shown([(node.condition, inner, True)], under)
            out.append(
                TreeNode("element", path, None, under, node.condition, inner, (mask, 0), mask, matters, False, False, element, below)
            )
        return out


TRUTHS: Final = frozenset(
    {nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.CompareBy, nodes.Same, nodes.OneOf, nodes.LiesIn, nodes.Some, nodes.Every,
     nodes.Among}
)  # fmt: skip


def is_truth(node: nodes.Node, value: Any) -> bool:
    from eligibility.ir.types import Boolean

    return value is not None and isinstance(node.type, Boolean)


def part_matters(part: int, whole: int, absorbing: int) -> bool:
    """Whether a part had a say: of a settled whole the parts that settled it, else all that are not settled, or all."""
    if whole == absorbing:
        return part == absorbing
    return part == UNKNOWN if whole == UNKNOWN else True
