"""Functions that make one value of a list (DMN Table 75): count, extremes, sums and statistics. All take one list, or the items as arguments."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from eligibility.feel.builtins.signature import Builtin, table
from eligibility.feel.domain import NoValue, Value, kind_of, order
from eligibility.feel.domain.numbers import CONTEXT, ONE, ZERO, finite

HALF: Final = Decimal("0.5")
Numbers = list[Decimal]


def count(items: list[Any]) -> Value:
    return Decimal(len(items))


def extreme(sign: int) -> Callable[[list[Any]], Value]:
    """The item that lies furthest down (-1) or up (1)."""

    def of(items: list[Any]) -> Value:
        if not items:
            raise NoValue("empty_list")
        found = items[0]
        for item in items:  # the first meets itself, so that one that has no order is found
            compared = order(item, found)
            if compared is None:
                raise NoValue("not_comparable", left=kind_of(item), right=kind_of(found))
            if compared * sign > 0:
                found = item
        return found  # type: ignore[no-any-return]

    return of


def numeric(body: Callable[[Numbers], Value], *, empty: bool = False) -> Callable[[list[Any]], Value]:
    """A function of numbers only; of at least one, unless the empty list has a result."""

    def of(items: list[Any]) -> Value:
        for item in items:
            if not isinstance(item, Decimal):
                raise NoValue("not_all_numbers", got=kind_of(item))
        if not items and not empty:
            raise NoValue("empty_list")
        return body(items)

    return of


def total(items: Numbers) -> Decimal:
    result = ZERO
    for item in items:
        result = CONTEXT.add(result, item)
    return finite(result)


def mean(items: Numbers) -> Decimal:
    return finite(CONTEXT.divide(total(items), Decimal(len(items))))


def product(items: Numbers) -> Value:
    result = ONE
    for item in items:
        result = CONTEXT.multiply(result, item)
    return finite(result)


def median(items: Numbers) -> Value:
    ordered = sorted(items)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return finite(CONTEXT.divide(CONTEXT.add(ordered[middle - 1], ordered[middle]), Decimal(2)))


def deviation(items: Numbers) -> Value:
    """The sample standard deviation, of at least two numbers."""
    if len(items) < 2:
        raise NoValue("too_few_items")
    middle = mean(items)
    squares = ZERO
    for item in items:
        from_middle = CONTEXT.subtract(item, middle)
        squares = CONTEXT.add(squares, CONTEXT.multiply(from_middle, from_middle))
    return finite(CONTEXT.sqrt(CONTEXT.divide(squares, Decimal(len(items) - 1))))


def mode(items: Numbers) -> Value:
    """The most frequent numbers, in ascending order."""
    times: dict[Decimal, int] = {}
    for item in items:
        times[item] = times.get(item, 0) + 1
    most = max(times.values(), default=0)
    return sorted(item for item, often in times.items() if often == most)


def both(name: str, body: Callable[[list[Any]], Value], item: str = "n") -> list[tuple[str, str, Any]]:
    """The two signatures: of one list, and of its items."""
    return [(name, "list: list", body), (name, f"{item}...: any", lambda *items: body(list(items)))]


AGGREGATES: Final[dict[str, Builtin]] = table(
    ("count", "list: list", count),
    *both("min", extreme(-1), "c"),
    *both("max", extreme(1), "c"),
    *both("sum", numeric(total)),
    *both("mean", numeric(mean)),
    *both("product", numeric(product)),
    *both("median", numeric(median)),
    *both("stddev", numeric(deviation)),
    *both("mode", numeric(mode, empty=True)),
)
