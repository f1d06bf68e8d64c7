"""Functions from lists to lists (DMN Tables 75 and 80). Lists are not changed: each function makes a new one, no longer than the limit.

A position counts from 1, or from -1 at the end; it and a length are cut to integers, and where the list has no such place there is no value. Items are
the same where FEEL's `=` is true of them, or where both are null. Equal items share a key, so that duplicates are found without comparing all pairs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from functools import cmp_to_key
from itertools import chain
from typing import Any, Final

from eligibility.feel.builtins.signature import Builtin, Metered, callback, table
from eligibility.feel.domain import DateTime, Function, NoValue, Range, Time, Value, kind_of
from eligibility.feel.domain.compare import Deep, time_value
from eligibility.feel.domain.numbers import truncated
from eligibility.values.limits import MAX_FEEL_ITEMS, MAX_VALUE_NODES

List = list[Any]
KEYED: Final = 4  # how many items of a list, and how deep, its key looks at


def limited(items: Iterable[Any], count: int) -> List:
    """A list of so many items, unless that is too many."""
    if count > MAX_FEEL_ITEMS:
        raise NoValue("too_large")
    return list(items)


def index(items: List, position: Decimal) -> int:
    """The index from 0 of a position."""
    place = truncated(position)
    if place == 0 or abs(place) > len(items):
        raise NoValue("no_such_position")
    return place - 1 if place > 0 else len(items) + place


# ---- parts and changes


def contains(items: List, element: Value) -> Metered:
    deep = Deep()
    return Metered(any(deep.same(item, element) for item in items), deep.nodes)


def sublist(items: List, start: Decimal, length: Decimal | None = None) -> Value:
    first = index(items, start)
    if length is None:
        return items[first:]
    size = truncated(length)
    if not 1 <= size <= len(items) - first:
        raise NoValue("no_such_length")
    return items[first : first + size]


def append(items: List, *more: Value) -> Value:
    return limited([*items, *more], len(items) + len(more))


def concatenate(*lists: List) -> List:
    return limited(chain(*lists), sum(map(len, lists)))


def insert_before(items: List, position: Decimal, new: Value) -> Value:
    place = index(items, position)
    return limited([*items[:place], new, *items[place:]], len(items) + 1)


def remove(items: List, position: Decimal) -> Value:
    place = index(items, position)
    return [*items[:place], *items[place + 1 :]]


def replace_at(items: List, position: Decimal, new: Value) -> Value:
    place = index(items, position)
    return [*items[:place], new, *items[place + 1 :]]


def replace_where(items: List, match: Function, new: Value) -> Value:
    matches = callback(match, 2, "list replace")
    return [new if truth(matches(item, new)) else item for item in items]


def truth(found: Value) -> bool:
    if not isinstance(found, bool):
        raise NoValue("callback_no_truth_value", got=kind_of(found))
    return found


def reverse(items: List) -> Value:
    return items[::-1]


def index_of(items: List, match: Value) -> Metered:
    deep = Deep()
    return Metered([Decimal(i) for i, item in enumerate(items, 1) if deep.same(item, match)], deep.nodes)


def flatten(items: List) -> Value:
    flat: List = []
    stack = [iter(items)]
    visited = 0
    while stack:
        visited += 1
        for item in stack[-1]:
            if isinstance(item, list):
                stack.append(iter(item))
                break
            flat.append(item)
        else:
            stack.pop()
        if len(flat) > MAX_FEEL_ITEMS or visited > MAX_VALUE_NODES:
            raise NoValue("too_large")
    return flat


def sort(items: List, precedes: Function) -> Value:
    before = callback(precedes, 2, "sort")

    def compared(a: Value, b: Value) -> int:
        return -1 if truth(before(a, b)) else 1 if truth(before(b, a)) else 0

    return sorted(items, key=cmp_to_key(compared))


# ---- duplicates


class Seen:
    """Items met so far, by key."""

    def __init__(self, deep: Deep) -> None:
        self.by_key: dict[Hashable, List] = {}
        self.same = deep.same

    def add(self, item: Value) -> bool:
        """Whether the item was there before; now it is."""
        others = self.by_key.setdefault(key_of(item), [])
        if any(self.same(item, other) for other in others):
            return True
        others.append(item)
        return False


def key_of(item: Value, depth: int = 0) -> Hashable:
    """A key that equal items share; of a list or context it looks at the first items."""
    if isinstance(item, Time):
        return "time", time_value(item)
    if isinstance(item, DateTime):
        return "date and time", item.nanoseconds()
    if isinstance(item, list):
        return "list", len(item), *(key_of(inner, depth + 1) for inner in item[:KEYED] if depth < KEYED)
    if isinstance(item, dict):
        keys = sorted(item)
        return "context", *keys, *(key_of(item[key], depth + 1) for key in keys[:KEYED] if depth < KEYED)
    return kind_of(item), None if isinstance(item, Range) else item


def distinct(items: List) -> Metered:
    deep = Deep()
    seen = Seen(deep)
    return Metered([item for item in items if not seen.add(item)], deep.nodes)


def duplicates(items: List) -> Metered:
    """The items that come more than once, each once, in the order of their second coming."""
    deep = Deep()
    seen, again = Seen(deep), Seen(deep)
    return Metered([item for item in items if seen.add(item) and not again.add(item)], deep.nodes)


def union(*lists: List) -> Metered:
    return distinct(concatenate(*lists))


LISTS: Final[dict[str, Builtin]] = table(
    ("list contains", "list: list, element: any", contains),
    ("sublist", "list: list, start position: number, length?: number", sublist),
    ("append", "list: list, item...: any", append),
    ("concatenate", "list...: list", concatenate),
    ("insert before", "list: list, position: number, newItem: any", insert_before),
    ("remove", "list: list, position: number", remove),
    ("list replace", "list: list, position: number, newItem: any", replace_at),
    ("list replace", "list: list, match: function, newItem: any", replace_where),
    ("reverse", "list: list", reverse),
    ("index of", "list: list, match: any", index_of),
    ("union", "list...: list", union),
    ("distinct values", "list: list", distinct),
    ("duplicate values", "list: list", duplicates),
    ("flatten", "list: list", flatten),
    ("sort", "list: list, precedes: function", sort),
)
