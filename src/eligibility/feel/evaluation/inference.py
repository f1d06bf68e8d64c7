"""The types of expressions that are not evaluated: what a function takes and gives, and which types are within which (DMN 1.5, 10.3.2.9.1 and .2).

Only a function's type needs this, since every other value shows its own. What cannot be told is `Any`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eligibility.feel import ast

HERE: Final = {"start": 0, "end": 0}
LITERALS: Final[dict[type[ast.Node], str]] = {
    ast.Number: "number",
    ast.String: "string",
    ast.Boolean: "boolean",
    ast.Null: "Null",
    ast.In: "boolean",
    ast.Between: "boolean",
    ast.Quantified: "boolean",
    ast.InstanceOf: "boolean",
}
TRUTHS: Final = frozenset({"and", "or", "=", "!=", "<", "<=", ">", ">="})
ADDED: Final = frozenset({"number", "string"})


def named(name: str) -> ast.Node:
    return ast.TypeName(**HERE, name=name)


ANY: Final = named("Any")


def result_type(node: ast.Node, names: Mapping[str, ast.Node]) -> ast.Node:
    """The type of an expression where names have these types."""
    if (literal := LITERALS.get(type(node))) is not None:
        return named(literal)
    match node:
        case ast.Name():
            return names.get(node.name, ANY)
        case ast.Binary():
            return operated(node, names)
        case ast.Negate():
            return result_type(node.operand, names)
        case ast.If():
            then, otherwise = result_type(node.then, names), result_type(node.otherwise, names)
            return wider(then, otherwise)
        case ast.List():
            return ast.ListType(**HERE, item=common([result_type(item, names) for item in node.items]))
        case ast.For():
            return ast.ListType(**HERE, item=ANY)
        case ast.Context():
            members = (ast.Member(**HERE, key=e.key, type=result_type(e.value, names)) for e in node.entries)
            return ast.ContextType(**HERE, members=tuple(members))
        case ast.Function():
            return function_type(node, names)
    return ANY


def operated(node: ast.Binary, names: Mapping[str, ast.Node]) -> ast.Node:
    if node.op in TRUTHS:
        return named("boolean")
    left, right = result_type(node.left, names), result_type(node.right, names)
    numbers = all(isinstance(side, ast.TypeName) and side.name == "number" for side in (left, right))
    if numbers or (node.op == "+" and left == right and isinstance(left, ast.TypeName) and left.name in ADDED):
        return left
    return ANY


def function_type(node: ast.Function, names: Mapping[str, ast.Node]) -> ast.FunctionType:
    """What a function literal takes and gives."""
    declared = {p.name: p.type or ANY for p in node.parameters}
    result = result_type(node.body, {**names, **declared})
    return ast.FunctionType(**HERE, parameters=tuple(declared.values()), result=result)


def wider(one: ast.Node, other: ast.Node) -> ast.Node:
    """The narrower of two types that holds both, if one does; else `Any`."""
    return other if within(one, other) else one if within(other, one) else ANY


def common(types: list[ast.Node]) -> ast.Node:
    found: ast.Node | None = None
    for one in types:
        found = one if found is None else wider(found, one)
    return found or named("Null")


def within(one: ast.Node, other: ast.Node) -> bool:
    """Whether every value of one type is of the other (`conforms to`)."""
    if isinstance(other, ast.TypeName) and (other.name == "Any" or other.name == bare(one)):
        return True
    match one, other:
        case ast.TypeName(), _:
            return one.name == "Null"
        case ast.ListType(), ast.ListType():
            return within(one.item, other.item)
        case ast.RangeType(), ast.RangeType():
            return within(one.item, other.item)
        case ast.ContextType(), ast.ContextType():
            own = {m.key: m.type for m in one.members}
            return all(m.key in own and within(own[m.key], m.type) for m in other.members)
        case ast.FunctionType(), ast.FunctionType():
            takes = zip(one.parameters, other.parameters, strict=False)
            fits = len(one.parameters) == len(other.parameters) and all(within(b, a) for a, b in takes)
            return fits and within(one.result, other.result)
    return False


def bare(kind: ast.Node) -> str:
    """The name that a type has without its arguments."""
    if isinstance(kind, ast.TypeName):
        return kind.name
    names = {ast.ListType: "list", ast.RangeType: "range", ast.ContextType: "context", ast.FunctionType: "function"}
    return names[type(kind)]
