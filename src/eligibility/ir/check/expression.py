"""The one table of what a FEEL tree may hold in a policy, and the functions it may call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check import arithmetic, dates, lists, logic, names
from eligibility.ir.check.core import Checker, Host, Rule, describe, refuse, refuse_name, span
from eligibility.ir.check.meant import unknown_function
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Date, Duration, Type

Function = Callable[[Checker, ast.Call, Scope], nodes.Node]

FUNCTIONS: Final[dict[str, tuple[int, Function]]] = {
    "not": (1, logic.negation),
    "compare": (3, logic.by_boundary),
    "abs": (1, arithmetic.absolute),
    "round": (3, arithmetic.round_call),
    "per_month": (1, arithmetic.per_month),
    "per_year": (1, arithmetic.per_year),
    "sum": (1, arithmetic.total),
    "count": (1, lists.count),
    "any": (1, lists.truth_of),
    "all": (1, lists.truth_of),
    "age": (1, dates.age),
    "years_between": (2, dates.time_between),
    "months_between": (2, dates.time_between),
    "days_between": (2, dates.time_between),
    "claimed": (1, names.claimed),
}
OTHERS: Final = ("min", "max", "concatenate", "lies_in")


def binary(checker: Checker, tree: ast.Binary, scope: Scope, expected: Type | None) -> nodes.Node:
    match tree.op:
        case "and" | "or":
            return logic.logic(checker, tree, scope)
        case "*":
            return arithmetic.multiply(checker, tree, scope, expected)
        case "/":
            return arithmetic.divide(checker, tree, scope, expected)
        case "+" | "-":
            return plus(checker, tree, scope, expected)
        case "**":
            refuse("not_in_policy", tree, what="**")
        case _:
            return logic.comparison(checker, tree, scope)


def plus(checker: Checker, tree: ast.Binary, scope: Scope, expected: Type | None) -> nodes.Node:
    """A date and a literal span, two dates, or two numbers."""
    if isinstance(tree.right, ast.At):
        left, right = checker.check(tree.left, scope), checker.check(tree.right, scope)
        if isinstance(left.type, Date) and isinstance(right.type, Duration):
            return dates.add_to_date(tree, left, right.type, 1 if tree.op == "+" else -1)
        refuse("type_mismatch", tree, left=describe(left.type), right=describe(right.type))
    return arithmetic.additive(checker, tree, scope, expected)


def call(checker: Checker, tree: ast.Call, scope: Scope, expected: Type | None) -> nodes.Node:
    if tree.names:
        refuse("not_in_policy", tree, what=f"{tree.function}({tree.names[0]}: …)")
    if tree.function in ("min", "max") and tree.args:
        return arithmetic.extreme(checker, tree, scope, expected)
    if tree.function == "concatenate" and tree.args:
        return lists.concatenated(checker, tree, scope)
    if tree.function == "lies_in":
        return place_within(checker, tree, scope)
    known = FUNCTIONS.get(tree.function)
    if known is None:
        unknown_function(checker, tree)
    arity, function = known
    if len(tree.args) != arity:
        refuse_name("wrong_arity", tree, function=tree.function, expected=arity, got=len(tree.args))
    return function(checker, tree, scope)


def place_within(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`lies_in(place, other)`"""
    if len(tree.args) != 2:
        refuse_name("wrong_arity", tree, function=tree.function, expected=2, got=len(tree.args))
    place = checker.check(tree.args[0], scope)
    within = checker.check(tree.args[1], scope, place.type)
    if type(place.type).__name__ != "Place" or type(within.type).__name__ != "Place":
        refuse("type_mismatch", tree, left=describe(place.type), right=describe(within.type))
    return nodes.LiesIn(Boolean(), span(tree), place, within)


RULES: Final[dict[type[ast.Node], Rule]] = {
    ast.Number: arithmetic.literal,
    ast.String: logic.text,
    ast.Boolean: logic.truth,
    ast.At: dates.temporal,
    ast.Name: names.name,
    ast.Path: names.path,
    ast.Filter: lists.filtered,
    ast.Negate: arithmetic.negate,
    ast.Binary: binary,
    ast.Between: logic.between,
    ast.In: logic.membership,
    ast.List: lists.literal,
    ast.If: logic.choice,
    ast.Quantified: lists.quantified,
    ast.For: lists.iteration,
    ast.Call: call,
}


def checker_for(host: Host) -> Checker:
    return Checker(host, RULES)
