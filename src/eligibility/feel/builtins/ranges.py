"""Allen's relations between points and ranges (DMN Table 78).

An end is a position: a value and a nudge, so that every formula of the table becomes one comparison. The lower end of `(1..` lies just above 1, the upper end
of `..10)` just below 10; an undefined end lies beyond all values. A point is where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from eligibility.feel.builtins.signature import Builtin, table
from eligibility.feel.domain import NoValue, Range, Value, kind_of, order
from eligibility.frozen import record


@record
class End:
    """`nudge` is -1, 0 or 1: just before, at or just after `value`; `beyond` is -1 or 1 where there is no end."""

    value: Value
    nudge: int
    beyond: int = 0


def low(range_: Range) -> End:
    """Where the range begins."""
    if range_.outside:
        raise NoValue("no_range")
    return End(None, 0, -1) if range_.low is None else End(range_.low, 0 if range_.low_closed else 1)


def high(range_: Range) -> End:
    """Where it ends."""
    if range_.outside:
        raise NoValue("no_range")
    return End(None, 0, 1) if range_.high is None else End(range_.high, 0 if range_.high_closed else -1)


def at(point: Value) -> End:
    return End(point, 0)


def place(a: End, b: End) -> int:
    """Negative, zero, positive as `a` lies before, at or after `b`."""
    if a.beyond or b.beyond:
        return a.beyond - b.beyond
    sign = order(a.value, b.value)
    if sign is None:
        raise NoValue("not_comparable", left=kind_of(a.value), right=kind_of(b.value))
    return sign or a.nudge - b.nudge


def before(a: End, b: End) -> bool:
    return place(a, b) < 0


def same(a: End, b: End) -> bool:
    return place(a, b) == 0


def up_to(a: End, b: End) -> bool:
    return place(a, b) <= 0


# ---- the relations, over ranges; a point is the range from itself to itself

Ends = tuple[End, End]


def ends(value: Any) -> Ends:
    return (low(value), high(value)) if isinstance(value, Range) else (at(value), at(value))


def meets(a: Ends, b: Ends) -> bool:
    """The one ends at the point where the other begins, and both hold it."""
    return a[1].nudge == 0 and b[0].nudge == 0 and not a[1].beyond and same(a[1], b[0])


def overlaps(a: Ends, b: Ends) -> bool:
    return up_to(b[0], a[1]) and up_to(a[0], b[1])


def overlaps_before(a: Ends, b: Ends) -> bool:
    return before(a[0], b[0]) and up_to(b[0], a[1]) and up_to(a[1], b[1])


def finishes(a: Ends, b: Ends) -> bool:
    return same(a[1], b[1]) and up_to(b[0], a[0])


def finishes_at(a: Ends, b: Ends) -> bool:
    return same(a[1], b[1])


def starts(a: Ends, b: Ends) -> bool:
    return same(a[0], b[0]) and up_to(a[1], b[1])


def starts_at(a: Ends, b: Ends) -> bool:
    return same(a[0], b[0])


def includes(a: Ends, b: Ends) -> bool:
    return up_to(a[0], b[0]) and up_to(b[1], a[1])


def coincides(a: Ends, b: Ends) -> bool:
    return same(a[0], b[0]) and same(a[1], b[1])


def is_before(a: Ends, b: Ends) -> bool:
    return before(a[1], b[0])


def relation(test: Callable[[Ends, Ends], bool], *, turned: bool = False) -> Callable[[Any, Any], Value]:
    return lambda a, b: test(ends(b), ends(a)) if turned else test(ends(a), ends(b))


POINTS: Final = "point1: comparable, point2: comparable"
POINT_RANGE: Final = "point: comparable, range: range"
RANGE_POINT: Final = "range: range, point: comparable"
RANGE_S: Final = "range1: range, range2: range"


def family(name: str, test: Callable[[Ends, Ends], bool], turned: bool, *signatures: str) -> list[tuple[str, str, Any]]:
    return [(name, text, relation(test, turned=turned)) for text in signatures]


RANGES: Final[dict[str, Builtin]] = table(
    *family("before", is_before, False, POINTS, POINT_RANGE, RANGE_POINT, RANGE_S),
    *family("after", is_before, True, POINTS, POINT_RANGE, RANGE_POINT, RANGE_S),
    *family("meets", meets, False, RANGE_S),
    *family("met by", meets, True, RANGE_S),
    *family("overlaps", overlaps, False, RANGE_S),
    *family("overlaps before", overlaps_before, False, RANGE_S),
    *family("overlaps after", overlaps_before, True, RANGE_S),
    *family("finishes", finishes_at, False, POINT_RANGE),
    *family("finishes", finishes, False, RANGE_S),
    *family("finished by", finishes_at, True, RANGE_POINT),
    *family("finished by", finishes, True, RANGE_S),
    *family("includes", includes, False, RANGE_POINT, RANGE_S),
    *family("during", includes, True, POINT_RANGE, RANGE_S),
    *family("starts", starts_at, False, POINT_RANGE),
    *family("starts", starts, False, RANGE_S),
    *family("started by", starts_at, True, RANGE_POINT),
    *family("started by", starts, True, RANGE_S),
    *family("coincides", coincides, False, POINTS, RANGE_S),
)
