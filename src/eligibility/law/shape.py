"""The shape of a law on a day: which rules are in force, whatever the figures of its parameters are.

Two days, and two places, with the same shape have the same mistakes, for names, types and units do not depend on figures; so one of them needs to be
linked.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date

from eligibility.law import parameters
from eligibility.law.ground import Ground
from eligibility.law.inforce import choose, holds, pieces_in_force
from eligibility.law.merge import bringer, by_id, current
from eligibility.policy.model import Layer, Program

Shape = tuple[Hashable, ...]


class Shapes:
    """The shapes of the law of one place."""

    def __init__(self, ground: Ground) -> None:
        self._definitions = [[(layer, d.pieces) for layer, d in o if not d.drop] for o in ground.offers.values()]
        self._programs = tuple(ground.spoken.values())
        self._facts = tuple(id(layer.facts) for layer in ground.layers if layer.facts)
        self._declared = tuple(ground.declared.values())

    def of(self, day: date) -> Shape:
        return (
            self._facts,
            tuple(self._chosen(day)),
            tuple(part for said in self._programs for part in self._parts(said, day)),
            tuple(self._known(day)),
        )

    def _chosen(self, day: date) -> Iterator[Hashable]:
        for offers in self._definitions:
            found = choose(offers, day)
            yield None if found is None else (id(found.piece), found.hides)

    def _parts(self, programs: Sequence[tuple[Layer, Program]], day: date) -> Iterator[Hashable]:
        brought = bringer(programs, day)
        yield None if brought is None else id(brought[1])
        yield tuple(id(p) for _, p in programs)
        offered = [*by_id(programs, lambda p: p.applies), *by_id(programs, lambda p: p.conditions)]
        for one in (*offered, *by_id(programs, lambda p: p.grants)):
            for _, item in current(one, day):
                yield id(item)
                yield tuple(pieces_in_force(item, day))

    def _known(self, day: date) -> Iterator[Hashable]:
        """Of each parameter whether it differs by scope, and whether it is asked before its first figure."""
        for d in self._declared:
            first = parameters.first_day(d)
            by_scope = any(v.scope not in (None, parameters.EVERY) for v in d.values if holds(v, day))
            yield by_scope, first is not None and day < first
