"""Which layers of the packs speak at a place: the place's own first, then its city's, its province's, the nation's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligibility.policy.model import Layer, Pack


def containing(code: str) -> tuple[str, ...]:
    """A code and those that contain it, nearest first: 360103, 360100, 360000."""
    out = [code]
    for wider in (code[:4] + "00", code[:2] + "0000"):
        if wider not in out:
            out.append(wider)
    return tuple(out)


def chain(packs: Iterable[Pack], place: str) -> tuple[Layer, ...]:
    """The layers that speak at a place, nearest first. Of two packs with a layer for one place the later one is the nearer."""
    order: Sequence[str | None] = (*containing(place), None)
    found = [layer for pack in reversed(tuple(packs)) for layer in reversed(pack.layers) if layer.place in order]
    return tuple(sorted(found, key=lambda layer: order.index(layer.place)))


def national(packs: Iterable[Pack]) -> tuple[Layer, ...]:
    """The layers that speak everywhere."""
    return tuple(reversed([layer for pack in packs for layer in pack.layers if layer.place is None]))
