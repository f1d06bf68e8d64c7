"""Which piece holds on a day.

Of the pieces that layers give for one id, the nearest layer's that is in force wins; a lapsed rule uncovers the farther one. A parameter is different:
it belongs to the nearest layer that ever set it, and a gap there is unknown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from eligibility.frozen import record
from eligibility.policy.model import Condition, Layer, Piece


class Dated(Protocol):
    @property
    def since(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def holds(item: Dated, day: date) -> bool:
    return (item.since is None or item.since <= day) and (item.until is None or day <= item.until)


def on_day(items: Iterable[D], day: date) -> D | None:
    return next((i for i in items if holds(i, day)), None)


@record
class Chosen:
    """A piece with the layer it came from, and the newer farther piece that it hides, if any."""

    layer: Layer
    piece: Piece
    hides: date | None


def choose(offers: Sequence[tuple[Layer, Sequence[Piece]]], day: date) -> Chosen | None:
    """The nearest piece in force; `offers` are nearest first."""
    found = [(layer, piece) for layer, pieces in offers if (piece := on_day(pieces, day)) is not None]
    if not found:
        return None
    layer, piece = found[0]
    known = max(filter(None, (piece.since, piece.confirmed)), default=None)
    newer = [p.since for _, p in found[1:] if p.since is not None and known is not None and p.since > known]
    return Chosen(layer, piece, max(newer, default=None))


def pieces_in_force(item: object, day: date) -> Iterator[Hashable]:
    """The pieces of a condition or grant, and of the conditions inside it."""
    yield from (id(p) for p in getattr(item, "pieces", ()) if holds(p, day))
    if isinstance(item, Condition):
        for part in item.parts:
            if holds(part, day):
                yield id(part)
                yield from pieces_in_force(part, day)
