"""Whole numbers as they stand; quotients as pairs, compared and added by cross-multiplication, never divided until they are rounded."""

from __future__ import annotations

from eligibility.decide.emit.logic import comparison
from eligibility.decide.emit.writer import Writer
from eligibility.ir import nodes
from eligibility.ir.types import Number


def is_quotient(node: nodes.Node) -> bool:
    return isinstance(node.type, Number) and node.type.quotient


def add(w: Writer, node: nodes.Add) -> str:
    return linear(w, node, "+")


def subtract(w: Writer, node: nodes.Subtract) -> str:
    return linear(w, node, "-")


def linear(w: Writer, node: nodes.Add | nodes.Subtract, op: str) -> str:
    if not is_quotient(node):
        return f"({w.value(node.left)} {op} {w.value(node.right)})"
    a, b = w.named(node.left), w.named(node.right)
    return f"({a}[0] * {b}[1] {op} {b}[0] * {a}[1], {a}[1] * {b}[1])"


def multiply(w: Writer, node: nodes.Multiply) -> str:
    if not is_quotient(node):
        return f"({w.value(node.left)} * {w.value(node.right)})"
    a, b = w.named(node.left), w.named(node.right)
    return f"({a}[0] * {b}[0], {a}[1] * {b}[1])"


def divide(w: Writer, node: nodes.Divide) -> str:
    """A pair whose denominator is positive."""
    a, b = w.named(node.left), w.named(node.right)
    top, bottom, name = w.fresh(), w.fresh(), w.fresh()
    w.line(f"{top} = {a}[0] * {b}[1]")
    w.line(f"{bottom} = {a}[1] * {b}[0]")
    w.line(f"{name} = ({top}, {bottom}) if {bottom} > 0 else (-{top}, -{bottom})")
    return name


def negate(w: Writer, node: nodes.Negate) -> str:
    if not is_quotient(node):
        return f"(-{w.value(node.operand)})"
    a = w.named(node.operand)
    return f"(-{a}[0], {a}[1])"


def absolute(w: Writer, node: nodes.Absolute) -> str:
    if not is_quotient(node):
        return f"abs({w.value(node.operand)})"
    a = w.named(node.operand)
    return f"(abs({a}[0]), {a}[1])"


def rescale(w: Writer, node: nodes.Rescale) -> str:
    factor = 10**node.by
    if not is_quotient(node):
        return f"({w.value(node.operand)} * {factor})"
    a = w.named(node.operand)
    return f"({a}[0] * {factor}, {a}[1])"


def to_quotient(w: Writer, node: nodes.ToQuotient) -> str:
    return f"({w.value(node.operand)}, 1)"


def least(w: Writer, node: nodes.Least) -> str:
    return extreme(w, node.items, "<")


def greatest(w: Writer, node: nodes.Greatest) -> str:
    return extreme(w, node.items, ">")


def extreme(w: Writer, items: tuple[nodes.Node, ...], op: str) -> str:
    name = w.fresh()
    w.line(f"{name} = {w.value(items[0])}")
    for item in items[1:]:
        other = w.named(item)
        with w.block(f"if {comparison(w, item, op, other, name)}:"):
            w.line(f"{name} = {other}")
    return name


def rounded(w: Writer, node: nodes.Round) -> str:
    assert isinstance(node.type, Number)
    assert isinstance(node.operand.type, Number)
    a = w.named(node.operand)
    top, bottom = (f"{a}[0]", f"{a}[1]") if node.operand.type.quotient else (a, "1")
    up, down = 10**node.type.scale, 10**node.operand.type.scale * node.step
    return f"(whole({top} * {up}, {bottom} * {down}, {node.mode!r}) * {node.step})"
