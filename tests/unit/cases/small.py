"""Case files under a small law in a folder."""

from __future__ import annotations

from pathlib import Path

from eligibility.api import Policies
from eligibility.cases.case import Case
from eligibility.cases.read import CaseReader
from eligibility.cases.run import Ran, run_case
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.policy.folder import open_pack
from tests.unit.law.packs import AID
from tests.unit.policy.packs import SOUND, written

MEMBER = """\
subject: member
label: {zh: 成员, en: Member}
within: household
list: members
complete: true
size: 1..5
identified_by: id
facts:
  id:
    label: {zh: 编号, en: Id}
    type: person
  wage:
    label: {zh: 工资, en: Wage}
    type: yuan/month
    range: 0..100000
    ordinary: 0
"""
PERSONAL = (
    AID.replace("program: aid", "program: care")
    .replace("互助金", "护理")
    .replace("for_each: household", "for_each: member")
    .replace("income", "wage")
)
FILES = {**SOUND, "vocabulary/member.yaml": MEMBER, "programs/aid.yaml": AID, "programs/care.yaml": PERSONAL}
FRAME = """\
families:
  two:
    household: {area: urban, income: 300}
    members:
      - {id: a, wage: 100}
      - {id: b}
program: aid
on: 2022-06-01
place: "320100"
cases:
"""


def read_cases(text: str, place: str | None = None, frame: str = FRAME) -> tuple[list[Case], tuple[Problem, ...]]:
    """The cases of a file; each line of `text` stands below `cases:`."""
    problems = Problems()
    indented = "".join(f"  {line}\n" for line in text.strip("\n").splitlines())
    found = CaseReader(Source("cases.yaml", frame + indented), place, problems).cases()
    return found, problems.in_order()


def policies(root: Path) -> Policies:
    return Policies([open_pack(written(root, FILES), Problems())])


def run(root: Path, text: str) -> list[Ran]:
    found, problems = read_cases(text)
    assert problems == (), [(p.kind, p.args) for p in problems]
    law = policies(root)
    return [run_case(law, case) for case in found]


def told(ran: Ran) -> list[tuple[str, str, str]]:
    return [(d.what, d.expected, d.got) for d in ran.differences]
