"""What people type into a cell, as policy files write it: days in any of the usual forms, numbers with groups or as texts, words of either language.

Nothing is guessed: `1,03` is no grouped number, a unit behind a number must be the parameter's own, and a number of days that is not formatted as a day
is none. Raises Misread, whose kind is one of the message catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from eligibility.authoring.sheets.grid import Cell, plain
from eligibility.diagnostics.suggest import nearest
from eligibility.ir.units import is_number_unit
from eligibility.policy import figures
from eligibility.policy.figures import Misread
from eligibility.policy.model import Parameter
from eligibility.policy.words import CHOICE_OF, CHOICES

COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
SPOKEN: Final = re.compile(
    r"([0-9]{4})\s*[-/.年—–]\s*([0-9]{1,2})\s*[-/.月—–]\s*([0-9]{1,2})\s*[日号]?(?:\s+0{1,2}:00(?::00)?)?"
)
GROUPED: Final = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(%?)")
WITH_UNIT: Final = re.compile(r"([+-]?[0-9][0-9, ]*(?:\.[0-9]+)?%?)\s*([^\s0-9,.%].*)")
SCIENTIFIC: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
TEN_THOUSANDS: Final = {"万": 10_000, "千": 1_000, "亿": 100_000_000}
WIDE: Final = {
    **{ord(c): chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF01, 0xFF5F))},
    0x3000: " ",
    0xA0: " ",
    ord("−"): "-",
}
APART: Final = re.compile(r"[;；\n]+")


def fold(text: str) -> str:
    """A text with half-width digits and signs, and no spaces around it."""
    return text.translate(WIDE).strip()


def day(cell: Cell) -> date | None:
    """A day; None where the cell is blank."""
    value = cell.value
    if isinstance(value, datetime):
        raise Misread("time_in_cell", text=cell.text)
    if isinstance(value, date) or cell.blank:
        return value if isinstance(value, date) else None
    if isinstance(value, bool):
        raise Misread("day_form", text=cell.text, plain="")
    text = fold(cell.text)
    found = COMPACT.fullmatch(text) or SPOKEN.fullmatch(text)
    if found is None:
        if isinstance(value, Decimal) and 20_000 <= value <= 80_000:
            raise Misread("serial_number", text=cell.text)
        raise Misread("day_form", text=cell.text, plain="")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Misread("impossible_day", text=cell.text) from None


def figure(cell: Cell, parameter: Parameter) -> str:
    """A value as policy files write it."""
    if isinstance(cell.value, date):
        raise Misread("day_for_value", text=cell.text)
    if parameter.type == "boolean":
        return truth(cell)
    if parameter.type == "boundary":
        return word(cell, CHOICE_OF["boundary"], CHOICES["boundary"])
    if isinstance(cell.value, bool):
        raise Misread("not_a_figure", text=cell.text)
    return cell.text if isinstance(cell.value, Decimal) else number(cell.text, parameter.type)


def truth(cell: Cell) -> str:
    return word(
        cell, {**CHOICE_OF["truth"], "TRUE": "true", "FALSE": "false", "√": "true", "×": "false"}, CHOICES["truth"]
    )


def number(text: str, unit: str) -> str:
    """A number that was typed as a text."""
    plain_text = fold(text)
    if found := GROUPED.fullmatch(plain_text):
        sign, whole, rest, percent = found.groups()
        return f"{sign.replace('+', '')}{re.sub('[, ]', '', whole)}{rest or ''}{percent}"
    if SCIENTIFIC.fullmatch(plain_text):
        raise Misread("number_in_words", text=text, plain=plain(Decimal(plain_text)))
    if found := WITH_UNIT.fullmatch(plain_text.lstrip("¥￥")):
        return with_unit(text, found[1], found[2].strip(), unit)
    if plain_text[:1] in "¥￥" and plain_text[1:]:
        return (
            number(plain_text[1:], unit)
            if unit.startswith("yuan")
            else refuse_unit(text, plain_text[1:], plain_text[0], unit)
        )
    raise Misread("not_a_figure", text=text)


def with_unit(text: str, figure_: str, said: str, unit: str) -> str:
    """A number with a unit behind it, which must be the parameter's."""
    if factor := TEN_THOUSANDS.get(said[:1]):
        if said[1:] and CHOICE_OF["type"].get(said[1:]) != unit:
            refuse_unit(text, figure_, said, unit)
        raise Misread("number_in_words", text=text, plain=plain(figures.decimal(number(figure_, unit)) * factor))
    if unit_of(said) != unit:
        refuse_unit(text, figure_, said, unit)
    return number(figure_, unit)


def refuse_unit(text: str, figure_: str, said: str, unit: str) -> str:
    raise Misread("cell_with_unit", text=text, plain=figure_.replace(",", "").replace(" ", ""), unit=said, type=unit)


def unit_of(text: str) -> str | None:
    """The unit of a policy file that a text names."""
    said = "".join(fold(text).split())
    return CHOICE_OF["type"].get(said) or {"元每月": "yuan/month", "元每年": "yuan/year", "㎡": "m2", "m²": "m2"}.get(
        said
    )


def check_unit(cell: Cell, parameter: Parameter) -> None:
    if not cell.blank and unit_of(cell.text) != parameter.type and is_number_unit(parameter.type):
        raise Misread("other_unit", text=cell.text, type=parameter.type)


def word(cell: Cell, words: Mapping[str, str], choices: Mapping[str, object] | None = None) -> str:
    """A word out of a table."""
    text = cell.text
    found = words.get(text) or words.get(text.casefold())
    if found is None:
        offered = ", ".join(choices if choices is not None else dict.fromkeys(words))
        raise Misread("wrong_choice", value=text, nearest=nearest(text, words) or "", choices=offered)
    return found


def several(cell: Cell) -> tuple[str, ...]:
    """The texts of a cell that holds some, apart by semicolons."""
    return tuple(part for p in APART.split(cell.text) if (part := p.strip()))


def optional(cell: Cell | None, reader: Callable[[Cell], str]) -> str | None:
    return None if cell is None or cell.blank else reader(cell)
