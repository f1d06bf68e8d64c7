"""Numbers as they stand; quotients as pairs (see `quotients`), and rounded without being divided first."""

from __future__ import annotations

from decimal import Decimal

from eligibility.dmn.write import library, sizes
from eligibility.dmn.write.leaves import check_size, number
from eligibility.dmn.write.quotients import is_quotient, pair, times, whole_pair
from eligibility.dmn.write.sizes import Size
from eligibility.dmn.write.writer import PRODUCT, SUM, WIDE, Feel, Inexpressible, Ref, Writer
from eligibility.ir import nodes
from eligibility.ir.types import Number

ROUND = {"half_up": "round half up", "half_even": "decimal", "up": "round up", "down": "round down"}


def add(w: Writer, node: nodes.Add) -> Feel:
    return linear(w, node, "+")


def subtract(w: Writer, node: nodes.Subtract) -> Feel:
    return linear(w, node, "-")


def linear(w: Writer, node: nodes.Add | nodes.Subtract, _: str) -> Feel:
    """A sum with all its terms on one level, as they were written."""
    if is_quotient(node):
        return whole_pair(w, node)
    check_size(node)
    first, *rest = terms(node)
    texts = [w.at(first[1], SUM)]
    texts += [f"{sign} {w.at(term, SUM + (sign == '-'))}" for sign, term in rest]
    line = " ".join(texts)
    return Feel(
        line if len(line) <= WIDE and "\n" not in line else "\n".join(t.replace("\n", "\n  ") for t in texts), SUM
    )


def terms(node: nodes.Node) -> list[tuple[str, nodes.Node]]:
    while isinstance(node, nodes.Rescale) and isinstance(node.operand, nodes.Add | nodes.Subtract):
        node = node.operand
    if isinstance(node, nodes.Add | nodes.Subtract):
        return [*terms(node.left), ("+" if isinstance(node, nodes.Add) else "-", node.right)]
    return [("+", node)]


def multiply(w: Writer, node: nodes.Multiply) -> Feel:
    if is_quotient(node):
        return whole_pair(w, node)
    check_size(node)
    return Feel(f"{w.at(node.left, PRODUCT)} * {w.at(node.right, PRODUCT)}", PRODUCT)


def divide(w: Writer, node: nodes.Divide) -> Feel:
    return whole_pair(w, node)


def negate(w: Writer, node: nodes.Negate) -> Feel:
    return whole_pair(w, node) if is_quotient(node) else Feel(f"-{w.at(node.operand, PRODUCT + 1)}", PRODUCT)


def absolute(w: Writer, node: nodes.Absolute) -> Feel:
    return whole_pair(w, node) if is_quotient(node) else Feel(f"abs({w.value(node.operand).text})")


def rescale(w: Writer, node: nodes.Rescale) -> Feel:
    return w.value(node.operand)


def to_quotient(w: Writer, node: nodes.ToQuotient) -> Feel:
    return whole_pair(w, node)


def least(w: Writer, node: nodes.Least) -> Feel:
    return extreme(w, node, "min", "<=")


def greatest(w: Writer, node: nodes.Greatest) -> Feel:
    return extreme(w, node, "max", ">=")


def extreme(w: Writer, node: nodes.Least | nodes.Greatest, function: str, _: str) -> Feel:
    if is_quotient(node):
        return whole_pair(w, node)
    return Feel(f"{function}({', '.join(w.value(i).text for i in node.items)})")


# ---- rounding


def rounded(w: Writer, node: nodes.Round) -> Feel:
    """By FEEL's own function where the number has an end and the step is a power of ten, else by whole multiples of the step."""
    assert isinstance(node.type, Number)
    step = Decimal(node.step).scaleb(-node.type.scale)
    places = -step.adjusted() if step == Decimal(1).scaleb(step.adjusted()) else None
    if not is_quotient(node.operand) and places is not None:
        return Feel(f"{ROUND[node.mode]}({w.value(node.operand).text}, {places})")
    found, unit = pair(w, node.operand), number(node.step, node.type.scale)
    size = Size(max(step.adjusted() + 1, 1), max(node.type.scale, 0))
    bottom, bottom_size = times(found.bottom, unit), sizes.product(found.bottom_size, size)
    if not sizes.divides_exactly(found.top_size, bottom_size):
        raise Inexpressible("digits")
    call = f"{w.use(Ref('library', library.ROUNDED[node.mode]))}({found.top.text}, {bottom.text})"
    return times(Feel(call), unit) if unit.text != "1" else Feel(call)
