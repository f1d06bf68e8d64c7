"""Literals, names, paths and operators (DMN 1.5, Tables 42 to 56): each form of node, and how its value comes from its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from eligibility.feel import ast
from eligibility.feel.domain import NoValue, Range, Value, arithmetic
from eligibility.feel.domain.properties import property_of
from eligibility.feel.evaluation.functions import builtin
from eligibility.feel.evaluation.interpreter import Interpreter
from eligibility.feel.evaluation.scope import Scope
from eligibility.feel.evaluation.tests import compared, inside


def number(_: Interpreter, node: ast.Number, __: Scope) -> Value:
    return arithmetic.literal(node.text)


def name(interpreter: Interpreter, node: ast.Name, scope: Scope) -> Value:
    for names in scope.around():
        if node.name in names:
            bound: Value = names[node.name]
            return bound
    return builtin(interpreter, node)


def path(interpreter: Interpreter, node: ast.Path, scope: Scope) -> Value:
    return member(interpreter.interpret(node.base, scope), node.name)


def member(base: Value, name: str) -> Value:
    """`base.name`: an entry, a property, or that of each item of a list (10.3.2.5)."""
    if isinstance(base, dict):
        if name not in base:
            raise NoValue("no_entry", name=name)
        entry: Value = base[name]
        return entry
    if isinstance(base, list):
        return [member_or_null(item, name) for item in base]
    if base is None:
        raise NoValue("path_of_null", name=name)
    return property_of(base, name)


def member_or_null(item: Value, name: str) -> Value:
    try:
        return member(item, name)
    except NoValue:
        return None


def negate(interpreter: Interpreter, node: ast.Negate, scope: Scope) -> Value:
    return arithmetic.negate(interpreter.interpret(node.operand, scope))


def binary(interpreter: Interpreter, node: ast.Binary, scope: Scope) -> Value:
    left = interpreter.interpret(node.left, scope)
    if node.op == "and" or node.op == "or":
        return joined(interpreter, node, left, scope)
    right = interpreter.interpret(node.right, scope)
    if (operation := ARITHMETIC.get(node.op)) is not None:
        return operation(left, right)
    return compared(node.op, left, right)


def joined(interpreter: Interpreter, node: ast.Binary, left: Value, scope: Scope) -> Value:
    """Kleene's `and` and `or`; what is no truth value counts as null (Table 50)."""
    decisive = node.op == "or"
    if left is decisive:
        return decisive
    right = interpreter.interpret(node.right, scope)
    if right is decisive:
        return decisive
    if isinstance(left, bool) and isinstance(right, bool):
        return not decisive
    raise NoValue("no_truth_value")


def between(interpreter: Interpreter, node: ast.Between, scope: Scope) -> Value:
    value, low, high = (interpreter.interpret(part, scope) for part in (node.operand, node.low, node.high))
    if low is None or high is None:
        raise NoValue("range_of_null")
    return inside(value, Range(low, high, True, True))


def span(interpreter: Interpreter, node: ast.Range, scope: Scope) -> Value:
    low, high = interpreter.interpret(node.low, scope), interpreter.interpret(node.high, scope)
    if low is None or high is None:
        raise NoValue("range_of_null")
    return Range(low, high, node.low_closed, node.high_closed)


def listed(interpreter: Interpreter, node: ast.List, scope: Scope) -> Value:
    return [interpreter.interpret(item, scope) for item in node.items]


def context(interpreter: Interpreter, node: ast.Context, scope: Scope) -> Value:
    """Each entry sees those before it; two of one key leave no context (10.3.2.6)."""
    entries: dict[str, Value] = {}
    inner = Scope(entries, scope)
    for entry in node.entries:
        if entry.key in entries:
            raise NoValue("duplicate_entry", name=entry.key)
        entries[entry.key] = interpreter.interpret(entry.value, inner)
    return entries


def choice(interpreter: Interpreter, node: ast.If, scope: Scope) -> Value:
    """What is not true takes `else` (Table 49)."""
    chosen = node.then if interpreter.interpret(node.condition, scope) is True else node.otherwise
    return interpreter.interpret(chosen, scope)


ARITHMETIC: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.multiply,
    "/": arithmetic.divide,
    "**": arithmetic.power,
}
