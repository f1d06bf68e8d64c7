from __future__ import annotations

from datetime import date
from pathlib import Path

from eligibility.diagnostics.problem import Problems
from eligibility.law.daily import check_everywhere, days_of_change
from eligibility.law.link import Checking, check
from tests.unit.policy.packs import SOUND, read

PROGRAM = """\
program: aid
label: {zh: 互助金, en: Aid}
for_each: household
from: 2020-01-01
until: 2025-12-31
conditions:
  c:
    when:
      - {from: 2020-01-01, until: 2021-06-30, value: income < 1000, source: A1 art. 1}
      - {from: 2021-07-01, value: income < 2000, source: A1 art. 1}
"""
LOCAL = "extends: aid\nconditions:\n  c:\n    when:\n      - {from: 2020-06-01, value: income < 500}\n    source: A1 art. 1\n"


def test_a_law_changes_when_something_begins_or_after_it_ends(tmp_path: Path) -> None:
    pack, problems = read(tmp_path, {**SOUND, "programs/aid.yaml": PROGRAM})
    assert problems == ()
    assert days_of_change(pack.layers) == [date(2020, 1, 1), date(2021, 7, 1), date(2026, 1, 1)]


def test_every_place_is_linked_on_each_of_its_days_on_which_a_programme_is_in_force(tmp_path: Path) -> None:
    files = {**SOUND, "programs/aid.yaml": PROGRAM, "360000-jiangxi/programs/aid.yaml": LOCAL}
    pack, _ = read(tmp_path, files)
    problems = Problems()
    assert check_everywhere([pack], problems) == 2 + 3


def test_a_local_rule_older_than_the_one_it_hides_is_a_warning_until_confirmed(tmp_path: Path) -> None:
    files = {**SOUND, "programs/aid.yaml": PROGRAM, "360000-jiangxi/programs/aid.yaml": LOCAL}
    pack, _ = read(tmp_path / "old", files)
    problems = Problems()
    check_everywhere([pack], problems)
    assert [(p.kind, p.warning, p.args["newer"]) for p in problems] == [("hides_newer", True, "2021-07-01")]
    files["360000-jiangxi/programs/aid.yaml"] = LOCAL.replace(
        "from: 2020-06-01", "from: 2020-06-01, confirmed: 2021-08-01"
    )
    pack, _ = read(tmp_path / "confirmed", files)
    problems = Problems()
    check_everywhere([pack], problems)
    assert list(problems) == []


def test_a_mistake_of_many_days_is_said_once(tmp_path: Path) -> None:
    pack, _ = read(tmp_path, {**SOUND, "programs/aid.yaml": PROGRAM.replace("income < 2000", "incom < 2000")})
    problems = Problems()
    check_everywhere([pack], problems)
    assert [p.kind for p in problems] == ["unknown_name"]


def test_nothing_is_linked_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    pack, _ = read(tmp_path, {**SOUND, "programs/aid.yaml": PROGRAM, "definitions/household.yaml": "a: [\n"})
    problems = Problems()
    assert check_everywhere([pack], problems) == 0
    assert list(problems) == []


THIRDS = """\
definitions_of: household
definitions:
  share:
    label: {zh: 份额, en: share}
    type: yuan/month
    value:
      - {from: 2020-01-01, until: 2021-06-30, value: income}
      - {from: 2021-07-01, value: income / 3}
    source: A1 art. 1
"""
PAYS = """\
grants:
  cash:
    label: {zh: 救助金, en: cash}
    type: yuan/month
    value: share + 1
    source: A1 art. 1
"""


def test_what_only_another_rule_makes_wrong_from_a_day_on_is_seen(tmp_path: Path) -> None:
    """The amount is written once; the definition that it reads becomes a fraction later."""
    files = {**SOUND, "programs/aid.yaml": PROGRAM + PAYS, "definitions/thirds.yaml": THIRDS}
    pack, problems = read(tmp_path, files)
    assert list(problems) == []
    kinds = {}
    checking = Checking([pack], "000000")
    for day in (date(2020, 6, 1), date(2021, 8, 1), date(2020, 6, 2), date(2022, 8, 1)):
        kinds[day.isoformat()] = [p.kind for p in checking.on(day)[1]]
        assert kinds[day.isoformat()] == [p.kind for p in check([pack], "000000", day)[1]]
    assert kinds == {
        "2020-06-01": [], "2021-08-01": ["needs_round"], "2020-06-02": [], "2022-08-01": ["needs_round"],
    }  # fmt: skip
