"""`in`, and the unary tests of a table's cell (DMN 1.5, 10.3.2.8 and Table 55)."""

from __future__ import annotations

from typing import Final

from eligibility.feel import ast
from eligibility.feel.domain import NoValue, Range, Value, compare, kind_of
from eligibility.feel.evaluation.interpreter import Interpreter
from eligibility.feel.evaluation.scope import Scope
from eligibility.feel.parser import children

INPUT: Final = "?"


def membership(interpreter: Interpreter, node: ast.In, scope: Scope) -> Value:
    """`x in test`, `x in (test, test)`"""
    value = interpreter.interpret(node.operand, scope)
    return any_of(interpreter, node.tests, value, scope)


def matches(interpreter: Interpreter, tests: ast.Tests, value: Value, scope: Scope) -> bool | None:
    """Whether the value of an input fits a cell; None where that is null."""
    if tests.any:
        return True
    try:
        found = any_of(interpreter, tests.tests, value, scope)
    except NoValue as why:
        interpreter.note(tests, why)
        return None
    return found is not tests.negated if isinstance(found, bool) else None


def any_of(interpreter: Interpreter, tests: tuple[ast.Node, ...], value: Value, scope: Scope) -> bool:
    """Whether one of the tests is true; null where none is and one is null."""
    inner = Scope({INPUT: value}, scope)
    reason: NoValue | None = None
    for test in tests:
        try:
            if one(interpreter, test, value, inner):
                return True
        except NoValue as why:
            reason = why
    if reason is not None:
        raise reason
    return False


def one(interpreter: Interpreter, test: ast.Node, value: Value, scope: Scope) -> bool:
    if isinstance(test, ast.UnaryTest):
        return bool(compared(test.op, value, interpreter.interpret(test.operand, scope)))
    if isinstance(test, ast.Range):  # one of null ends is no test, and so is null rather than false
        return holds(interpreter.forms[ast.Range](interpreter, test, scope), value)
    found = interpreter.interpret(test, scope)
    if speaks_of_input(test):
        if not isinstance(found, bool):
            raise NoValue("no_truth_value")
        return found
    return holds(found, value)


def holds(test: Value, value: Value) -> bool:
    """A range holds a value, a list one of whose items does, or any value that equals it."""
    if isinstance(test, Range):
        return inside(value, test)
    if isinstance(test, list):
        if isinstance(value, list) and compare.equal(value, test):
            return True
        return any(item_holds(item, value) for item in test)
    return compare.equal(value, test) is True


def inside(value: Value, range_: Range) -> bool:
    found = compare.in_range(value, range_)
    if found is None:
        raise NoValue("not_comparable", left=kind_of(value), right=kind_of(range_))
    return found


def item_holds(item: Value, value: Value) -> bool:
    if isinstance(item, Range):
        return compare.in_range(value, item) is True
    return compare.equal(value, item) is True


def compared(op: str, left: Value, right: Value) -> Value:
    """`= != < <= > >=` (Tables 51 and 52)."""
    found = compare.compared(op, left, right)
    if found is None:
        raise NoValue("not_comparable", left=kind_of(left), right=kind_of(right))
    return found


def open_range(interpreter: Interpreter, node: ast.UnaryTest, scope: Scope) -> Value:
    """`(< 5)` by itself is the range of all that is less."""
    end = interpreter.interpret(node.operand, scope)
    if end is None:
        raise NoValue("range_of_null")
    return Range.of_test(node.op, end)


def speaks_of_input(node: ast.Node) -> bool:
    """Whether `?` stands in an expression."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, ast.Name) and current.name == INPUT:
            return True
        stack.extend(children(current))
    return False
