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

from eligibility.frozen import record


@record
class Boolean:
    pass


@record
class Number:
    unit: str
    scale: int
    low: int
    high: int
    quotient: bool = False


@record
class Date:
    low: int
    high: int


@record
class Enum:
    """`domain` says where the values come from (a fact's path, `program`, `boundary`); an empty last value stands for «has no value»."""

    domain: str
    values: tuple[str, ...]


@record
class Text:
    pass


@record
class Place:
    pass


@record
class Person:
    pass


@record
class Persons:
    pass


@record
class Duration:
    """A literal span of time, only ever added to or taken from a date: whole `months` and `days`."""

    months: int
    days: int


@record
class Item:
    subject: str


@record
class ListOf:
    element: Type
    least: int
    most: int


Type = Boolean | Number | Date | Enum | Text | Place | Person | Persons | Duration | Item | ListOf

BOUNDARY = Enum("boundary", ("below", "at_most", "above", "at_least"))
