"""Functions: those of the standard, those an expression writes, and how arguments meet parameters (DMN 1.5, 10.3.2.13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from eligibility.feel import ast
from eligibility.feel.builtins import Builtin
from eligibility.feel.builtins import call as call_builtin
from eligibility.feel.domain import Function, NoValue, Value
from eligibility.feel.evaluation.interpreter import Interpreter
from eligibility.feel.evaluation.scope import Scope
from eligibility.feel.evaluation.types import converted


class BuiltinFunction(Function):
    """A function of the standard as a value; `spend` is told what its calls cost."""

    def __init__(self, builtin: Builtin, spend: Callable[[int], None] | None = None) -> None:
        self.builtin = builtin
        self.spend = spend
        self.name = builtin.name
        self.parameters = builtin.parameters

    def call(self, args: list[Value]) -> Value:
        return call_builtin(self.builtin, args, (), self.spend)


class Closure(Function):
    """`function(a, b) body`, with the names that were around it."""

    def __init__(self, interpreter: Interpreter, node: ast.Function, scope: Scope) -> None:
        self.interpreter, self.node, self.scope = interpreter, node, scope
        self.name = ""
        self.parameters = tuple(p.name for p in node.parameters)

    def call(self, args: list[Value]) -> Value:
        if len(args) != len(self.parameters):
            raise NoValue("wrong_arity", function="function", expected=len(self.parameters), got=len(args))
        if self.node.external:
            raise NoValue("external_function")
        bound = {
            p.name: arg if p.type is None else converted(arg, p.type, self.interpreter.types)
            for p, arg in zip(self.node.parameters, args, strict=True)
        }
        return self.interpreter.interpret(self.node.body, Scope(bound, self.scope))


def builtin(interpreter: Interpreter, node: ast.Name) -> Value:
    found = interpreter.functions.get(node.name)
    if found is None:
        raise NoValue("unknown_name", name=node.name)
    return BuiltinFunction(found, lambda steps: interpreter.spend(node, steps))


def closure(interpreter: Interpreter, node: ast.Function, scope: Scope) -> Value:
    return Closure(interpreter, node, scope)


def call(interpreter: Interpreter, node: ast.Call, scope: Scope) -> Value:
    """A name in scope hides a function of the standard, which takes as long as five nodes."""
    interpreter.spend(node, 4)
    args = [interpreter.interpret(arg, scope) for arg in node.args]
    for names in scope.around():
        if node.function in names:
            return applied(names[node.function], args, node.names)
    found = interpreter.functions.get(node.function)
    if found is None:
        raise NoValue("unknown_function", name=node.function)
    return call_builtin(found, args, node.names, lambda steps: interpreter.spend(node, steps))


def invoke(interpreter: Interpreter, node: ast.Invoke, scope: Scope) -> Value:
    function = interpreter.interpret(node.base, scope)
    args = [interpreter.interpret(arg, scope) for arg in node.args]
    return applied(function, args, node.names)


def applied(function: Value, args: list[Value], names: Sequence[str]) -> Value:
    if isinstance(function, BuiltinFunction):
        return call_builtin(function.builtin, args, names, function.spend)
    if not isinstance(function, Function):
        raise NoValue("no_function")
    return function.call(by_position(function, args, names) if names else args)


def by_position(function: Function, args: list[Value], names: Sequence[str]) -> list[Value]:
    """Named arguments in the order of the parameters: each parameter once, and no other name."""
    given: dict[str, Any] = dict(zip(names, args, strict=True))
    for name in names:
        if name not in function.parameters:
            raise NoValue("unknown_parameter", name=name, function=function.name or "function")
    if len(given) != len(function.parameters) or len(names) != len(given):
        expected = len(function.parameters)
        raise NoValue("wrong_arity", function=function.name or "function", expected=expected, got=len(names))
    return [given[p] for p in function.parameters]
