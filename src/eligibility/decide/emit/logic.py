"""Truth and choice. `and` and `or` go on only while it matters."""

from __future__ import annotations

from eligibility.decide.emit.writer import Writer
from eligibility.ir import nodes
from eligibility.ir.types import Boolean, Number

PYTHON = {"=": "=="}


def both(w: Writer, node: nodes.And) -> str:
    return chain(w, node.items, "and", "True")


def either(w: Writer, node: nodes.Or) -> str:
    return chain(w, node.items, "or", "False")


def chain(w: Writer, items: tuple[nodes.Node, ...], word: str, neutral: str) -> str:
    """One Python expression as far as the items need no statements of their own, else a variable that is decided step by step."""
    if not items:
        return neutral
    going_on = word == "and"
    so_far = w.value(items[0])
    for item in items[1:]:
        known = w.truth(so_far)
        if known is not None:
            so_far = w.value(item) if known is going_on else so_far
            continue
        name, start = so_far if so_far in w.own else w.fresh(), len(w.lines)
        asked = so_far if so_far.isidentifier() else name
        with w.block(f"if {asked}:" if going_on else f"if not {asked}:", **{asked: going_on}):
            value = w.value(item)
            alone = len(w.lines) == start + 1
            if not alone:
                w.assign(name, value)
        if alone:
            del w.lines[start:]
            so_far = f"({so_far} {word} {value})"
        elif so_far != name:
            w.line_at(start, f"{name} = {so_far}")
            w.own.add(name)
            so_far = name
    return so_far


def opposite(w: Writer, node: nodes.Not) -> str:
    return f"(not {w.value(node.operand)})"


def choice(w: Writer, node: nodes.If) -> str:
    condition = w.value(node.condition)
    known = w.truth(condition)
    if known is not None:
        return w.value(node.then if known else node.otherwise)
    name = w.fresh()
    with w.block(f"if {condition}:", **{condition: True}):
        w.assign(name, w.value(node.then))
    with w.block("else:", **{condition: False}):
        w.assign(name, w.value(node.otherwise))
    w.own.add(name)
    return name


def compare(w: Writer, node: nodes.Compare) -> str:
    left, right = w.value(node.left), w.value(node.right)
    return comparison(w, node.left, PYTHON.get(node.op, node.op), left, right)


def comparison(w: Writer, at: nodes.Node, op: str, left: str, right: str) -> str:
    if isinstance(at.type, Number) and at.type.quotient:
        a, b = w.fresh(), w.fresh()
        w.line(f"{a} = {left}")
        w.line(f"{b} = {right}")
        return f"({a}[0] * {b}[1] {op} {b}[0] * {a}[1])"
    return f"({left} {op} {right})"


def compare_by(w: Writer, node: nodes.CompareBy) -> str:
    left, right, boundary = w.named(node.left), w.named(node.right), w.named(node.boundary)
    name = w.fresh()
    for index, op in enumerate(("<", "<=", ">", ">=")):
        with w.block(f"{'if' if index == 0 else 'elif'} {boundary} == {index}:"):
            w.line(f"{name} = {comparison(w, node.left, op, left, right)}")
    return name


def same(w: Writer, node: nodes.Same) -> str:
    for truth, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(truth, nodes.Const) and isinstance(truth.type, Boolean):
            return w.value(other) if truth.value is not node.negated else f"(not {w.value(other)})"
    return f"({w.value(node.left)} {'!=' if node.negated else '=='} {w.value(node.right)})"


def one_of(w: Writer, node: nodes.OneOf) -> str:
    return f"({w.value(node.operand)} in {node.values!r})"


def lies_in(w: Writer, node: nodes.LiesIn) -> str:
    return f"lies_in({w.value(node.place)}, {w.value(node.within)})"
