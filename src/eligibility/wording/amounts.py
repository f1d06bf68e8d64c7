"""Encoded values as figures: `1,842.50 元`, `3 人`, `20%`, `2022年8月1日`, `1,100 至 1,247.50 元`.

A number is printed exactly; only a quotient that no decimal ends is rounded, and then it says 约 (about).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from eligibility.ir.types import Number
from eligibility.ir.units import SCALES
from eligibility.messages.catalogue import phrase
from eligibility.values.rounding import whole

MONEY: Final = frozenset({"yuan", "yuan/month", "yuan/year"})
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

Encoded = int | Fraction


def exact(value: Encoded, scale: int) -> Fraction:
    """What an encoded value is."""
    return Fraction(value, 10**scale)


def places(value: Fraction) -> int | None:
    """How many decimals a number has; None where they never end."""
    rest, twos, fives = value.denominator, 0, 0
    if rest == 1:
        return 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def decimal_text(value: Fraction, unit: str) -> str:
    """The plain decimal of a number, as documents carry it: money and areas at their unit's scale, nothing cut off unless no decimal ends."""
    least = SCALES[unit] if unit in SCALES and unit not in ("number", "ratio") else 0
    return f"{as_decimal(value, unit, least):f}"


def as_decimal(value: Fraction, unit: str, least: int) -> Decimal:
    """A number with at least `least` decimals; one that never ends is rounded to its unit's scale."""
    found = places(value)
    shown = max(least, SCALES.get(unit, 2), 2) if found is None else max(found, least)
    return Decimal(whole(value.numerator * 10**shown, value.denominator, "half_up")).scaleb(-shown)


def digits(value: Fraction, unit: str) -> str:
    """A number as people write it: `1,842.50`, `1,030`, `1.5`, `20%`."""
    if unit == "ratio":
        return f"{as_decimal(value * 100, unit, 0):,f}%"
    cents = unit in MONEY and value.denominator != 1
    return f"{as_decimal(value, unit, 2 if cents else 0):,f}"


def figure(value: Fraction, unit: str, lang: str, *, full: bool = False, counted: str = "") -> str:
    """A number with its unit. `full` says per month and per year; `counted` is what a count counts (`people`)."""
    about = "" if places(value) is not None else phrase("amounts.about", lang)
    return about + with_unit(digits(value, unit), unit, lang, full=full, counted=counted, one=value == 1)


def with_unit(text: str, unit: str, lang: str, *, full: bool = False, counted: str = "", one: bool = False) -> str:
    name = counted or unit
    if unit == "yuan/month" and not full:
        name = "yuan"
    form = phrase(f"units.{name.replace('/', '_')}", lang)
    if one and lang == "en":
        form = phrase(f"units_one.{name.replace('/', '_')}", lang)
    return form.replace("#", text)


def span(
    low: Encoded | None, high: Encoded | None, type_: Number, lang: str, *, full: bool = False, counted: str = ""
) -> str:
    """A number that may be anything from `low` to `high`; None leaves that end open."""
    if low is None and high is None:
        return phrase("amounts.unknown", lang)
    if low is None or high is None:
        end = high if low is None else low
        assert end is not None
        text = figure(exact(end, type_.scale), type_.unit, lang, full=full, counted=counted)
        return phrase("amounts.at_most" if low is None else "amounts.at_least", lang, x=text)
    last = figure(exact(high, type_.scale), type_.unit, lang, full=full, counted=counted)
    if low == high:
        return last
    return phrase("amounts.between", lang, low=digits(exact(low, type_.scale), type_.unit), high=last)


def day(ordinal: int, lang: str) -> str:
    return day_of(date.fromordinal(ordinal), lang)


def day_of(d: date, lang: str) -> str:
    """`2022年8月1日`, `1 August 2022`."""
    return f"{d.year}年{d.month}月{d.day}日" if lang == "zh" else f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def iso_day(text: str, lang: str) -> str:
    return day_of(date.fromisoformat(text), lang)
