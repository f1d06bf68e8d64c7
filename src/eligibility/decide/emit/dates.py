"""Days are ordinals; the functions of `values.dates` count between them."""

from __future__ import annotations

from eligibility.decide.emit.writer import Writer
from eligibility.ir import nodes


def years(w: Writer, node: nodes.YearsBetween) -> str:
    return f"years_between({w.value(node.start)}, {w.value(node.end)})"


def months(w: Writer, node: nodes.MonthsBetween) -> str:
    return f"months_between({w.value(node.start)}, {w.value(node.end)})"


def days(w: Writer, node: nodes.DaysBetween) -> str:
    return f"(-{w.value(node.start)} + {w.value(node.end)})"


def shift(w: Writer, node: nodes.Shift) -> str:
    return f"shifted({w.value(node.date)}, {node.months}, {node.days})"
