"""Truth by Kleene's logic; equality and membership over sets of possible values.

An undecided comparison is an atom: it is noted, because it tells which unknown to ask about next and where a number flips it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eligibility.decide.reading import domain
from eligibility.decide.reading.arithmetic import point_free
from eligibility.decide.reading.domain import FALSE, TRUE, Abstract
from eligibility.decide.reading.linear import difference
from eligibility.ir import nodes
from eligibility.ir.types import Boolean, Date, Enum, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.values.places import lies_in as within_code

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader

Truth = tuple[int, int]


def both(r: Reader, node: nodes.And, env: Env) -> Truth:
    return connected(r, node.items, env, absorbing=2)


def either(r: Reader, node: nodes.Or, env: Env) -> Truth:
    return connected(r, node.items, env, absorbing=1)


def connected(r: Reader, items: tuple[nodes.Node, ...], env: Env, absorbing: int) -> Truth:
    """`and` (absorbed by false) or `or` (absorbed by true): read until one part settles it."""
    deps, settled = 0, False
    for item in items:
        mask, d = r.value(item, env)
        if mask == absorbing:
            settled = True
            break
        if mask == 3:
            deps |= d
    if settled:
        return (absorbing, 0)
    return (3, deps) if deps else (3 - absorbing, 0)


def opposite(r: Reader, node: nodes.Not, env: Env) -> Truth:
    mask, deps = r.value(node.operand, env)
    return (mask if mask == 3 else 3 - mask, deps)


def choice(r: Reader, node: nodes.If, env: Env) -> Abstract:
    mask, deps = r.value(node.condition, env)
    if mask != 3:
        taken = node.then if mask == 1 else node.otherwise
        value = r.value(taken, env)
        if r.forms and isinstance(node.type, Number | Date):  # a sum that was supposed decides more than its terms show
            return supposing(r, node.condition, taken, value, env, truth=mask == 1)
        return value
    then, otherwise = r.value(node.then, env), r.value(node.otherwise, env)
    if isinstance(node.type, Number | Date):
        then = supposing(r, node.condition, node.then, then, env, truth=True)
        otherwise = supposing(r, node.condition, node.otherwise, otherwise, env, truth=False)
    return join(node.type, then, otherwise, deps)


def supposing(
    r: Reader, condition: nodes.Node, node: nodes.Node, value: Abstract, env: Env, *, truth: bool
) -> Abstract:
    """A number where a condition is `truth`: what is compared is itself within what it is compared with (`if x < 0 then 0 else x`)."""
    match condition:
        case nodes.Not():
            return supposing(r, condition.operand, node, value, env, truth=not truth)
        case nodes.And() | nodes.Or() if isinstance(condition, nodes.And) == truth:
            for part in condition.items:
                value = supposing(r, part, node, value, env, truth=truth)
            return value
        case nodes.Compare(op=op, left=left, right=right):
            op = op if truth else CONTRARY[op]
            if alike(left, node):
                return clamped(value, op, r.value(right, env), node)
            if alike(right, node):
                return clamped(value, MIRRORED[op], r.value(left, env), node)
    return value


def alike(a: nodes.Node, b: nodes.Node) -> bool:
    """Whether two nodes read the same definition or fact of the same subject."""
    if isinstance(a, nodes.Definition) and isinstance(b, nodes.Definition):
        return (a.definition, a.var) == (b.definition, b.var)
    return isinstance(a, nodes.Fact) and isinstance(b, nodes.Fact) and (a.var, a.index) == (b.var, b.index)


CONTRARY = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def clamped(value: Abstract, op: str, other: Abstract, node: nodes.Node) -> Abstract:
    """What is left of a number that stands in `op` to another; all of it where nothing would be."""
    low, high, deps = value
    step = 0 if isinstance(node.type, Number) and node.type.quotient else 1
    if op in ("<", "<=", "="):
        high = min(high, other[1] - step if op == "<" else other[1])
    if op in (">", ">=", "="):
        low = max(low, other[0] + step if op == ">" else other[0])
    return value if low > high else point_free(low, high, deps)


def join(type_: Type, a: Abstract, b: Abstract, deps: int) -> Abstract:
    """What a value may be that is one of two, by a choice resting on `deps`."""
    match type_:
        case Boolean():
            return domain.join_truth(a, b, deps)
        case Number() | Date():
            return domain.join_number(a, b, deps)
        case Enum() | Person():
            return domain.join_mask(a, b, deps)
        case Text() | Place():
            return domain.join_text(a, b, deps)
        case Persons():
            return domain.join_persons(a, b, deps)
        case ListOf():
            return join_lists(a, b, deps)
        case _:
            raise TypeError(type_)


def join_lists(a: Abstract, b: Abstract, deps: int) -> Abstract:
    """An element of both, as often as both hold it, is in for certain; one of only one of them is a maybe."""
    left: dict[object, list[Abstract]] = {}
    for element in b[0]:
        left.setdefault(identity(element[0]), []).append(element)
    out = []
    for value, presence, d in a[0]:
        others = left.get(identity(value))
        other = others.pop(0) if others else None
        if other is not None and other[1] == presence == 1:
            out.append((resting_on(value, deps), 1, 0))
        else:
            out.append((resting_on(value, deps), 3, d | deps | (other[2] if other else 0)))
    out += [(resting_on(value, deps), 3, d | deps) for others in left.values() for value, _, d in others]
    rest = a[1] | b[1]
    return (tuple(out), rest | deps if rest else 0)


def resting_on(value: Abstract, deps: int) -> Abstract:
    """A value that may be several things, resting on a choice too: two that look alike need not be the same."""
    if isinstance(value, domain.Instance) or not value[-1]:
        return value
    return (*value[:-1], value[-1] | deps)


def identity(value: Abstract) -> object:
    return value.key if isinstance(value, domain.Instance) else ("value", value)


LESS: dict[str, Callable[[Abstract, Abstract], int]] = {
    "<": lambda a, b: 1 if a[1] < b[0] else 2 if a[0] >= b[1] else 3,
    "<=": lambda a, b: 1 if a[1] <= b[0] else 2 if a[0] > b[1] else 3,
    ">": lambda a, b: 1 if a[0] > b[1] else 2 if a[1] <= b[0] else 3,
    ">=": lambda a, b: 1 if a[0] >= b[1] else 2 if a[1] < b[0] else 3,
    "=": lambda a, b: 1 if a[0] == a[1] == b[0] == b[1] else 2 if a[1] < b[0] or a[0] > b[1] else 3,
    "!=": lambda a, b: 2 if a[0] == a[1] == b[0] == b[1] else 1 if a[1] < b[0] or a[0] > b[1] else 3,
}


def compare(r: Reader, node: nodes.Compare, env: Env) -> Truth:
    return compared(r, node, LESS[node.op], r.value(node.left, env), r.value(node.right, env), env)


def scale_of(node: nodes.Node) -> int:
    return node.type.scale if isinstance(node.type, Number) else 0


def compared(
    r: Reader,
    node: nodes.Compare | nodes.CompareBy,
    op: Callable[[Abstract, Abstract], int],
    a: Abstract,
    b: Abstract,
    env: Env,
) -> Truth:
    mask = op(a, b)
    deps = a[2] | b[2]
    if mask != 3:
        if r.watched is not None and deps:
            r.watched.append((deps, b[0] - a[0], scale_of(node.left)))
        return (mask, 0)
    if r.atoms is None:
        return (3, deps)
    found = difference(r, node.left, node.right, env)
    if found is None:
        r.undecided(deps, a, b)
        return (3, deps)
    form, factor, low, high = found
    supposed = r.forms.get(form) if form else (0, 0)
    if supposed is not None:
        ends = sorted(factor * end for end in supposed)
        mask = op((ends[0] + low, ends[1] + high), (0, 0))
        if mask != 3:
            return (mask, 0)
    r.undecided(deps, a, b, form, -(low + high) / (2 * factor))
    return (3, deps)


def compare_by(r: Reader, node: nodes.CompareBy, env: Env) -> Truth:
    a, b = r.value(node.left, env), r.value(node.right, env)
    choices, deps = r.value(node.boundary, env)
    out: Truth | None = None
    for bit, op in enumerate(("<", "<=", ">", ">=")):
        if choices >> bit & 1:
            found = compared(r, node, LESS[op], a, b, env)
            out = found if out is None else domain.join_truth(out, found, deps)
    assert out is not None
    return out


def same(r: Reader, node: nodes.Same, env: Env) -> Truth:
    a, b = r.value(node.left, env), r.value(node.right, env)
    mask, deps = equal(node.left.type, a, b)
    if mask == 3:
        r.undecided(deps, None, None, at=b[0] if isinstance(node.left.type, Enum | Person) and not b[1] else None)
        return (3, deps)
    return (3 - mask if node.negated else mask, 0)


def equal(type_: Type, a: Abstract, b: Abstract) -> Truth:
    if isinstance(type_, Text | Place):
        if a[0] is None or b[0] is None:
            return (3, a[1] | b[1])
        return TRUE if a[0] == b[0] else FALSE
    common = a[0] & b[0]
    if not common:
        return FALSE
    if a[0] == b[0] and a[0] & (a[0] - 1) == 0:
        return TRUE
    return (3, a[1] | b[1])


def one_of(r: Reader, node: nodes.OneOf, env: Env) -> Truth:
    mask, deps = r.value(node.operand, env)
    wanted = 0
    for value in node.values:
        wanted |= 1 << value
    if not mask & wanted:
        return FALSE
    if not mask & ~wanted:
        return TRUE
    r.undecided(deps, None, None, at=wanted)
    return (3, deps)


def lies_in(r: Reader, node: nodes.LiesIn, env: Env) -> Truth:
    place, deps = r.value(node.place, env)
    within, more = r.value(node.within, env)
    if place is None or within is None:
        r.undecided(deps | more, None, None)
        return (3, deps | more)
    return TRUE if within_code(place, within) else FALSE
