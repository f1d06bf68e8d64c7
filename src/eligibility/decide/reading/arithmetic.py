"""Numbers as intervals. Every operation is exact on points and encloses every completion on intervals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.linear import tightened
from eligibility.ir import nodes
from eligibility.ir.types import Number
from eligibility.values.rounding import whole

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader


def add(r: Reader, node: nodes.Add, env: Env) -> Abstract:
    a, b = r.value(node.left, env), r.value(node.right, env)
    found = (a[0] + b[0], a[1] + b[1], a[2] | b[2])
    return tightened(r, node, env, found) if r.case.ordered else found


def subtract(r: Reader, node: nodes.Subtract, env: Env) -> Abstract:
    a, b = r.value(node.left, env), r.value(node.right, env)
    found = (a[0] - b[1], a[1] - b[0], a[2] | b[2])
    return tightened(r, node, env, found) if r.case.ordered else found


def multiply(r: Reader, node: nodes.Multiply, env: Env) -> Abstract:
    a, b = r.value(node.left, env), r.value(node.right, env)
    if a[0] == a[1] and b[0] == b[1]:
        product = a[0] * b[0]
        return (product, product, 0)
    corners = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return point_free(min(corners), max(corners), a[2] | b[2])


def point_free(low: Abstract, high: Abstract, deps: int) -> Abstract:
    """What can be only one number rests on nothing."""
    return (low, high, 0 if low == high else deps)


def divide(r: Reader, node: nodes.Divide, env: Env) -> Abstract:
    a, b = r.value(node.left, env), r.value(node.right, env)
    if b[0] <= 0 <= b[1]:  # the guard around it excludes zero, the interval does not
        nearest = [e for e in (b[0], -1, 1, b[1]) if e and b[0] <= e <= b[1]]
        if not isinstance(node.right, nodes.ToQuotient) or not nearest:
            assert isinstance(node.type, Number)
            return (Fraction(node.type.low), Fraction(node.type.high), a[2] | b[2])
        ends = [x / e for x in a[:2] for e in nearest]
        return point_free(min(ends), max(ends), a[2] | b[2])
    corners = (a[0] / b[0], a[0] / b[1], a[1] / b[0], a[1] / b[1])
    return point_free(min(corners), max(corners), a[2] | b[2])


def negate(r: Reader, node: nodes.Negate, env: Env) -> Abstract:
    a = r.value(node.operand, env)
    return (-a[1], -a[0], a[2])


def absolute(r: Reader, node: nodes.Absolute, env: Env) -> Abstract:
    low, high, deps = r.value(node.operand, env)
    if low >= 0:
        return (low, high, deps)
    if high <= 0:
        return (-high, -low, deps)
    return (low - low, max(-low, high), deps)


def rescale(r: Reader, node: nodes.Rescale, env: Env) -> Abstract:
    low, high, deps = r.value(node.operand, env)
    factor = 10**node.by
    return (low * factor, high * factor, deps)


def to_quotient(r: Reader, node: nodes.ToQuotient, env: Env) -> Abstract:
    low, high, deps = r.value(node.operand, env)
    return (Fraction(low), Fraction(high), deps)


def least(r: Reader, node: nodes.Least, env: Env) -> Abstract:
    found = [r.value(i, env) for i in node.items]
    low, high = min(f[0] for f in found), min(f[1] for f in found)
    return point_free(low, high, union(f[2] for f in found if f[0] < high))


def greatest(r: Reader, node: nodes.Greatest, env: Env) -> Abstract:
    found = [r.value(i, env) for i in node.items]
    low, high = max(f[0] for f in found), max(f[1] for f in found)
    return point_free(low, high, union(f[2] for f in found if f[1] > low))


def union(deps: Abstract) -> int:
    total = 0
    for d in deps:
        total |= d
    return total


def rounded(r: Reader, node: nodes.Round, env: Env) -> Abstract:
    low, high, deps = r.value(node.operand, env)
    return point_free(one_rounded(node, low), one_rounded(node, high), deps)


def one_rounded(node: nodes.Round, value: int | Fraction) -> int:
    assert isinstance(node.type, Number)
    assert isinstance(node.operand.type, Number)
    up, down = 10**node.type.scale, 10**node.operand.type.scale * node.step
    return whole(value.numerator * up, value.denominator * down, node.mode) * node.step
