"""Bodies of rules (an expression or a table) through the checker, and the mistakes found in them at their place in the file."""

from __future__ import annotations

from dataclasses import fields

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Span
from eligibility.feel import ast
from eligibility.ir import nodes, units
from eligibility.ir.check.core import Checker, Refused, describe, refuse
from eligibility.ir.check.logic import same_kind
from eligibility.ir.check.tables import Notice, RowTree, TableTree, table
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Type
from eligibility.policy.model import BROKEN, Body, Expression, Piece, Table

AT = ast.Null(start=0, end=0)  # stands for a table as a whole


def trees(body: Table) -> TableTree:
    return TableTree(
        body.hit,
        tuple(name for name, _ in body.inputs),
        tuple(e.tree for _, e in body.inputs),
        tuple(RowTree(row.cells, row.then.tree) for row in body.rows),
        body.otherwise.tree if body.otherwise else None,
        None if body.priorities is None else tuple(e.tree for e in body.priorities),
    )


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
            self._problems.add(mistake.kind, self._span(mistake, [expression]), **mistake.args_)
            return None
        if isinstance(expected, Boolean) and not isinstance(node.type, Boolean):
            self._problems.add("not_boolean", expression.span, got=describe(node.type))
            return None
        return node

    def table(self, body: Table, scope: Scope, expected: Type | None) -> nodes.Node | None:
        parts = [*(e for _, e in body.inputs), *(r.then for r in body.rows), *(body.priorities or ())]
        parts += [body.otherwise] if body.otherwise else []
        if any(part.tree is BROKEN for part in parts):
            return None
        try:
            node, notices = table(self._checker, AT, trees(body), scope, expected)
            if expected is not None and isinstance(node.type, ListOf) != isinstance(expected, ListOf):
                refuse("hit_gives_list", AT, hit=body.hit, want=describe(expected), got=describe(node.type))
            if isinstance(expected, Boolean) and not isinstance(node.type, Boolean):
                refuse("not_boolean", AT, got=describe(node.type))
        except Refused as mistake:
            self._problems.add(mistake.kind, self._span(mistake, parts, body), **mistake.args_)
            return None
        for notice in notices:
            self._problems.warn(notice.kind, self._span(notice, parts, body), **notice.args)
        return node

    def _span(self, said: Refused | Notice, parts: list[Expression], table: Table | None = None) -> Span:
        """Where in the file that stands which is said of a node; the rule itself for a node that is in none of its trees."""
        tree = said.tree
        start, end = (said.start, said.end) if isinstance(said, Refused) else (tree.start, tree.end)
        for part in parts:
            if holds(part.tree, tree):
                return part.span.within(start, end)
        for row in table.rows if table else ():
            for cell, span in zip(row.cells, row.cell_spans, strict=True):
                if cell is not None and span is not None and holds(cell, tree):
                    return span
        return table.span if table else parts[0].span

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
