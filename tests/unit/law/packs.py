"""Small laws in folders, linked at a place on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eligibility.decide.run import Deciding, decide
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.facts.household import Household
from eligibility.ir.program import ConditionRule, LinkedLaw, ProgramRule
from eligibility.law.link import check, link
from tests.unit.policy.packs import SOUND, read

JIANGXI, NANCHANG, COUNTY, ELSEWHERE = "360000", "360100", "360103", "320100"
AID = """\
program: aid
label: {zh: 互助金, en: Aid}
for_each: household
from: 2020-01-01
conditions:
  poor:
    when: income < 1000
    source: A1 art. 1
grants:
  money:
    label: {zh: 补助, en: Money}
    type: yuan/month
    value: 1000 - income
    source: A1 art. 2
"""
LIMIT = """\
parameter: limit
label: {zh: 线, en: Limit}
type: yuan/month
range: 0..5000
source: A1
"""


def linked(root: Path, files: dict[str, str], place: str = COUNTY, day: str = "2022-06-01") -> LinkedLaw:
    pack, problems = read(root, {**SOUND, **files})
    assert problems == (), [(p.kind, p.args) for p in problems]
    return link([pack], place, date.fromisoformat(day))


def problems_of(root: Path, files: dict[str, str], place: str = COUNTY, day: str = "2022-06-01") -> tuple[Problem, ...]:
    """What is wrong with a law, whether its files or their link says so."""
    pack, problems = read(root, {**SOUND, **files})
    met = Problems()
    met.extend(problems)
    met.extend(check([pack], place, date.fromisoformat(day))[1])
    return met.in_order()


def program(law: LinkedLaw, id_: str = "aid") -> ProgramRule:
    return next(p for p in law.programs if p.id == id_)


def condition(law: LinkedLaw, id_: str = "poor") -> ConditionRule:
    return next(c for c in program(law).conditions if c.id == id_)


def outcome(law: LinkedLaw, income: int | None) -> tuple[str, int | None, list[str]]:
    """The outcome, the first amount and what is needed, for a household with a monthly income in fen."""
    day = date.fromisoformat(law.on)
    root: list[object] = [0, *(None for _ in law.vocabulary.root.facts)]
    root[law.vocabulary.fact("household", "income").index] = income
    found = decide(Deciding(law), Household("", day, day, law.place, tuple(root), (), ())).outcomes[0]
    return found.outcome, found.amounts[0].low if found.amounts else None, [n.path for n in found.needed]
