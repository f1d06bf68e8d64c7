"""Decision tables: each row becomes one condition over the inputs and one output; the default is what none of them says."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.feel import ast
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.check.core import Checker, refuse, span
from eligibility.ir.check.logic import cell, joined
from eligibility.ir.check.overlap import overlapping, shown
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Type

UNIQUE = "U"


@record
class RowTree:
    """A row as trees: a cell for each input (None: anything), and the output."""

    cells: tuple[ast.Tests | None, ...]
    then: ast.Node


def refuse_overlaps(
    operands: Sequence[nodes.Node], cells: Sequence[Sequence[nodes.Node | None]], rows: Sequence[RowTree]
) -> None:
    for second in range(len(rows)):
        for first in range(second):
            found = overlapping(operands, cells[first], cells[second])
            if found is not None:
                case = ", ".join(shown(o.type, v) for o, v in zip(operands, found, strict=True) if v is not None)
                refuse("rows_overlap", rows[second].then, first=first + 1, second=second + 1, case=case)


def table(
    checker: Checker,
    at: ast.Node,
    hit: str,
    inputs: Sequence[ast.Node],
    rows: Sequence[RowTree],
    otherwise: ast.Node | None,
    scope: Scope,
    expected: Type | None,
) -> nodes.Node:
    """A table as ordered rows. Without a default a table would have no value for some case, so one is required."""
    operands = [checker.check(i, scope) for i in inputs]
    if otherwise is None:
        refuse("missing_else", at, name="table")
    outputs = [checker.check(r.then, scope, expected) for r in rows]
    outputs.append(checker.check(otherwise, scope, expected))
    outputs = joined(at, outputs)
    cells = [
        [
            None if tests is None or tests.any else cell(checker, tests, operand, scope)
            for tests, operand in zip(row.cells, operands, strict=True)
        ]
        for row in rows
    ]
    if hit == UNIQUE:
        refuse_overlaps(operands, cells, rows)
    built = []
    for row, found, output in zip(rows, cells, outputs, strict=False):
        tests = [test for test in found if test is not None]
        when: nodes.Node = tests[0] if len(tests) == 1 else nodes.And(Boolean(), span(row.then), tuple(tests))
        built.append(nodes.Row(when, output))
    return nodes.Table(outputs[0].type, span(at), hit, tuple(built), outputs[-1])
