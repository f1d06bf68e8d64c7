"""Texts of policy files as encoded values of a type (see `ir.types`)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from eligibility.ir.nodes import Value
from eligibility.ir.types import Boolean, Date, Enum, ListOf, Number, Person, Persons, Place, Text, Type

TRUTHS = {"true": True, "false": False, "是": True, "否": False, "真": True, "假": False}
UNBOUNDED = ("-1000000000000", "1000000000000")  # for a range that could not be read


class NotOfType(ValueError):
    """The text is no value of the type; `reason` is a kind of the message catalogue."""

    def __init__(self, reason: str, **args: object) -> None:
        super().__init__(reason)
        self.reason, self.args_ = reason, args


def encode(type_: Type, text: object) -> Value:
    """The encoded value of what a policy file says."""
    if isinstance(text, tuple | list) or isinstance(type_, ListOf | Persons):
        return ()
    if isinstance(text, bool) and isinstance(type_, Boolean):
        return text
    word = str(text).strip()
    match type_:
        case Boolean():
            if word not in TRUTHS:
                raise NotOfType("wrong_value", text=word, type="boolean")
            return TRUTHS[word]
        case Number():
            return number(type_, word)
        case Date():
            return day(word)
        case Enum():
            if word not in type_.values:
                raise NotOfType("enum_value", value=word, choices=", ".join(v for v in type_.values if v))
            return type_.values.index(word)
        case Person():
            return -1
        case Text() | Place():
            return word
        case _:
            raise NotOfType("wrong_value", text=word, type=type(type_).__name__.lower())


def number(type_: Number, word: str) -> int:
    """A decimal text at the type's scale, inside its bounds."""
    encoded = scaled(word, type_.scale, type_.unit)
    if not type_.low <= encoded <= type_.high:
        low, high = (Decimal(x).scaleb(-type_.scale) for x in (type_.low, type_.high))
        raise NotOfType("out_of_range", text=word, low=f"{low:f}", high=f"{high:f}")
    return encoded


def scaled(word: str, scale: int, unit: str) -> int:
    try:
        value = Decimal(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
    except InvalidOperation:
        raise NotOfType("wrong_value", text=word, type=unit) from None
    moved = value.scaleb(scale)
    if not value.is_finite() or moved != moved.to_integral_value():
        raise NotOfType("number_too_fine", text=word, scale=scale)
    return int(moved)


def day(word: str) -> int:
    try:
        return date.fromisoformat(word).toordinal()
    except ValueError:
        raise NotOfType("bad_temporal", text=word) from None
