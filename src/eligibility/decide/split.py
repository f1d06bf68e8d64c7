"""Splitting what an unknown may be: booleans, enums and people by value, numbers and days where an undecided comparison flips."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.reader import Atom
from eligibility.ir.types import Boolean, Date, Enum, ListOf, Number, Person, Persons, Place, Text, Type

ELSEWHERE = "000000"  # a place, or a text, that no rule names


class Marks(NamedTuple):
    """What the law names: texts, with one that it does not, and days in order."""

    texts: Sequence[str]
    dates: Sequence[int]


def bits(deps: int) -> list[int]:
    """The unknowns in a set of them."""
    out = []
    while deps:
        low = deps & -deps
        out.append(low.bit_length() - 1)
        deps ^= low
    return out


def by_business(atoms: Sequence[Atom], among: int) -> list[int]:
    """Some unknowns, those met by most undecided atoms first."""
    met: Counter[int] = Counter()
    for atom in atoms if among else ():
        for number in bits(atom.deps & among):
            met[number] += 1
    return sorted(bits(among), key=lambda n: (-met[n], n))


def is_point(type_: Type, value: Abstract) -> bool:
    match type_:
        case Number() | Date():
            return bool(value[0] == value[1])
        case Boolean():
            return bool(value[0] != 3)
        case Enum() | Person():
            return bool(value[0] & (value[0] - 1) == 0)
        case Persons():
            return bool(value[0] == value[1])
        case Text() | Place():
            return value[0] is not None
        case ListOf():
            return bool(value[1] == 0)
        case _:
            return False


def parts(
    type_: Type, value: Abstract, bit: int, atoms: Sequence[Atom], marks: Marks, *, middle: bool
) -> list[Abstract]:
    """What an unknown may be, as two or more parts that cover it; none where it cannot be split."""
    match type_:
        case Number() | Date():
            at = halfway(value) if middle else flip(type_, value, bit, atoms, marks.dates)
            return [range_of(value[0], at, bit), range_of(at + 1, value[1], bit)]
        case Boolean():
            return [(1, 0), (2, 0)]
        case Enum() | Person():
            return asked_for(value[0], bit, atoms) or [(1 << i, 0) for i in bits(value[0])]
        case Persons():
            one = value[1] & ~value[0]
            one &= -one
            return [with_persons(value[0] | one, value[1], bit), with_persons(value[0], value[1] & ~one, bit)]
        case Text() | Place():
            return [(t, 0) for t in marks.texts]
        case _:
            raise TypeError(type_)


def list_parts(type_: ListOf, value: Abstract, bit: int, item: Any) -> list[Abstract]:
    """A list that ends here, and one that holds one more item and may go on."""
    longer = (*value[0], (item, 1, 0))
    return [(value[0], 0), (longer, bit if len(longer) < type_.most else 0)]


def asked_for(mask: int, bit: int, atoms: Sequence[Atom]) -> list[Abstract]:
    """The values that an undecided comparison asks for, and the others."""
    for atom in atoms:
        if atom.form is None and atom.deps == bit and atom.at and 0 < mask & atom.at < mask:
            return [(part, 0 if part & (part - 1) == 0 else bit) for part in (mask & atom.at, mask & ~atom.at)]
    return []


def range_of(low: int, high: int, bit: int) -> Abstract:
    return (low, high, 0 if low == high else bit)


def with_persons(must: int, may: int, bit: int) -> Abstract:
    return (must, may, 0 if must == may else bit)


def halfway(value: Abstract) -> int:
    return int((value[0] + value[1]) // 2)


def flip(type_: Number | Date, value: Abstract, bit: int, atoms: Sequence[Atom], dates: Sequence[int]) -> int:
    """Where an undecided comparison would flip if it ran straight between the ends: the last value before it. Of days, one that the law names near there."""
    low, high = value[0], value[1]
    for deps, left, right, *_ in atoms:
        if not deps & bit or left is None:
            continue
        bottom, top = left[0] - right[1], left[1] - right[0]
        if top == bottom:
            continue
        share = -bottom if deps == bit else right[0] - left[0]
        rises = bool(left[2] & bit) != isinstance(type_, Date)
        step = share * (high - low) // (top - bottom) if deps == bit else share
        crossing = int(low + step if rises else high - step)
        if isinstance(type_, Date):
            near = dates[bisect_left(dates, low) : bisect_left(dates, high)]
            if near:
                return min(near, key=lambda day: abs(day - crossing))
        for at in (crossing - 1, crossing) if rises else (crossing, crossing - 1):
            if low <= at < high:
                return at
    return halfway(value)


def pick(type_: Type, value: Abstract) -> Any:
    """The least value of a part, as the fast path takes it."""
    found = PICKED.get(type(type_))
    return () if found is None else found(value)


PICKED: Final[dict[type[Any], Callable[[Abstract], Any]]] = {
    Number: itemgetter(0),
    Date: itemgetter(0),
    Boolean: lambda value: value[0] == 1,
    Enum: lambda value: (value[0] & -value[0]).bit_length() - 1,
    Person: lambda value: (value[0] & -value[0]).bit_length() - 2,
    Persons: lambda value: tuple([i - 1 for i in bits(value[0])]),
    Text: lambda value: ELSEWHERE if value[0] is None else value[0],
    Place: lambda value: ELSEWHERE if value[0] is None else value[0],
}
