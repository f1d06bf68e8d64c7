"""Lists whose elements are in, or maybe in, and which may go on with elements nobody has named.

A maybe adds `[min(0, low), max(0, high)]` to a sum; an unnamed rest adds as many unknown elements as the list may still hold. What a loop asks of an
unnamed element it may ask of other unknowns too (`things[worth > household.number]`): the rest then rests on these as well.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from eligibility.decide.reading.arithmetic import point_free
from eligibility.decide.reading.domain import FALSE, TRUE, Abstract, Instance
from eligibility.decide.reading.facts import whole_domain
from eligibility.decide.reading.linear import tightened
from eligibility.decide.reading.logic import Truth
from eligibility.ir import nodes
from eligibility.ir.types import Date, Item, ListOf, Number

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader


def filtered(r: Reader, node: nodes.Filter, env: Env) -> Abstract:
    elements, rest = r.value(node.list, env)
    kept = []
    for value, presence, deps in elements:
        mask, more = r.value(node.condition, (*env, value))
        if mask == 1:
            kept.append((value, presence, deps))
        elif mask == 3:
            kept.append((value, 3, deps | more))
    if rest:
        mask, more = r.value(node.condition, (*env, unnamed(r, node.list, rest)))
        rest = 0 if mask == 2 else rest | more
    return (tuple(kept), rest)


def collected(r: Reader, node: nodes.Collect, env: Env) -> Abstract:
    elements, rest = r.value(node.list, env)
    found = tuple((r.value(node.value, (*env, v)), p, d) for v, p, d in elements)
    if rest:
        rest |= all_deps(r.value(node.value, (*env, unnamed(r, node.list, rest))))
    return (found, rest)


def unnamed(r: Reader, list_: nodes.Node, rest: int) -> Abstract:
    """An element of which nothing is known but that a list resting on `rest` may hold it."""
    assert isinstance(list_.type, ListOf)
    element = list_.type.element
    if isinstance(element, Item):
        return r.case.unnamed(element.subject, rest)
    found = whole_domain(element, rest, r.case.on, r.case.persons)
    if isinstance(element, Number) and element.quotient:
        return (Fraction(found[0]), Fraction(found[1]), found[2])
    return found


def all_deps(value: Abstract) -> int:
    """What a value rests on; of a list, what its elements and their being in it do."""
    if isinstance(value, Instance):
        return 0
    deps: int = value[-1]
    if value and isinstance(value[0], tuple):
        for element, _, more in value[0]:
            deps |= more | all_deps(element)
    return deps


def concatenated(r: Reader, node: nodes.Concatenate, env: Env) -> Abstract:
    parts = [r.value(p, env) for p in node.lists]
    rest = 0
    for _, deps in parts:
        rest |= deps
    return (tuple(e for p in parts for e in p[0]), rest)


def literal(r: Reader, node: nodes.ListLiteral, env: Env) -> Abstract:
    return (tuple((r.value(i, env), 1, 0) for i in node.items), 0)


def most(node: nodes.Node) -> int:
    assert isinstance(node.type, ListOf)
    return node.type.most


def count(r: Reader, node: nodes.Count, env: Env) -> Abstract:
    elements, rest = r.value(node.list, env)
    low, high, deps = 0, 0, rest
    for _, presence, d in elements:
        high += 1
        if presence == 1:
            low += 1
        else:
            deps |= d
    if rest:
        high = max(high, most(node.list))
    return point_free(low, high, deps)


def total(r: Reader, node: nodes.Sum, env: Env) -> Abstract:
    elements, rest = r.value(node.list, env)
    assert isinstance(node.type, Number)
    low: Abstract = 0
    high: Abstract = 0
    deps = rest
    for value, presence, d in elements:
        if presence == 1:
            low, high, deps = low + value[0], high + value[1], deps | value[2]
        else:
            low, high, deps = low + min(0, value[0]), high + max(0, value[1]), deps | d | value[2]
    if rest:
        assert isinstance(node.list.type, ListOf)
        element = node.list.type.element
        assert isinstance(element, Number)
        more = node.list.type.most - sum(presence == 1 for _, presence, _ in elements)
        low, high = low + more * min(0, element.low), high + more * max(0, element.high)
    found = point_free(low, high, deps)
    return tightened(r, node, env, found) if r.case.ordered else found


def least(r: Reader, node: nodes.LeastOf, env: Env) -> Abstract:
    low, high, deps = extremes(r, node.list, env, -1)
    return point_free(-high, -low, deps)


def greatest(r: Reader, node: nodes.GreatestOf, env: Env) -> Abstract:
    return extremes(r, node.list, env, 1)


def extremes(r: Reader, node: nodes.Node, env: Env, sign: int) -> Abstract:
    """The greatest element (of the negated ones, where the smallest is wanted)."""
    elements, rest = r.value(node, env)
    assert isinstance(node.type, ListOf)
    element = node.type.element
    assert isinstance(element, Number | Date)
    low, high, deps = None, None, rest
    for value, presence, d in elements:
        bottom, top = (value[0], value[1]) if sign > 0 else (-value[1], -value[0])
        high = top if high is None or top > high else high
        if presence == 1:
            low = bottom if low is None or bottom > low else low
        deps |= value[2] | (d if presence == 3 else 0)
    limits = sorted((sign * element.low, sign * element.high))
    return point_free(limits[0] if low is None else low, limits[1] if rest or high is None else high, deps)


def some(r: Reader, node: nodes.Some, env: Env) -> Truth:
    return quantified(r, node, env, looked_for=1)


def every(r: Reader, node: nodes.Every, env: Env) -> Truth:
    return quantified(r, node, env, looked_for=2)


def quantified(r: Reader, node: nodes.Some | nodes.Every, env: Env, looked_for: int) -> Truth:
    """`some` looks for a truth, `every` for a falsehood; one element that is certainly there settles it."""
    elements, rest = r.value(node.list, env)
    if r.asked and rest and not elements:
        answered = r.asked.get((r.case.question(node), rest.bit_length() - 1))
        if answered is not None:
            return answered
    deps, settled = 0, False
    for value, presence, d in elements:
        mask, more = r.value(node.condition, (*env, value))
        if mask == looked_for and presence == 1:
            settled = True
            break
        if mask & looked_for:
            deps |= more | d
    if settled:
        return (looked_for, 0)
    if rest:
        mask, more = r.value(node.condition, (*env, unnamed(r, node.list, rest)))
        deps |= rest | more if mask & looked_for else 0
        if not elements and deps == rest and rest & (rest - 1) == 0:
            r.undecided(deps, None, None, asks=node)
    return (3, deps) if deps else (3 - looked_for, 0)


def among(r: Reader, node: nodes.Among, env: Env) -> Truth:
    person, deps = r.value(node.person, env)
    must, may, more = r.value(node.persons, env)
    if not person & ~must:
        return TRUE
    if not person & may:
        return FALSE
    r.undecided(deps | more, None, None)
    return (3, deps | more)
