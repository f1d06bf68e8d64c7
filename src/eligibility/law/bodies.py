"""Bodies of rules (an expression or a table) through the checker, and the mistakes found in them at their place in the file."""

from __future__ import annotations

from dataclasses import fields

from eligibility.diagnostics.problem import Problems
from eligibility.feel import ast
from eligibility.ir import nodes, units
from eligibility.ir.check.core import Checker, Refused, describe
from eligibility.ir.check.logic import same_kind
from eligibility.ir.check.tables import RowTree, table
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Type
from eligibility.policy.model import BROKEN, Body, Expression, Piece, Table


class Bodies:
    """Types what a rule says; None where it could not be, after the problem was noted."""

    def __init__(self, checker: Checker, problems: Problems) -> None:
        self._checker = checker
        self._problems = problems

    def body(self, body: Body, scope: Scope, expected: Type | None) -> nodes.Node | None:
        if isinstance(body, Table):
            return self.table(body, scope, expected)
        return self.expression(body, scope, expected)

    def expression(self, expression: Expression, scope: Scope, expected: Type | None) -> nodes.Node | None:
        if expression.tree is BROKEN:
            return None
        try:
            node = self._checker.check(expression.tree, scope, expected)
        except Refused as mistake:
            self._note(mistake, [expression])
            return None
        if isinstance(expected, Boolean) and not isinstance(node.type, Boolean):
            self._problems.add("not_boolean", expression.span, got=describe(node.type))
            return None
        return node

    def table(self, body: Table, scope: Scope, expected: Type | None) -> nodes.Node | None:
        rows = [RowTree(row.cells, row.then.tree) for row in body.rows]
        inputs = [e.tree for _, e in body.inputs]
        otherwise = body.otherwise.tree if body.otherwise else None
        if any(tree is BROKEN for tree in (*inputs, otherwise, *(row.then for row in rows))):
            return None
        try:
            return table(self._checker, ast.Null(start=0, end=0), body.hit, inputs, rows, otherwise, scope, expected)
        except Refused as mistake:
            parts = [e for _, e in body.inputs] + [r.then for r in body.rows]
            self._note(mistake, parts + ([body.otherwise] if body.otherwise else []), body)
            return None

    def _note(self, mistake: Refused, parts: list[Expression], table: Table | None = None) -> None:
        """The problem, at the part of the rule whose tree holds the mistake."""
        for part in parts:
            if holds(part.tree, mistake.tree):
                self._problems.add(
                    mistake.kind, part.span.within(mistake.tree.start, mistake.tree.end), **mistake.args_
                )
                return
        span = table.span if table else parts[0].span
        for row in table.rows if table else ():
            for cell, cell_span in zip(row.cells, row.cell_spans, strict=True):
                if cell is not None and cell_span is not None and holds(cell, mistake.tree):
                    span = cell_span
        self._problems.add(mistake.kind, span, **mistake.args_)

    def fits(self, node: nodes.Node, declared: Type, name: str, piece: Piece) -> bool:
        """Whether a value is of the type that its rule declares."""
        if agree(node.type, declared):
            return True
        span = piece.body.span
        left, right = name, describe(node.type)
        if isinstance(node.type, Number) and isinstance(declared, Number):
            function = units.bridge(left, right)
            self._problems.add("unit_mismatch", span, left=left, right=right, fix=f"{function}(…)" if function else "")
        else:
            self._problems.add("wrong_result", span, expected=name, got=right)
        return False


def agree(found: Type, declared: Type) -> bool:
    if isinstance(found, Number) and isinstance(declared, Number):
        return found.unit == declared.unit or (found.unit in units.PLAIN and declared.unit in units.PLAIN)
    if isinstance(found, Date) and isinstance(declared, Date):
        return True
    if isinstance(found, ListOf) and isinstance(declared, ListOf):
        if isinstance(found.element, Item) or isinstance(declared.element, Item):
            return found.element == declared.element
        return agree(found.element, declared.element)
    return same_kind(found, declared) if isinstance(found, Enum) else type(found) is type(declared)


def holds(tree: ast.Node, part: ast.Node) -> bool:
    """Whether `part` is a node of `tree`."""
    stack: list[object] = [tree]
    while stack:
        current = stack.pop()
        if current is part:
            return True
        if isinstance(current, ast.Node):
            stack.extend(getattr(current, f.name) for f in fields(current))
        elif isinstance(current, tuple):
            stack.extend(current)
    return False
