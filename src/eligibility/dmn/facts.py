"""Facts for a model: a file of JSON or YAML, or Python values, to values of FEEL.

Numbers are read from their digits and never pass through a float. JSON has no dates, so a text becomes what the model declares the input to be: a date, a
time, a date and time, or a duration, written as in FEEL (`2026-07-01`, `08:30:00`, `2026-07-01T08:30:00`, `P1Y6M`). One that is none of these stays a text,
which then is not of the declared type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Span
from eligibility.dmn.model import ModelError
from eligibility.dmn.types import MAX_DEPTH, ListOf, Simple, Structure, Type, unnamed
from eligibility.feel.domain import Date, DateTime, NoValue, Time, Value, from_python
from eligibility.feel.domain.durations import parse_duration
from eligibility.policy import tree
from eligibility.policy.files import read_named
from eligibility.policy.yaml import load

READ: Final[Mapping[str, Callable[[str], Value]]] = {
    "date": Date.parse,
    "time": Time.parse,
    "date and time": DateTime.parse,
    "days and time duration": parse_duration,
    "years and months duration": parse_duration,
}
WORDS: Final[Mapping[str, Value]] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Facts:
    """Values by name, and where each name was written."""

    values: dict[str, Any] = field(default_factory=dict, repr=False)
    places: dict[str, Span] = field(default_factory=dict, repr=False)


def read_facts(name: str | None, problems: Problems) -> Facts:
    """The facts in a file, `-` for standard input. Raises ModelError where it has none to read."""
    if name is None:
        return Facts()
    found = Problems()
    source = read_named(name, found)
    root = None if source is None else load(source, found)
    if isinstance(root, tree.Mapping):
        problems.extend(found)
        places = {key.text: key.span for key, _ in root.items if key.span is not None}
        return Facts({key.text: plain(value) for key, value in root.items}, places)
    if root is not None:
        found.add("dmn_facts", root.span)
    raise ModelError(found.in_order())


def plain(node: tree.Node) -> Any:
    """A node as Python has it; its depth was limited when it was read."""
    match node:
        case tree.Mapping():
            return {key.text: plain(value) for key, value in node.items}
        case tree.Sequence():
            return [plain(item) for item in node.items]
    if node.style:
        return node.text
    if node.text in WORDS:
        return WORDS[node.text]
    try:
        number = Decimal(node.text)
    except InvalidOperation:
        return node.text
    return number if number.is_finite() else node.text


def given(value: Any, type_: Type | None, depth: int = 0) -> Value:
    """A Python value as one of FEEL; texts are read as the temporal type that is declared for them."""
    if depth > MAX_DEPTH:
        raise NoValue("not_of_type", type="Any")
    plain_type = None if type_ is None else unnamed(type_)
    if isinstance(value, str) and isinstance(plain_type, Simple) and plain_type.name in READ:
        try:
            return READ[plain_type.name](value)
        except NoValue:
            return value
    if isinstance(value, Mapping):
        fields = dict(plain_type.fields) if isinstance(plain_type, Structure) else {}
        return {str(k): given(v, fields.get(str(k)), depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple):
        item = plain_type.item if isinstance(plain_type, ListOf) else type_
        return [given(v, item, depth + 1) for v in value]
    if isinstance(plain_type, ListOf):
        return given(value, plain_type.item, depth + 1)
    return from_python(value)
