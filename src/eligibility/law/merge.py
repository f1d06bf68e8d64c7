"""One programme out of the layers that speak of it: the nation's frame, with what nearer places replace, add or drop by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from eligibility.frozen import record
from eligibility.law.inforce import holds
from eligibility.policy.model import Condition, Grant, Layer, Program


@record
class Offered:
    """One id's versions, nearest first."""

    id: str
    versions: tuple[tuple[Layer, Any], ...]


def spoken(layers: Sequence[Layer], program: str) -> list[tuple[Layer, Program]]:
    """What each layer says of a programme, nearest first."""
    return [(layer, p) for layer in layers for p in layer.programs if p.id == program]


def base_of(spoken_by: Sequence[tuple[Layer, Program]]) -> tuple[Layer, Program] | None:
    """The frame: the nearest layer's that does not only extend."""
    return next(((layer, p) for layer, p in spoken_by if not p.extends), None)


def bringer(spoken_by: Sequence[tuple[Layer, Program]], day: date) -> tuple[Layer, Program] | None:
    """Who brings a programme into force on a day: its frame, or for a `local` one the nearest place that says since when. None where nobody does."""
    frame = base_of(spoken_by)
    if frame is None or not frame[1].local:
        return frame if frame is not None and holds(frame[1], day) else None
    return next(((at, p) for at, p in spoken_by if p.extends and p.since is not None and holds(p, day)), None)


def by_id(spoken_by: Sequence[tuple[Layer, Program]], part: Callable[[Program], Iterable[Any]]) -> list[Offered]:
    """Conditions, grants or relations by id: in the order of the frame, then what nearer places add."""
    order: dict[str, list[tuple[Layer, Any]]] = {}
    for layer, program in reversed(spoken_by):
        for item in part(program):
            order.setdefault(item.id, []).insert(0, (layer, item))
    return [Offered(id_, tuple(versions)) for id_, versions in order.items()]


def current(offered: Offered, day: date) -> tuple[tuple[Layer, Any], ...]:
    """The versions in force, nearest first; nothing where the nearest drops the id."""
    found = tuple((layer, item) for layer, item in offered.versions if holds(item, day))
    return () if found and found[0][1].drop else found


def completed(versions: Sequence[tuple[Layer, Grant]]) -> Grant:
    """The nearest grant, with what it leaves out taken from the farther ones."""
    nearest = versions[0][1]
    for _, farther in versions[1:]:
        nearest = replace(
            nearest,
            label=nearest.label or farther.label,
            name=nearest.name or farther.name,
            type=nearest.type or farther.type,
            condition=nearest.condition or farther.condition,
            round=nearest.round or farther.round,
            given_as=nearest.given_as or farther.given_as,
            payable_from=nearest.payable_from or farther.payable_from,
            valid_for=nearest.valid_for or farther.valid_for,
            review_every=nearest.review_every or farther.review_every,
        )
    return nearest


def worded(versions: Sequence[tuple[Layer, Condition]]) -> Condition:
    """The nearest condition, with the sentences it leaves out taken from the farther ones."""
    nearest = versions[0][1]
    for _, farther in versions[1:]:
        nearest = replace(nearest, says=nearest.says or farther.says, fails=nearest.fails or farther.fails)
    return nearest
