"""A small law of one nation and one province, to be looked over."""

from __future__ import annotations

from pathlib import Path

from eligibility.diagnostics.problem import Problems
from eligibility.policy.folder import open_pack
from eligibility.survey.parts import Survey
from tests.unit.policy.packs import HOUSEHOLD, written

NATION = {
    "vocabulary/household.yaml": HOUSEHOLD,
    "sources.yaml": """\
sources:
  A1: {title: 互助办法, en: Measures, number: 1号, from: 2020-01-01, grade: text}
  P1: {title: 标准报道, en: News, from: 2020-01-01, grade: press}
readings:
  net-of-tax:
    text: {zh: 收入按税后计, en: income is net of tax}
    reason: {zh: 没有写明, en: not said}
""",
    "articles.yaml": """\
articles:
  A1:
    count: 6
    out_of_scope:
      1: {zh: 总则, en: general}
      5-6: {zh: 程序, en: procedure}
""",
    "definitions/household.yaml": """\
definitions_of: household
definitions:
  counted:
    label: {zh: 核算收入, en: Counted income}
    type: yuan/month
    value: income
    source: A1 art. 2
    reading: net-of-tax
  idle:
    label: {zh: 没有人用, en: Nobody reads it}
    type: yuan/month
    value: income
    source: A1 art. 2
    reading: net-of-tax
""",
    "parameters/line.yaml": """\
parameter: line
label: {zh: 标准, en: Line}
type: yuan/month
range: 0..5000
scope: area
source: A1 art. 3
values: []
""",
    "programs/aid.yaml": """\
program: aid
label: {zh: 互助金, en: Mutual aid}
for_each: household
from: 2020-01-01
apply_at: hukou
conditions:
  below:
    says: {zh: 收入低于标准, en: income is below the line}
    when: 核算收入 < line
    source: A1 art. 3(1)
  open:
    when: income >= 0
    source: A1 art. 3(2)
grants:
  monthly:
    label: {zh: 月补助, en: Monthly payment}
    type: yuan/month
    value: 100
    source: A1 art. 3
    untranslatable:
      more:
        text: {zh: 酌情增发, en: more at discretion}
        reason: {zh: 没有数额, en: no sum}
        effect: may_change_amount
        source: A1 art. 4
next_step:
  eligible: {zh: 办理, en: go on}
  ineligible: {zh: 不办理, en: stop}
  undetermined: {zh: 补充, en: find out}
""",
}
PROVINCE = {
    "320000-js/parameters/line.yaml": """\
parameter: line
values:
  - {from: 2020-01-01, until: 2020-12-31, value: 500, scope: urban, source: A1 art. 3}
  - {from: 2020-01-01, until: 2020-12-31, value: 400, scope: rural, source: A1 art. 3}
  - {from: 2021-01-01, until: 2021-12-31, value: 600, scope: both, source: A1 art. 3}
  - {from: 2023-01-01, value: 700, scope: both, source: P1}
"""
}


def survey(root: Path, files: dict[str, str] | None = None) -> Survey:
    folder = written(root, NATION | PROVINCE if files is None else files)
    problems = Problems()
    pack = open_pack(folder, problems).everything(problems)
    assert [p.kind for p in problems.errors] == []
    return Survey([pack])
