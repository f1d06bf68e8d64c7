"""What a value rests on: the nodes that made it what it is, and no others.

Of a true `any` the first true part is enough, of a false `all` the first false one; of an undecided one the undecided parts. A table rests on the row that
held, or the rows; where none did, on all of them. Everything that a number is calculated from counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.ir import nodes
from eligibility.ir.walk import children
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN, Env, Speech

Step = tuple[nodes.Node, Env]


def rests_on(s: Speech, node: nodes.Node, env: Env) -> Iterator[Step]:
    """The nodes directly below that decide a node's value, with what their variables stand for. A definition's own body is one step below it."""
    match node:
        case nodes.Definition():
            yield s.rule(node).node, s.inner(node, env)
        case nodes.And():
            yield from ((i, env) for i in sufficient(s, node.items, env, FALSE))
        case nodes.Or():
            yield from ((i, env) for i in sufficient(s, node.items, env, TRUE))
        case nodes.If():
            yield node.condition, env
            mask = s.truth(node.condition, env)
            if mask & TRUE:
                yield node.then, env
            if mask & FALSE:
                yield node.otherwise, env
        case nodes.Table():
            yield from table(s, node, env)
        case nodes.Some():
            yield from quantified(s, node, env, TRUE)
        case nodes.Every():
            yield from quantified(s, node, env, FALSE)
        case nodes.Filter():
            yield node.list, env
            yield from ((node.condition, (*env, e)) for e, _, _ in elements(s, node.list, env))
        case nodes.Collect():
            yield node.list, env
            yield from ((node.value, (*env, e)) for e, _, _ in elements(s, node.list, env))
        case _:
            yield from ((c, env) for c in children(node))


def elements(s: Speech, node: nodes.Node, env: Env) -> tuple[tuple[object, int, int], ...]:
    found = s.record.value(node, env)
    return found[0] if found else ()


def sufficient(s: Speech, items: tuple[nodes.Node, ...], env: Env, absorbing: int) -> list[nodes.Node]:
    masks = [s.truth(i, env) for i in items]
    if absorbing in masks:
        return [items[masks.index(absorbing)]]
    undecided = [i for i, m in zip(items, masks, strict=True) if m == UNKNOWN]
    return undecided or list(items)


def table(s: Speech, node: nodes.Table, env: Env) -> Iterator[Step]:
    """The row that held (or may hold) with its output, of a table that takes several all of them; all cells and the default where none did."""
    rows = [row for _, row in nodes.in_order(node)]
    masks = [s.truth(r.when, env) if s.record.was_read(r.when, env) else FALSE for r in rows]
    for row, mask in zip(rows, masks, strict=True):
        if mask & TRUE:
            yield row.when, env
            if node.hit != "C#":
                yield row.then, env
        if mask == TRUE and node.hit in nodes.SINGLE:
            return
    if TRUE in masks:
        return
    for row, mask in zip(rows, masks, strict=True):
        if mask == FALSE:
            yield row.when, env
    if node.otherwise is not None:
        yield node.otherwise, env


def quantified(s: Speech, node: nodes.Some | nodes.Every, env: Env, absorbing: int) -> Iterator[Step]:
    yield node.list, env
    found = [(e, p, s.truth(node.condition, (*env, e))) for e, p, _ in elements(s, node.list, env)]
    settling = [e for e, p, m in found if m == absorbing and p == TRUE]
    if settling:
        found = [(settling[0], TRUE, absorbing)]
    undecided = [(e, p, m) for e, p, m in found if m & absorbing]
    yield from ((node.condition, (*env, e)) for e, _, _ in (undecided or found))


def leaves(s: Speech, node: nodes.Node, env: Env, stop: int = 400) -> Iterator[Step]:
    """The facts, ages and times between days that decide a node's value, each once, in the order they are met."""
    seen: set[object] = set()
    stack: list[Step] = [(node, env)]
    while stack and stop:
        stop -= 1
        node, env = stack.pop()
        if isinstance(node, nodes.Fact | nodes.YearsBetween | nodes.MonthsBetween | nodes.DaysBetween):
            key = identity(node, env)
            if key not in seen:
                seen.add(key)
                yield node, env
            continue
        below = list(rests_on(s, node, env))
        stack.extend(reversed(below))


def identity(node: nodes.Node, env: Env) -> object:
    if isinstance(node, nodes.Fact):
        return node.subject, node.index, env[node.var].key
    if isinstance(node, nodes.YearsBetween | nodes.MonthsBetween | nodes.DaysBetween):
        return type(node).__name__, identity(node.start, env), identity(node.end, env)
    return repr(node)
