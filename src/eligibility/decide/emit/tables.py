"""A table as its rows in order, until one holds."""

from __future__ import annotations

from eligibility.decide.emit.writer import Writer
from eligibility.ir import nodes


def table(w: Writer, node: nodes.Table) -> str:
    name, open_ = w.fresh(), w.fresh()
    w.line(f"{open_} = True")
    for row in node.rows:
        with w.block(f"if {open_}:"), w.block(f"if {w.value(row.when)}:"):
            w.line(f"{name} = {w.value(row.then)}")
            w.line(f"{open_} = False")
    with w.block(f"if {open_}:"):
        w.line(f"{name} = {w.value(node.otherwise)}")
    return name
