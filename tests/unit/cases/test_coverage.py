"""Coverage is what the interpreter recorded: nothing counts that a case did not have to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eligibility.api import Policies
from eligibility.cases.coverage import Coverage, Item, measured
from eligibility.cases.laws import every_rule, places_and_days
from eligibility.cases.report import covered
from eligibility.diagnostics.problem import Problems
from eligibility.law.daily import days_of_change
from eligibility.law.layers import chain
from eligibility.law.link import check
from eligibility.policy.folder import open_pack, read_all
from eligibility.policy.model import Pack
from tests.unit.policy.packs import SOUND, written

from .small import read_cases

LAW = """\
program: aid
label: {zh: 互助金, en: Aid}
for_each: household
from: 2020-01-01
definitions:
  rate:
    label: {zh: 档, en: Rate}
    type: yuan/month
    value:
      table:
        hit: F
        inputs: {收入: income}
        rows:
          - {收入: "< 100", then: 50}
          - {收入: "< 200", then: 40}
          - {收入: "-", then: 30}
        else: 0
    source: A1
conditions:
  poor:
    when: income < 1000
    source: A1 art. 1
  where:
    any:
      town: {when: area = "urban", source: A1}
      country: {when: area = "rural", source: A1}
    source: A1
grants:
  money:
    label: {zh: 补助, en: Money}
    type: yuan/month
    if: income < 500
    value: rate
    source: A1 art. 2
"""
FRAME = """\
families:
  one:
    household: {area: urban, income: 300}
program: aid
on: 2022-06-01
place: "320100"
cases:
"""
CHANGE = (
    "extends: aid\nconditions:\n  rich:\n    says: {zh: 更穷, en: poorer}\n    when: income < 800\n    source: A1\n"
)


def coverage(root: Path, *changes: str, files: dict[str, str] | None = None, place: str = "320100") -> Coverage:
    """Of cases each of which changes the family."""
    packs = [open_pack(written(root, {**SOUND, "programs/aid.yaml": LAW, **(files or {})}), Problems())]
    text = "".join(
        f"- name: c{n}\n  origin: own reading\n  given: one\n  with: {{{change}}}\n  expect: {{outcome: eligible}}\n"
        for n, change in enumerate(changes)
    )
    cases, problems = read_cases(text, frame=FRAME.replace("320100", place))
    assert problems == ()
    return measured(Policies(packs), read_all(packs, Problems()), cases)


def missing(found: Coverage) -> dict[str, tuple[str, ...]]:
    return {item.path.removeprefix("aid."): goals for item, goals in found.missing()}


def test_nothing_is_covered_without_cases(tmp_path):
    found = coverage(tmp_path)
    assert found.share()[0] == 0
    assert missing(found)["conditions.poor"] == ("true", "false")


def test_a_condition_is_covered_by_both_truths(tmp_path):
    assert missing(coverage(tmp_path, "household.income: 1"))["conditions.poor"] == ("false",)
    assert "conditions.poor" not in missing(coverage(tmp_path, "household.income: 1", "household.income: 1000"))


def test_an_unknown_is_no_truth(tmp_path):
    assert missing(coverage(tmp_path, "household.income: unknown"))["conditions.poor"] == ("true", "false")


def test_a_condition_behind_one_that_failed_is_not_covered(tmp_path):
    found = missing(coverage(tmp_path, "household.income: 1000"))
    assert found["conditions.where.town"] == ("true", "false")


def test_parts_are_covered_one_by_one(tmp_path):
    found = missing(coverage(tmp_path, "household.area: rural"))
    assert found["conditions.where.town"] == ("true",)
    assert found["conditions.where.country"] == ("false",)


def test_rows_are_covered_when_hit_and_when_not(tmp_path):
    found = missing(coverage(tmp_path, "household.income: 150"))
    rows = {path.rpartition("table.")[2]: goals for path, goals in found.items() if ".table." in path}
    assert rows == {"1": ("true",), "2": ("false",), "3": ("true",)}


def test_a_row_that_always_holds_need_not_be_missed(tmp_path):
    found = missing(coverage(tmp_path, *(f"household.income: {n}" for n in (50, 150, 250))))
    assert not [path for path in found if ".table." in path]


def test_rows_are_told_with_the_lines_of_their_file(tmp_path):
    found = coverage(tmp_path)
    lines = [item.line for item, _ in found.missing() if item.kind == "row"]
    assert [LAW.splitlines()[line - 1].strip()[:10] for line in lines] == ['- {收入: "< '] * 2 + ['- {收入: "-"']


def test_an_amount_is_reached_where_somebody_gets_it(tmp_path):
    assert "grants.money" in missing(coverage(tmp_path, "household.income: 600"))
    found = missing(coverage(tmp_path, "household.income: 400"))
    assert "grants.money" not in found
    assert found["grants.money.if"] == ("false",)


def test_what_a_place_adds_is_told_apart(tmp_path):
    files = {"320000-jiangsu/programs/aid.yaml": CHANGE}
    found = coverage(tmp_path, "household.income: 1", files=files)
    by_place = found.tallies(lambda i: i.place)
    assert (by_place["320000"].kinds["condition"], by_place["320000"].goals) == ([0, 1], [1, 2])
    table = covered(found, "zh").split("\n\n")[2].splitlines()
    assert [line.split() for line in table] == [
        ["按地方", "案例", "条件", "表行", "金额", "覆盖"],
        ["全国", "-", "0/4", "0/3", "1/1", "35%"],
        ["江苏省", "1", "0/1", "-", "-", "50%"],
        ["合计", "1", "0/5", "0/3", "1/1", "37%"],
    ]
    assert [(i.place, goals) for i, goals in found.missing() if i.path.endswith("rich")] == [("320000", ("false",))]


def test_another_programme_is_not_covered_by_the_way(tmp_path):
    other = {"programs/more.yaml": LAW.replace("program: aid", "program: more").replace("互助金", "又一项")}
    found = coverage(tmp_path, "household.income: 1", files=other)
    assert found.tallies(lambda i: i.program)["more"].kinds["condition"] == [0, 4]


def everywhere(packs: list[Pack]) -> set[Item]:
    """What there is, found by the law of every place on every day of change."""
    found = Coverage(packs)
    places = {layer.place for pack in packs for layer in pack.layers if layer.place}
    for place in ("000000", *places):
        for day in days_of_change(chain(packs, place)):
            found.add(check(packs, place, day)[0])
    return set(found.met)


def test_few_laws_hold_every_rule_once(tmp_path):
    dated = LAW.replace(
        "    when: income < 1000\n    source: A1 art. 1",
        "    when:\n      - {until: 2021-12-31, value: income < 900, source: A1}\n      - {from: 2022-01-01, value: income < 1000, source: A1}",
    )
    frame = dated.replace("from: 2020-01-01\n", "local: true\n", 1).replace("program: aid", "program: more")
    files = {
        "programs/aid.yaml": dated,
        "programs/more.yaml": frame.replace("互助金", "又一项"),
        "320000-jiangsu/programs/more.yaml": "extends: more\nfrom: 2021-03-01\n",
        "320000-jiangsu/320100-nanjing/programs/aid.yaml": CHANGE + "    from: 2023-01-01\n    until: 2023-12-31\n",
    }
    packs = read_all([open_pack(written(tmp_path, {**SOUND, **files}), Problems())], Problems())
    few = places_and_days(packs)
    assert {("320000", date(2021, 3, 1)), ("320000", date(2022, 1, 1)), ("320100", date(2023, 1, 1))} <= few
    found = Coverage(packs)
    for law in every_rule(packs):
        found.add(law)
    assert set(found.met) == everywhere(packs)
    assert len({(i.line, i.place) for i in found.met if i.path.endswith("conditions.poor")}) == 2
    assert any(i.program == "more" and i.place == "" for i in found.met)


CONSTANT = """\
definitions_of: household
definitions:
  open:
    label: {zh: 开放, en: Open}
    type: boolean
    value: true
    source: A1
  closed:
    label: {zh: 关闭, en: Closed}
    type: boolean
    value: not(open) or (false and income > 5)
    source: A1
"""
ASKING = "extends: aid\nconditions:\n  shut:\n    when: not(closed) and (open or income > 7)\n    source: A1\n"


def test_what_comes_out_one_way_in_every_law_need_not_come_out_the_other(tmp_path):
    files = {"definitions/constant.yaml": CONSTANT, "320000-jiangsu/programs/aid.yaml": ASKING}
    assert missing(coverage(tmp_path / "a", files=files))["conditions.shut"] == ("true",)
    assert "conditions.shut" not in missing(coverage(tmp_path / "b", "household.income: 1", files=files))


def test_what_one_place_leaves_open_is_to_be_met_there(tmp_path):
    local = "definitions_of: household\ndefinitions:\n  open:\n    value: income > 9\n    source: A1\n"
    files = {
        "definitions/constant.yaml": CONSTANT, "320000-jiangsu/programs/aid.yaml": ASKING,
        "320000-jiangsu/320100-nanjing/definitions/constant.yaml": local,
    }  # fmt: skip
    assert missing(coverage(tmp_path, "household.income: 1000", files=files))["conditions.shut"] == ("true", "false")
    assert missing(coverage(tmp_path, "household.income: 10", files=files))["conditions.shut"] == ("false",)
