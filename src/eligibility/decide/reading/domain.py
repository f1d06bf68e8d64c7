"""Abstract values: what a value may be, and which unknown facts that rests on.

Each is a tuple that ends in `deps`, a set of unknown facts as bits; a value that can be only one thing rests on nothing.

| type | abstract value |
|---|---|
| truth | (1 true, 2 false, 3 either; deps) |
| number, date | (low, high, deps), inclusive; a quotient's are fractions |
| enum, person | (the values it may have, as bits, deps); a person's bit is its number plus one |
| text, place | (the text or None, deps) |
| persons | (those certainly in it, those possibly in it, deps), as bits |
| list | (elements, deps of how many more there may be): an element is (value, 1 in it or 3 maybe, deps of that) |
| subject | an `Instance` |
"""

from __future__ import annotations

from typing import Any

TRUE: tuple[int, int] = (1, 0)
FALSE: tuple[int, int] = (2, 0)

Abstract = Any


class Instance:
    """An instance of a subject: a number that names it, its path, and its slots as abstract values or marks of unknowns."""

    __slots__ = ("key", "number", "path", "slots", "subject")

    def __init__(self, subject: str, key: int, number: int, path: str) -> None:
        self.subject = subject
        self.key = key
        self.number = number
        self.path = path
        self.slots: list[Abstract] = []


def around(root: Instance, instance: Instance) -> tuple[Instance, ...]:
    """The instances at the top of a rule about a subject: the root, and the subject where it is another."""
    return (root,) if instance is root else (root, instance)


class Unknown:
    """The mark of an unknown fact: its number among the unknowns of this case."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


def join_truth(a: tuple[int, int], b: tuple[int, int], deps: int) -> tuple[int, int]:
    mask = a[0] | b[0]
    return (mask, a[1] | b[1] | deps) if mask == 3 else (mask, 0)


def join_number(a: Abstract, b: Abstract, deps: int) -> Abstract:
    low, high = min(a[0], b[0]), max(a[1], b[1])
    return (low, high, 0 if low == high else a[2] | b[2] | deps)


def join_mask(a: tuple[int, int], b: tuple[int, int], deps: int) -> tuple[int, int]:
    mask = a[0] | b[0]
    return (mask, 0 if mask & (mask - 1) == 0 else a[1] | b[1] | deps)


def join_text(a: Abstract, b: Abstract, deps: int) -> Abstract:
    if a[0] is not None and a[0] == b[0]:
        return (a[0], 0)
    return (None, a[1] | b[1] | deps)


def join_persons(a: Abstract, b: Abstract, deps: int) -> Abstract:
    must, may = a[0] & b[0], a[1] | b[1]
    return (must, may, 0 if must == may else a[2] | b[2] | deps)
