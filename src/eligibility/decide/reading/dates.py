"""Days as intervals: the time between two days grows with the later and shrinks with the earlier one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eligibility.decide.reading.arithmetic import point_free
from eligibility.decide.reading.domain import Abstract
from eligibility.ir import nodes
from eligibility.values.dates import months_between, shifted, years_between

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader


def years(r: Reader, node: nodes.YearsBetween, env: Env) -> Abstract:
    return between(years_between, r.value(node.start, env), r.value(node.end, env))


def months(r: Reader, node: nodes.MonthsBetween, env: Env) -> Abstract:
    return between(months_between, r.value(node.start, env), r.value(node.end, env))


def days(r: Reader, node: nodes.DaysBetween, env: Env) -> Abstract:
    return between(lambda a, b: b - a, r.value(node.start, env), r.value(node.end, env))


def between(count: Callable[[int, int], int], start: Abstract, end: Abstract) -> Abstract:
    if start[0] == start[1] and end[0] == end[1]:
        found = count(start[0], end[0])
        return (found, found, 0)
    return point_free(count(start[1], end[0]), count(start[0], end[1]), start[2] | end[2])


def shift(r: Reader, node: nodes.Shift, env: Env) -> Abstract:
    low, high, deps = r.value(node.date, env)
    return point_free(shifted(low, node.months, node.days), shifted(high, node.months, node.days), deps)
