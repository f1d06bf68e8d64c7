"""The values of a table's inputs, cut into regions that no cell of the table tells apart.

A cell is a test of its input by constants: a comparison, a range, a set. So the values between two neighbouring constants all fare alike, and one of them
stands for the rest. A cell that asks something else (another fact, a list, a value that the law does not know) is not judged: it may hold anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, Final

from eligibility.frozen import record
from eligibility.ir import nodes, only_if
from eligibility.ir.types import Boolean, Date, Enum, Number, Place, Text, Type
from eligibility.ir.walk import children

Cells = Sequence[nodes.Node | None]
OTHER: Final = "\0"  # a text or place that no cell names


class NotJudged(Exception):
    """A cell that is more than a test of its input by constants."""


@record
class Region:
    """The values from `low` to `high` (encoded); `between` where only what lies between these is meant, as of quotients."""

    low: Any
    high: Any
    between: bool = False

    @property
    def sample(self) -> Any:
        return (self.low + self.high) / 2 if self.between else self.low


ANYTHING: Final = Region(None, None)


@record
class Grid:
    """Of each input its regions, and for each region the rows (as bits) whose cell surely holds there, and those whose cell may."""

    operands: tuple[nodes.Node, ...]
    regions: tuple[tuple[Region, ...], ...]
    sure: tuple[tuple[int, ...], ...]
    maybe: tuple[tuple[int, ...], ...]
    free: tuple[int, ...]  # for each input the rows that ask nothing of it and of those after it; of none: all
    ties: tuple[tuple[int, int], ...]  # an input that exists only for some values of another: its position, the other's

    @property
    def all(self) -> int:
        return self.free[-1]


def grid(operands: Sequence[nodes.Node], rows: Sequence[Cells]) -> Grid:
    regions, sure, maybe = [], [], []
    for position, operand in enumerate(operands):
        cells = [row[position] for row in rows]
        found = tuple(split(operand, [c for c in cells if c is not None]))
        marks = [[judged(c, operand, r) for c in cells] for r in found]
        regions.append(found)
        sure.append(tuple(bits(m is True for m in of_region) for of_region in marks))
        maybe.append(tuple(bits(m is not False for m in of_region) for of_region in marks))
    free = [bits(all(c is None for c in row[position:]) for row in rows) for position in range(len(operands) + 1)]
    return Grid(tuple(operands), tuple(regions), tuple(sure), tuple(maybe), tuple(free), tuple(tied(operands)))


def bits(truths: Any) -> int:
    return sum(1 << n for n, truth in enumerate(truths) if truth)


def judged(cell: nodes.Node | None, operand: nodes.Node, region: Region) -> bool | None:
    """Whether a cell holds in a region; None where that cannot be told."""
    if cell is None:
        return True
    if region is ANYTHING:
        return None
    try:
        return bool(truth(cell, operand, region.sample))
    except NotJudged:
        return None


def split(operand: nodes.Node, cells: Sequence[nodes.Node]) -> Iterator[Region]:
    """The regions of an input in their order; one of anything where its values cannot be told apart."""
    type_ = operand.type
    if not cells:
        yield ANYTHING
    elif isinstance(type_, Boolean | Enum):
        values = range(len(type_.values)) if isinstance(type_, Enum) else (False, True)
        yield from (Region(v, v) for v in values)
    elif isinstance(type_, Number | Date):
        yield from between(type_, sorted(set(constants(operand, cells))))
    elif isinstance(type_, Text | Place):
        named = sorted({str(n.value) for cell in cells for n in tests(cell, operand) if isinstance(n, nodes.Const)})
        yield from (Region(v, v) for v in (*named, OTHER))
    else:
        yield ANYTHING


def between(type_: Number | Date, cuts: list[Fraction]) -> Iterator[Region]:
    """The constants within bounds, and what lies between them."""
    low, high = type_.low, type_.high
    if isinstance(type_, Number) and type_.quotient:
        ends = [Fraction(low), *(c for c in cuts if low < c < high), *([Fraction(high)] if low < high else [])]
        for start, end in pairwise(ends):
            yield Region(start, start)
            yield Region(start, end, between=True)
        yield Region(ends[-1], ends[-1])
        return
    starts = sorted({low} | {s for c in cuts for s in (ceil(c), floor(c) + 1) if low < s <= high})
    yield from (Region(s, e - 1) for s, e in zip(starts, (*starts[1:], high + 1), strict=True))


def constants(operand: nodes.Node, cells: Sequence[nodes.Node]) -> Iterator[Fraction]:
    """The numbers and days that the cells name, at the input's scale."""
    for node in (n for cell in cells for n in tests(cell, operand)):
        if not isinstance(node, nodes.Const | nodes.Parameter) or not isinstance(node.type, Number | Date):
            continue
        if isinstance(node.value, int):
            yield Fraction(node.value * 10 ** scale(operand.type), 10 ** scale(node.type))


def scale(type_: Type) -> int:
    return type_.scale if isinstance(type_, Number) else 0


def tests(cell: nodes.Node, operand: nodes.Node) -> Iterator[nodes.Node]:
    """The nodes of a cell outside of its input."""
    stack = [cell]
    while stack:
        node = stack.pop()
        if node is not operand:
            yield node
            stack.extend(children(node))


def truth(node: nodes.Node, operand: nodes.Node, value: Any) -> Any:
    """The value of a cell, or of a part of it, where the input has `value`."""
    if node is operand:
        return value
    match node:
        case nodes.Const():
            return node.value
        case nodes.Parameter() if node.value is not None:
            return node.value
        case nodes.And():
            return all(truth(i, operand, value) for i in node.items)
        case nodes.Or():
            return any(truth(i, operand, value) for i in node.items)
        case nodes.Not():
            return not truth(node.operand, operand, value)
        case nodes.Same():
            return (truth(node.left, operand, value) == truth(node.right, operand, value)) != node.negated
        case nodes.OneOf():
            return truth(node.operand, operand, value) in node.values
        case nodes.Compare():
            return COMPARE[node.op](truth(node.left, operand, value), truth(node.right, operand, value))
        case nodes.Rescale():
            return truth(node.operand, operand, value) * 10**node.by
        case nodes.ToQuotient():
            return truth(node.operand, operand, value)
        case _:
            raise NotJudged


COMPARE: Final[dict[str, Any]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


# ---- inputs that exist only for some values of another


def tied(operands: Sequence[nodes.Node]) -> Iterator[tuple[int, int]]:
    """`disability_grade` exists only where `disability_kind` is not `none`: where both are inputs, some pairs of their values never occur."""
    for position, operand in enumerate(operands):
        read = guard_fact(operand)
        for other, candidate in enumerate(operands):
            fact = candidate.then if isinstance(candidate, nodes.If) else candidate
            if read is not None and other != position and isinstance(fact, nodes.Fact) and same_fact(fact, read):
                yield position, other


def same_fact(a: nodes.Fact, b: nodes.Fact) -> bool:
    return (a.var, a.subject, a.index) == (b.var, b.subject, b.index)


def guard_fact(operand: nodes.Node) -> nodes.Fact | None:
    """The one fact that decides whether an input has a value at all."""
    if not isinstance(operand, nodes.If) or not isinstance(operand.otherwise, nodes.Const):
        return None
    if not isinstance(operand.then, nodes.Fact) or operand.then.span != operand.span:
        return None
    match operand.condition:
        case nodes.Fact() as fact:
            return fact
        case nodes.Not(operand=nodes.Fact() as fact) | nodes.OneOf(operand=nodes.Fact() as fact):
            return fact
    return None


def occurs(operand: nodes.Node, region: Region, other: Region) -> bool:
    """Whether a guarded input may lie in `region` where the fact of its guard lies in `other`."""
    assert isinstance(operand, nodes.If)
    assert isinstance(operand.otherwise, nodes.Const)
    if region is ANYTHING or other is ANYTHING:
        return True
    nothing = operand.otherwise.value
    if only_if.truth(operand.condition, other.sample):
        return not (isinstance(operand.type, Enum) and region.low == nothing)
    return bool(region.low <= nothing <= region.high)
