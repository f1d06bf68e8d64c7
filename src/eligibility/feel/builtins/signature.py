"""How arguments meet parameters, for every built-in function alike (DMN 10.3.2.13.1 and 5, 10.3.2.9.4).

A function has one or more signatures, written as the standard's tables do: `string: string, start position: number, length?: number`. `name?` may be left
out, `type?` may be null, `name...` takes any number of arguments, at least one. The first signature takes the call that all arguments fit as they are;
else the first that they fit after the implicit conversions: one item to a list, a list of one item to the item, a date to its midnight. No fit is null,
with the reason of the signature that came nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

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
from eligibility.frozen import record

Spend = Callable[[int], None]
ITEMS_A_STEP: Final = 8  # items or tens of characters that are looked at in about the time of one step of an evaluation
NEARNESS: Final = {
    "wrong_arity": 0,
    "unknown_parameter": 1,
    "duplicate_parameter": 1,
    "null_argument": 2,
    "wrong_type": 2,
}

TYPES: Final[dict[str, tuple[type, ...]]] = {
    "number": (Decimal,),
    "string": (str,),
    "boolean": (bool,),
    "date": (Date,),
    "time": (Time,),
    "date and time": (DateTime,),
    "date or date and time": (Date, DateTime),
    "days and time duration": (DaysTimeDuration,),
    "years and months duration": (YearsMonthsDuration,),
    "list": (list,),
    "context": (dict,),
    "range": (Range,),
    "function": (Function,),
    "comparable": (Decimal, str, Date, Time, DateTime, DaysTimeDuration, YearsMonthsDuration),
}


@record
class Metered:
    """A value and the steps that it cost, where the arguments do not tell."""

    value: Value
    steps: int


Body = Callable[..., Value | Metered]


@record
class Parameter:
    name: str
    type: str
    optional: bool = False
    nullable: bool = False
    variadic: bool = False

    def fits(self, value: Value) -> bool:
        if value is None:
            return self.nullable
        return self.type == "any" or isinstance(value, TYPES[self.type])

    def converted(self, value: Value, function: str) -> Value:
        """The argument as the parameter wants it, by an implicit conversion where that helps."""
        if self.fits(value):
            return value
        if value is None:
            raise NoValue("null_argument", function=function, parameter=self.name)
        if self.type == "list":
            return [value]
        if isinstance(value, list) and len(value) == 1:
            return self.converted(value[0], function)
        if self.type == "date and time" and isinstance(value, Date):
            return midnight(value)
        raise NoValue("wrong_type", function=function, parameter=self.name, expected=self.type, got=kind_of(value))


@record
class Signature:
    parameters: tuple[Parameter, ...]
    body: Body
    least: int
    most: int | None

    def arranged(self, function: str, args: Sequence[Value], names: Sequence[str]) -> list[Value]:
        """The arguments in the order of the parameters; unsupplied optional ones at the end are left out."""
        if names:
            return self.by_name(function, args, names)
        if len(args) < self.least or (self.most is not None and len(args) > self.most):
            raise NoValue("wrong_arity", function=function, expected=self.arity(), got=len(args))
        return list(args)

    def by_name(self, function: str, args: Sequence[Value], names: Sequence[str]) -> list[Value]:
        """Unsupplied parameters are bound to null (DMN 10.3.2.13.5)."""
        known = {p.name: i for i, p in enumerate(self.parameters)}
        given: dict[int, Value] = {}
        for name, arg in zip(names, args, strict=True):
            if name not in known:
                raise NoValue("unknown_parameter", function=function, name=name)
            if known[name] in given:
                raise NoValue("duplicate_parameter", function=function, name=name)
            given[known[name]] = arg
        count = max([self.least, *(i + 1 for i in given)])
        return [given.get(i) for i in range(count)]

    def arity(self) -> str:
        if self.most is None:
            return f"{self.least}+"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"

    def each(self, args: Sequence[Value]) -> Iterator[tuple[Parameter, Value]]:
        last = len(self.parameters) - 1
        for i, arg in enumerate(args):
            yield self.parameters[min(i, last)], arg


class Builtin:
    """A function of the standard: its name and its signatures, in order of preference."""

    __slots__ = ("name", "signatures")

    def __init__(self, name: str, *signatures: Signature) -> None:
        self.name, self.signatures = name, signatures

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the first signature, for a function passed as a value."""
        return tuple(p.name for p in self.signatures[0].parameters)


def signature(text: str, body: Body) -> Signature:
    """A signature from its text."""
    parameters = tuple(map(parameter, text.split(", "))) if text else ()
    least = sum(not p.optional for p in parameters)
    return Signature(parameters, body, least, None if parameters and parameters[-1].variadic else len(parameters))


def parameter(text: str) -> Parameter:
    name, _, kind = text.partition(": ")
    variadic, optional, nullable = name.endswith("..."), name.endswith("?"), kind.endswith("?") or kind == "any"
    return Parameter(name.rstrip(".?"), kind.rstrip("?"), optional, nullable, variadic)


def table(*entries: tuple[str, str, Body]) -> dict[str, Builtin]:
    """Functions by name from (name, signature, body); a name that comes again adds a signature."""
    found: dict[str, list[Signature]] = {}
    for name, text, body in entries:
        found.setdefault(name, []).append(signature(text, body))
    return {name: Builtin(name, *signatures) for name, signatures in found.items()}


def call(builtin: Builtin, args: Sequence[Value], names: Sequence[str] = (), spend: Spend | None = None) -> Value:
    """The result of a call, or `NoValue`: arity, names, types and conversions are settled here, domains in the function.

    `spend` is told what the call costs, in steps of an evaluation, and may raise; what a null has cost stands in its `NoValue.cost`.
    """
    if spend is not None:
        spend(sum(weight(arg) for arg in args))
    result = called(builtin, args, names)
    if not isinstance(result, Metered):
        return result
    if spend is not None:
        spend(result.steps)
    return result.value


def weight(arg: Value) -> int:
    """What it costs to go through an argument."""
    if isinstance(arg, str):
        return len(arg) // (10 * ITEMS_A_STEP)
    return len(arg) // ITEMS_A_STEP if isinstance(arg, (list, dict)) else 0


def called(builtin: Builtin, args: Sequence[Value], names: Sequence[str]) -> Value | Metered:
    nearest: NoValue | None = None
    fitting: list[tuple[Signature, list[Value]]] = []
    for candidate in builtin.signatures:
        try:
            arranged = candidate.arranged(builtin.name, args, names)
        except NoValue as why:
            nearest = nearer(nearest, why)
            continue
        if all(p.fits(arg) for p, arg in candidate.each(arranged)):
            return candidate.body(*arranged)
        fitting.append((candidate, arranged))
    for candidate, arranged in fitting:
        try:
            converted = [p.converted(arg, builtin.name) for p, arg in candidate.each(arranged)]
        except NoValue as why:
            nearest = nearer(nearest, why)
            continue
        return candidate.body(*converted)
    assert nearest is not None
    raise nearest


def nearer(one: NoValue | None, other: NoValue) -> NoValue:
    return other if one is None or NEARNESS[other.kind] > NEARNESS[one.kind] else one


def callback(function: Any, count: int, name: str) -> Callable[..., Value]:
    """A function passed as an argument, which must take so many of its own."""
    if len(function.parameters) != count:
        raise NoValue("wrong_callback", function=name, expected=count, got=len(function.parameters))
    return lambda *args: function.call(list(args))
