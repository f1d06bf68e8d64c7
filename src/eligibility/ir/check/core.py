"""The checker's frame: what every family of rules needs, and how a mistake leaves an expression.

`Checker.check(tree, scope, expected)` turns a FEEL tree into a typed tree. `expected` is a hint: an enum's text, a bare number and an empty list take
their type from it. The first mistake of an expression is raised as `Refused` and becomes one problem; other expressions go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, Protocol

from eligibility.feel import ast
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.scope import Names, ParameterHead, Scope
from eligibility.ir.types import Boolean, Date, Duration, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.values.limits import MAX_DIGITS


class Refused(Exception):
    """A mistake at a node of the tree, or at the name in one that is meant, by the kind of the message catalogue."""

    def __init__(self, kind: str, tree: ast.Node, args: dict[str, str]) -> None:
        super().__init__(kind)
        self.kind, self.tree, self.args_ = kind, tree, args
        self.start, self.end = tree.start, tree.end

    def at(self, start: int, end: int) -> Refused:
        self.start, self.end = start, end
        return self


def refuse(kind: str, tree: ast.Node, **args: object) -> NoReturn:
    raise Refused(kind, tree, {k: str(v) for k, v in args.items()})


def refuse_name(kind: str, tree: ast.Call | ast.Path, **args: object) -> NoReturn:
    """The mistake is the name of a function, or the name after a dot."""
    start, end = (tree.start, tree.function_end) if isinstance(tree, ast.Call) else (tree.name_start, tree.end)
    raise Refused(kind, tree, {k: str(v) for k, v in args.items()}).at(start, end)


class Host(Protocol):
    """What the checker asks of the law that is being linked."""

    names: Names
    on: int
    place: str

    def definition_type(self, key: str, tree: ast.Node) -> Type: ...

    def parameter_values(self, head: ParameterHead) -> Mapping[str, nodes.Value | None]:
        """The values by scope; a single entry under an empty scope where all scopes agree or there are none."""


Rule = Callable[["Checker", Any, Scope, Type | None], nodes.Node]


@record
class Checker:
    host: Host
    rules: Mapping[type[ast.Node], Rule]

    def check(self, tree: ast.Node, scope: Scope, expected: Type | None = None) -> nodes.Node:
        rule = self.rules.get(type(tree))
        if rule is None:
            refuse("not_in_policy", tree, what=type(tree).__name__)
        return rule(self, tree, scope, expected)

    def boolean(self, tree: ast.Node, scope: Scope) -> nodes.Node:
        node = self.check(tree, scope, Boolean())
        if not isinstance(node.type, Boolean):
            refuse("not_boolean", tree, got=describe(node.type))
        return node

    def number(self, tree: ast.Node, scope: Scope, expected: Type | None = None) -> nodes.Node:
        node = self.check(tree, scope, expected)
        if not isinstance(node.type, Number):
            refuse("not_number", tree, got=describe(node.type))
        return node

    def list(self, tree: ast.Node, scope: Scope) -> tuple[nodes.Node, ListOf]:
        node = self.check(tree, scope)
        if not isinstance(node.type, ListOf):
            refuse("not_a_list", tree, got=describe(node.type))
        return node, node.type


def span(tree: ast.Node) -> nodes.Span:
    return tree.start, tree.end


def describe(type_: Type) -> str:
    """A type in one word, as policy files write it."""
    match type_:
        case Number():
            return type_.unit
        case Enum():
            return f"enum {type_.domain}"
        case Item():
            return type_.subject
        case ListOf():
            return f"list of {describe(type_.element)}"
        case Boolean() | Date() | Text() | Place() | Person() | Persons() | Duration():
            return type(type_).__name__.lower()


def is_literal(tree: ast.Node) -> bool:
    """Whether a tree holds only literals, so that it takes its type from what it meets."""
    match tree:
        case ast.Number() | ast.String():
            return True
        case ast.Negate(operand=operand):
            return is_literal(operand)
        case ast.Binary(op=op, left=left, right=right) if op in "+-*/":
            return is_literal(left) and is_literal(right)
        case ast.List(items=items):
            return all(is_literal(i) for i in items)
        case _:
            return False


def bounded(unit: str, scale: int, low: int, high: int, tree: ast.Node, *, quotient: bool = False) -> Number:
    """A number type; one that could outgrow 38 digits is refused."""
    if max(abs(low), abs(high)) >= 10**MAX_DIGITS:
        refuse("range_too_wide", tree, digits=MAX_DIGITS)
    return Number(unit, scale, low, high, quotient)


def rescaled(node: nodes.Node, scale: int) -> nodes.Node:
    """The same number at a finer scale."""
    type_ = node.type
    assert isinstance(type_, Number)
    by = scale - type_.scale
    if by == 0:
        return node
    factor = 10**by
    finer = Number(type_.unit, scale, type_.low * factor, type_.high * factor, type_.quotient)
    if isinstance(node, nodes.Const) and isinstance(node.value, int):
        return nodes.Const(finer, node.span, node.value * factor)
    return nodes.Rescale(finer, node.span, node, by)


def as_quotient(node: nodes.Node) -> nodes.Node:
    type_ = node.type
    assert isinstance(type_, Number)
    if type_.quotient:
        return node
    return nodes.ToQuotient(Number(type_.unit, type_.scale, type_.low, type_.high, True), node.span, node)


def aligned(items: list[nodes.Node], *, quotients: bool = True) -> list[nodes.Node]:
    """Numbers at the finest of their scales; all quotients where one is."""
    types = [n.type for n in items if isinstance(n.type, Number)]
    scale = max(t.scale for t in types)
    items = [rescaled(n, scale) for n in items]
    return [as_quotient(n) for n in items] if quotients and any(t.quotient for t in types) else items
