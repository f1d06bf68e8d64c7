"""Values as text. `text_of` is FEEL's `string()`: a string as it is, anything else in the form that FEEL reads back, where it has one."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import DaysTimeDuration, YearsMonthsDuration
from eligibility.feel.domain.moments import DateTime
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.numbers import plain
from eligibility.feel.domain.ranges import Range
from eligibility.feel.domain.times import Time
from eligibility.feel.domain.values import Value
from eligibility.values.limits import MAX_FEEL_CHARS, MAX_VALUE_DEPTH

SIMPLE_NAME: Final = re.compile(r"[^\W\d]\w*")
ESCAPES: Final = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
TEMPORAL: Final = (Date, Time, DateTime, DaysTimeDuration, YearsMonthsDuration)


def text_of(value: Value) -> str:
    """What `string(value)` gives; the caller has dealt with null."""
    if isinstance(value, str):
        return value
    if isinstance(value, TEMPORAL):
        return str(value)
    text = written(value)
    if len(text) > MAX_FEEL_CHARS:
        raise NoValue("too_large")
    return text


def written(value: Value, depth: int = 0) -> str:
    """A value as a FEEL expression writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, TEMPORAL):
        return f'@"{value}"'
    if depth > MAX_VALUE_DEPTH:
        raise NoValue("too_deep")
    return COMPOUND.get(type(value), function_text)(value, depth + 1)


def quoted(text: str) -> str:
    return f'"{text.translate(ESCAPES)}"'


def list_text(value: list[Any], depth: int) -> str:
    return f"[{', '.join(limited([written(item, depth) for item in value]))}]"


def context_text(value: dict[str, Any], depth: int) -> str:
    return f"{{{', '.join(limited([f'{key_text(key)}: {written(item, depth)}' for key, item in value.items()]))}}}"


def limited(parts: list[str]) -> list[str]:
    """Parts that may be put together."""
    if sum(map(len, parts)) > MAX_FEEL_CHARS:
        raise NoValue("too_large")
    return parts


def key_text(key: str) -> str:
    return key if SIMPLE_NAME.fullmatch(key) else quoted(key)


def range_text(value: Range, depth: int) -> str:
    if value.outside or value.exact:
        return f"({'!=' if value.outside else '='} {written(value.low, depth)})"
    low = "" if value.low is None else written(value.low, depth)
    high = "" if value.high is None else written(value.high, depth)
    return f"{'[' if value.low_closed else '('}{low}..{high}{']' if value.high_closed else ')'}"


def function_text(value: Any, _: int) -> str:
    return f"function({', '.join(value.parameters)})"


COMPOUND: Final[dict[type, Callable[[Any, int], str]]] = {list: list_text, dict: context_text, Range: range_text}
