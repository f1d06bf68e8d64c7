"""Quotients as pairs of a numerator and a positive denominator: compared and added crosswise, never divided.

A pair carries how many digits its parts may need, as FEEL's numbers are exact only up to 34 of them; what needs more is refused.
"""

from __future__ import annotations

from eligibility.dmn.write import sizes
from eligibility.dmn.write.sizes import Size, size_of
from eligibility.dmn.write.writer import (
    PRODUCT,
    SUM,
    Feel,
    Inexpressible,
    Pair,
    Writer,
    chained,
    chosen,
    guarded,
    held,
)
from eligibility.ir import nodes
from eligibility.ir.check.tables import unplaced
from eligibility.ir.types import Number

BARE = Feel("1")


def is_quotient(node: nodes.Node) -> bool:
    return isinstance(node.type, Number) and node.type.quotient


def whole_pair(w: Writer, node: nodes.Node) -> Feel:
    """A quotient as a value: a context of its two parts."""
    found = pair(w, node)
    top, bottom = w.book.names.parts
    return Feel(f"{{{top}: {found.top.text}, {bottom}: {found.bottom.text}}}")


def pair(w: Writer, node: nodes.Node) -> Pair:
    """The two parts of a number, which need not be a quotient."""
    if w.stands_for and (name := w.stands_for.get(key := unplaced(node))):
        return named(w, Feel(name), w.sizes[key])
    found = parts_of(w, node)
    if not (sizes.is_exact(found.top_size) and sizes.is_exact(found.bottom_size)):
        raise Inexpressible("digits")
    return found


def parts_of(w: Writer, node: nodes.Node) -> Pair:
    if not is_quotient(node):
        assert isinstance(node.type, Number)
        return Pair(w.value(node), BARE, size_of(node.type), sizes.ONE)
    match node:
        case nodes.ToQuotient() | nodes.Rescale():
            return pair(w, node.operand)
        case nodes.Divide():
            return divided(w, node)
        case nodes.Multiply():
            a, b = pair(w, node.left), pair(w, node.right)
            return Pair(times(a.top, b.top), times(a.bottom, b.bottom), *products(a, b))
        case nodes.Add() | nodes.Subtract():
            return summed(pair(w, node.left), pair(w, node.right), "+" if isinstance(node, nodes.Add) else "-")
        case nodes.Negate():
            a = pair(w, node.operand)
            return Pair(Feel(f"-{held(a.top, PRODUCT + 1)}", PRODUCT), a.bottom, a.top_size, a.bottom_size)
        case nodes.Absolute():
            a = pair(w, node.operand)
            return Pair(Feel(f"abs({a.top.text})"), a.bottom, a.top_size, a.bottom_size)
        case nodes.If():
            return picked(w, node)
        case nodes.Least() | nodes.Greatest():
            return best(w, node)
        case nodes.Local() if node.var in w.bound_sizes:
            return named(w, w.value(node), w.bound_sizes[node.var])
        case nodes.Definition():
            return named(w, w.value(node), w.book.quotient(node.definition))
        case nodes.Sum() | nodes.LeastOf() | nodes.GreatestOf():
            return w.book.folded(w, node)
    raise Inexpressible("quotient")


def named(w: Writer, value: Feel, size: tuple[Size, Size]) -> Pair:
    """A quotient that another part of the model computes."""
    top, bottom = w.book.names.parts
    return Pair(Feel(f"{value.text}.{top}"), Feel(f"{value.text}.{bottom}"), *size)


def products(a: Pair, b: Pair) -> tuple[Size, Size]:
    return sizes.product(a.top_size, b.top_size), sizes.product(a.bottom_size, b.bottom_size)


def times(a: Feel, b: Feel) -> Feel:
    if BARE in (a, b):
        return b if a == BARE else a
    return Feel(f"{held(a, PRODUCT)} * {held(b, PRODUCT)}", PRODUCT)


def summed(a: Pair, b: Pair, op: str) -> Pair:
    if a.bottom == b.bottom:
        top = chained([held(a.top, SUM), held(b.top, SUM + 1)], op, SUM)
        return Pair(top, a.bottom, sizes.total(a.top_size, b.top_size), a.bottom_size)
    top = chained([held(times(a.top, b.bottom), SUM), held(times(b.top, a.bottom), SUM + 1)], op, SUM)
    size = sizes.total(sizes.product(a.top_size, b.bottom_size), sizes.product(b.top_size, a.bottom_size))
    return Pair(top, times(a.bottom, b.bottom), size, sizes.product(a.bottom_size, b.bottom_size))


def divided(w: Writer, node: nodes.Divide) -> Pair:
    """The denominator is made positive; where its sign is not known from its bounds it is looked at."""
    a, b = pair(w, node.left), pair(w, node.right)
    assert isinstance(node.right.type, Number)
    low, high = node.right.type.low, node.right.type.high
    top, bottom = times(a.top, b.bottom), times(a.bottom, b.top)
    size = sizes.product(a.top_size, b.bottom_size), sizes.product(a.bottom_size, b.top_size)
    if low >= 0:
        return Pair(top, bottom, *size)
    minus = Feel(f"-{held(top, PRODUCT + 1)}", PRODUCT)
    if high > 0:
        minus = chosen(Feel(f"{held(b.top, SUM)} < 0"), minus, top)
    return Pair(minus, Feel(f"abs({bottom.text})"), *size)


def picked(w: Writer, node: nodes.If) -> Pair:
    a, b, condition = pair(w, node.then), pair(w, node.otherwise), w.value(node.condition)
    open_ = [condition] if w.book.nulls.of(node.condition, w.open) else []
    top = guarded(open_, chosen(condition, a.top, b.top))
    bottom = a.bottom if a.bottom == b.bottom else guarded(open_, chosen(condition, a.bottom, b.bottom))
    size = sizes.either(a.top_size, b.top_size), sizes.either(a.bottom_size, b.bottom_size)
    return Pair(top, bottom, *size)


def best(w: Writer, node: nodes.Least | nodes.Greatest) -> Pair:
    """The least or greatest, found by comparing crosswise."""
    found = pair(w, node.items[0])
    for item in node.items[1:]:
        other = pair(w, item)
        left, right = crossing(found, other)
        op = "<=" if isinstance(node, nodes.Least) else ">="
        keep = Feel(f"{held(left, SUM)} {op} {held(right, SUM)}")
        size = sizes.either(found.top_size, other.top_size), sizes.either(found.bottom_size, other.bottom_size)
        open_ = [f for n, f in ((node, left), (node, right)) if w.book.nulls.of(n, w.open)]
        top = guarded(open_, chosen(keep, found.top, other.top))
        found = Pair(top, guarded(open_, chosen(keep, found.bottom, other.bottom)), *size)
    return found


def crossing(a: Pair, b: Pair) -> tuple[Feel, Feel]:
    """What is to be compared in the place of two quotients."""
    for top, bottom in ((a.top_size, b.bottom_size), (b.top_size, a.bottom_size)):
        if not sizes.is_exact(sizes.product(top, bottom)):
            raise Inexpressible("digits")
    if a.bottom == b.bottom:
        return a.top, b.top
    return times(a.top, b.bottom), times(b.top, a.bottom)


def crossed(w: Writer, left: nodes.Node, right: nodes.Node) -> tuple[Feel, Feel]:
    return crossing(pair(w, left), pair(w, right))
