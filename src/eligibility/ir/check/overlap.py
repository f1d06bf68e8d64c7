"""Whether two rows of a table may hold at once: what hit policy U forbids (DMN 8.2.8).

Each cell is a test of one input, so two rows overlap where each input has a value that both cells admit. Values are tried at and beside the constants of
both cells, which is enough for comparisons, ranges and sets; a cell that asks something else is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.ir import nodes
from eligibility.ir.types import Boolean, Date, Enum, Number, Type
from eligibility.ir.walk import walk

Cells = Sequence[nodes.Node | None]


class NotJudged(Exception):
    """A cell that is more than a test of its input by constants."""


def overlapping(operands: Sequence[nodes.Node], first: Cells, second: Cells) -> list[Any] | None:
    """A value for each input (encoded; None: any) at which both rows hold; None where there is none, or none can be told."""
    out: list[Any] = []
    for operand, a, b in zip(operands, first, second, strict=True):
        both = [c for c in (a, b) if c is not None]
        if not both:
            out.append(None)
            continue
        try:
            found = next((v for v in values(operand.type, both) if all(truth(c, operand, v) for c in both)), None)
        except NotJudged:
            return None
        if found is None:
            return None
        out.append(found)
    return out


def values(type_: Type, cells: Sequence[nodes.Node]) -> Iterator[Any]:
    """Values of an input that stand for all others."""
    if isinstance(type_, Boolean):
        yield from (False, True)
    elif isinstance(type_, Enum):
        yield from range(len(type_.values))
    elif isinstance(type_, Number | Date):
        yield from (type_.low, type_.high)
        for node in (n for cell in cells for n in walk(cell) if isinstance(n, nodes.Const)):
            if isinstance(node.value, int) and isinstance(node.type, Number | Date):
                at = (
                    int(node.value // 10 ** (scale(node.type) - scale(type_)))
                    if scale(node.type) > scale(type_)
                    else node.value
                )
                yield from (v for v in (at - 1, at, at + 1) if type_.low <= v <= type_.high)
    else:
        raise NotJudged


def scale(type_: Number | Date) -> int:
    return type_.scale if isinstance(type_, Number) else 0


def truth(node: nodes.Node, operand: nodes.Node, value: Any) -> Any:
    """The value of a cell, or of a part of it, where the input has `value`."""
    if node is operand:
        return value
    match node:
        case nodes.Const():
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
        case _:
            raise NotJudged


COMPARE = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def shown(type_: Type, value: Any) -> str:
    """A value as a policy file would write it."""
    match type_:
        case Enum():
            return type_.values[value] or "—"
        case Boolean():
            return "true" if value else "false"
        case Date():
            return date.fromordinal(value).isoformat()
        case Number():
            return f"{Decimal(value).scaleb(-type_.scale):f}"
        case _:
            return ""
