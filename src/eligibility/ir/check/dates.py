"""Days, and the time between them. Only literal spans are added to a date, so that nothing depends on the order of additions."""

from __future__ import annotations

import re
from datetime import date

from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check.core import Checker, describe, refuse, span
from eligibility.ir.scope import Scope
from eligibility.ir.types import Date, Duration, Number, Type
from eligibility.values.dates import shifted

SPAN = re.compile(r"(-?)P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,6})D)?")

LOOSE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")


def temporal(_: Checker, tree: ast.At, __: Scope, ___: Type | None) -> nodes.Node:
    found = SPAN.fullmatch(tree.value)
    if found and any(found.groups()[1:]):
        sign = -1 if found[1] else 1
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return nodes.Const(Duration(sign * months, sign * int(found[4] or 0)), span(tree), 0)
    try:
        day = date.fromisoformat(tree.value).toordinal() if re.fullmatch(r"\d{4}-\d\d-\d\d", tree.value) else None
    except ValueError:
        day = None
    if day is None:
        refuse("bad_temporal", tree, text=tree.value, fix=as_day(tree.value))
    return nodes.Const(Date(day, day), span(tree), day)


def as_day(text: str) -> str:
    """`2026年7月1日` or `2026/7/1` as a literal; empty where no day can be made out."""
    found = LOOSE.fullmatch(text.strip())
    try:
        return f'@"{date(*(int(part) for part in found.groups())).isoformat()}"' if found else ""
    except ValueError:
        return ""


def add_to_date(tree: ast.Node, node: nodes.Node, by: Duration, sign: int) -> nodes.Node:
    type_ = node.type
    assert isinstance(type_, Date)
    months, days = sign * by.months, sign * by.days
    low, high = (shifted(limit, months, days) for limit in (type_.low, type_.high))
    return nodes.Shift(Date(low, high), span(tree), node, months, days)


def time_between(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`years_between(a, b)`, `months_between(a, b)`, `days_between(a, b)`: full ones, from a to b."""
    start, end = (checker.check(a, scope) for a in tree.args)
    return between(tree, tree.function.partition("_")[0], start, end)


def between(tree: ast.Node, unit: str, start: nodes.Node, end: nodes.Node) -> nodes.Node:
    kinds = {"years": nodes.YearsBetween, "months": nodes.MonthsBetween, "days": nodes.DaysBetween}
    per_year = {"years": 1, "months": 12, "days": 366}
    a, b = start.type, end.type
    if not (isinstance(a, Date) and isinstance(b, Date)):
        refuse("type_mismatch", tree, left="date", right=describe(b if isinstance(a, Date) else a))
    years = [(b.low - a.high) // 365 - 1, (b.high - a.low) // 365 + 1]
    type_ = Number(unit, 0, years[0] * per_year[unit], years[1] * per_year[unit])
    return kinds[unit](type_, span(tree), start, end)


def age(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`age(birth_date)`: full years on the day decided for."""
    today = nodes.Const(Date(checker.host.on, checker.host.on), span(tree), checker.host.on)
    return between(tree, "years", checker.check(tree.args[0], scope), today)
