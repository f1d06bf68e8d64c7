"""What a package is, before it is put into words. Sums are whole numbers of fen for twelve months."""

from __future__ import annotations

from typing import Literal

from eligibility.decide.claims import Pair
from eligibility.decide.decision import Needed, Outcome
from eligibility.frozen import record

Sum = tuple[int, int]  # from, to

Status = Literal["new", "kept", "given_up", "not_chosen", "open", "review"]
"""`new`: to be applied for. `kept`: received already, and stays. `given_up`: received, and left for something higher. `not_chosen`: could be claimed, and
something else is. `open`: not settled while facts are missing. `review`: received, although the facts do not meet its conditions."""


@record
class Compared:
    """Why a programme is left out: the best that could be claimed with it, against what is claimed. Both sums leave out what is the same in both."""

    instead: tuple[Pair, ...]  # claimed, and not in the alternative
    alternative: tuple[Pair, ...]  # in the alternative, and not claimed
    chosen: Sum
    other: Sum


@record
class Entry:
    """One programme for one subject in the package. `outcome` is as decided under the claims of the package; `ties` are the relations to what else is
    claimed: the kind, and the other."""

    pair: Pair
    outcome: Outcome
    status: Status
    received: bool | None
    ties: tuple[tuple[str, Pair], ...]
    compared: Compared | None


@record
class Package:
    """`settled`: the claims are certain whatever is still unknown. `total` is the mandatory cash of twelve months of what is certainly claimed, as far as its
    figures are recorded; `needed` what would settle an open choice; `sets` how many claim sets were compared, and `beyond` that there were more than may be."""

    entries: tuple[Entry, ...]
    settled: bool
    total: Sum
    needed: tuple[Needed, ...]
    sets: int
    beyond: bool

    @property
    def claims(self) -> frozenset[Pair]:
        return frozenset(e.pair for e in self.entries if e.status in ("new", "kept"))
