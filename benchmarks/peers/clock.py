"""How every implementation is run and timed, inside its own process; clock.mjs does the same in JavaScript.

awards FILE            decide every household of a JSON file; the awards, as JSON, are then compared with the reference
measure FILE SECONDS   column by column, go through the households again and again, timing each decision by itself; the figure is the median over the
                       households of the best time of each, so that neither warming up nor what else the machine does is counted
once FILE COLUMN       decide the first household, print what comes out, end: its wall time, taken from outside, is a cold process
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from time import perf_counter, perf_counter_ns
from typing import Any

Step = Callable[[Any], Any]
FEWEST_PASSES = 3
IN_A_ROW = 3  # so that the caches of the machine are as warm as all else
COUNTED = 40  # households whose nodes are counted


def microseconds(step: Step, households: Sequence[Any], seconds: float) -> float:
    """The median household's best time."""
    from statistics import median  # not needed by a cold process

    until, passes = perf_counter() + seconds, 0
    best = [float("inf")] * len(households)
    while passes < FEWEST_PASSES or perf_counter() < until:
        for number, household in enumerate(households):
            for _ in range(IN_A_ROW):
                start = perf_counter_ns()
                step(household)
                best[number] = min(best[number], perf_counter_ns() - start)
        passes += 1
    return median(best) / 1000


def read_json(name: str) -> list[Any]:
    with open(name, encoding="utf-8") as file:
        return list(json.load(file))


def main(
    arguments: Sequence[str],
    *,
    columns: dict[str, Step],
    award: Step,
    version: str,
    nodes: Callable[[Any], int] | None = None,
    read: Callable[[str], list[Any]] = read_json,
) -> None:
    """`columns` are the calls to time, `award` makes (eligible, top-up, uplift) in yuan of a household, `nodes` counts those of the
    trace or tree of one."""
    command, name, *rest = arguments
    households = read(name)
    if command == "awards":
        size = None if nodes is None else sum(map(nodes, households[:COUNTED])) / COUNTED
        print(json.dumps({"awards": [award(h) for h in households], "version": version, "nodes": size}))
    elif command == "measure":
        share = float(rest[0]) / len(columns)
        print(json.dumps({column: microseconds(step, households, share) for column, step in columns.items()}))
    elif command == "once":
        print(columns[rest[0]](households[0]))
    else:
        sys.exit(f"awards, measure or once, not {command}")
