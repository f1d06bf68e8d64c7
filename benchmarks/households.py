"""Households for the benchmarks: the same ones for the same seed, on every machine.

Incomes are exact fen. One household in eight is moved to the line: its income is set to the line itself, a fen below or a fen above it, where a binary
fraction is most likely to misjudge. Each is a document as a user would write it; `plain` is what goes to the peers as JSON.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.reference import QUARTER_FEN, family_income, line

if TYPE_CHECKING:
    from random import Random

Document = dict[str, Any]
ON = date(2022, 8, 1)
PLACE = "320100"
KINDS = ("visual", "physical", "intellectual", "mental")
FEN = Decimal("0.01")
MOVED_EVERY = 8


def households(number: int, seed: int = 2022) -> list[Document]:
    from random import Random  # not needed by a cold process

    random = Random(seed)
    return [household(random, moved=i % MOVED_EVERY == 0) for i in range(number)]


def household(random: Random, *, moved: bool) -> Document:
    size = random.choices((1, 2, 3, 4, 5, 6), weights=(22, 25, 24, 15, 9, 5))[0]
    document = {
        "on": ON,
        "place": PLACE,
        "household": {
            "area": random.choice(("urban", "rural")),
            "property_within_limits": random.random() < 0.9,
        },
        "members": [member(random, n) for n in range(size)],
    }
    if moved:
        move_to_the_line(document, random.choice((-1, 0, 1)))
    return document


def member(random: Random, number: int) -> Document:
    pension = yuan(random, 90, 2600) if random.random() < 0.25 else Decimal(0)
    basic = min(pension, Decimal(random.choice((93, 98, 103, 123)))) if random.random() < 0.6 else Decimal(0)
    one: Document = {
        "id": f"m{number + 1}",
        "monthly_wage": yuan(random, 300, 4200) if random.random() < 0.45 else Decimal(0),
        "monthly_business_income": yuan(random, 50, 1500) if random.random() < 0.15 else Decimal(0),
        "monthly_property_income": yuan(random, 1, 400) if random.random() < 0.1 else Decimal(0),
        "monthly_pension": pension,
        "monthly_basic_pension": basic,
        "in_prison": random.random() < 0.02,
        "declared_missing": random.random() < 0.01,
        "disability_kind": random.choice(KINDS) if random.random() < 0.15 else "none",
    }
    if one["disability_kind"] != "none":
        one["disability_grade"] = random.randint(1, 4)
    return one


def yuan(random: Random, low: int, high: int) -> Decimal:
    """An amount with fen; half of them are round sums, as people report them."""
    fen = random.randint(low * 100, high * 100)
    return Decimal(fen if random.random() < 0.5 else fen // 1000 * 1000) * FEN


def move_to_the_line(document: Document, fen: int) -> None:
    """Give a member business income so that the family income lies `fen` off the line, or leave the household where no income can do that."""
    counting = [m for m in document["members"] if not (m["in_prison"] or m["declared_missing"])]
    if not counting:
        return
    short = line(document) + fen * QUARTER_FEN - family_income(document)
    earner = counting[0]
    income = earner["monthly_business_income"] + Decimal(short // QUARTER_FEN) * FEN
    if income >= 0:
        earner["monthly_business_income"] = income


def plain(document: Document) -> Document:
    """What is written to JSON for every implementation: the facts of the rule, every one present."""
    members = [{"disability_grade": 0} | as_floats(m) for m in document["members"]]
    return {"household": document["household"], "members": members}


def as_floats(member: Document) -> Document:
    """The shortest decimal text of a float of this size is exact, so nothing is lost in JSON."""
    return {k: float(v) if isinstance(v, Decimal) else v for k, v in member.items()}


def from_plain(household: Document) -> Document:
    """The document that `plain` was made of."""
    members = [{k: exact(v) for k, v in m.items() if (k, v) != ("disability_grade", 0)} for m in household["members"]]
    return {"on": ON, "place": PLACE, "household": household["household"], "members": members}


def exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float) else value
