"""One word to one encoded value of a fact (see `ir.types`): exactly, or not at all.

A number is a plain decimal text and is scaled as it stands, never through a float. A day is `YYYY-MM-DD`. An enum's value may be its identifier or
either label. A place is a code that stood for a place on the day decided for. A refusal says what is expected, never what was found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NoReturn

from eligibility.diagnostics.suggest import nearest
from eligibility.facts.report import named, refuse
from eligibility.frozen import record
from eligibility.ir.nodes import Value
from eligibility.ir.types import Boolean, Date, Enum, Number, Person, Persons, Place
from eligibility.ir.vocabulary import FactSpec, Wording
from eligibility.law import places

UNKNOWN: Final = ("unknown", "不清楚", "未知")
EMPTY: Final = ("", "~", "null", "Null", "NULL")
NONE: Final = ("none", "无")  # for a list: that there are none
OUTSIDE: Final = ("outside", "家庭以外")  # for a person: somebody who is not listed, or nobody
TRUTHS: Final = {
    "true": True, "yes": True, "是": True, "有": True,
    "false": False, "no": False, "否": False, "无": False,
}  # fmt: skip
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
SEPARATED: Final = re.compile(r"-?[0-9]{1,3}([,，][0-9]{3,4})+(\.[0-9]+)?")
EXPONENT: Final = re.compile(r"[-+]?[0-9]*\.?[0-9]+[eE][-+]?[0-9]+")
WIDE: Final = re.compile("[０-９．]")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CODE: Final = re.compile(r"[0-9]{6}")
STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_TEXT: Final = 500
LONGEST: Final = 40  # characters of a number


@record
class Setting:
    """What a value is read against: the day decided for and the people, or `members_only`, of the document by id."""

    on: date
    persons: Mapping[str, int]
    members_only: bool = False


def encode(fact: FactSpec, word: str, setting: Setting) -> Value:
    """The encoded value of a word. Raises Unfit."""
    match fact.type:
        case Boolean():
            if word.lower() not in TRUTHS:
                refuse("truth_expected", **named(fact))
            return TRUTHS[word.lower()]
        case Number():
            return number(fact, fact.type, word)
        case Date(low, high):
            return calendar_day(fact.label, word, low, setting.on.toordinal() if high < 0 else high)
        case Enum():
            return choice(fact, fact.type, word)
        case Place():
            return known_place(fact.label, word, setting.on)
        case Person() | Persons():
            return person(fact, word, setting)
        case _:
            return text(fact, word)


def stands_for_unknown(fact: FactSpec, word: str, quoted: bool) -> bool:
    """Whether a word says that the fact was asked and is not known. In a text it is unknown only without quotes."""
    if word not in UNKNOWN:
        return False
    if isinstance(fact.type, Enum):
        return word not in fact.type.values
    return not (quoted and fact.unit == "text")


def text(fact: FactSpec, word: str) -> str:
    """A text that can be shown: short, on one line, without characters that steer a terminal."""
    if len(word) > LONGEST_TEXT:
        refuse("text_too_long", **named(fact), most=LONGEST_TEXT)
    if STEERING.search(word):
        refuse("text_not_plain", **named(fact))
    return word


def number(fact: FactSpec, type_: Number, word: str) -> int:
    percent = type_.unit == "ratio" and word.endswith("%")
    digits = word[:-1] if percent else word
    if not NUMBER.fullmatch(digits) or len(digits) > LONGEST:
        refuse_number(fact, type_, word)
    whole, _, fraction = digits.partition(".")
    fraction, places_ = fraction.rstrip("0"), type_.scale - 2 * percent
    if len(fraction) > places_:
        refuse("too_many_decimals", **named(fact), decimals=places_)
    encoded = int(whole + fraction.ljust(places_, "0"))
    if not type_.low <= encoded <= type_.high:
        low, high = decimal_text(type_.low, type_.scale), decimal_text(type_.high, type_.scale)
        refuse("number_out_of_range", **named(fact), low=low, high=high, unit=type_.unit)
    return encoded


def refuse_number(fact: FactSpec, type_: Number, word: str) -> NoReturn:
    """Says what is wrong with a word that is no plain decimal number."""
    args = {**named(fact), "unit": type_.unit}
    if len(word) > LONGEST:
        refuse("number_too_long", **args, most=LONGEST)
    if WIDE.search(word):
        refuse("number_full_width", **args)
    if SEPARATED.fullmatch(word):
        refuse("number_separated", **args)
    if EXPONENT.fullmatch(word):
        refuse("number_exponent", **args)
    if re.match(r"[-+]?[¥￥$]?[0-9]", word):
        refuse("number_with_words", **args)
    refuse("number_expected", **args)


def decimal_text(encoded: int, scale: int) -> str:
    """An encoded number as people write it: no zeros at the end."""
    whole, fraction = divmod(abs(encoded), 10**scale)
    text = f"{whole}.{fraction:0{scale}d}".rstrip("0").rstrip(".") if scale else str(whole)
    return f"-{text}" if encoded < 0 else text


def calendar_day(label: Wording, word: str, low: int, high: int) -> int:
    """The ordinal of a day between two others."""
    if not DAY.fullmatch(word):
        refuse("day_expected", **named(label))
    try:
        ordinal = date.fromisoformat(word).toordinal()
    except ValueError:
        refuse("no_such_day", **named(label))
    if ordinal > high:
        refuse("day_too_late", **named(label), limit=date.fromordinal(high).isoformat())
    if ordinal < low:
        refuse("day_too_early", **named(label), limit=date.fromordinal(low).isoformat())
    return ordinal


def choice(fact: FactSpec, type_: Enum, word: str) -> int:
    """The index of an enum's value, by identifier or either label."""
    if word and word in type_.values:
        return type_.values.index(word)
    for index, label in enumerate(fact.value_labels):
        if word == label.zh or word.casefold() == label.en.casefold():
            return index
    values = [v for v in type_.values if v]
    zh = [label.zh for label in fact.value_labels] or values
    near = None if fact.sensitivity == "sensitive" else nearest(word, [*values, *zh])
    return refuse(
        "choice_expected", **named(fact), choices="、".join(zh), choices_en=", ".join(values), nearest=near or ""
    )


def known_place(label: Wording, word: str, on: date, *, suggest: bool = False) -> str:
    """A GB/T 2260 code that stood for a place on a day. `suggest` proposes the code of a place that is called by its name."""
    if CODE.fullmatch(word):
        if not places.exists(word, on):
            refuse("place_unknown", **named(label), year=on.year)
        return word
    codes = places.codes_of(word, on)[:3] if suggest else ()
    shown = "、".join(f"{code}（{places.label(code, on, full=True)}）" for code in codes)
    return refuse("place_code_expected", **named(label), nearest=shown, nearest_en=", ".join(codes))


def person(fact: FactSpec, word: str, setting: Setting) -> int:
    """The number of a person; -1 is somebody outside, and not for a list of persons."""
    if word in setting.persons:
        return setting.persons[word]
    if word in OUTSIDE and isinstance(fact.type, Person):
        return -1
    if setting.members_only:
        refuse("member_unknown", **named(fact), nearest=nearest(word, setting.persons) or "")
    return refuse("person_unknown", **named(fact), nearest=nearest(word, setting.persons) or "")
