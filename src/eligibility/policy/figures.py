"""Numbers, days and spans of time as policy files write them, and what is most likely wrong with one that cannot be read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")
WITH_UNIT: Final = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?)\s*([^\s0-9,.].*)")
DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
ANY_DAY: Final = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?[起止]?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
TIMES: Final = {"万": 10_000, "亿": 100_000_000}
SPAN: Final = re.compile(r"([0-9]+)\s*(months?|个月|years?|年|days?|天|日)")
WIDE: Final = {ord(c): d for c, d in zip("０１２３４５６７８９．－％", "0123456789.-%", strict=True)}
UNITS: Final = {"m": "months", "个": "months", "y": "years", "年": "years", "d": "days", "天": "days", "日": "days"}


class Misread(Exception):
    """A text that is no number, day or span; the kind is one of the message catalogue."""

    def __init__(self, kind: str, **args: str) -> None:
        super().__init__(kind)
        self.kind, self.args_ = kind, args


def decimal(text: str) -> Decimal:
    """An exact decimal: `1030`, `0.5`, `20%`."""
    if NUMBER.fullmatch(text):
        number = Decimal(text.rstrip("%"))
        return number / 100 if text.endswith("%") else number  # a division would round what has more than 28 digits
    folded = text.translate(WIDE)
    if folded != text and NUMBER.fullmatch(folded):
        raise Misread("fullwidth_digits", text=text, plain=folded)
    plain = folded.replace(",", "").replace("，", "").replace(" ", "")
    if NUMBER.fullmatch(plain):
        raise Misread("digit_groups", text=text, plain=plain)
    if found := WITH_UNIT.fullmatch(folded):
        plain = found[1].replace(",", "")
        if (times := TIMES.get(found[2][0])) and not plain.endswith("%"):
            plain = f"{(Decimal(plain) * times).normalize():f}"
        raise Misread("number_with_unit", text=text, plain=plain, unit=found[2])
    raise Misread("not_a_figure", text=text)


def day(text: str) -> date:
    """A day as `YYYY-MM-DD`."""
    found = DAY.fullmatch(text)
    if found is None:
        loose = ANY_DAY.fullmatch(text.translate(WIDE))
        parts = [int(part) for part in loose.groups() if part] if loose else []
        raise Misread("day_form", text=text, plain=existing(parts, text).isoformat() if parts else "")
    return existing([int(part) for part in found.groups()], text)


def existing(parts: list[int], text: str) -> date:
    """The day of a year, month and day. Raises Misread where the calendar has none."""
    try:
        return date(*parts)
    except ValueError:
        raise Misread("impossible_day", text=text) from None


def span(text: str) -> tuple[int, str]:
    """A whole number of `months`, `years` or `days`: `12 months`, `12个月`."""
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise Misread("span_form", text=text)
    return int(found[1]), UNITS[found[2][0]]


def whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Misread("not_a_figure", text=text)
    return int(text)
