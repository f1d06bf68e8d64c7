"""Allen's relations, from the standard's examples and against its formulas (DMN Table 78)."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from eligibility import feel
from eligibility.feel.builtins import BUILTINS, call
from eligibility.feel.domain import Range, compared

TRUE = """
before(1, (1..10]); before([1..10), 10); before([1..10), [10..20]); before([1..10], (10..20]); before(1, 10); before((< 3), (> 3))
after(10, [1..10)); after((11..20], 11); after([11..20], [1..11)); after(12, [1..10]); after((>= 3), 2)
meets([1..5], [5..10]); met by([5..10], [1..5])
overlaps([1..5], [3..8]); overlaps([3..5], [1..8]); overlaps([5..8], [1..5]); overlaps((<= 5), (>= 5))
overlaps before([1..5], [5..8]); overlaps before([1..5), (1..5]); overlaps before([1..5], (1..5])
overlaps after([5..8], [1..5]); overlaps after((1..5], [1..5))
finishes(10, [1..10]); finishes([5..10), [1..10)); finishes([1..10], [1..10]); finishes((1..10], [1..10])
finished by([1..10], 10); finished by([1..10], (1..10])
includes([1..10], 5); includes([1..10], (1..10)); includes((1..10], (1..5]); includes((> 5), 7)
during(10, [1..10]); during((1..10), [1..10])
starts(1, [1..10]); starts((1..5], (1..10]); starts([1..10), [1..10])
started by([1..10], 1); started by((1..10), (1..10))
coincides(5, 5); coincides([1..5], [1..5])
"""
FALSE = """
before([1..10], 10); before([1..10], [10..20]); after(10, [1..10]); after([11..20], 12); after([11..20], 11)
meets([1..5), [5..10]); meets([1..5], (5..10]); met by([5..10], [1..5))
overlaps([1..5], (5..8]); overlaps([1..5), [5..8]); overlaps((5..8], [1..5)); overlaps((< 5), (> 5))
overlaps before([1..5), [1..5]); overlaps before([1..5], [1..5]); overlaps after([1..5], [1..5)); overlaps after((5..8], [1..5])
finishes(10, [1..10)); finishes([5..10), [1..10]); finished by([1..10], [5..10))
includes((1..10], 1); includes([1..10), 10); during(1, (1..10]); during(12, [1..10])
starts(1, (1..10]); starts((1..5], [1..10]); started by([1..10], (1..5]); coincides((1..5), [1..5])
"""


def cases(text: str) -> list[str]:
    return [case.strip() for line in text.strip().splitlines() for case in line.split("; ")]


@pytest.mark.parametrize("text", cases(TRUE))
def test_a_relation_holds(text: str) -> None:
    assert feel.evaluate(text) is True


@pytest.mark.parametrize("text", cases(FALSE))
def test_a_relation_does_not_hold(text: str) -> None:
    assert feel.evaluate(text) is False


def formulas(a: Range, b: Range) -> dict[str, bool]:
    """The formulas of the table, word for word, for two ranges with both ends."""

    def lt(x: object, y: object) -> bool:
        return compared("<", x, y) is True  # type: ignore[arg-type]

    s1, e1, i1, j1 = a.low, a.high, a.low_closed, a.high_closed
    s2, e2, i2, j2 = b.low, b.high, b.low_closed, b.high_closed
    return {
        "before": lt(e1, s2) or ((not j1 or not i2) and e1 == s2),
        "after": lt(e2, s1) or ((not i1 or not j2) and s1 == e2),
        "meets": j1 and i2 and e1 == s2,
        "met by": i1 and j2 and s1 == e2,
        "overlaps": (lt(s2, e1) or (e1 == s2 and j1 and i2)) and (lt(s1, e2) or (s1 == e2 and i1 and j2)),
        "overlaps before": (lt(s1, s2) or (s1 == s2 and i1 and not i2))
        and (lt(s2, e1) or (e1 == s2 and j1 and i2))
        and (lt(e1, e2) or (e1 == e2 and (not j1 or j2))),
        "finishes": j1 == j2 and e1 == e2 and (lt(s2, s1) or (s1 == s2 and (not i1 or i2))),
        "finished by": j1 == j2 and e1 == e2 and (lt(s1, s2) or (s1 == s2 and (i1 or not i2))),
        "includes": (lt(s1, s2) or (s1 == s2 and (i1 or not i2))) and (lt(e2, e1) or (e1 == e2 and (j1 or not j2))),
        "during": (lt(s2, s1) or (s2 == s1 and (i2 or not i1))) and (lt(e1, e2) or (e2 == e1 and (j2 or not j1))),
        "starts": s1 == s2 and i1 == i2 and (lt(e1, e2) or (e1 == e2 and (not j1 or j2))),
        "started by": s1 == s2 and i1 == i2 and (lt(e2, e1) or (e2 == e1 and (not j2 or j1))),
        "coincides": s1 == s2 and i1 == i2 and e1 == e2 and j1 == j2,
    }


def test_ranges_with_all_kinds_of_ends_follow_the_formulas() -> None:
    ends = [(Decimal(a), Decimal(b)) for a in range(3) for b in range(a, 4)]
    ranges = [Range(a, b, i, j) for (a, b), i, j in product(ends, (True, False), (True, False))]
    for a, b in product(ranges, ranges):
        for name, expected in formulas(a, b).items():
            assert call(BUILTINS[name], [a, b]) is expected, (name, a, b)
