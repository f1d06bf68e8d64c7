"""A case is decided as any household is; what came out otherwise than expected is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from .small import run, told


def case(expect: str, changes: str = "", more: str = "") -> str:
    changes = f"\n  with: {{{changes}}}" if changes else ""
    return f"- name: x\n  origin: own reading\n  given: two{changes}{more}\n  expect: {{{expect}}}\n"


PASSES = [
    ("outcome: eligible, money: 700", ""),
    ("outcome: eligible, money: 700.00", ""),
    ("outcome: eligible, money: 0.01", "household.income: 999.99"),
    ("outcome: ineligible, money: none", "household.income: 1000"),
    ("outcome: undetermined, needed: [household.income]", "household.income: absent"),
    ("outcome: undetermined, needed: [household.income]", "household.income: unknown"),
    ("outcome: undetermined, money: {from: 0.01, to: 1000}", "household.income: absent"),
    ("money: 700", ""),
    ("outcome: eligible, because: poor", ""),
    ("outcome: eligible, needed: []", ""),
]


@pytest.mark.parametrize(("expect", "changes"), PASSES)
def test_what_comes_out_as_expected_passes(tmp_path: Path, expect, changes):
    (ran,) = run(tmp_path, case(expect, changes))
    assert ran.passed, (told(ran), ran.problems)


FAILS = [
    ("outcome: ineligible", "", [("outcome", "ineligible", "eligible")]),
    ("outcome: eligible, money: 700.01", "", [("money", "700.01", "700.00")]),
    ("outcome: eligible, money: none", "", [("money", "none", "700.00")]),
    ("outcome: eligible, monye: 700", "", [("monye", "700", "none")]),
    ("outcome: ineligible, money: 0", "household.income: 1000", [("money", "0", "none")]),
    ("outcome: eligible, money: 700", "household.income: absent", [("outcome", "eligible", "undetermined"), ("money", "700", "0.01..1000.00")]),
    ("money: {from: 0, to: 999}", "household.income: absent", [("money", "0..999", "0.01..1000.00")]),
    ("needed: []", "household.income: absent", [("needed", "", "household.income")]),
    ("needed: [household.area]", "", [("needed", "household.area", "")]),
    ("outcome: eligible, because: rich", "", [("because", "rich", "poor, money")]),
    ("outcome: not_in_force", "", [("outcome", "not_in_force", "eligible")]),
    ("outcome: eligible, money: null", "", [("money", "null", "700.00")]),
]  # fmt: skip


@pytest.mark.parametrize(("expect", "changes", "expected"), FAILS)
def test_what_comes_out_otherwise_is_told(tmp_path: Path, expect, changes, expected):
    (ran,) = run(tmp_path, case(expect, changes))
    assert not ran.passed
    assert told(ran) == expected


def test_a_case_of_one_member(tmp_path: Path):
    more = "\n  program: care\n  subject: members[b]"
    (ran,) = run(tmp_path, case('outcome: undetermined, needed: ["members[b].wage"]', "", more))
    assert ran.passed, told(ran)
    (ran,) = run(tmp_path / "known", case("outcome: eligible, money: 1000", '"members[b].wage": 0', more))
    assert ran.passed, told(ran)


def test_what_is_ordinary_is_presumed_where_the_case_says_so(tmp_path: Path):
    more = "\n  program: care\n  subject: members[b]"
    (ran,) = run(tmp_path, case("outcome: eligible, money: 1000, needed: []", "otherwise: ordinary", more))
    assert ran.passed, told(ran)


def test_a_subject_that_there_is_not(tmp_path: Path):
    (ran,) = run(tmp_path, case("outcome: eligible", "", "\n  program: care\n  subject: members[z]"))
    assert told(ran) == [("outcome", "eligible", "—")]


def test_a_programme_that_is_not_in_force_is_expected_to_be_so(tmp_path: Path):
    (ran,) = run(tmp_path, case("outcome: not_in_force", "", "\n  on: 2019-12-31"))
    assert ran.passed
    (ran,) = run(tmp_path / "other", case("outcome: eligible", "", "\n  on: 2019-12-31"))
    assert [p.kind for p in ran.problems] == ["nothing_on_day"]


def test_a_household_that_cannot_be_read_is_a_problem_of_the_case(tmp_path: Path):
    (ran,) = run(tmp_path, case("outcome: eligible", "household.income: 12 yuan"))
    assert not ran.passed
    assert len(ran.problems) == 1
    assert ran.problems[0].span is not None
    assert ran.problems[0].span.source.name == "cases.yaml"


def test_a_place_that_there_is_not_is_a_problem_of_the_case(tmp_path: Path):
    (ran,) = run(tmp_path, case("outcome: eligible", "", '\n  place: "999999"'))
    assert [p.kind for p in ran.problems] == ["place_unknown"]
