"""What a value is, and how it is encoded.

| type | encoded as |
|---|---|
| `Boolean` | `True`, `False` |
| `Number` | an int, the value times 10 to its `scale`; a `quotient` is a pair of ints (numerator, positive denominator), the value times 10 to the scale |
| `Date` | the proleptic Gregorian ordinal |
| `Enum` | the index in `values` |
| `Text`, `Place` | the text itself |
| `Person` | the number of the person in the document; -1 is somebody outside it |
| `Persons` | a tuple of person numbers |
| `Item` | a tuple of slots (see `vocabulary`) |
| `ListOf` | a tuple |

Every number has static inclusive bounds `low`..`high` (encoded like the value), every list a static least and greatest length: `x / n` is allowed
only where zero lies outside, `max(list)` only where the least length is positive.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boolean:
    pass


@dataclass(frozen=True, slots=True)
class Number:
    unit: str
    scale: int
    low: int
    high: int
    quotient: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Enum:
    """`domain` says where the values come from (a fact's path, `program`, `boundary`); an empty last value stands for «has no value»."""

    domain: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    pass


@dataclass(frozen=True, slots=True)
class Place:
    pass


@dataclass(frozen=True, slots=True)
class Person:
    pass


@dataclass(frozen=True, slots=True)
class Persons:
    pass


@dataclass(frozen=True, slots=True)
class Duration:
    """A literal span of time, only ever added to or taken from a date: whole `months` and `days`."""

    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Item:
    subject: str


@dataclass(frozen=True, slots=True)
class ListOf:
    element: Type
    least: int
    most: int


Type = Boolean | Number | Date | Enum | Text | Place | Person | Persons | Duration | Item | ListOf

BOUNDARY = Enum("boundary", ("below", "at_most", "above", "at_least"))
