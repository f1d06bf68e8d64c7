"""A Chinese resident ID number: its check digit, and the birth date and sex it holds (GB 11643: 6 digits of place, 8 of birth date, 3 of order, 1 check).

Whether the place existed when the person was born is not asked: most codes are younger than the elderly who carry them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from eligibility.facts.names import Entries
from eligibility.facts.report import Report, Unfit, named, refuse
from eligibility.ir.types import Date, Enum, Text
from eligibility.ir.vocabulary import FactSpec, SubjectSpec

ID_NUMBER: Final = "id_number"
BIRTH_DATE: Final = "birth_date"
SEX: Final = "sex"
FEMALE, MALE = "female", "male"


def agree(
    spec: SubjectSpec, slots: list[object], asked: set[int], entries: Entries, path: str, on: date, report: Report
) -> None:
    """Checks an ID number against the birth date and sex that are given, and fills in those that are not."""
    facts = {f.id: f for f in spec.facts}
    number = facts.get(ID_NUMBER)
    if number is None or not isinstance(number.type, Text) or slots[number.index] is None:
        return
    span = entries[number.index][1].span if number.index in entries else None
    try:
        born, sex = parts(number, str(slots[number.index]), on)
    except Unfit as unfit:
        report.add(unfit.kind, span, f"{path}.{number.id}", **unfit.args_)
        return
    holds: list[tuple[FactSpec, int]] = []
    if (fact := facts.get(BIRTH_DATE)) is not None and isinstance(fact.type, Date):
        holds.append((fact, born))
    if (fact := facts.get(SEX)) is not None and isinstance(fact.type, Enum) and sex in fact.type.values:
        holds.append((fact, fact.type.values.index(sex)))
    for fact, value in holds:
        if settle(fact, value, slots, asked):
            args = {"other": fact.label.zh, "other_en": fact.label.en}
            report.add("resident_id_contradicts", span, f"{path}.{number.id}", **named(number), **args)


def settle(fact: FactSpec, value: int, slots: list[object], asked: set[int]) -> bool:
    """Fills a fact in where it is not given; whether it is given otherwise."""
    if slots[fact.index] is None:
        slots[fact.index] = value
        asked.discard(fact.index)
    return slots[fact.index] != value


def parts(fact: FactSpec, word: str, on: date) -> tuple[int, str]:
    """The birth date as an ordinal, and the sex, of a number that is valid. Raises Unfit."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    compact = ric.compact(word)
    if len(compact) != 18 or not (compact.isascii() and compact[:-1].isdigit()):
        refuse("resident_id_shape", **named(fact))
    if compact[-1] != ric.calc_check_digit(compact):
        refuse("resident_id_check_digit", **named(fact))
    try:
        born = ric.get_birth_date(compact)
    except ValidationError:
        refuse("resident_id_birth_date", **named(fact))
    if born > on:
        refuse("resident_id_birth_date", **named(fact))
    return born.toordinal(), MALE if int(compact[16]) % 2 else FEMALE
