"""Sums in which two unknowns meet of which one never exceeds the other (`at_most`).

Intervals alone forget the tie: a pension less the part of it that does not count would seem to be negative. Where both of a pair stand in a sum, the sum
is taken apart into a factor for each unknown, and bounded over the corners of what the pair may be.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from eligibility.decide.reading.domain import Abstract, Unknown, around
from eligibility.ir import nodes

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader

Factor = int | Fraction
Factors = dict[int, Factor]
Form = tuple[tuple[int, int], ...]  # whole factors by number of the unknown, with no common divisor, the first positive
Forms = dict[Form, tuple[int, int]]


def tightened(r: Reader, node: nodes.Node, env: Env, found: Abstract) -> Abstract:
    """The bounds of a sum, with the ties between its unknowns taken into account."""
    deps = found[2]
    if not any(deps >> small & 1 and deps >> large & 1 for small, large in r.case.ordered):
        return found
    factors: Factors = {}
    low, high = terms(r, node, env, 1, factors, found)
    for small, large in r.case.ordered:
        if small in factors and large in factors:
            corners = [factors[small] * a + factors[large] * b for a, b in tied(r.box[small], r.box[large])]
            if not corners:
                return found
            low, high = low + min(corners), high + max(corners)
            del factors[small], factors[large]
    for number, factor in factors.items():
        ends = factor * r.box[number][0], factor * r.box[number][1]
        low, high = low + min(ends), high + max(ends)
    low, high = max(low, found[0]), min(high, found[1])
    return (low, high, 0 if low == high else deps) if low <= high else found


def difference(r: Reader, left: nodes.Node, right: nodes.Node, env: Env) -> tuple[Form, Factor, Factor, Factor] | None:
    """`left` less `right` as a form times a factor plus the bounds of the rest; None where no unknown stands in it as a term, an empty form where each
    is taken away again."""
    factors: Factors = {}
    a, b = terms(r, left, env, 1, factors), terms(r, right, env, -1, factors)
    present = sorted((n, Fraction(f)) for n, f in factors.items() if f)
    if not present:
        return ((), 1, a[0] + b[0], a[1] + b[1]) if factors else None
    shared = lcm(*(f.denominator for _, f in present))
    divisor = gcd(*(int(f * shared) for _, f in present)) * (1 if present[0][1] > 0 else -1)
    form = tuple((n, int(f * shared) // divisor) for n, f in present)
    return form, Fraction(divisor, shared), a[0] + b[0], a[1] + b[1]


def tied(small: Abstract, large: Abstract) -> list[tuple[int, int]]:
    """The corners of the values of two unknowns of which the first never exceeds the second."""
    (a, b), (c, d) = small[:2], large[:2]
    b, c = min(b, d), max(a, c)
    if a > b or c > d:
        return []
    return [(a, c), (a, d), (b, max(b, c)), (b, d), (min(b, c), c)]


def terms(
    r: Reader, node: nodes.Node, env: Env, factor: Factor, out: Factors, known: Abstract = None
) -> tuple[Factor, Factor]:
    """Adds the node's unknowns to `out`, each with its factor, and answers the bounds of all the rest. `known` is the node's value, if it was read."""
    match node:
        case nodes.Add() | nodes.Subtract():
            sign = 1 if isinstance(node, nodes.Add) else -1
            a, b = terms(r, node.left, env, factor, out), terms(r, node.right, env, sign * factor, out)
            return a[0] + b[0], a[1] + b[1]
        case nodes.Multiply() | nodes.Divide():
            by = r.value(node.right, env)
            if by[0] == by[1] and (by[0] or isinstance(node, nodes.Multiply)):
                each = factor * by[0] if isinstance(node, nodes.Multiply) else Fraction(factor) / by[0]
                return terms(r, node.left, env, each, out)
        case nodes.Parameter(value=None):
            number = r.case.parameters[node.parameter, node.scope]
            if r.box[number][0] != r.box[number][1]:
                out[number] = out.get(number, 0) + factor
                return 0, 0
        case nodes.Negate():
            return terms(r, node.operand, env, -factor, out)
        case nodes.Rescale():
            return terms(r, node.operand, env, factor * 10**node.by, out)
        case nodes.ToQuotient():
            return terms(r, node.operand, env, factor, out)
        case nodes.Definition():
            root, instance = env[0], env[node.var]
            inner = around(root, instance)
            return terms(r, r.law.definitions[node.definition].node, inner, factor, out)
        case nodes.If():
            mask, _ = r.value(node.condition, env)
            if mask != 3:
                return terms(r, node.then if mask == 1 else node.otherwise, env, factor, out)
        case nodes.Sum(list=nodes.Collect() as column):
            elements, rest = r.value(column.list, env)
            if not rest:
                parts = [
                    terms(r, column.value, (*env, item), factor, out)
                    if presence == 1
                    else perhaps(r.value(column.value, (*env, item)), factor)
                    for item, presence, _ in elements
                ]
                return sum(p[0] for p in parts), sum(p[1] for p in parts)
        case nodes.Fact():
            slot = env[node.var].slots[node.index]
            if type(slot) is Unknown and r.box[slot.number][0] != r.box[slot.number][1]:
                out[slot.number] = out.get(slot.number, 0) + factor
                return 0, 0
    low, high, _ = r.value(node, env) if known is None else known
    ends = factor * low, factor * high
    return min(ends), max(ends)


def perhaps(value: Abstract, factor: Factor) -> tuple[Factor, Factor]:
    """The bounds of a term that may be left out."""
    ends = factor * value[0], factor * value[1], 0
    return min(ends), max(ends)
