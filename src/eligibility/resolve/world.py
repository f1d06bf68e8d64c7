"""What may be claimed once the claims that rules ask about are fixed: then no outcome depends on what else is claimed.

What remains is a choice within each group of pairs that exclude or require one another; what stands in no group is claimed wherever it is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

from eligibility.decide.claims import Claims, Pair
from eligibility.frozen import record
from eligibility.resolve.package import Sum
from eligibility.resolve.sums import added, twelve_months
from eligibility.resolve.ties import Ties
from eligibility.resolve.trial import Outcomes


@record
class Selection:
    """Pairs of one group that are claimed together. `certain`: all of them are met whatever is still unknown; `passed_over` counts those that declare
    precedence over what is claimed instead."""

    claims: Claims
    certain: bool
    total: Sum
    passed_over: int

    def order(self) -> tuple[int, int, int, list[Pair]]:
        """The better, the smaller: most cash, precedence, most programmes, identifiers."""
        return -self.total[0], self.passed_over, -len(self.claims), sorted(self.claims)


class World:
    """One fixing of the claims that rules ask about: `fixed` of `asked` are claimed, the others not."""

    def __init__(
        self, ties: Ties, outcomes: Outcomes, groups: list[list[Pair]], alone: list[Pair], asked: Claims, fixed: Claims
    ) -> None:
        self._ties, self.outcomes, self.fixed = ties, outcomes, fixed
        self._asked = asked
        self.sums = {pair: twelve_months(outcomes[pair]) for group in (*groups, alone) for pair in group}
        self.alone = [p for p in alone if outcomes[p].outcome != "ineligible"]
        self.met_alone = frozenset(p for p in self.alone if outcomes[p].outcome == "eligible")
        self.choices = [list(self._selections(group)) for group in groups]

    @cached_property
    def best(self) -> list[Selection] | None:
        """The best selection of each group among those that are certain; None where the fixed claims are not."""
        out = []
        for choice in self.choices:
            certain = [s for s in choice if s.certain]
            if not certain:
                return None
            out.append(min(certain, key=Selection.order))
        return out

    @property
    def lawful(self) -> bool:
        """Whether the fixed claims may be made, if what is unknown is so."""
        return all(self.choices)

    def claims(self, chosen: Iterable[Selection]) -> Claims:
        return self.met_alone.union(*(s.claims for s in chosen))

    def total(self, chosen: Iterable[Selection]) -> Sum:
        return added([*(self.sums[p] for p in self.alone), *(s.total for s in chosen)])

    def _selections(self, group: list[Pair]) -> Iterator[Selection]:
        must = [p for p in group if p in self.fixed]
        if any(self.outcomes[p].outcome == "ineligible" for p in must) or self._clash(must):
            return
        free = [p for p in group if p not in self._asked and self.outcomes[p].outcome != "ineligible"]
        for claims in independent(self._ties, must, free):
            if self._provided(claims):
                yield self._selection(group, frozenset(claims))

    def _clash(self, pairs: list[Pair]) -> bool:
        return any(self._ties.exclude(a, b) for a, b in combinations(pairs, 2))

    def _provided(self, claims: list[Pair]) -> bool:
        """Whether everything that is required is claimed too."""
        return all(
            any(q in claims or q in self.met_alone or q in self.fixed for q in found)
            for pair in claims
            for found in self._ties.required(pair, self.outcomes)
        )

    def _selection(self, group: list[Pair], claims: Claims) -> Selection:
        left = [p for p in group if p not in claims and self.outcomes[p].outcome == "eligible"]
        over = sum(1 for p in left for q in claims if self._ties.precedes(p, q) and self._ties.exclude(p, q))
        certain = all(self.outcomes[p].outcome == "eligible" for p in claims)
        return Selection(claims, certain, added([self.sums[p] for p in claims]), over)


def independent(ties: Ties, must: list[Pair], free: list[Pair]) -> Iterator[list[Pair]]:
    """The sets that hold `must` and any of `free` of which no two exclude each other."""
    if not free:
        yield must
        return
    first, rest = free[0], free[1:]
    yield from independent(ties, must, rest)
    if not any(ties.exclude(first, p) for p in must):
        yield from independent(ties, [*must, first], rest)


def groups_of(ties: Ties, pairs: list[Pair], asked: Claims) -> tuple[list[list[Pair]], list[Pair]]:
    """The pairs that exclude or require one another, or that rules ask about, by group; and those that stand alone."""
    linked: dict[Pair, set[Pair]] = {p: set() for p in pairs}
    for a, b in combinations(pairs, 2):
        if (
            ties.exclude(a, b)
            or any(b in found for found in ties.required(a, [b]))
            or any(a in found for found in ties.required(b, [a]))
        ):
            linked[a].add(b)
            linked[b].add(a)
    groups, alone, seen = [], [], set()
    for pair in pairs:
        if pair in seen:
            continue
        if not linked[pair] and pair not in asked and not ties.required(pair, ()):
            alone.append(pair)
            continue
        group, stack = [], [pair]
        while stack:
            current = stack.pop()
            if current not in seen:
                seen.add(current)
                group.append(current)
                stack += linked[current]
        groups.append(sorted(group, key=pairs.index))
    return groups, alone
