"""Decision tables: each row becomes one condition over the inputs and one output, and the hit policy decides what comes of those that hold.

What each hit policy promises is checked here, once and for all inputs (DMN 8.2.8): of `U` no two rows meet, of `A` those that meet say the same, of `P` and
`O` every output has its rank, what is added or compared is a number of one unit. Where a table must have a value (`U`, `A`, `P`, `F`, `C<`, `C>`) and
has no `else`, its rows must cover every case: a law knows no null. The sum and the count of nothing are 0, the list of nothing is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Final

from eligibility.feel import ast
from eligibility.feel.unparse import unparse
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.check.core import Checker, bounded, describe, is_literal, refuse, span
from eligibility.ir.check.logic import cell, joined
from eligibility.ir.check.overlap import overlapping, reachable, uncovered
from eligibility.ir.check.regions import Grid, grid
from eligibility.ir.check.told import told
from eligibility.ir.nodes import LISTED, RANKED, SINGLE
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Date, ListOf, Number, Type

ADDED: Final = ("C+",)
COMPARED: Final = ("C<", "C>")
COUNTED: Final = ("C#",)


@record
class RowTree:
    """A row as trees: a cell for each input (None: anything), and the output."""

    cells: tuple[ast.Tests | None, ...]
    then: ast.Node


@record
class TableTree:
    """A table as trees. `names` are what it calls its inputs, `priorities` the values of its outputs from the first rank to the last."""

    hit: str
    names: tuple[str, ...]
    inputs: tuple[ast.Node, ...]
    rows: tuple[RowTree, ...]
    otherwise: ast.Node | None
    priorities: tuple[ast.Node, ...] | None


@record
class Notice:
    """What is not wrong but should be looked at, at a node of the tree."""

    kind: str
    tree: ast.Node
    args: dict[str, str]


def table(
    checker: Checker, at: ast.Node, tree: TableTree, scope: Scope, expected: Type | None
) -> tuple[nodes.Table, list[Notice]]:
    """The table, typed, and what should be looked at in it; `at` stands for all of it."""
    ranks_stated(at, tree)
    operands = [checker.check(i, scope) for i in tree.inputs]
    cells = [
        [
            None if tests is None or tests.any else cell(checker, tests, operand, scope)
            for tests, operand in zip(row.cells, operands, strict=True)
        ]
        for row in tree.rows
    ]
    outputs, otherwise, priorities = outputs_of(checker, at, tree, scope, expected)
    rows = tuple(
        nodes.Row(condition([test for test in found if test is not None], row.then), output)
        for row, found, output in zip(tree.rows, cells, outputs, strict=True)
    )
    cases = grid(operands, cells)
    notices = meetings(cases, tree, outputs) + idle(cases, tree, outputs, priorities)
    complete = covered(cases, at, tree)
    type_ = type_of(at, tree, rows, outputs, otherwise, complete=complete)
    return nodes.Table(type_, span(at), tree.hit, rows, otherwise, priorities), notices


def condition(tests: list[nodes.Node], then: ast.Node) -> nodes.Node:
    return tests[0] if len(tests) == 1 else nodes.And(Boolean(), span(then), tuple(tests))


def ranks_stated(at: ast.Node, tree: TableTree) -> None:
    """`priority` stands where, and only where, the hit policy asks for it."""
    if tree.hit in RANKED and not tree.priorities:
        refuse("priority_missing", at, hit=tree.hit, example=", ".join(unparse(r.then) for r in tree.rows[:2]))
    if tree.hit not in RANKED and tree.priorities is not None:
        refuse("priority_unused", tree.priorities[0] if tree.priorities else at, hit=tree.hit)
    if tree.hit in COUNTED and tree.otherwise is not None:
        refuse("else_unused", tree.otherwise, hit=tree.hit)


# ---- outputs


def outputs_of(
    checker: Checker, at: ast.Node, tree: TableTree, scope: Scope, expected: Type | None
) -> tuple[list[nodes.Node], nodes.Node | None, tuple[nodes.Value, ...]]:
    """The outputs of the rows, the default, the values by rank: all brought to one kind."""
    hint = expected
    if tree.hit in LISTED:
        hint = expected.element if isinstance(expected, ListOf) else None
    elif tree.hit in COUNTED:
        hint = None
    trees = [r.then for r in tree.rows] + ([tree.otherwise] if tree.otherwise else []) + list(tree.priorities or ())
    telling = next((t for t in trees if not is_literal(t)), None) if hint is None and tree.hit not in COUNTED else None
    if telling is not None:  # bare literals take their type from what they stand beside
        hint = checker.check(telling, scope).type
    found = [checker.check(t, scope, hint) for t in trees]
    for one, node in zip(trees, found, strict=True):
        if tree.hit in ADDED and not isinstance(node.type, Number):
            refuse("aggregate_type", one, hit=tree.hit, got=describe(node.type))
        if tree.hit in COMPARED and not isinstance(node.type, Number | Date):
            refuse("aggregate_type", one, hit=tree.hit, got=describe(node.type))
        if tree.hit in LISTED and isinstance(node.type, ListOf):
            refuse("not_in_policy", one, what=describe(ListOf(node.type, 0, 0)))
        if tree.hit not in COUNTED:
            joined(one, [found[0], node], scope.next_var)  # a mismatch is shown at the output that does not fit
    if tree.hit not in COUNTED and found:
        found = joined(at, found, scope.next_var)
    count = len(tree.rows)
    outputs, rest = found[:count], found[count:]
    otherwise = rest.pop(0) if tree.otherwise else None
    return outputs, otherwise, ranks(tree, outputs, rest) if tree.hit in RANKED else ()


def ranks(tree: TableTree, outputs: list[nodes.Node], listed: list[nodes.Node]) -> tuple[nodes.Value, ...]:
    """The values by rank: constants, each once, with every output among them."""
    assert tree.priorities is not None
    values: list[nodes.Value] = []
    for one, node in zip(tree.priorities, listed, strict=True):
        if not isinstance(node, nodes.Const):
            refuse("output_not_constant", one, hit=tree.hit, value=unparse(one))
        if node.value in values:
            refuse("priority_twice", one, value=unparse(one))
        values.append(node.value)
    for row, output in zip(tree.rows, outputs, strict=True):
        if not isinstance(output, nodes.Const):
            refuse("output_not_constant", row.then, hit=tree.hit, value=unparse(row.then))
        if output.value not in values:
            refuse(
                "output_not_listed", row.then, value=unparse(row.then), choices=", ".join(map(unparse, tree.priorities))
            )
    return tuple(values)


def type_of(
    at: ast.Node,
    tree: TableTree,
    rows: Sequence[nodes.Row],
    outputs: Sequence[nodes.Node],
    otherwise: nodes.Node | None,
    *,
    complete: bool,
) -> Type:
    always = sum(isinstance(r.when, nodes.And) and not r.when.items for r in rows)
    least = always or int(bool(rows) and (complete or otherwise is not None))
    if tree.hit in COUNTED:
        return Number("count", 0, least, len(rows))
    possible = [*outputs, *([otherwise] if otherwise else [])]
    if tree.hit in LISTED:
        element = possible[0].type if possible else Boolean()
        return ListOf(element, least, max(len(rows), least))
    if tree.hit in ADDED:
        return sum_type(at, rows, possible, otherwise)
    return possible[0].type


def sum_type(
    at: ast.Node, rows: Sequence[nodes.Row], possible: Sequence[nodes.Node], otherwise: nodes.Node | None
) -> Type:
    """The bounds of a sum: a row may add its output or nothing, a row without a test always adds it."""
    low = high = 0
    for row in rows:
        assert isinstance(row.then.type, Number)
        always = isinstance(row.when, nodes.And) and not row.when.items
        lowest, highest = own_bounds(row.then)
        low += lowest if always else min(0, lowest)
        high += highest if always else max(0, highest)
    if otherwise is not None:
        lowest, highest = own_bounds(otherwise)
        low, high = min(low, lowest), max(high, highest)
    first = possible[0].type if possible else Number("number", 0, 0, 0)
    assert isinstance(first, Number)
    return bounded(first.unit, first.scale, low, high, at, quotient=first.quotient)


def own_bounds(node: nodes.Node) -> tuple[int, int]:
    """The bounds of an output itself: the first of a table's outputs may have those of all."""
    assert isinstance(node.type, Number)
    if isinstance(node, nodes.Const) and isinstance(node.value, int):
        return node.value, node.value
    return node.type.low, node.type.high


# ---- what the hit policies promise


def covered(cases: Grid, at: ast.Node, tree: TableTree) -> bool:
    """Whether some row holds in every case; one that must and does not is refused with the first case left out."""
    if tree.otherwise is not None and tree.hit not in LISTED:
        return False
    found = uncovered(cases)
    if found is None:
        return True
    if tree.otherwise is None and (tree.hit in SINGLE or tree.hit in COMPARED):
        if found.case is None or not found.certain:
            refuse("coverage_unknown", at, hit=tree.hit)
        refuse("case_uncovered", at, hit=tree.hit, **told(cases, tree.names, found.case))
    return False


def meetings(cases: Grid, tree: TableTree, outputs: Sequence[nodes.Node]) -> list[Notice]:
    """Refuses rows of `U` that may hold at once, of `A` those that then differ; notices pairs of which that cannot be told."""
    notices: list[Notice] = []
    if tree.hit not in ("U", "A"):
        return notices
    for second in range(len(tree.rows)):
        for one in range(second):
            if tree.hit == "A" and alike(outputs[one], outputs[second]):
                continue
            found = overlapping(cases, one, second)
            if found is None:
                continue
            at, rows = tree.rows[second].then, {"first": str(one + 1), "second": str(second + 1)}
            if found.case is None or not found.certain:
                notices.append(Notice("rows_not_judged", at, {**rows, "hit": tree.hit}))
                continue
            where = told(cases, tree.names, found.case)
            if tree.hit == "U":
                refuse("rows_overlap", at, **rows, **where)
            refuse("rows_differ", at, **rows, **where, one=unparse(tree.rows[one].then), other=unparse(at))
    return notices


def alike(a: nodes.Node, b: nodes.Node) -> bool:
    """Whether two outputs are the same constant, or the same expression wherever it is written."""
    if isinstance(a, nodes.Const) and isinstance(b, nodes.Const):
        return a.value == b.value
    return unplaced(a) == unplaced(b)


def unplaced(value: object) -> object:
    """A node without the places and bounds of its parts."""
    if is_dataclass(value) and not isinstance(value, type | Number):
        return type(value), *(unplaced(getattr(value, f.name)) for f in fields(value) if f.name not in ("span", "type"))
    return tuple(unplaced(v) for v in value) if isinstance(value, tuple) else value


def idle(
    cases: Grid, tree: TableTree, outputs: Sequence[nodes.Node], priorities: tuple[nodes.Value, ...]
) -> list[Notice]:
    """Notices rows that never hold, and those of `F` and `P` that never decide because earlier ones, or ones of higher rank, always hold with them."""
    notices = []
    for n, row in enumerate(tree.rows):
        if not reachable(cases, n):
            notices.append(Notice("row_never_holds", row.then, {"row": str(n + 1)}))
            continue
        before = list(range(n)) if tree.hit == "F" else []
        if tree.hit == "P":
            rank = [priorities.index(o.value) for o in outputs if isinstance(o, nodes.Const)]
            before = [m for m, r in enumerate(rank) if r < rank[n]]
        if before and not reachable(cases, n, before):
            notices.append(
                Notice("row_hidden", row.then, {"row": str(n + 1), "hit": tree.hit, **hiding(cases, n, before)})
            )
    return notices


def hiding(cases: Grid, row: int, before: list[int]) -> dict[str, str]:
    """The few rows that together always hold with one."""
    for other in list(before):
        fewer = [m for m in before if m != other]
        if not reachable(cases, row, fewer):
            before = fewer
    numbers = [str(m + 1) for m in before]
    return {"others": "、".join(numbers), "others_en": ", ".join(numbers)}
