"""A linked law as JSON, and back: what a record embeds, what another interpreter may read without Python.

A record of the IR is an object whose empty key names its kind, a tuple a list, a table of values an object under `{}` as a list of pairs. Nothing else
occurs: no closures, no Python objects.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from eligibility.ir import nodes, program, types, vocabulary

KIND = ""
TABLE = "{}"


@cache
def kinds() -> dict[str, type[Any]]:
    """Every kind of record by name; two kinds of one name would be told apart by their module."""
    out: dict[str, type[Any]] = {}
    for module in (types, nodes, vocabulary, program):
        for name, kind in vars(module).items():
            if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__:
                out[f"{module.__name__.rpartition('.')[2]}.{name}"] = kind
    return out


def fields_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def plain(value: Any) -> Any:
    """The value as JSON's types."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {TABLE: [[plain(k), plain(v)] for k, v in value.items()]}
    kind = type(value)
    name = f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"
    return {KIND: name, **{f: plain(getattr(value, f)) for f in fields_of(kind)}}


def restored(value: Any) -> Any:
    """What `plain` was made of."""
    if isinstance(value, list):
        return tuple(restored(v) for v in value)
    if not isinstance(value, dict):
        return value
    if TABLE in value:
        return {restored(k): restored(v) for k, v in value[TABLE]}
    kind = kinds()[value[KIND]]
    return kind(**{f: restored(value[f]) for f in fields_of(kind) if f in value})


def canonical(value: Any) -> bytes:
    """One byte sequence for one value."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    return f"sha256:{hashlib.sha256(canonical(value)).hexdigest()}"
