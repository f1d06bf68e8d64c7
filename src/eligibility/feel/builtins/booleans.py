"""Boolean functions (DMN Table 73) and those of lists of booleans (Table 75), in Kleene's logic."""

from __future__ import annotations

from typing import Any, Final

from eligibility.feel.builtins.signature import Builtin, table
from eligibility.feel.domain import NoValue, Value


def negated(negand: bool) -> Value:
    return not negand


def decided(items: list[Any], decisive: bool) -> Value:
    """Decisive if one item is, the opposite if all are the opposite, else null."""
    if any(item is decisive for item in items):
        return decisive
    if all(item is (not decisive) for item in items):
        return not decisive
    raise NoValue("no_truth_value")


def all_of(items: list[Any]) -> Value:
    return decided(items, decisive=False)


def any_of(items: list[Any]) -> Value:
    return decided(items, decisive=True)


BOOLEANS: Final[dict[str, Builtin]] = table(
    ("not", "negand: boolean", negated),
    ("all", "list: list", all_of),
    ("all", "b...: any", lambda *items: all_of(list(items))),
    ("any", "list: list", any_of),
    ("any", "b...: any", lambda *items: any_of(list(items))),
)
