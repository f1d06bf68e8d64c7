"""A table by its hit policy: rows tried until one holds, or all of them with what they add, bound, count or list."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from eligibility.decide.emit.logic import comparison
from eligibility.decide.emit.writer import DEEPEST, Writer
from eligibility.ir import nodes
from eligibility.ir.nodes import LISTED, SINGLE
from eligibility.ir.types import Number


def table(w: Writer, node: nodes.Table) -> str:
    if node.hit in SINGLE:
        return decided(w, node)
    if node.hit in LISTED:
        return listed(w, node)
    return {"C+": added, "C#": counted, "C<": bounded, "C>": bounded}[node.hit](w, node)


def decided(w: Writer, node: nodes.Table) -> str:
    """The first row that holds; without a default the last one does where none before it did."""
    name = w.fresh()
    rows = [row for _, row in nodes.in_order(node)]
    otherwise = rows.pop().then if node.otherwise is None else node.otherwise
    with ExitStack() as blocks:
        before = ""
        while rows and w.depth <= DEEPEST:  # deeper it would have been put apart
            before = one_row(w, blocks, name, rows.pop(0), before)
        if before:
            blocks.enter_context(w.block("else:", **{before: False}))
        rest = replace(node, hit="F", rows=tuple(rows), otherwise=otherwise) if rows else otherwise
        w.assign(name, w.value(rest))
    w.own.add(name)
    return name


def one_row(w: Writer, blocks: ExitStack, name: str, row: nodes.Row, before: str) -> str:
    """A row that is tried where the condition `before` does not hold: in a block of its own where that has to be found out by statements. Its condition."""
    start, word = len(w.lines), "if"
    inner = ExitStack()
    if before:
        inner.enter_context(w.block("else:", **{before: False}))
    condition = w.value(row.when)
    if before and len(w.lines) == start + 1:
        inner.close()
        del w.lines[start:]
        word = "elif"
    else:
        blocks.push(inner)
    with w.block(f"{word} {condition}:", **{condition: True}):
        w.assign(name, w.value(row.then))
    return condition


def each(w: Writer, node: nodes.Table, found: Callable[[nodes.Row], None]) -> None:
    """Write what is done with every row that holds."""
    for _, row in nodes.in_order(node):
        with w.block(f"if {w.value(row.when)}:"):
            found(row)


def added(w: Writer, node: nodes.Table) -> str:
    quotient = isinstance(node.type, Number) and node.type.quotient
    name, none = w.fresh(), w.fresh()
    w.line(f"{name} = {'(0, 1)' if quotient else '0'}")
    if node.otherwise is not None:
        w.line(f"{none} = True")

    def add(row: nodes.Row) -> None:
        if quotient:
            value = w.named(row.then)
            w.line(f"{name} = ({name}[0] * {value}[1] + {value}[0] * {name}[1], {name}[1] * {value}[1])")
        else:
            w.line(f"{name} += {w.value(row.then)}")
        if node.otherwise is not None:
            w.line(f"{none} = False")

    each(w, node, add)
    return defaulted(w, node, name, none)


def defaulted(w: Writer, node: nodes.Table, name: str, none: str) -> str:
    if node.otherwise is not None:
        with w.block(f"if {none}:"):
            w.line(f"{name} = {w.value(node.otherwise)}")
    return name


def counted(w: Writer, node: nodes.Table) -> str:
    name = w.fresh()
    w.line(f"{name} = 0")
    each(w, node, lambda _: w.line(f"{name} += 1"))
    return name


def bounded(w: Writer, node: nodes.Table) -> str:
    """The least or the greatest output."""
    name = w.fresh()
    w.line(f"{name} = None")

    def keep(row: nodes.Row) -> None:
        value = w.named(row.then)
        with w.block(f"if {name} is None:"):
            w.line(f"{name} = {value}")
        with w.block("else:"), w.block(f"if {comparison(w, row.then, node.hit[1], value, name)}:"):
            w.line(f"{name} = {value}")

    each(w, node, keep)
    return defaulted(w, node, name, f"{name} is None")


def listed(w: Writer, node: nodes.Table) -> str:
    name = w.fresh()
    w.line(f"{name} = []")
    each(w, node, lambda row: w.line(f"{name}.append({w.value(row.then)})"))
    if node.otherwise is not None:
        with w.block(f"if not {name}:"):
            w.line(f"{name}.append({w.value(node.otherwise)})")
    return name
