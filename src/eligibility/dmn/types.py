"""The types of a model, and how a value is made one of them (DMN 1.5, 7.3.3 and 10.3.2.9.4).

A value that conforms to the declared type stays as it is. Of three more it is known how they convert: a list of one item to that item, an item to a list of
one, a date to the midnight (UTC) that begins it. Everything else has no value of that type: it is null, with the reason. Null itself is of every type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    midnight,
)
from eligibility.feel.evaluation.interpret import Interpreter, Scope, TooMuch, matches
from eligibility.frozen import record
from eligibility.values.limits import MAX_FEEL_STEPS

MAX_DEPTH: Final = 100
MAX_KNOWN: Final = 1_000  # lists and contexts that are remembered to be of a type

CLASSES: Final[Mapping[str, Any]] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DaysTimeDuration,
    "years and months duration": YearsMonthsDuration,
    "list": list,
    "context": dict,
    "range": Range,
    "function": Function,
    "Any": object,
}
ALIASES: Final = {
    "dateTime": "date and time",
    "date time": "date and time",
    "dayTimeDuration": "days and time duration",
    "day time duration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "year month duration": "years and months duration",
    "integer": "number",
    "long": "number",
    "double": "number",
    "any": "Any",
}


@record
class Simple:
    """A type of FEEL, one of `CLASSES`."""

    name: str


@record
class ListOf:
    item: Type


@record
class Structure:
    """A context that has at least these entries."""

    fields: tuple[tuple[str, Type], ...]


@record
class FunctionOf:
    """A function; its result is made `result`."""

    parameters: tuple[Type, ...]
    result: Type | None


@record
class Constrained:
    """`tests` are the allowed values, as unary tests; `words` the same where they are but strings."""

    base: Type
    tests: ast.Tests
    text: str
    words: frozenset[str] | None = None


@dataclass(slots=True, eq=False)
class Named:
    """An item definition; its type is put in once all of a model are known, as they may name each other. `key` is its namespace and name."""

    key: str
    name: str
    type: Type = field(default_factory=lambda: Simple("Any"), repr=False)


Type = Simple | ListOf | Structure | FunctionOf | Constrained | Named
ANY: Final = Simple("Any")


class Checker:
    """Makes values what is declared, at the cost of one interpreter.

    Lists and contexts that were found to be of a type are remembered, since one household goes through many functions; with their length, as the list of
    results so far of an iteration grows.
    """

    __slots__ = ("_known", "interpreter")

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._known: dict[tuple[int, int, int], tuple[Value, Type]] = {}

    def coerced(self, value: Value, type_: Type | None) -> Value:
        """The value as one of the type. Raises NoValue where it is none."""
        if value is None or type_ is None or self.conforms(value, type_):
            return value
        if is_list(unnamed(type_)) and self.conforms([value], type_):
            return [value]
        if isinstance(value, list) and len(value) == 1 and self.conforms(value[0], type_):
            item: Value = value[0]
            return item
        if isinstance(value, Date) and self.conforms(start := midnight(value), type_):
            return start
        raise NoValue("not_of_type", type=said(type_))

    def conforms(self, value: Value, type_: Type, depth: int = 0) -> bool:
        """Whether a value is of the type just as it is."""
        self.interpreter.steps += 1
        if self.interpreter.steps > MAX_FEEL_STEPS:
            raise NoValue("too_large")
        if value is None:
            return True
        if isinstance(type_, Simple):
            return isinstance(value, CLASSES[type_.name]) and not (type_.name == "number" and isinstance(value, bool))
        if isinstance(type_, FunctionOf):
            return isinstance(value, Function)
        if depth > MAX_DEPTH:
            return False
        if isinstance(type_, Named):
            return self.conforms(value, type_.type, depth + 1)
        if isinstance(type_, Constrained):
            return self.conforms(value, type_.base, depth + 1) and self.allows(type_, value)
        return isinstance(value, list | dict) and self._holds(value, type_, depth + 1)

    def _holds(self, value: list[Any] | dict[str, Any], type_: ListOf | Structure, depth: int) -> bool:
        """Whether all that a list or context holds is of its type."""
        key = (id(value), len(value), id(type_))
        if key in self._known:
            return True
        if isinstance(type_, ListOf):
            found = isinstance(value, list) and all(self.conforms(item, type_.item, depth) for item in value)
        else:
            found = isinstance(value, dict) and all(
                name in value and self.conforms(value[name], kind, depth) for name, kind in type_.fields
            )
        if found:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            self._known[key] = (value, type_)  # kept, so that nothing else gets their identity
        return found

    def allows(self, type_: Constrained, value: Value) -> bool:
        """Whether a value fits a constraint. What goes wrong in that is no reason of the expression whose value is looked at."""
        if type_.words is not None:
            return value in type_.words if isinstance(value, str) else False
        notes, self.interpreter.notes = self.interpreter.notes, None
        try:
            return matches(self.interpreter, type_.tests, value, Scope({})) is True
        except TooMuch:
            raise NoValue("too_large") from None
        finally:
            self.interpreter.notes = notes


def unnamed(type_: Type) -> Type:
    """The type without names and constraints around it."""
    for _ in range(MAX_DEPTH):
        if isinstance(type_, Named):
            type_ = type_.type
        elif isinstance(type_, Constrained):
            type_ = type_.base
        else:
            break
    return type_


def is_list(plain: Type) -> bool:
    return isinstance(plain, ListOf) or plain == Simple("list")


def result_of(type_: Type | None) -> Type | None:
    """The type of what a function returns, where the type of its variable is that of the function."""
    if type_ is None:
        return None
    plain = unnamed(type_)
    if isinstance(plain, FunctionOf):
        return plain.result
    return None if plain == Simple("function") else type_


def said(type_: Type) -> str:
    """A type as its file names it."""
    match type_:
        case Simple(name):
            return name
        case Named():
            return type_.name
        case ListOf(item):
            return f"list of {said(item)}"
        case Structure():
            return "context"
        case FunctionOf():
            return "function"
        case Constrained(base, _, text):
            return f"{said(base)} ({text.strip()})"


def syntax(type_: Type | None) -> ast.Node:
    """The type as FEEL writes it, for `instance of`; an item definition by its key."""
    where = {"start": 0, "end": 0}
    match type_:
        case None:
            return ast.TypeName(**where, name="Any")
        case Simple(name):
            return ast.TypeName(**where, name=name)
        case Named():
            return ast.TypeName(**where, name=type_.key)
        case ListOf(item):
            return ast.ListType(**where, item=syntax(item))
        case Structure(fields):
            members = tuple(ast.Member(**where, key=name, type=syntax(kind)) for name, kind in fields)
            return ast.ContextType(**where, members=members)
        case FunctionOf(parameters, result):
            return ast.FunctionType(**where, parameters=tuple(map(syntax, parameters)), result=syntax(result))
        case Constrained(base):
            return syntax(base)


def words_of(tests: ast.Tests) -> frozenset[str] | None:
    """The strings of tests that are nothing else."""
    words = [test.value for test in tests.tests if isinstance(test, ast.String)]
    return frozenset(words) if len(words) == len(tests.tests) and not tests.negated and not tests.any else None


def constraint(type_: Type | None) -> ast.Tests | None:
    """The allowed values of a type, the outermost where several are nested."""
    for _ in range(MAX_DEPTH):
        if isinstance(type_, Constrained):
            return type_.tests
        if not isinstance(type_, Named):
            break
        type_ = type_.type
    return None
