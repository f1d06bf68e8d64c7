"""Values out of their encoding: what an interpreter found, and what a case expects, in the same few words.

A truth is True, False or `unknown`; a number a fraction or an interval of two; a day its text or an interval; an enum value, person, text or place the
set of what it may be; persons and lists what is surely and what is maybe in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.decide.reading.domain import Instance
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type

UNKNOWN = "unknown"
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Interval:
    low: Any
    high: Any

    def holds(self, value: Any) -> bool:
        return bool(self.low <= value <= self.high)


@dataclass(frozen=True, slots=True)
class OneOf:
    values: frozenset[str]

    def holds(self, value: Any) -> bool:
        return value in self.values


@dataclass(frozen=True, slots=True)
class Several:
    """A list or persons: what is surely in it, what is maybe in it, and whether there may be more that nobody has named."""

    surely: tuple[Any, ...]
    maybe: tuple[Any, ...] = ()
    more: bool = False

    def holds(self, value: tuple[Any, ...]) -> bool:
        """Whether a list may be this one: each of its elements is one of these, and the certain ones are among them."""
        return self._holds(self.surely, list(value))

    def _holds(self, surely: tuple[Any, ...], left: list[Any]) -> bool:
        """The same for the certain ones that are still to be found, whichever element each of them is."""
        if not surely:
            return self.more or all(any(matches(m, v) for m in self.maybe) for v in left)
        fitting = [i for i, v in enumerate(left) if v not in left[:i] and matches(surely[0], v)]
        return any(self._holds(surely[1:], [*left[:i], *left[i + 1 :]]) for i in fitting)


Told = bool | str | Fraction | Interval | OneOf | Several


def matches(told: Told, value: Any) -> bool:
    """Whether a value is what was told of it."""
    if isinstance(told, Interval | OneOf | Several):
        return told.holds(value)
    return told in (UNKNOWN, value)


# ---- what generated code answers


def named(persons: tuple[str, ...], number: int) -> str:
    """A person by its id; one that only a completion knows, by its number."""
    return OUTSIDE if number < 0 else persons[number] if number < len(persons) else f"#{number}"


def number(type_: Number, value: Any) -> Fraction:
    top, bottom = value if isinstance(value, tuple) else (value, 1)
    return Fraction(top, bottom) / 10**type_.scale


def exact(type_: Type, value: Any, persons: tuple[str, ...]) -> Any:
    match type_:
        case Boolean():
            assert isinstance(value, bool)
            return value
        case Number():
            assert isinstance(value, tuple) == type_.quotient
            return number(type_, value)
        case Date():
            return date.fromordinal(value).isoformat()
        case Enum():
            return (*type_.values, "")[value]
        case Person():
            return named(persons, value)
        case Persons():
            return tuple(sorted(named(persons, v) for v in value))
        case ListOf():
            return tuple(exact(type_.element, v, persons) for v in value)
        case Item():
            return named(persons, value[0]) if type_.subject in ("member", "helper") else str(value[0])
        case Text() | Place():
            return value
    raise TypeError(type_)


# ---- what the abstract reading answers


def members(bits: int, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(n for i, n in enumerate(names) if bits >> i & 1)


def one_or_more(found: frozenset[str]) -> Told:
    return next(iter(found)) if len(found) == 1 else OneOf(found)


def possible(type_: Type, value: Any, persons: tuple[str, ...]) -> Told:
    match type_:
        case Boolean():
            return {1: True, 2: False, 3: UNKNOWN}[value[0]]
        case Number():
            ends = [number(type_, (Fraction(v).numerator, Fraction(v).denominator)) for v in value[:2]]
            return ends[0] if ends[0] == ends[1] else Interval(*ends)
        case Date():
            days = [date.fromordinal(v).isoformat() for v in value[:2]]
            return days[0] if days[0] == days[1] else Interval(*days)
        case Enum():
            return one_or_more(members(value[0], (*type_.values, "")))
        case Person():
            return one_or_more(members(value[0], (OUTSIDE, *persons)))
        case Persons():
            surely = members(value[0], (OUTSIDE, *persons))
            maybe = members(value[1], (OUTSIDE, *persons)) - surely
            return several(sorted(surely), sorted(maybe), more=False)
        case ListOf():
            elements, rest = value
            told = [(possible(type_.element, v, persons), presence) for v, presence, _ in elements]
            return several([t for t, p in told if p == 1], [t for t, p in told if p == 3], more=bool(rest))
        case Item():
            assert isinstance(value, Instance)
            return named(persons, value.number) if type_.subject in ("member", "helper") else str(value.number)
        case Text() | Place():
            return UNKNOWN if value[0] is None else value[0]
    raise TypeError(type_)


def several(surely: Any, maybe: Any, *, more: bool) -> Told:
    return Several(tuple(surely), tuple(maybe), more)


# ---- what a case expects


def fraction(text: str) -> Fraction:
    """`1247.50`, `20%`, `1842.50/3`"""
    top, _, bottom = text.partition("/")
    if top.endswith("%"):
        return Fraction(top[:-1]) / 100
    return Fraction(top) / Fraction(bottom or "1")


def expected(type_: Type, words: Any) -> Told:
    """What a case's `is` means for a value of a type."""
    match words, type_:
        case str(), Boolean():
            return {"true": True, "false": False, "unknown": UNKNOWN}[words]
        case str(), Number():
            return fraction(words)
        case dict(), Number() if set(words) == {"from", "to"}:
            return Interval(fraction(words["from"]), fraction(words["to"]))
        case dict(), Date() if set(words) == {"from", "to"}:
            return Interval(words["from"], words["to"])
        case dict(), Enum() | Person() if set(words) == {"any"}:
            return OneOf(frozenset(words["any"]))
        case list(), ListOf():
            return Several(tuple(expected(type_.element, w) for w in words))
        case dict(), ListOf():
            parts = [tuple(expected(type_.element, w) for w in words.get(k, ())) for k in ("surely", "maybe")]
            return Several(*parts, more=words.get("more") == "true")
        case list(), Persons():
            return Several(tuple(words))
        case dict(), Persons():
            return Several(tuple(words.get("surely", ())), tuple(words.get("maybe", ())))
        case str(), Date() | Enum() | Person() | Text() | Place() | Item():
            return words
    raise TypeError(f"{type_} is not told as {words}")


# ---- between the two


def as_certain(type_: Type, value: Any) -> Told:
    """An exact value in the words that a reading has for it."""
    if isinstance(type_, ListOf | Persons):
        return Several(tuple(value))
    return value


def rests_on(type_: Type, value: Any) -> int:
    """The unknowns that an abstract value says it rests on."""
    match type_:
        case ListOf():
            elements, rest = value
            parts = 0 if isinstance(type_.element, Item) else sum(rests_on(type_.element, v) for v, _, _ in elements)
            return rest + parts + sum(deps for _, _, deps in elements)
        case Item():
            return 0
    return value[-1]
