"""The shared rule (rule.md) by hand, in whole quarters of a fen, so that a quarter of a wage is exact. All others are compared with it.

It is also the floor of the table: what the rule costs in Python where nobody has to be able to read it, change it or ask why.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

QUARTER_FEN = 4  # amounts below are in quarters of a fen: this many make a fen
YUAN = 100 * QUARTER_FEN
STANDARDS = {"urban": 1030 * YUAN, "rural": 985 * YUAN}
HIGHEST_WORK_COST = 300 * YUAN
INCOMES = ("monthly_wage", "monthly_business_income", "monthly_property_income", "monthly_pension")


class Award(NamedTuple):
    """What a household gets; amounts in fen, zero where it is not eligible."""

    eligible: bool
    top_up: int
    uplift: int


def amount(value: Decimal) -> int:
    return int(value * YUAN)


def counts(member: dict[str, Any]) -> bool:
    return not (member["in_prison"] or member["declared_missing"])


def counted_income(member: dict[str, Any]) -> int:
    work_cost = min(amount(member["monthly_wage"]) // 4, HIGHEST_WORK_COST)
    return sum(amount(member[i]) for i in INCOMES) - amount(member["monthly_basic_pension"]) - work_cost


def family_income(document: dict[str, Any]) -> int:
    return sum(counted_income(m) for m in document["members"] if counts(m))


def line(document: dict[str, Any]) -> int:
    return STANDARDS[document["household"]["area"]] * sum(counts(m) for m in document["members"])


def severe(member: dict[str, Any]) -> bool:
    kind, grade = member["disability_kind"], member.get("disability_grade")
    if kind in ("visual", "physical", "intellectual", "mental") and grade in (1, 2):
        return True
    return kind in ("intellectual", "mental") and grade == 3


def award(document: dict[str, Any]) -> Award:
    gap = line(document) - family_income(document)
    if gap <= 0 or not document["household"]["property_within_limits"]:
        return Award(False, 0, 0)
    severely_disabled = sum(counts(m) and severe(m) for m in document["members"])
    uplift = STANDARDS[document["household"]["area"]] * severely_disabled // 5
    return Award(True, (gap + QUARTER_FEN // 2) // QUARTER_FEN, uplift // QUARTER_FEN)
