"""Types: what is an instance of one, and how a value is converted where one is declared (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from eligibility.feel import ast
from eligibility.feel.domain import (
    Date,
    DateTime,
    DaysTimeDuration,
    Function,
    NoValue,
    Range,
    Time,
    Value,
    YearsMonthsDuration,
    kind_of,
    midnight,
)
from eligibility.feel.evaluation.inference import ANY, function_type, within
from eligibility.feel.evaluation.interpreter import Interpreter
from eligibility.feel.evaluation.scope import Scope
from eligibility.feel.unparse import unparse

Types = Mapping[str, ast.Node]


SIMPLE: Final[dict[str, Callable[[Any], bool]]] = {
    "Any": lambda _: True,
    "Null": lambda value: value is None,
    "number": lambda value: isinstance(value, Decimal),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "date": lambda value: isinstance(value, Date),
    "time": lambda value: isinstance(value, Time),
    "date and time": lambda value: isinstance(value, DateTime),
    "days and time duration": lambda value: isinstance(value, DaysTimeDuration),
    "years and months duration": lambda value: isinstance(value, YearsMonthsDuration),
    "list": lambda value: isinstance(value, list),
    "context": lambda value: isinstance(value, dict),
    "range": lambda value: isinstance(value, Range),
    "function": lambda value: isinstance(value, Function),
}
# The names that older models and XML use for some of them.
SAME: Final = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}


def instance_of(interpreter: Interpreter, node: ast.InstanceOf, scope: Scope) -> Value:
    """Null is an instance of `Null` alone; a name that is no type leaves null."""
    value = interpreter.interpret(node.operand, scope)
    expanded(node.type, interpreter.types)
    if value is None:
        return isinstance(node.type, ast.TypeName) and node.type.name == "Null"
    return conforms(value, node.type, interpreter.types)


def expanded(kind: ast.Node, types: Types) -> ast.Node:
    """The type that a name means, through item definitions."""
    seen: set[str] = set()
    while isinstance(kind, ast.TypeName) and SAME.get(kind.name, kind.name) not in SIMPLE:
        if kind.name in seen or kind.name not in types:
            raise NoValue("unknown_type", name=kind.name)
        seen.add(kind.name)
        kind = types[kind.name]
    return kind


def conforms(value: Value, kind: ast.Node, types: Types) -> bool:
    """Whether a value is of a type; null is of every type inside another."""
    kind = expanded(kind, types)
    if value is None:
        return True
    match kind:
        case ast.TypeName():
            return SIMPLE[SAME.get(kind.name, kind.name)](value)
        case ast.ListType():
            return isinstance(value, list) and all(conforms(item, kind.item, types) for item in value)
        case ast.RangeType():
            return isinstance(value, Range) and all(conforms(end, kind.item, types) for end in (value.low, value.high))
        case ast.ContextType():
            return isinstance(value, dict) and all(
                m.key in value and conforms(value[m.key], m.type, types) for m in kind.members
            )
        case ast.FunctionType():
            return isinstance(value, Function) and within(type_of_function(value), kind)
    raise NoValue("unknown_type", name="")


def type_of_function(function: Function) -> ast.Node:
    """What it takes and gives; of one that is no literal only how much it takes."""
    node = getattr(function, "node", None)
    if isinstance(node, ast.Function):
        return function_type(node, {})
    return ast.FunctionType(start=0, end=0, parameters=(ANY,) * len(function.parameters), result=ANY)


def converted(value: Value, kind: ast.Node, types: Types) -> Value:
    """A value where a type is declared: itself, the one item of its list, a list of it alone, midnight of its day (10.3.2.9.4); else `NoValue`."""
    if conforms(value, kind, types):
        return value
    wanted = expanded(kind, types)
    if isinstance(value, list) and len(value) == 1 and conforms(value[0], wanted, types):
        item: Value = value[0]
        return item
    if isinstance(wanted, ast.ListType) and conforms(value, wanted.item, types):
        return [value]
    if isinstance(value, Date) and isinstance(wanted, ast.TypeName) and wanted.name in ("date and time", "dateTime"):
        return midnight(value)
    raise NoValue("not_of_type", got=kind_of(value), type=unparse(kind))
