"""The functions of standard FEEL (DMN 1.5, 10.3.4). In reading order: `signature` (how arguments meet parameters), then a module a family, each ending in
its table: `conversion` (with `endpoints`), `booleans`, `strings` (with `patterns`), `numeric`, `aggregates`, `lists`, `ranges`, `temporal`, `contexts`.

`BUILTINS` is pure: its `now`, `today` and `random number` are null. `library(clock=..., chance=...)` is the same table with these three alive. Beyond the
standard stand `duplicate values` and `random number`, which other FEELs have.
"""

from __future__ import annotations

from typing import Final

from eligibility.feel.builtins.aggregates import AGGREGATES
from eligibility.feel.builtins.booleans import BOOLEANS
from eligibility.feel.builtins.contexts import CONTEXTS
from eligibility.feel.builtins.conversion import CONVERSION
from eligibility.feel.builtins.lists import LISTS
from eligibility.feel.builtins.numeric import NUMERIC
from eligibility.feel.builtins.ranges import RANGES
from eligibility.feel.builtins.signature import Builtin, call
from eligibility.feel.builtins.strings import STRINGS
from eligibility.feel.builtins.temporal import TEMPORAL, Chance, Clock, sources

__all__ = ["BUILTINS", "Builtin", "call", "library"]

PURE: Final = CONVERSION | BOOLEANS | STRINGS | NUMERIC | AGGREGATES | LISTS | RANGES | TEMPORAL | CONTEXTS


def library(clock: Clock | None = None, chance: Chance | None = None) -> dict[str, Builtin]:
    """All functions, the clock and the source of chance as handed in."""
    return PURE | sources(clock, chance)


BUILTINS: Final[dict[str, Builtin]] = library()
