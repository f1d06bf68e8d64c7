"""The best package: most mandatory cash over twelve months, of all sets of claims that the law allows together.

The claims that rules ask about are fixed in every way that may be, and the law is decided again under each; within it the groups of programmes that
exclude one another choose for themselves. A choice holds only if the least that it comes to reaches the most that any other might.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from eligibility.decide.claims import Claims, Pair, received
from eligibility.decide.decision import Needed, Outcome, Result
from eligibility.decide.run import Deciding, subjects_of
from eligibility.resolve.package import Compared, Entry, Package, Status
from eligibility.resolve.sums import added, recorded
from eligibility.resolve.ties import Ties
from eligibility.resolve.trial import Trials
from eligibility.resolve.world import Selection, World, groups_of, independent

MAX_SETS: Final = 4_096
SETTLED_SETS: Final = 4  # with so few, what is open is settled to the end under each


def resolve(deciding: Deciding, result: Result) -> Package:
    """What a household should claim, out of a result of `decide`."""
    ties = deciding.analyses.get("ties")
    if ties is None:
        ties = deciding.analyses["ties"] = Ties(result.law)
    return Choice(deciding, result, ties).made()


class Choice:
    """One household's worlds, and the best of them."""

    def __init__(self, deciding: Deciding, result: Result, ties: Ties) -> None:
        kinds = dict.fromkeys(p.subject for p in result.law.programs)
        subjects = {kind: subjects_of(deciding, result.household, kind) for kind in kinds}
        self._ties, self._result = ties, result
        self._received = received(result.law, subjects)
        self._trials = Trials(deciding, result, subjects, ties, self._received)
        self._pairs = self._trials.possible()
        reads = frozenset().union(*(ties.reads[p] for p, _ in self._pairs))
        self._asked = frozenset(p for p in self._pairs if p[0] in reads)
        self._groups, self._alone = groups_of(ties, self._pairs, self._asked)
        self._beyond = any(2 ** len(set(g) - self._asked) > MAX_SETS for g in self._groups)
        self._worlds = list(self._all_worlds())

    def _all_worlds(self) -> Iterator[World]:
        asked = [p for p in self._pairs if p in self._asked]
        fixings = [frozenset(c) for c in islice(independent(self._ties, [], asked), MAX_SETS + 1)]
        if len(fixings) > MAX_SETS or self._beyond:
            self._beyond = True
            yield self._as_received(asked)
            return
        for fixed in fixings:
            world = self._world(fixed, self._groups, settled=len(fixings) <= SETTLED_SETS)
            if world.lawful:
                yield world

    def _as_received(self, asked: list[Pair]) -> World:
        """What is received now, if it may be received together, else nothing of it; what excludes it is not weighed against it."""
        groups = [[p for p in g if p in self._asked] for g in self._groups]
        world = self._world(frozenset(p for p in asked if self._received[p]), groups, settled=True)
        return world if world.best is not None else self._world(frozenset(), groups, settled=True)

    def _world(self, fixed: Claims, groups: list[list[Pair]], *, settled: bool) -> World:
        outcomes = self._trials.under(fixed, settled=settled)
        return World(self._ties, outcomes, groups, self._alone, self._asked, fixed)

    # ---- the best

    def made(self) -> Package:
        certain = [w for w in self._worlds if w.best is not None]
        best = min(certain, key=rank)
        open_ = self._left_open(best)
        chosen = best.claims(best.best or ())
        entries = [e for e in (self._entry(best, chosen, open_, p) for p in self._trials.plain) if e is not None]
        return Package(
            tuple(entries),
            not open_ and not self._beyond,
            added([recorded(best.outcomes[p]) for p in chosen - open_]),
            tuple(self._needed(best, open_)),
            sum(len(choice) for w in self._worlds for choice in w.choices),
            self._beyond,
        )

    def _left_open(self, best: World) -> frozenset[Pair]:
        """The pairs whose claim another set might better."""
        open_: set[Pair] = set()
        for choice, mine in zip(best.choices, best.best or (), strict=True):
            for other in choice:
                if other is not mine and surplus(best, mine, best, other, frozenset(), self._ties) > 0:
                    open_ |= mine.claims ^ other.claims
        for world in self._worlds:
            if world is not best:
                open_ |= self._across(best, world)
        return frozenset(open_)

    def _across(self, best: World, other: World) -> set[Pair]:
        """What differs between two worlds, where the other might be better."""
        differ = best.fixed ^ other.fixed
        changed = frozenset(p for p, _ in differ)
        found: set[Pair] = set(differ)
        total = 0
        for pair in dict.fromkeys((*best.alone, *other.alone)):
            if not self._ties.reads[pair[0]].isdisjoint(changed):
                before = best.sums[pair][0] if pair in best.met_alone else 0
                after = other.sums[pair][1] if pair in other.alone else 0
                total += after - before
                found |= {pair} if differs(best.outcomes[pair], other.outcomes[pair]) else set()
        for mine, group, choice in zip(best.best or (), self._groups, other.choices, strict=True):
            if differ.isdisjoint(group) and all(self._ties.reads[p].isdisjoint(changed) for p, _ in group):
                continue
            most, worst = max(
                ((surplus(best, mine, other, s, changed, self._ties), s) for s in choice), key=lambda found: found[0]
            )
            total += most
            found |= mine.claims ^ worst.claims
        return found if total > 0 else set()

    # ---- what is said of each

    def _entry(self, best: World, chosen: Claims, open_: frozenset[Pair], pair: Pair) -> Entry | None:
        outcome, has = best.outcomes[pair], self._received.get(pair, False)
        status: Status
        compared: Compared | None = None
        if pair in open_ or (outcome.outcome == "undetermined" and pair in self._alone):
            status = "open"
        elif pair in chosen:
            status = "kept" if has else "new"
        elif pair not in self._pairs:
            if not has:
                return None
            status = "review"
        else:
            compared = self._compared(best, chosen, pair)
            if compared is None:
                return None
            status = "given_up" if has else "not_chosen"
        ties = tuple(
            (kind, other)
            for other in sorted(chosen)
            if other != pair
            for relation in self._ties.between(pair, other)
            for kind in relation.kinds
        )
        return Entry(pair, outcome, status, has, ties, compared)

    def _compared(self, best: World, chosen: Claims, pair: Pair) -> Compared | None:
        """The best that could be claimed with a pair that is left out, if what is unknown is so."""
        found = []
        for world in self._worlds:
            for at, choice in enumerate(world.choices):
                with_it = [s for s in choice if pair in s.claims]
                if with_it and world.best is not None:
                    taken = [*world.best]
                    taken[at] = min(with_it, key=Selection.order)
                    found.append((-world.total(taken)[0], world.claims(taken), world))
        if not found:
            return None
        _, claims, world = min(found, key=lambda one: (one[0], sorted(one[1])))
        same = {p for p in chosen & claims if best.sums[p] == world.sums[p]}
        return Compared(
            tuple(sorted(chosen - claims)),
            tuple(sorted(claims - chosen)),
            added([best.sums[p] for p in chosen - same]),
            added([world.sums[p] for p in claims - same]),
        )

    def _needed(self, best: World, open_: frozenset[Pair]) -> Iterable[Needed]:
        """The facts and parameters that the open choices rest on: those of their programmes as things are, and where there are none, under other claims."""
        if not open_:
            return ()
        law = self._result.law
        found: dict[str, Needed] = {}
        other = next((w for w in self._worlds if w is not best and self._across(best, w)), None)
        worlds = [self._trials.plain]
        named = {pair[0] for pair in open_ if not self._trials.plain[pair].needed}
        worlds += [
            self._trials.under(w.fixed, settled=True, only=named)
            for w in (best, *filter(None, (other,)))
            if any(has is None or has != (p in w.fixed) for p, has in self._received.items() if p[0] in law.claims)
        ]
        for outcomes in worlds:
            for pair in sorted(open_):
                found.update({n.path: n for n in outcomes[pair].needed})
        return found.values()


def differs(one: Outcome, other: Outcome) -> bool:
    return (one.outcome, one.amounts) != (other.outcome, other.amounts)


def rank(world: World) -> tuple[int, int, int, list[Pair]]:
    """The better, the smaller, as of `Selection.order`."""
    chosen = world.best or []
    claims = world.claims(chosen)
    return -world.total(chosen)[0], sum(s.passed_over for s in chosen), -len(claims), sorted(claims)


def surplus(one: World, mine: Selection, other: World, theirs: Selection, changed: frozenset[str], ties: Ties) -> int:
    """The most by which another selection may better mine. What is claimed in both and asks about nothing that `changed` comes to the same in both."""
    both = {p for p in mine.claims & theirs.claims if ties.reads[p[0]].isdisjoint(changed)}
    return sum(other.sums[p][1] for p in theirs.claims - both) - sum(one.sums[p][0] for p in mine.claims - both)
