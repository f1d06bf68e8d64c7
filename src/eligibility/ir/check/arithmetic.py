"""Numbers: exact, with a unit, a scale and bounds that are known before anything is computed.

Sums are at the finer of two scales, products add their scales, a quotient stays a pair of whole numbers until it is rounded. A divisor that could be
zero is refused unless its bounds or the condition around it exclude that.
"""

from __future__ import annotations

from decimal import Decimal

from eligibility.feel import ast
from eligibility.feel.unparse import unparse
from eligibility.ir import nodes, units
from eligibility.ir.check.core import (
    Checker,
    aligned,
    as_quotient,
    bounded,
    describe,
    is_literal,
    refuse,
    rescaled,
    span,
)
from eligibility.ir.check.logic import enum_value, pair, unit_mismatch
from eligibility.ir.scope import Scope
from eligibility.ir.types import Date, Enum, ListOf, Number, Type

ROUNDING = ("half_up", "half_even", "up", "down")


def literal(checker: Checker, tree: ast.Number, _: Scope, expected: Type | None) -> nodes.Node:
    if isinstance(expected, Enum):
        return enum_value(checker, tree, tree.text, expected)
    value = Decimal(tree.text)
    if tree.percent:
        value /= 100
    unit = expected.unit if isinstance(expected, Number) else "ratio" if tree.percent else "number"
    return constant(tree, value, unit)


def constant(tree: ast.Node, value: Decimal, unit: str) -> nodes.Node:
    exponent = value.normalize().as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    encoded = int(value.scaleb(scale))
    return nodes.Const(bounded(unit, scale, encoded, encoded, tree), span(tree), encoded)


def negate(checker: Checker, tree: ast.Negate, scope: Scope, expected: Type | None) -> nodes.Node:
    node = checker.number(tree.operand, scope, expected)
    t = node.type
    assert isinstance(t, Number)
    type_ = Number(t.unit, t.scale, -t.high, -t.low, t.quotient)
    if isinstance(node, nodes.Const) and isinstance(node.value, int):
        return nodes.Const(type_, span(tree), -node.value)
    return nodes.Negate(type_, span(tree), node)


def sides(checker: Checker, tree: ast.Binary, scope: Scope, expected: Type | None) -> tuple[nodes.Node, nodes.Node]:
    """Both operands of `+` or `-`; bare literals take the other side's unit, or the expected one."""
    if is_literal(tree):
        return checker.check(tree.left, scope, expected), checker.check(tree.right, scope, expected)
    return pair(checker, tree.left, tree.right, scope)


def additive(checker: Checker, tree: ast.Binary, scope: Scope, expected: Type | None) -> nodes.Node:
    left, right = sides(checker, tree, scope, expected)
    a, b = left.type, right.type
    if not (isinstance(a, Number) and isinstance(b, Number)):
        refuse("not_number", tree, got=describe(b if isinstance(a, Number) else a))
    unit = units.meet(a.unit, b.unit)
    if unit is None:
        unit_mismatch(tree, a, b)
    left, right = aligned([left, right])
    a, b = number_type(left), number_type(right)
    if tree.op == "+":
        type_ = bounded(unit or a.unit, a.scale, a.low + b.low, a.high + b.high, tree, quotient=a.quotient)
        return nodes.Add(type_, span(tree), left, right)
    type_ = bounded(unit or a.unit, a.scale, a.low - b.high, a.high - b.low, tree, quotient=a.quotient)
    return nodes.Subtract(type_, span(tree), left, right)


def number_type(node: nodes.Node) -> Number:
    assert isinstance(node.type, Number)
    return node.type


def multiply(checker: Checker, tree: ast.Binary, scope: Scope, expected: Type | None) -> nodes.Node:
    left = checker.number(tree.left, scope)
    right = checker.number(tree.right, scope)
    a, b = number_type(left), number_type(right)
    unit = units.product(a.unit, b.unit)
    if unit is None:
        refuse("unit_mismatch", tree, left=a.unit, right=b.unit, fix="")
    if is_literal(tree) and isinstance(expected, Number):
        unit = expected.unit
    if a.quotient or b.quotient:
        left, right = as_quotient(left), as_quotient(right)
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    type_ = bounded(unit, a.scale + b.scale, min(corners), max(corners), tree, quotient=a.quotient or b.quotient)
    return nodes.Multiply(type_, span(tree), left, right)


def divide(checker: Checker, tree: ast.Binary, scope: Scope, expected: Type | None) -> nodes.Node:
    left = checker.number(tree.left, scope)
    right = checker.number(tree.right, scope)
    a, b = number_type(left), number_type(right)
    if b.low <= 0 <= b.high and unparse(tree.right) not in scope.known:
        refuse("possible_zero", tree.right, what=unparse(tree.right))
    unit = units.quotient(a.unit, b.unit)
    if unit is None:
        refuse("unit_mismatch", tree, left=a.unit, right=b.unit, fix="")
    if is_literal(tree) and isinstance(expected, Number):
        unit = expected.unit
    return divided(tree, left, right, unit)


def divided(tree: ast.Node, left: nodes.Node, right: nodes.Node, unit: str) -> nodes.Node:
    """`left / right` as an exact quotient at the left side's scale."""
    scale = number_type(left).scale
    numerator = rescaled(left, scale + number_type(right).scale)
    widest = max(abs(number_type(numerator).low), abs(number_type(numerator).high))
    smallest = min(abs(number_type(right).low), abs(number_type(right).high))
    crosses = number_type(right).low <= 0 <= number_type(right).high
    reach = widest if crosses or smallest == 0 else -(-widest // smallest)
    low = 0 if number_type(numerator).low >= 0 and number_type(right).low >= 0 else -reach
    type_ = bounded(unit, scale, low, reach, tree, quotient=True)
    return nodes.Divide(type_, span(tree), as_quotient(numerator), as_quotient(right))


def per_month(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`per_month(x)`: a twelfth of a yearly sum."""
    node = checker.number(tree.args[0], scope)
    if number_type(node).unit != "yuan/year":
        refuse("unit_mismatch", tree, left="yuan/year", right=number_type(node).unit, fix="")
    twelve = nodes.Const(Number("count", 0, 12, 12), span(tree), 12)
    return divided(tree, node, twelve, "yuan/month")


def per_year(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`per_year(x)`: twelve times a monthly sum."""
    node = checker.number(tree.args[0], scope)
    t = number_type(node)
    if t.unit != "yuan/month":
        refuse("unit_mismatch", tree, left="yuan/month", right=t.unit, fix="")
    twelve = nodes.Const(Number("count", 0, 12, 12), span(tree), 12)
    type_ = bounded("yuan/year", t.scale, t.low * 12, t.high * 12, tree, quotient=t.quotient)
    return nodes.Multiply(type_, span(tree), node, as_quotient(twelve) if t.quotient else twelve)


def absolute(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    node = checker.number(tree.args[0], scope)
    t = number_type(node)
    low = 0 if t.low <= 0 <= t.high else min(abs(t.low), abs(t.high))
    type_ = Number(t.unit, t.scale, low, max(abs(t.low), abs(t.high)), t.quotient)
    return nodes.Absolute(type_, span(tree), node)


def extreme(checker: Checker, tree: ast.Call, scope: Scope, expected: Type | None) -> nodes.Node:
    """`min(a, b, …)`, `max(a, b, …)`, or of one list that is known not to be empty."""
    least = tree.function == "min"
    if len(tree.args) == 1 and not isinstance(tree.args[0], ast.List):
        node, list_type = checker.list(tree.args[0], scope)
        if list_type.least < 1 and not scope.known & counted(tree.args[0]):
            refuse("possibly_empty", tree, function=tree.function)
        if not isinstance(list_type.element, Number | Date):
            refuse("not_number", tree.args[0], got=describe(list_type.element))
        kind = nodes.LeastOf if least else nodes.GreatestOf
        return kind(list_type.element, span(tree), node)
    args = tree.args[0].items if len(tree.args) == 1 and isinstance(tree.args[0], ast.List) else tree.args
    return extreme_of(checker, tree, args, scope, expected)


def counted(tree: ast.Node) -> set[str]:
    """The counts that say that a list is not empty: its own, and that of the list whose column it is."""
    out = {f"count({unparse(tree)})"}
    return out | counted(tree.base) if isinstance(tree, ast.Path) else out


def extreme_of(
    checker: Checker, tree: ast.Call, args: tuple[ast.Node, ...], scope: Scope, expected: Type | None
) -> nodes.Node:
    first = next((a for a in args if not is_literal(a)), None)
    known = None if first is None else checker.check(first, scope)
    hint = expected if known is None else known.type
    items = [known if a is first and known is not None else checker.check(a, scope, hint) for a in args]
    least = tree.function == "min"
    kind = nodes.Least if least else nodes.Greatest
    pick = min if least else max
    if all(isinstance(i.type, Date) for i in items):
        dates = [i.type for i in items if isinstance(i.type, Date)]
        return kind(Date(pick(d.low for d in dates), pick(d.high for d in dates)), span(tree), tuple(items))
    for item in items:
        if not isinstance(item.type, Number):
            refuse("not_number", tree, got=describe(item.type))
        if units.meet(number_type(items[0]).unit, item.type.unit) is None:
            unit_mismatch(tree, number_type(items[0]), item.type)
    items = aligned(items)
    types = [number_type(i) for i in items]
    type_ = Number(
        types[0].unit, types[0].scale, pick(t.low for t in types), pick(t.high for t in types), types[0].quotient
    )
    return kind(type_, span(tree), tuple(items))


def round_call(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`round(x, step, "half_up")`"""
    node = checker.number(tree.args[0], scope)
    step = tree.args[1]
    mode = tree.args[2]
    if not isinstance(step, ast.Number) or not isinstance(mode, ast.String) or mode.value not in ROUNDING:
        refuse("enum_value", mode, value=getattr(mode, "value", ""), choices=", ".join(ROUNDING))
    return rounded(tree, node, Decimal(step.text), mode.value)


def rounded(tree: ast.Node, node: nodes.Node, step: Decimal, mode: str) -> nodes.Node:
    """A number to a multiple of `step`, whole at its unit's scale or the step's, whichever is finer."""
    t = number_type(node)
    exponent = step.normalize().as_tuple().exponent
    scale = max(units.SCALES[t.unit], -exponent if isinstance(exponent, int) else 0)
    encoded = int(step.scaleb(scale))
    if encoded <= 0:
        refuse("possible_zero", tree, what=str(step))
    low, high = (limit * 10**scale // 10**t.scale for limit in (t.low, t.high))
    type_ = bounded(t.unit, scale, low - encoded, high + encoded, tree)
    return nodes.Round(type_, span(tree), node, encoded, mode)


def total(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`sum(list)`: 0 where the list is empty."""
    node, list_type = checker.list(tree.args[0], scope)
    element = list_type.element
    if not isinstance(element, Number):
        refuse("not_number", tree.args[0], got=describe(element))
    return nodes.Sum(sum_type(tree, element, list_type), span(tree), node)


def sum_type(tree: ast.Node, element: Number, list_type: ListOf) -> Number:
    low = min(element.low * list_type.least, element.low * list_type.most)
    high = max(element.high * list_type.least, element.high * list_type.most)
    return bounded(element.unit, element.scale, low, high, tree, quotient=element.quotient)
