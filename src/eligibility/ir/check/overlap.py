"""What the rows of a table leave out, share, or take from one another (DMN 8.2.8, 8.2.11), each with the first case in which it happens.

A case is a region of each input (see `regions`). The cases are searched input by input, first values first; a branch is left as soon as it cannot hold
what is looked for. What could not be searched in so many steps counts as not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from eligibility.frozen import record
from eligibility.ir.check.regions import ANYTHING, Grid, Region, occurs
from eligibility.ir.types import Date, Number

MOST_STEPS: Final = 20_000
Case = tuple[Region, ...]
Test = Callable[[int, int, int], bool]  # the rows that surely hold, those that may, and how many inputs were chosen


class TooMany(Exception):
    """More cases than are worth searching."""


@record
class Found:
    """The first case of a kind; `certain` unless it hangs on a cell that is not judged. No case where none was met in the steps there are."""

    case: Case | None
    certain: bool


def search(grid: Grid, goal: Test, hopeless: Test) -> Case | None:
    """The first case that reaches the goal: regions for as many inputs as it takes."""
    steps = 0
    stack: list[tuple[Case, int, int]] = [((), grid.all, grid.all)]
    while stack:
        case, sure, maybe = stack.pop()
        steps += 1
        if steps > MOST_STEPS:
            raise TooMany
        depth = len(case)
        if hopeless(sure, maybe, depth):
            continue
        if goal(sure, maybe, depth):
            return case
        if depth < len(grid.regions):
            for n in reversed(range(len(grid.regions[depth]))):
                found = (*case, grid.regions[depth][n])
                if possible(grid, found):
                    stack.append((found, sure & grid.sure[depth][n], maybe & grid.maybe[depth][n]))
    return None


def possible(grid: Grid, case: Case) -> bool:
    last = len(case) - 1
    return all(
        occurs(grid.operands[own], case[own], case[other])
        for own, other in grid.ties
        if max(own, other) == last
    )  # fmt: skip


def first(grid: Grid, *attempts: tuple[Test, Test]) -> Found | None:
    """What the first attempt finds is certain, what a later one does is not."""
    try:
        for n, (goal, hopeless) in enumerate(attempts):
            case = search(grid, goal, hopeless)
            if case is not None:
                return Found(case, n == 0)
    except TooMany:
        return Found(None, False)
    return None


def uncovered(grid: Grid) -> Found | None:
    """The first case in which no row holds, as wide as it is."""
    inputs = len(grid.regions)
    found = first(
        grid,
        (lambda _, maybe, __: not maybe, lambda _, maybe, depth: bool(maybe & grid.free[depth])),
        (lambda sure, _, depth: not sure and depth == inputs, lambda sure, _, depth: bool(sure & grid.free[depth])),
    )
    if found is None or found.case is None or not found.certain:
        return found
    return Found(widened(grid, found.case), True)


def widened(grid: Grid, case: Case) -> Case:
    """An uncovered case without the inputs that do not matter, its ranges as far as they go."""
    out = [*case, *(ANYTHING for _ in grid.regions[len(case) :])]
    for at, region in enumerate(case):
        others = grid.all
        for other, chosen in enumerate(out):
            if other != at and chosen is not ANYTHING:
                others &= held(grid, other, chosen)
        regions, masks = grid.regions[at], grid.maybe[at]
        if not any(others & m for m in masks) and at not in {i for tie in grid.ties for i in tie}:
            out[at] = ANYTHING
        elif isinstance(grid.operands[at].type, Number | Date):
            end = start = regions.index(region)
            while end + 1 < len(regions) and not others & masks[end + 1]:
                end += 1
            out[at] = Region(region.low, regions[end].high, region.between) if end > start else region
    return tuple(out)


def held(grid: Grid, at: int, chosen: Region) -> int:
    """The rows that may hold somewhere between the ends of a region, which may be several in one."""
    mask = 0
    for region, rows in zip(grid.regions[at], grid.maybe[at], strict=True):
        if region is chosen or (chosen.low <= region.low and region.high <= chosen.high):
            mask |= rows
    return mask


def overlapping(grid: Grid, one: int, other: int) -> Found | None:
    """The first case in which both rows hold."""
    both = 1 << one | 1 << other
    inputs = len(grid.regions)
    for masks in grid.maybe:
        if all(m & both != both for m in masks):
            return None
    return first(
        grid,
        (lambda _, __, depth: depth == inputs, lambda sure, _, __: sure & both != both),
        (lambda _, __, depth: depth == inputs, lambda _, maybe, __: maybe & both != both),
    )


def reachable(grid: Grid, row: int, before: Iterable[int] = ()) -> bool:
    """Whether some case is left in which a row holds (or may) and none of those before it surely does."""
    taken, own = sum(1 << b for b in before), 1 << row
    inputs = len(grid.regions)
    found = first(
        grid,
        (
            lambda _, __, depth: depth == inputs,
            lambda sure, maybe, depth: not maybe & own or bool(sure & taken & grid.free[depth]),
        ),
    )
    return found is not None
