"""The elements of FEEL's semantic domain (DMN 10.3.2.1) in Python, and the standard's name for the kind of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, TypeAlias

from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import DaysTimeDuration, YearsMonthsDuration
from eligibility.feel.domain.functions import Function
from eligibility.feel.domain.moments import DateTime
from eligibility.feel.domain.ranges import Range
from eligibility.feel.domain.times import Time

Value: TypeAlias = (
    bool
    | str
    | Decimal
    | Date
    | Time
    | DateTime
    | DaysTimeDuration
    | YearsMonthsDuration
    | Range
    | Function
    | list[Any]
    | dict[str, Any]
    | None
)

KINDS: Final[dict[type, str]] = {
    type(None): "Null",
    bool: "boolean",
    str: "string",
    Decimal: "number",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysTimeDuration: "days and time duration",
    YearsMonthsDuration: "years and months duration",
    Range: "range",
    list: "list",
    dict: "context",
}


def kind_of(value: Value) -> str:
    """The kind of a value as FEEL names it."""
    return KINDS.get(type(value)) or "function"
