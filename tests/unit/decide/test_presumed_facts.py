"""A fact that is presumed for the case that it exists says nothing of the fact that its existence rests on."""

from __future__ import annotations

from eligibility.decide.reading.facts import Case
from eligibility.facts.household import Household
from eligibility.ir.program import LinkedLaw
from tests.unit.facts.small import HOUSEHOLD, MEMBER, VOCABULARY, one

LAW = LinkedLaw("320100", "2022-08-01", VOCABULARY, {}, (), {}, {}, ())


def unknown(household: Household, path: str) -> tuple[int, int]:
    """What an unknown fact may be, as a mask with what it rests on."""
    case = Case(LAW, household, ())
    found = next(u for u in case.unknowns if u.path == path)
    return case.box[found.number]


def test_a_given_fact_narrows_its_guard():
    household, _ = one("in_jail: 不清楚\nrelease: true")
    assert unknown(household, "members[a].in_jail") == (1, 0)


def test_a_presumed_fact_does_not():
    household, _ = one("in_jail: 不清楚", "otherwise: ordinary\n")
    assert "members[a].release" in household.presumed
    mask, _ = unknown(household, "members[a].in_jail")
    assert mask == 3


def test_paths_of_what_is_presumed_and_asked_are_those_of_the_case():
    household, _ = one("wage: 不清楚")
    paths = {u.path for u in Case(LAW, household, ()).unknowns}
    assert household.asked <= paths
    presumed, _ = one("wage: 1", "otherwise: ordinary\n")
    assert presumed.presumed <= paths
    assert {f"members[a].{f.id}" for f in MEMBER.facts[4:]} <= paths
    assert "helpers" in paths
    assert f"household.{HOUSEHOLD.facts[0].id}" in paths
