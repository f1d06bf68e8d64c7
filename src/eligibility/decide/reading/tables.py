"""A table over abstract values: rows that may hold are joined until one certainly does, or add to what may come of all of them.

A row that may hold adds `[min(0, low), max(0, high)]` to a sum, one to the most of a count, a maybe to a list, and bounds a least or greatest value from
one side only. The default may be the value while no row certainly holds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from eligibility.decide.reading.arithmetic import point_free, union
from eligibility.decide.reading.domain import Abstract, join_number
from eligibility.decide.reading.logic import join
from eligibility.ir import nodes
from eligibility.ir.nodes import LISTED, SINGLE
from eligibility.ir.types import Number

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader

Held = list[tuple[Abstract, int, int]]  # an output, 1 where its row holds or 3 where it may, what that rests on


def table(r: Reader, node: nodes.Table, env: Env) -> Abstract:
    if node.hit in SINGLE:
        return decided(r, node, env)
    if node.hit == "C#":
        return counted(r, node, env)
    held = [(r.value(row.then, env), mask, deps) for row, mask, deps in holding(r, node, env)]
    if node.hit in LISTED:
        return listed(r, node, held, env)
    if not held and node.otherwise is None and node.hit != "C+":  # some row holds, so the last does
        held = [(r.value(node.rows[-1].then, env), 1, 0)]
    found = added(node, held) if node.hit == "C+" else bounded(node, held)
    if node.otherwise is None or any(mask == 1 for _, mask, _ in held):
        return found
    otherwise = r.value(node.otherwise, env)
    return join_number(found, otherwise, union(d for _, _, d in held)) if held else otherwise


def decided(r: Reader, node: nodes.Table, env: Env) -> Abstract:
    found: Abstract = None
    deps = 0
    rows = node.rows if not node.priorities else [row for _, row in nodes.in_order(node)]
    for row in rows:
        mask, d = r.value(row.when, env)
        if mask == 2:
            continue
        deps |= d
        value = r.value(row.then, env)
        found = value if found is None else join(node.type, found, value, deps)
        if mask == 1:
            return found
    last = node.otherwise
    if last is None:  # some row holds, so the last does where none before it did
        if found is not None:
            return found
        last = rows[-1].then
    value = r.value(last, env)
    return value if found is None else join(node.type, found, value, deps)


def holding(r: Reader, node: nodes.Table, env: Env) -> list[tuple[nodes.Row, int, int]]:
    """The rows that hold or may, in the order of the list that they make."""
    out = []
    for _, row in nodes.in_order(node):
        mask, deps = r.value(row.when, env)
        if mask != 2:
            out.append((row, mask, deps if mask == 3 else 0))
    return out


def counted(r: Reader, node: nodes.Table, env: Env) -> Abstract:
    low = high = deps = 0
    for _, mask, d in holding(r, node, env):
        low, high, deps = low + (mask == 1), high + 1, deps | d
    assert isinstance(node.type, Number)
    return point_free(max(low, node.type.low), high, deps)


def added(node: nodes.Table, held: Held) -> Abstract:
    """The sum of the rows that hold; where there is a default, of at least one."""
    assert isinstance(node.type, Number)
    low: Abstract = Fraction(0) if node.type.quotient else 0
    high, deps = low, 0
    for value, mask, d in held:
        deps |= value[2] | d
        low += value[0] if mask == 1 else min(0, value[0])
        high += value[1] if mask == 1 else max(0, value[1])
    if node.otherwise is not None and held and all(mask == 3 for _, mask, _ in held):
        low = min(v[0] for v, _, _ in held) if low == 0 else low
        high = max(v[1] for v, _, _ in held) if high == 0 else high
    return point_free(low, high, deps)


def bounded(node: nodes.Table, held: Held) -> Abstract:
    """The least output: every row that may hold may lower it, one that does bounds it from above. The greatest likewise."""
    if not held:
        return None
    at, pick, limit = (0, min, 1) if node.hit == "C<" else (1, max, 0)
    far = pick(v[at] for v, _, _ in held)
    certain = [v[limit] for v, mask, _ in held if mask == 1]
    near = pick(certain) if certain else (max if node.hit == "C<" else min)(v[limit] for v, _, _ in held)
    deps = union(
        v[2] | d for v, _, d in held if not certain or pick(v[at], near) != near
    )  # others lie behind what is certain
    return point_free(far, near, deps) if node.hit == "C<" else point_free(near, far, deps)


def listed(r: Reader, node: nodes.Table, held: Held, env: Env) -> Abstract:
    elements = list(held)
    if node.otherwise is not None and all(mask == 3 for _, mask, _ in held):
        elements.append((r.value(node.otherwise, env), 3 if held else 1, union(d for _, _, d in held)))
    return (tuple(elements), 0)
