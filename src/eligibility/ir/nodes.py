"""The nodes of the IR. A node is plain data: numbers, texts, types and other nodes.

Variables are numbers: 0 is the root subject (the household); a rule about another subject gets that subject as variable 1; filters, quantifiers and
`for` bind the next free number. Numbers meet only in the same unit and scale (the checker puts a `Rescale` where they differ), so an
interpreter adds, compares and multiplies integers as they stand. A quotient is exact until `Round`.

`span` is where the node stands in the text of its rule (character offsets); the rule itself (`program.Origin`) knows file, article, layer and day.
"""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.ir.types import Type

Value = bool | int | str | tuple["Value", ...]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    type: Type
    span: Span


# ---- leaves


@dataclass(frozen=True, slots=True)
class Const(Node):
    value: Value


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """The fact in slot `index` of the subject bound to `var`."""

    var: int
    subject: str
    fact: str
    index: int


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A value of the place and day; `value` is None where none is known (then it lies in the type's bounds)."""

    parameter: str
    scope: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Local(Node):
    """A bound variable as a value: an element of a list of values, or a subject."""

    var: int


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """The value of a definition for the subject bound to `var` (0 for a definition of the root subject)."""

    definition: str
    var: int


# ---- logic


@dataclass(frozen=True, slots=True)
class And(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`op` is one of `= != < <= > >=`; both sides are numbers of one unit and scale, or dates."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class CompareBy(Node):
    """`left` against `right` by a boundary word: below `<`, at_most `<=`, above `>`, at_least `>=`."""

    left: Node
    boundary: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Same(Node):
    """Equality of booleans, enum values (of one domain), texts, places or persons; `negated` for `!=`."""

    left: Node
    right: Node
    negated: bool


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """Whether an enum value is one of `values` (indices, sorted)."""

    operand: Node
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LiesIn(Node):
    """Whether a place (GB/T 2260 code) lies in another: `360103` in `360100` and in `360000`."""

    place: Node
    within: Node


# ---- arithmetic


@dataclass(frozen=True, slots=True)
class Add(Node):
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Subtract(Node):
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Multiply(Node):
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Divide(Node):
    """An exact quotient; the divisor's bounds, or the guard around it, exclude zero."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negate(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Absolute(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Rescale(Node):
    """The same number at a finer scale: the encoded value times 10 to `by`."""

    operand: Node
    by: int


@dataclass(frozen=True, slots=True)
class ToQuotient(Node):
    """A whole encoded number as a quotient with denominator 1, so that both sides are of one kind."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Least(Node):
    """The smallest of the items (numbers or dates of one kind)."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Greatest(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Round(Node):
    """To a multiple of `step` (encoded at the result's scale); `mode` is half_up, half_even, up or down (away from and toward zero)."""

    operand: Node
    step: int
    mode: str


# ---- dates


@dataclass(frozen=True, slots=True)
class YearsBetween(Node):
    """Full years from `start` to `end`, reached on the anniversary; a missing 29 February is the 28th. Negative where end precedes start."""

    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class MonthsBetween(Node):
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class DaysBetween(Node):
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """A date moved by whole months (a missing day is the month's last), then by days."""

    date: Node
    months: int
    days: int


# ---- lists


@dataclass(frozen=True, slots=True)
class Filter(Node):
    list: Node
    var: int
    condition: Node


@dataclass(frozen=True, slots=True)
class Collect(Node):
    """The list of `value` for each element: `members.monthly_wage`, `for m in members return …`."""

    list: Node
    var: int
    value: Node


@dataclass(frozen=True, slots=True)
class Concatenate(Node):
    lists: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Count(Node):
    list: Node


@dataclass(frozen=True, slots=True)
class Sum(Node):
    list: Node


@dataclass(frozen=True, slots=True)
class LeastOf(Node):
    list: Node


@dataclass(frozen=True, slots=True)
class GreatestOf(Node):
    list: Node


@dataclass(frozen=True, slots=True)
class Some(Node):
    list: Node
    var: int
    condition: Node


@dataclass(frozen=True, slots=True)
class Every(Node):
    list: Node
    var: int
    condition: Node


@dataclass(frozen=True, slots=True)
class Among(Node):
    """Whether a person is one of a fact of type `persons`."""

    person: Node
    persons: Node


# ---- tables


@dataclass(frozen=True, slots=True)
class Row:
    """`when` joins the row's cells (each a test of an input); `then` is its output."""

    when: Node
    then: Node


@dataclass(frozen=True, slots=True)
class Table(Node):
    """Rows tried in order; the first that holds gives the value. A hit policy that wants more was checked, or reordered, at load."""

    hit: str
    rows: tuple[Row, ...]
    otherwise: Node
