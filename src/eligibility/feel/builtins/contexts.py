"""Context functions (DMN Table 81). Contexts are not changed: each function makes a new one."""

from __future__ import annotations

from typing import Any, Final

from eligibility.feel.builtins.signature import Builtin, table
from eligibility.feel.domain import NoValue, Value, kind_of
from eligibility.values.limits import MAX_FEEL_ITEMS

Context = dict[str, Any]


def get_value(m: Context, key: str) -> Value:
    return m.get(key)


def get_entries(m: Context) -> Value:
    return [{"key": key, "value": value} for key, value in m.items()]


def context(entries: list[Any]) -> Value:
    made: Context = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(key := entry.get("key"), str) or "value" not in entry:
            raise NoValue("not_an_entry")
        if key in made:
            raise NoValue("duplicate_entry", name=key)
        made[key] = entry["value"]
    return made


def context_put(context: Context, key: str, value: Value) -> Value:
    return {**context, key: value}


def context_put_deep(context: Context, keys: list[Any], value: Value) -> Value:
    """The value put at the end of a path of keys; what is on the way must be contexts."""
    if not keys:
        raise NoValue("no_keys")
    way = [context]
    for key in keys[:-1]:
        inner = way[-1].get(key) if isinstance(key, str) else None
        if not isinstance(inner, dict):
            raise NoValue("no_context_on_path")
        way.append(inner)
    for key, outer in zip(reversed(keys), reversed(way), strict=True):
        if not isinstance(key, str):
            raise NoValue("not_a_key")
        value = {**outer, key: value}
    return value


def context_merge(contexts: list[Any]) -> Value:
    made: Context = {}
    for item in contexts:
        if not isinstance(item, dict):
            raise NoValue("not_a_context", got=kind_of(item))
        made |= item
        if len(made) > MAX_FEEL_ITEMS:
            raise NoValue("too_large")
    return made


CONTEXTS: Final[dict[str, Builtin]] = table(
    ("get value", "m: context, key: string", get_value),
    ("get entries", "m: context", get_entries),
    ("context", "entries: list", context),
    ("context put", "context: context, key: string, value: any", context_put),
    ("context put", "context: context, keys: list, value: any", context_put_deep),
    ("context merge", "contexts: list", context_merge),
)
