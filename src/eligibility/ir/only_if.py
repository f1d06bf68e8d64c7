"""A guard of a fact (`only_if`) as plain data: the one other fact it looks at, and the values of that for which it holds."""

from __future__ import annotations

from eligibility.ir import nodes
from eligibility.ir.nodes import Value
from eligibility.ir.types import Boolean, Enum
from eligibility.ir.walk import facts_read, walk


def admitted(node: nodes.Node) -> tuple[int, tuple[Value, ...]] | None:
    """The slot and the values; None where the guard looks at more than one enum or boolean fact of its own subject."""
    facts = {(f.var, f.index): f for f in facts_read(node)}
    if len(facts) != 1:
        return None
    fact = next(iter(facts.values()))
    if isinstance(fact.type, Boolean):
        values: tuple[Value, ...] = (True, False)
    elif isinstance(fact.type, Enum):
        values = tuple(range(len(fact.type.values)))
    else:
        return None
    if any(type(n) not in SIMPLE for n in walk(node)):
        return None
    return fact.index, tuple(v for v in values if truth(node, v))


SIMPLE = (nodes.And, nodes.Or, nodes.Not, nodes.Same, nodes.OneOf, nodes.Const, nodes.Fact, nodes.If)


def truth(node: nodes.Node, value: Value) -> Value:
    """The guard's value where its one fact has `value`."""
    match node:
        case nodes.Fact():
            return value
        case nodes.Const():
            return node.value
        case nodes.And():
            return all(truth(i, value) for i in node.items)
        case nodes.Or():
            return any(truth(i, value) for i in node.items)
        case nodes.Not():
            return not truth(node.operand, value)
        case nodes.Same():
            return (truth(node.left, value) == truth(node.right, value)) != node.negated
        case nodes.OneOf():
            return truth(node.operand, value) in node.values
        case nodes.If():
            return truth(node.then if truth(node.condition, value) else node.otherwise, value)
        case _:
            raise TypeError(node)
