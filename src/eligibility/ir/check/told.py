"""A case of a table in words, as the mistakes show it: `残疾等级 = 3，年龄 60..64`, with the names that the table gives its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from eligibility.ir.check.overlap import Case
from eligibility.ir.check.regions import ANYTHING, OTHER, Grid, Region
from eligibility.ir.types import Boolean, Date, Enum, Number, Type

WORDS: Final = {
    "zh": {"any": "任何情形", "none": "无", "other": "其他", "true": "是", "false": "否", "between": "{name} 在 {low} 和 {high} 之间", "join": "，"},
    "en": {"any": "any case", "none": "none", "other": "another", "true": "true", "false": "false", "between": "{name} between {low} and {high}", "join": ", "},
}  # fmt: skip


def told(grid: Grid, names: Sequence[str], case: Case) -> dict[str, str]:
    """The arguments `case` and `case_en` of a message."""
    return {"case": in_words(grid, names, case, "zh"), "case_en": in_words(grid, names, case, "en")}


def in_words(grid: Grid, names: Sequence[str], case: Case, lang: str) -> str:
    parts = [
        one(name, operand.type, region, lang)
        for name, operand, region in zip(names, grid.operands, case, strict=False)
        if region is not ANYTHING
    ]
    return WORDS[lang]["join"].join(p for p in parts if p) or WORDS[lang]["any"]


def one(name: str, type_: Type, region: Region, lang: str) -> str:
    """An input with the values it has in a case; nothing where it may have any."""
    low, high = shown(type_, region.low, lang), shown(type_, region.high, lang)
    if region.between:
        return WORDS[lang]["between"].format(name=name, low=low, high=high)
    if region.low == region.high:
        return f"{name} = {low}"
    assert isinstance(type_, Number | Date)
    starts, ends = region.low == type_.low, region.high == type_.high
    if starts and ends:
        return ""
    return f"{name} <= {high}" if starts else f"{name} >= {low}" if ends else f"{name} {low}..{high}"


def shown(type_: Type, value: Any, lang: str) -> str:
    """A value as a policy file would write it."""
    match type_:
        case Enum():
            return (*type_.values, "")[value] or WORDS[lang]["none"]
        case Boolean():
            return WORDS[lang]["true" if value else "false"]
        case Date():
            return date.fromordinal(value).isoformat()
        case Number():
            return number(Fraction(value, 10**type_.scale))
        case _:
            return WORDS[lang]["other"] if value == OTHER else f'"{value}"'


def number(value: Fraction) -> str:
    """A decimal where the number is one, else a quotient."""
    places = next((n for n in range(12) if (value * 10**n).denominator == 1), None)
    return str(value) if places is None else f"{Decimal(int(value * 10**places)).scaleb(-places):f}"
