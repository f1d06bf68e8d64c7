"""What is presumed, and what contradicts itself."""

from __future__ import annotations

import pytest

from tests.unit.facts.small import kinds, one, read_text, slot

ORDINARY = "otherwise: ordinary\n"


def test_nothing_is_presumed_unless_the_file_asks_for_it():
    household, _ = one("wage: 1")
    assert household.presumed == frozenset()
    assert slot(household, "in_jail") is None


def test_what_is_ordinary_is_presumed_and_marked():
    household, _ = one("wage: 1", ORDINARY)
    assert household.presumed == {"members[a].in_jail", "members[a].home", "household.receipts"}
    assert slot(household, "in_jail") is False
    assert slot(household, "home") == "320100"
    assert slot(household, "receipts") == ()
    assert slot(household, "pension") is None


def test_what_is_given_or_asked_in_vain_is_not_presumed():
    household, _ = one("in_jail: 不清楚\nhome: 310000", ORDINARY)
    assert slot(household, "in_jail") is None
    assert slot(household, "home") == "310000"
    assert household.presumed == {"members[a].release", "household.receipts"}
    assert household.asked == {"members[a].in_jail"}


def test_a_fact_whose_guard_holds_is_presumed():
    household, _ = one("in_jail: true", ORDINARY)
    assert slot(household, "release") is False
    assert "members[a].release" in household.presumed


def test_a_fact_whose_guard_fails_is_neither_presumed_nor_accepted():
    household, problems = one("in_jail: false", ORDINARY)
    assert not problems
    assert slot(household, "release") is None
    household, problems = one("in_jail: false\nrelease: true")
    assert household is None
    assert kinds(problems) == ["fact_without_guard"]
    assert problems[0].args["choices"] == "是"


def test_a_guard_names_what_it_excludes_where_that_is_shorter():
    _, problems = one("kind: none\ngrade: 2")
    assert (problems[0].args["choices"], problems[0].args["excluded"]) == ("", "无残疾")


def test_a_presumed_guard_contradicts_too():
    _, problems = one("release: true", ORDINARY)
    assert kinds(problems) == ["fact_without_guard"]


def test_an_unknown_guard_admits_its_fact():
    household, problems = one("grade: 2")
    assert not problems
    assert slot(household, "grade") == 1


@pytest.mark.parametrize(
    ("basic", "whole", "fits"),
    [("99.99", "100", True), ("100", "100", True), ("100.01", "100", False), ("5", "不清楚", True)],
)
def test_a_part_is_at_most_its_whole(basic, whole, fits):
    household, problems = one(f"basic_pension: {basic}\npension: {whole}")
    assert (household is not None) is fits
    assert kinds(problems) == ([] if fits else ["more_than_whole"])


def test_presuming_reaches_every_list():
    household, _ = read_text(ORDINARY + "members: [{id: a}, {id: b, in_jail: true}]")
    assert {"members[a].in_jail", "members[b].release"} <= household.presumed
