"""Filters, `for` and quantifiers: what goes through a list (DMN 1.5, 10.3.2.5, 10.3.2.14, Table 49)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from eligibility.feel import ast
from eligibility.feel.domain import Date, NoValue, Range, Value, add, integer
from eligibility.feel.evaluation.interpreter import Interpreter
from eligibility.feel.evaluation.scope import Scope


def filtered(interpreter: Interpreter, node: ast.Filter, scope: Scope) -> Value:
    """`list[condition]` keeps the items for which it is true; `list[number]` is one item, counted from 1, or from the end."""
    base = interpreter.interpret(node.base, scope)
    if base is None:
        raise NoValue("filter_of_null")
    items: list[Value] = base if isinstance(base, list) else [base]
    kept: list[Value] = []
    for item in items or [None]:
        found = interpreter.interpret(node.condition, item_scope(item, scope))
        if isinstance(found, Decimal):
            return indexed(items, found)
        if found is True and items:
            kept.append(item)
    return kept


def item_scope(item: Value, scope: Scope) -> Scope:
    """In a filter an entry of the item hides `item`, which hides what is around."""
    return Scope({"item": item, **item} if isinstance(item, dict) else {"item": item}, scope)


def indexed(items: list[Value], number: Decimal) -> Value:
    index = integer(number)
    if index is None or not (1 <= index <= len(items) or -len(items) <= index <= -1):
        raise NoValue("no_such_item")
    return items[index - 1 if index > 0 else index]


def iteration(interpreter: Interpreter, node: ast.For, scope: Scope) -> Value:
    """`for a in x, b in y return e`; `partial` holds the results so far."""
    results: list[Value] = []
    for inner in combinations(interpreter, node.bindings, Scope({"partial": results}, scope)):
        results.append(interpreter.interpret(node.body, inner))  # noqa: PERF401 (`partial` grows as it goes)
    return list(results)


def quantified(interpreter: Interpreter, node: ast.Quantified, scope: Scope) -> Value:
    """`some` is the `or`, `every` the `and` of its cases."""
    decisive = not node.every
    unknown = False
    for inner in combinations(interpreter, node.bindings, scope):
        found = interpreter.interpret(node.body, inner)
        if found is decisive:
            return decisive
        unknown = unknown or not isinstance(found, bool)
    if unknown:
        raise NoValue("no_truth_value")
    return not decisive


def combinations(interpreter: Interpreter, bindings: Sequence[ast.Binding], scope: Scope) -> Iterator[Scope]:
    """The scopes of all cases, the last variable changing fastest; a later domain may speak of an earlier variable."""
    first, rest = bindings[0], bindings[1:]
    for item in domain(interpreter, first.domain, scope):
        inner = Scope({first.name: item}, scope)
        if rest:
            yield from combinations(interpreter, rest, inner)
        else:
            yield inner


def domain(interpreter: Interpreter, node: ast.Node, scope: Scope) -> Sequence[Value] | Iterator[Value]:
    """What a variable goes through: a list, one value, the steps of a range."""
    if isinstance(node, ast.Steps):
        low, high = interpreter.interpret(node.low, scope), interpreter.interpret(node.high, scope)
        return steps(interpreter, node, low, high, falling=True)
    found = interpreter.interpret(node, scope)
    if found is None:
        raise NoValue("iteration_over_null")
    if isinstance(found, Range):
        low, high = found.low, found.high
        low = low if found.low_closed else following(low, 1)
        high = high if found.high_closed else following(high, -1)
        return steps(interpreter, node, low, high, falling=False)
    return found if isinstance(found, list) else [found]


def following(end: Value, step: int) -> Value:
    if isinstance(end, Decimal):
        return add(end, Decimal(step))
    return Date.of_day(end.day_number + step) if isinstance(end, Date) else None


def steps(interpreter: Interpreter, node: ast.Node, low: Value, high: Value, *, falling: bool) -> Iterator[Value]:
    """Whole numbers or days from one end to the other; `3..1` falls, `[3..1]` is no range to go through."""
    start, stop = position(low), position(high)
    if start is None or stop is None or isinstance(low, Date) != isinstance(high, Date):
        raise NoValue("not_countable")
    if start > stop and not falling:
        raise NoValue("range_falls")
    interpreter.spend(node, abs(stop - start))
    step = 1 if start <= stop else -1
    made = Date.of_day if isinstance(low, Date) else Decimal
    return (made(n) for n in range(start, stop + step, step))


def position(end: Value) -> int | None:
    if isinstance(end, Date):
        return end.day_number
    return integer(end) if isinstance(end, Decimal) else None
