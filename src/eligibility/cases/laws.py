"""The laws in which every rule of some packs holds at least once: few, for linking the law of every place on every day of change takes long.

A rule is met in the law of its own layer's place on its first day; the frame of a programme that only places bring into force is met where they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from operator import itemgetter

from eligibility.diagnostics.errors import EligibilityError
from eligibility.ir.program import LinkedLaw
from eligibility.law.daily import NATION, of_program
from eligibility.law.inforce import Dated
from eligibility.law.layers import chain
from eligibility.law.link import Checking, check
from eligibility.policy.model import Layer, Pack, Program

Where = tuple[str, date]


def every_rule(packs: Sequence[Pack]) -> Iterator[LinkedLaw]:
    """The laws, one after the other; where a place has none on a day, as before its first standard, those of the days of its first figures."""
    unanswered: set[str] = set()
    for place, days in groupby(sorted(places_and_days(packs)), key=itemgetter(0)):
        checking = Checking(packs, place)
        for _, day in days:
            try:
                yield checking.on(day)[0]
            except EligibilityError:
                unanswered.add(place)
    for layer in (layer for pack in packs for layer in pack.layers if layer.place in unanswered):
        for day in sorted(first_values(layer)):
            with suppress(EligibilityError):
                yield check(packs, layer.place or NATION, day)[0]


def places_and_days(packs: Sequence[Pack]) -> set[Where]:
    layers = [layer for pack in packs for layer in pack.layers]
    frames = {p.id: p for layer in layers for p in layer.programs if not p.extends}
    out: set[Where] = set()
    for layer in layers:
        place = layer.place or NATION
        own = {day for p in layer.programs for day in days_of(p, frames.get(p.id, p))}
        own |= {day for d in layer.definitions for piece in d.pieces for day in first_days(piece, None)}
        if layer.definitions or layer.programs:
            out |= {(place, day) for day in own | {last(chain(packs, place))}}
    out |= {where for frame in frames.values() if frame.local for where in brought(layers, frame)}
    return {(place, day) for place, day in out if date.min < day < date.max}


def days_of(program: Program, frame: Program) -> Iterator[date]:
    for rule in of_program(program):
        yield from first_days(rule, frame.since)


def first_days(rule: Dated, since: date | None) -> Iterator[date]:
    """The first day of a rule within its programme's time; the last one of a rule that has none."""
    if rule.since is None and since is None:
        yield rule.until or date.min
    else:
        yield max(rule.since or date.min, since or date.min)


def first_values(layer: Layer) -> set[date]:
    """The days on which each parameter of a place has its first value."""
    starts = ([v.since for v in p.values if v.since] for p in layer.parameters)
    return {min(days) for days in starts if days}


def last(layers: Iterable[Layer]) -> date:
    """The last day on which a rule of some layers begins."""
    begun = (rule.since for layer in layers for p in layer.programs for rule in of_program(p))
    pieces = (piece.since for layer in layers for d in layer.definitions for piece in d.pieces)
    return max((day for day in (*begun, *pieces) if day is not None), default=date.min)


def brought(layers: Sequence[Layer], frame: Program) -> Iterator[Where]:
    """For each rule of a local frame the first place and day on which it holds."""
    bringers = [
        (layer.place or NATION, p.since, p.until or date.max)
        for layer in layers
        for p in layer.programs
        if p.id == frame.id and p.extends and p.since is not None
    ]
    for rule in of_program(frame):
        end = rule.until or date.max
        found = (
            (place, max(rule.since or since, since))
            for place, since, until in bringers
            if since <= end and (rule.since or since) <= until
        )
        yield from list(found)[:1]
