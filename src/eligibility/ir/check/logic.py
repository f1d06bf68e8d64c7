"""Truth: comparison, membership, `and`, `or`, `not`, choice.

Numbers are compared in one unit and scale; values without an order (enums, texts, places, people, truths) only for equality.
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.feel import ast
from eligibility.feel.unparse import unparse
from eligibility.ir import nodes, units
from eligibility.ir.check.core import Checker, aligned, describe, is_literal, refuse, span
from eligibility.ir.check.dates import as_day
from eligibility.ir.scope import Scope
from eligibility.ir.types import BOUNDARY, Boolean, Date, Enum, ListOf, Number, Person, Persons, Place, Text, Type

ORDER = ("<", "<=", ">", ">=")


def truth(_: Checker, tree: ast.Boolean, __: Scope, ___: Type | None) -> nodes.Node:
    return nodes.Const(Boolean(), span(tree), tree.value)


def text(checker: Checker, tree: ast.String, _: Scope, expected: Type | None) -> nodes.Node:
    if isinstance(expected, Enum):
        return enum_value(checker, tree, tree.value, expected)
    if isinstance(expected, Place):
        return nodes.Const(Place(), span(tree), tree.value)
    return nodes.Const(Text(), span(tree), tree.value)


def enum_value(checker: Checker, tree: ast.Node, word: str, type_: Enum) -> nodes.Node:
    """An enum's value by its identifier or its label in either language."""
    if word in type_.values and word:
        return nodes.Const(type_, span(tree), type_.values.index(word))
    labels = enum_labels(checker, type_)
    for index, names in enumerate(labels):
        if word in names:
            return nodes.Const(type_, span(tree), index)
    known = [v for v in type_.values if v]
    told = [f"{v}（{names[0]}）" if names and names[0] != v else v for v, names in zip(known, labels, strict=False)]
    refuse("enum_value", tree, value=word, choices=", ".join(known), choices_zh="、".join(told or known))


def enum_labels(checker: Checker, type_: Enum) -> list[tuple[str, ...]]:
    if type_.domain == "program":
        heads = checker.host.names.programs
        return [tuple({h.name for h in heads.values() if h.id == v}) for v in type_.values]
    subject, _, fact = type_.domain.partition(".")
    spec = checker.host.names.facts.get(subject, {}).get(fact)
    return [(w.zh, w.en) for w in spec.value_labels] if spec else []


def logic(checker: Checker, tree: ast.Binary, scope: Scope) -> nodes.Node:
    items: list[nodes.Node] = []
    for part in flatten(tree, tree.op):
        items.append(checker.boolean(part, scope))
        if tree.op == "and":
            scope = scope.knowing(assured(part))
    kind = nodes.And if tree.op == "and" else nodes.Or
    return kind(Boolean(), span(tree), tuple(items))


def flatten(tree: ast.Node, op: str) -> list[ast.Node]:
    if isinstance(tree, ast.Binary) and tree.op == op:
        return [*flatten(tree.left, op), *flatten(tree.right, op)]
    return [tree]


def assured(tree: ast.Node) -> frozenset[str]:
    """What a condition that holds has made sure is not zero, as text: `n` of `n > 0`, `count(x)` of `count(x) >= 1`."""
    if isinstance(tree, ast.Binary):
        if tree.op == "and":
            return assured(tree.left) | assured(tree.right)
        if isinstance(tree.right, ast.Number) and not tree.right.percent:
            positive = tree.right.text.strip("0.") != ""
            if (tree.op in (">", "!=") and not positive) or (tree.op in (">=", ">") and positive):
                return frozenset({unparse(tree.left)})
    return frozenset()


def pair(checker: Checker, left: ast.Node, right: ast.Node, scope: Scope) -> tuple[nodes.Node, nodes.Node]:
    """Both sides; a bare literal takes its type from the other side."""
    if is_literal(left) and not is_literal(right):
        second = checker.check(right, scope)
        return checker.check(left, scope, second.type), second
    first = checker.check(left, scope)
    return first, checker.check(right, scope, first.type)


def comparison(checker: Checker, tree: ast.Binary, scope: Scope) -> nodes.Node:
    left, right = pair(checker, tree.left, tree.right, scope)
    return compared(tree, tree.op, left, right)


def compared(tree: ast.Node, op: str, left: nodes.Node, right: nodes.Node) -> nodes.Node:
    """`left op right`, typed; `tree` is where it stands."""
    a, b = left.type, right.type
    if isinstance(a, Number) and isinstance(b, Number):
        if units.meet(a.unit, b.unit) is None:
            unit_mismatch(tree, a, b)
        left, right = aligned([left, right])
        return nodes.Compare(Boolean(), span(tree), op, left, right)
    if isinstance(a, Date) and isinstance(b, Date):
        return nodes.Compare(Boolean(), span(tree), op, left, right)
    if not same_kind(a, b):
        refuse("type_mismatch", tree, left=describe(a), right=describe(b), fix=day_in_quotes(left, right))
    if op in ORDER:
        refuse("enum_order", tree, name=describe(a))
    if isinstance(left, nodes.Const) and not isinstance(right, nodes.Const):
        left, right = right, left
    return nodes.Same(Boolean(), span(tree), left, right, op == "!=")


def day_in_quotes(left: nodes.Node, right: nodes.Node) -> str:
    """The literal for a text that is compared with a day; empty where it is none."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one.type, Date) and isinstance(other, nodes.Const) and isinstance(other.value, str):
            return as_day(other.value)
    return ""


def unit_mismatch(tree: ast.Node, a: Number, b: Number) -> None:
    function = units.bridge(a.unit, b.unit)
    fix = ""
    if function and isinstance(tree, ast.Binary):
        fix = f"{function}({unparse(tree.right)})"
    refuse("unit_mismatch", tree, left=a.unit, right=b.unit, fix=fix)


def same_kind(a: Type, b: Type) -> bool:
    """Whether two values without an order may be asked to be equal."""
    if isinstance(a, Enum) and isinstance(b, Enum):
        return a.domain == b.domain
    return type(a) is type(b) and isinstance(a, Boolean | Text | Place | Person)


def negation(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    return nodes.Not(Boolean(), span(tree), checker.boolean(tree.args[0], scope))


def by_boundary(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`compare(x, boundary, y)`"""
    left, right = pair(checker, tree.args[0], tree.args[2], scope)
    if not isinstance(left.type, Number) or not isinstance(right.type, Number):
        refuse("not_number", tree, got=describe(left.type))
    if units.meet(left.type.unit, right.type.unit) is None:
        unit_mismatch(tree, left.type, right.type)
    boundary = checker.check(tree.args[1], scope, BOUNDARY)
    if boundary.type != BOUNDARY:
        refuse("type_mismatch", tree.args[1], left="boundary", right=describe(boundary.type))
    left, right = aligned([left, right])
    return nodes.CompareBy(Boolean(), span(tree), left, boundary, right)


def between(checker: Checker, tree: ast.Between, scope: Scope, _: Type | None) -> nodes.Node:
    operand = checker.check(tree.operand, scope)
    low = compared(tree, ">=", operand, checker.check(tree.low, scope, operand.type))
    high = compared(tree, "<=", operand, checker.check(tree.high, scope, operand.type))
    return nodes.And(Boolean(), span(tree), (low, high))


def membership(checker: Checker, tree: ast.In, scope: Scope, _: Type | None) -> nodes.Node:
    operand = checker.check(tree.operand, scope)
    return tested(checker, tree, operand, tree.tests, scope)


def tested(
    checker: Checker, tree: ast.Node, operand: nodes.Node, tests: tuple[ast.Node, ...], scope: Scope
) -> nodes.Node:
    """Whether any of the tests holds of the operand; plain values of an enum become one set."""
    flat = [item for test in tests for item in (test.items if isinstance(test, ast.List) else (test,))]
    values: set[int] = set()
    others: list[nodes.Node] = []
    for test in flat:
        node = one_test(checker, test, operand, scope)
        if isinstance(node, nodes.OneOf):
            values.update(node.values)
        elif isinstance(node, nodes.Same) and isinstance(operand.type, Enum) and isinstance(node.right, nodes.Const):
            assert isinstance(node.right.value, int)
            index = node.right.value
            values |= {i for i in range(len(operand.type.values)) if (i == index) != node.negated}
        else:
            others.append(node)
    if values or not others:
        others.insert(0, nodes.OneOf(Boolean(), span(tree), operand, tuple(sorted(values))))
    return others[0] if len(others) == 1 else nodes.Or(Boolean(), span(tree), tuple(others))


def one_test(checker: Checker, test: ast.Node, operand: nodes.Node, scope: Scope) -> nodes.Node:
    match test:
        case ast.UnaryTest(op=op, operand=right):
            return compared(test, op, operand, checker.check(right, scope, operand.type))
        case ast.Range():
            return in_range(checker, test, operand, scope)
    node = checker.check(test, scope, operand.type)
    if isinstance(node.type, Persons) and isinstance(operand.type, Person):
        return nodes.Among(Boolean(), span(test), operand, node)
    if isinstance(node.type, ListOf):
        _, var = scope.bind(None, node.type.element, None)
        same = compared(test, "=", nodes.Local(node.type.element, span(test), var), operand)
        return nodes.Some(Boolean(), span(test), node, var, same)
    return compared(test, "=", operand, node)


def in_range(checker: Checker, test: ast.Range, operand: nodes.Node, scope: Scope) -> nodes.Node:
    low = checker.check(test.low, scope, operand.type)
    high = checker.check(test.high, scope, operand.type)
    if isinstance(operand.type, Enum):
        return enum_range(test, operand, low, high)
    above = compared(test, ">=" if test.low_closed else ">", operand, low)
    below = compared(test, "<=" if test.high_closed else "<", operand, high)
    return nodes.And(Boolean(), span(test), (above, below))


def enum_range(test: ast.Range, operand: nodes.Node, low: nodes.Node, high: nodes.Node) -> nodes.Node:
    """`[1..3]` of an enum written in numbers: the values from one to the other in the order of the vocabulary."""
    if not (isinstance(low, nodes.Const) and isinstance(high, nodes.Const) and isinstance(operand.type, Enum)):
        refuse("enum_order", test, name=describe(operand.type))
    assert isinstance(low.value, int)
    assert isinstance(high.value, int)
    first = low.value + (not test.low_closed)
    last = high.value - (not test.high_closed)
    return nodes.OneOf(Boolean(), span(test), operand, tuple(range(first, last + 1)))


def cell(checker: Checker, tests: ast.Tests, operand: nodes.Node, scope: Scope) -> nodes.Node:
    """A table's cell as a test of its input."""
    node = tested(checker, tests, operand, tests.tests, scope)
    return nodes.Not(Boolean(), span(tests), node) if tests.negated else node


def choice(checker: Checker, tree: ast.If, scope: Scope, expected: Type | None) -> nodes.Node:
    condition = checker.boolean(tree.condition, scope)
    inner = scope.knowing(assured(tree.condition))
    if expected is None and is_literal(tree.then) and not is_literal(tree.otherwise):
        otherwise = checker.check(tree.otherwise, scope)
        then = checker.check(tree.then, inner, otherwise.type)
    else:
        then = checker.check(tree.then, inner, expected)
        otherwise = checker.check(tree.otherwise, scope, expected or then.type)
    then, otherwise = joined(tree, [then, otherwise], scope.next_var)
    return nodes.If(then.type, span(tree), condition, then, otherwise)


def joint_element(tree: ast.Node, lists: list[ListOf]) -> Type:
    """What the elements of lists that are brought to one kind may be; an empty list says nothing of it."""
    elements = [x.element for x in lists if x.most] or [lists[0].element]
    if all(e == elements[0] for e in elements):
        return elements[0]
    return joined(tree, [nodes.Local(e, span(tree), 0) for e in elements])[0].type


def alike_lists(tree: ast.Node, lists: list[nodes.Node], next_var: int) -> list[nodes.Node]:
    """Lists of numbers with the elements of all at one scale, and all of them quotients where some are."""
    numbers = [n.type.element for n in lists if isinstance(n.type, ListOf) and isinstance(n.type.element, Number)]
    if not numbers or len({(e.scale, e.quotient) for e in numbers}) == 1:
        return lists
    model = max(numbers, key=lambda e: e.scale)
    model = Number(model.unit, model.scale, 0, 0, any(e.quotient for e in numbers))
    return [with_elements(n, nodes.Const(model, span(tree), 0), next_var) for n in lists]


def with_elements(node: nodes.Node, model: nodes.Node, next_var: int) -> nodes.Node:
    """A list of numbers with each of them aligned to a model."""
    list_type = node.type
    assert isinstance(list_type, ListOf)
    if isinstance(node, nodes.ListLiteral):
        items = tuple(aligned([i, model])[0] for i in node.items)
        element = joined_numbers(items) if items else model.type
        return nodes.ListLiteral(ListOf(element, list_type.least, list_type.most), node.span, items)
    if isinstance(node, nodes.Collect):
        base, var, value = node.list, node.var, aligned([node.value, model])[0]
    else:
        base, var = node, next_var
        value = aligned([nodes.Local(list_type.element, node.span, var), model])[0]
    return nodes.Collect(ListOf(value.type, list_type.least, list_type.most), node.span, base, var, value)


def joined_numbers(items: tuple[nodes.Node, ...]) -> Type:
    types = [i.type for i in items if isinstance(i.type, Number)]
    first = types[0]
    return Number(first.unit, first.scale, min(t.low for t in types), max(t.high for t in types), first.quotient)


def joined(tree: ast.Node, branches: list[nodes.Node], next_var: int = 0) -> list[nodes.Node]:
    """Branches brought to one type, which then says what all of them may be. `next_var` is the first variable that is free where they stand."""
    first = branches[0].type
    if all(isinstance(b.type, Number) for b in branches):
        branches = aligned(branches)
        types = [b.type for b in branches if isinstance(b.type, Number)]
        unit = types[0].unit
        for t in types[1:]:
            met = units.meet(unit, t.unit)
            if met is None:
                unit_mismatch(tree, types[0], t)
            unit = met or unit
        joint: Type = Number(
            unit, types[0].scale, min(t.low for t in types), max(t.high for t in types), types[0].quotient
        )
    elif all(isinstance(b.type, Date) for b in branches):
        dates = [b.type for b in branches if isinstance(b.type, Date)]
        joint = Date(min(d.low for d in dates), max(d.high for d in dates))
    elif all(isinstance(b.type, ListOf) for b in branches):
        branches = alike_lists(tree, branches, next_var)
        lists = [b.type for b in branches if isinstance(b.type, ListOf)]
        joint = ListOf(joint_element(tree, lists), min(x.least for x in lists), max(x.most for x in lists))
    elif all(same_kind(first, b.type) for b in branches[1:]) or len(branches) == 1:
        joint = max((b.type for b in branches), key=lambda t: len(t.values) if isinstance(t, Enum) else 0)
    else:
        other = next(b.type for b in branches[1:] if not same_kind(first, b.type))
        refuse("type_mismatch", tree, left=describe(first), right=describe(other))
    return [replace(branches[0], type=joint), *branches[1:]] if branches[0].type != joint else branches
