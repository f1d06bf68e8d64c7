"""The nodes of the IR. A node is plain data: numbers, texts, types and other nodes.

Variables are numbers: 0 is the root subject (the household); a rule about another subject gets that subject as variable 1; filters, quantifiers and
`for` bind the next free number. Numbers meet only in the same unit and scale (the checker puts a `Rescale` where they differ), so an
interpreter adds, compares and multiplies integers as they stand. A quotient is exact until `Round`.

`span` is where the node stands in the text of its rule (character offsets); the rule itself (`program.Origin`) knows file, article, layer and day.
"""

from __future__ import annotations

from typing import Final

from eligibility.frozen import record
from eligibility.ir.types import Type

Value = bool | int | str | tuple["Value", ...]
Span = tuple[int, int]


@record
class Node:
    type: Type
    span: Span


# ---- leaves


@record
class Const(Node):
    value: Value


@record
class Fact(Node):
    """The fact in slot `index` of the subject bound to `var`."""

    var: int
    subject: str
    fact: str
    index: int


@record
class Parameter(Node):
    """A value of the place and day; `value` is None where none is known (then it lies in the type's bounds)."""

    parameter: str
    scope: str
    value: Value | None


@record
class Local(Node):
    """A bound variable as a value: an element of a list of values, or a subject."""

    var: int


@record
class Definition(Node):
    """The value of a definition for the subject bound to `var` (0 for a definition of the root subject)."""

    definition: str
    var: int


# ---- logic


@record
class And(Node):
    items: tuple[Node, ...]


@record
class Or(Node):
    items: tuple[Node, ...]


@record
class Not(Node):
    operand: Node


@record
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@record
class Compare(Node):
    """`op` is one of `= != < <= > >=`; both sides are numbers of one unit and scale, or dates."""

    op: str
    left: Node
    right: Node


@record
class CompareBy(Node):
    """`left` against `right` by a boundary word: below `<`, at_most `<=`, above `>`, at_least `>=`."""

    left: Node
    boundary: Node
    right: Node


@record
class Same(Node):
    """Equality of booleans, enum values (of one domain), texts, places or persons; `negated` for `!=`."""

    left: Node
    right: Node
    negated: bool


@record
class OneOf(Node):
    """Whether an enum value is one of `values` (indices, sorted)."""

    operand: Node
    values: tuple[int, ...]


@record
class LiesIn(Node):
    """Whether a place (GB/T 2260 code) lies in another: `360103` in `360100` and in `360000`."""

    place: Node
    within: Node


# ---- arithmetic


@record
class Add(Node):
    left: Node
    right: Node


@record
class Subtract(Node):
    left: Node
    right: Node


@record
class Multiply(Node):
    left: Node
    right: Node


@record
class Divide(Node):
    """An exact quotient; the divisor's bounds, or the guard around it, exclude zero."""

    left: Node
    right: Node


@record
class Negate(Node):
    operand: Node


@record
class Absolute(Node):
    operand: Node


@record
class Rescale(Node):
    """The same number at a finer scale: the encoded value times 10 to `by`."""

    operand: Node
    by: int


@record
class ToQuotient(Node):
    """A whole encoded number as a quotient with denominator 1, so that both sides are of one kind."""

    operand: Node


@record
class Least(Node):
    """The smallest of the items (numbers or dates of one kind)."""

    items: tuple[Node, ...]


@record
class Greatest(Node):
    items: tuple[Node, ...]


@record
class Round(Node):
    """To a multiple of `step` (encoded at the result's scale); `mode` is half_up, half_even, up or down (away from and toward zero)."""

    operand: Node
    step: int
    mode: str


# ---- dates


@record
class YearsBetween(Node):
    """Full years from `start` to `end`, reached on the anniversary; a missing 29 February is the 28th. Negative where end precedes start."""

    start: Node
    end: Node


@record
class MonthsBetween(Node):
    start: Node
    end: Node


@record
class DaysBetween(Node):
    start: Node
    end: Node


@record
class Shift(Node):
    """A date moved by whole months (a missing day is the month's last), then by days."""

    date: Node
    months: int
    days: int


# ---- lists


@record
class Filter(Node):
    list: Node
    var: int
    condition: Node


@record
class Collect(Node):
    """The list of `value` for each element: `members.monthly_wage`, `for m in members return …`."""

    list: Node
    var: int
    value: Node


@record
class Concatenate(Node):
    lists: tuple[Node, ...]


@record
class ListLiteral(Node):
    items: tuple[Node, ...]


@record
class Count(Node):
    list: Node


@record
class Sum(Node):
    list: Node


@record
class LeastOf(Node):
    list: Node


@record
class GreatestOf(Node):
    list: Node


@record
class Some(Node):
    list: Node
    var: int
    condition: Node


@record
class Every(Node):
    list: Node
    var: int
    condition: Node


@record
class Among(Node):
    """Whether a person is one of a fact of type `persons`."""

    person: Node
    persons: Node


# ---- tables


# DMN 8.2.8: the hit policies by their letters
HITS: Final = ("U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#")
SINGLE: Final = frozenset({"U", "A", "P", "F"})  # one row decides
RANKED: Final = frozenset({"P", "O"})  # by the order of `priorities`
LISTED: Final = frozenset({"R", "O", "C"})  # the value is a list of outputs


@record
class Row:
    """`when` joins the row's cells (each a test of an input); `then` is its output."""

    when: Node
    then: Node


@record
class Table(Node):
    """A decision table by its hit policy.

    `U`, `A`, `P`, `F`: the output of the first row that holds; of `P` the rows are tried by the rank of their outputs in `priorities` (encoded values, the
    first comes first; every output is a constant among them). Of `U` it was checked that no two rows can hold at once, of `A` that those which can have
    the same output. `C+`, `C<`, `C>`, `C#`: the sum, the least, the greatest, the number of the outputs of all rows that hold. `R`, `C`: their list in the
    order of the rows, `O` by rank. `otherwise` is the value (of a list: its one element) where no row holds. It is None where some row always does, and
    where the value is then 0 (`C+`, `C#`) or the empty list.
    """

    hit: str
    rows: tuple[Row, ...]
    otherwise: Node | None
    priorities: tuple[Value, ...] = ()


def in_order(table: Table) -> tuple[tuple[int, Row], ...]:
    """The rows with their positions in the order in which they are tried, or listed."""
    rows = tuple(enumerate(table.rows))
    if table.hit not in RANKED:
        return rows
    return tuple(sorted(rows, key=lambda r: rank(table, r[1])))


def rank(table: Table, row: Row) -> int:
    assert isinstance(row.then, Const)
    return table.priorities.index(row.then.value)


def row_path(path: str, position: int) -> str:
    """The path of a row under that of the rule whose table it stands in; rows are numbered from 1."""
    return f"{path}.table.{position + 1}"
