"""The door: the text of an expression and the values of its names become one value.

Python values may be given for names (numbers, texts, `datetime` values, dicts, lists); numbers come back as `Decimal`, contexts as dicts, and the
temporal values as those of `feel.domain`, whose `str` is their FEEL text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from random import random
from typing import Any

from eligibility.feel import ast
from eligibility.feel.builtins import library
from eligibility.feel.builtins.temporal import Chance, Clock
from eligibility.feel.domain import NoValue, Value, from_python
from eligibility.feel.errors import refused
from eligibility.feel.evaluation.interpret import Interpreter, Note, Scope, TooMuch
from eligibility.feel.evaluation.types import converted
from eligibility.feel.mistake import Mistake
from eligibility.feel.standard import parse_feel, parse_type
from eligibility.values.limits import MAX_FEEL_NAMES


def run(
    text: str,
    context: Mapping[str, Any] | None = None,
    *,
    notes: list[Note] | None = None,
    types: Mapping[str, str] | None = None,
    as_type: str | None = None,
    clock: Clock | None = None,
    chance: Chance | None = None,
) -> Value:
    values = {name: from_python(value) for name, value in (context or {}).items()}
    try:
        node = parse_feel(text, known_names(values))
        kinds = {name: parse_type(kind) for name, kind in (types or {}).items()}
        interpreter = Interpreter(notes, kinds, library(clock or system_clock, chance or random))
        found = interpreter.interpret(node, Scope(values))
        return found if as_type is None else declared(interpreter, found, parse_type(as_type))
    except Mistake as mistake:
        raise refused(text, mistake) from None
    except TooMuch as much:
        raise refused(text, Mistake(much.kind, much.node.start, much.node.end, {"limit": str(much.limit)})) from None
    except RecursionError:
        raise refused(text, Mistake("evaluation_too_deep", 0, len(text), {"limit": ""})) from None


def system_clock() -> datetime:
    return datetime.now().astimezone()


def declared(interpreter: Interpreter, value: Value, kind: ast.Node) -> Value:
    try:
        return converted(value, kind, interpreter.types)
    except NoValue as why:
        interpreter.note(kind, why)
        return None


def known_names(values: Mapping[str, Value]) -> Iterator[str]:
    """All names and the keys of contexts within, since a path may speak of any of them."""
    stack: list[Value] = [dict(values)]
    for _ in range(MAX_FEEL_NAMES):
        if not stack:
            return
        current = stack.pop()
        if isinstance(current, dict):
            yield from current
            stack.extend(current.values())
        elif isinstance(current, list):
            stack.extend(current)
