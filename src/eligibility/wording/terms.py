"""A sum taken apart into what it is made of: the facts and products that are not zero, with their signs.

Definitions, choices already made, `max` and `min` already decided and roundings that changed nothing are seen through. A single item keeps the name of
its definition where it has none of its own, and where it is taken off: the name says why.
"""

from __future__ import annotations

from typing import Any

from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.types import Number
from eligibility.wording.speech import FALSE, TRUE, Env, Speech
from eligibility.wording.tabled import held, is_default

NAMED = (nodes.Fact, nodes.Parameter, nodes.Definition)


@record
class Term:
    """`sign` times a node's value; `certain` is false for an item that may not be in the list."""

    sign: int
    node: nodes.Node
    env: Env
    value: Any
    certain: bool = True

    @property
    def known(self) -> bool:
        return self.certain and self.value is not None and bool(self.value[0] == self.value[1])


def peel(node: nodes.Node) -> nodes.Node:
    """The node without changes of scale."""
    while isinstance(node, nodes.Rescale | nodes.ToQuotient):
        node = node.operand
    return node


def guarded(node: nodes.Node) -> nodes.Fact | None:
    """The fact of a node that reads a fact which does not always exist."""
    if isinstance(node, nodes.If) and isinstance(node.then, nodes.Fact) and node.then.span == node.span:
        return node.then
    return None


def terms(s: Speech, node: nodes.Node, env: Env, sign: int = 1, certain: bool = True) -> list[Term]:
    """What a sum is made of; a term of zero is left out."""
    node = peel(node)
    value = s.record.value(node, env)
    if value is not None and value[0] == value[1] == 0:
        return []
    match node:
        case nodes.Add():
            return terms(s, node.left, env, sign, certain) + terms(s, node.right, env, sign, certain)
        case nodes.Subtract():
            return terms(s, node.left, env, sign, certain) + terms(s, node.right, env, -sign, certain)
        case nodes.Negate():
            return terms(s, node.operand, env, -sign, certain)
        case nodes.Sum():
            return items(s, node, env, sign)
        case nodes.Table() if node.hit == "C+" and not is_default(s, node, env):
            return [t for _, row, mask in held(s, node, env) for t in terms(s, row.then, env, sign, mask == TRUE)]
        case nodes.Definition():
            inner = terms(s, s.rule(node).node, s.inner(node, env), sign, certain)
            if len(inner) == 1 and (sign < 0 or not isinstance(inner[0].node, NAMED)):
                return [Term(sign, node, env, value, certain)]
            return inner
        case nodes.If() if guarded(node) is None and s.record.value(node.condition, env) is not None:
            mask = s.truth(node.condition, env)
            if mask in (TRUE, FALSE):
                return terms(s, node.then if mask == TRUE else node.otherwise, env, sign, certain)
        case nodes.Round() if unchanged(s, node, env):
            return terms(s, node.operand, env, sign, certain)
        case nodes.Greatest() | nodes.Least():
            taken = decided(s, node, env)
            if taken is not None:
                return terms(s, taken, env, sign, certain)
    return [Term(sign, node, env, value, certain)]


def items(s: Speech, node: nodes.Sum, env: Env, sign: int) -> list[Term]:
    """The terms of a sum over a list; of a list that does not say what it is made of, the sum itself."""
    found = summands(s, node.list, env, sign)
    return [Term(sign, node, env, s.record.value(node, env))] if found is None else found


def summands(s: Speech, list_: nodes.Node, env: Env, sign: int) -> list[Term] | None:
    """The elements of a list as terms."""
    match list_:
        case nodes.Definition():
            return summands(s, s.rule(list_).node, s.inner(list_, env), sign)
        case nodes.Collect():
            elements, rest = s.record.value(list_.list, env) or ((), 1)
            found = [terms(s, list_.value, (*env, e), sign, presence == TRUE) for e, presence, _ in elements]
            return None if rest else [t for of_element in found for t in of_element]
        case nodes.Table() if not is_default(s, list_, env):
            rows = held(s, list_, env)
            return [t for _, row, mask in rows for t in terms(s, row.then, env, sign, mask == TRUE)]
    return None


def unchanged(s: Speech, node: nodes.Round, env: Env) -> bool:
    before, after = s.record.value(node.operand, env), s.record.value(node, env)
    if before is None or after is None or before[0] != before[1]:
        return False
    assert isinstance(node.type, Number)
    assert isinstance(node.operand.type, Number)
    return bool(before[0] * 10**node.type.scale == after[0] * 10**node.operand.type.scale)


def decided(s: Speech, node: nodes.Greatest | nodes.Least, env: Env) -> nodes.Node | None:
    """The item that is the greatest or the least, where that is certain."""
    value = s.record.value(node, env)
    if value is None or value[0] != value[1]:
        return None
    for item in node.items:
        found = s.record.value(item, env)
        if found is not None and found[0] == found[1] == value[0]:
            return item
    return None


def signed(parts: list[tuple[int, str]]) -> str:
    """`a + b − c`."""
    out = ""
    for sign, text in parts:
        if not out:
            out = text if sign > 0 else f"−{text}"
        else:
            out += f" {'+' if sign > 0 else '−'} {text}"
    return out
