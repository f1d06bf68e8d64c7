"""String functions (DMN Table 74). Characters are code points; regular expressions are those of XPath (`patterns`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from eligibility.feel.builtins.patterns import Meter, compiled
from eligibility.feel.builtins.signature import Builtin, Metered, table
from eligibility.feel.domain import NoValue, Value, kind_of
from eligibility.feel.domain.numbers import truncated
from eligibility.values.limits import MAX_FEEL_CHARS


def limited(text: str) -> str:
    if len(text) > MAX_FEEL_CHARS:
        raise NoValue("too_large")
    return text


def substring(string: str, start: Decimal, length: Decimal | None = None) -> Value:
    """From the start position, 1 the first and -1 the last; within the string, or there is no value."""
    place = truncated(start)
    if place == 0 or abs(place) > len(string):
        raise NoValue("no_such_position")
    first = place - 1 if place > 0 else len(string) + place
    if length is None:
        return string[first:]
    size = truncated(length)
    if not 1 <= size <= len(string) - first:
        raise NoValue("no_such_length")
    return string[first : first + size]


def string_length(string: str) -> Value:
    return Decimal(len(string))


def upper_case(string: str) -> Value:
    return limited(string.upper())


def lower_case(string: str) -> Value:
    return limited(string.lower())


def substring_before(string: str, match: str) -> Value:
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


def substring_after(string: str, match: str) -> Value:
    return string.partition(match)[2] if match else string


def contains(string: str, match: str) -> Value:
    return match in string


def starts_with(string: str, match: str) -> Value:
    return string.startswith(match)


def ends_with(string: str, match: str) -> Value:
    return string.endswith(match)


def matches(input_: str, pattern: str, flags: str | None = None) -> Metered:
    meter = Meter()
    return Metered(compiled(pattern, flags or "").search(input_, meter), meter.steps)


def replace(input_: str, pattern: str, replacement: str, flags: str | None = None) -> Metered:
    meter = Meter()
    return Metered(limited(compiled(pattern, flags or "").replaced(input_, replacement, meter)), meter.steps)


def split(string: str, delimiter: str) -> Metered:
    meter = Meter()
    return Metered(compiled(delimiter, "").split(string, meter), meter.steps)


def string_join(items: list[Any], delimiter: str | None = None) -> Value:
    """The strings of a list, nulls left out."""
    strings = [item for item in items if item is not None]
    for item in strings:
        if not isinstance(item, str):
            raise NoValue("not_all_strings", got=kind_of(item))
    joint = delimiter or ""
    if sum(map(len, strings)) + len(joint) * len(strings) > MAX_FEEL_CHARS:
        raise NoValue("too_large")
    return joint.join(strings)


STRINGS: Final[dict[str, Builtin]] = table(
    ("substring", "string: string, start position: number, length?: number", substring),
    ("string length", "string: string", string_length),
    ("upper case", "string: string", upper_case),
    ("lower case", "string: string", lower_case),
    ("substring before", "string: string, match: string", substring_before),
    ("substring after", "string: string, match: string", substring_after),
    ("contains", "string: string, match: string", contains),
    ("starts with", "string: string, match: string", starts_with),
    ("ends with", "string: string, match: string", ends_with),
    ("replace", "input: string, pattern: string, replacement: string, flags?: string?", replace),
    ("matches", "input: string, pattern: string, flags?: string?", matches),
    ("split", "string: string, delimiter: string", split),
    ("string join", "list: list, delimiter?: string?", string_join),
)
