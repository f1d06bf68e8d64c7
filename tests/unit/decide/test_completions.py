"""Completions: the values worth trying, and one copy of the household that takes them."""

from __future__ import annotations

from datetime import date

from eligibility.decide.completions import Candidates, Completion, Landmarks
from eligibility.decide.reading.facts import Case
from eligibility.decide.run import Deciding

from .small import household, law_with


def candidates(condition: str, facts: str, path: str) -> list[object]:
    deciding = Deciding(law_with(condition))
    case = Case(deciding.law, household(facts), deciding.compiled.unknown)
    unknown = next(u for u in case.unknowns if u.path == path)
    return Candidates(case, Landmarks(deciding.law)).of(unknown)


def test_a_small_number_is_tried_whole():
    assert candidates("number > 3", "", "household.number") == list(range(11))
    assert candidates("smaller > 3", "larger: 4", "household.smaller") == list(range(5))


def test_a_sum_is_tried_at_its_ends_and_on_either_side_of_every_line():
    found = candidates("pay < 88.50", "", "household.pay")
    assert {0, 1_000_000, 8_849, 8_850, 8_851} <= set(found)
    assert len(found) == len(set(found))


def test_a_birthday_is_tried_around_every_age_that_the_law_names():
    found = candidates("age(born) >= 60", "", "household.born")
    edge = date(1964, 6, 30).toordinal()
    assert {edge - 1, edge, edge + 1} <= set(found)


def test_truths_and_enums_are_tried_whole_and_people_with_somebody_outside():
    assert candidates("flag", "", "household.flag") == [False, True]
    assert candidates('kind = "red"', "", "household.kind") == [0, 1, 2]
    assert candidates("head = other_head", "members: [{id: a}, {id: b}]", "household.head") == [-1, 0, 1]


def test_a_value_that_a_given_fact_excludes_is_not_tried():
    assert candidates('kind = "red"', "grade: 2", "household.kind") == [1, 2]


def test_an_absent_list_is_tried_empty_and_with_items():
    found = candidates("some t in things satisfies t.good", "", "household.things")
    assert () in found
    assert any(isinstance(v, tuple) and len(v) == 1 for v in found)


def test_a_text_is_tried_as_what_the_law_names_and_as_something_else():
    found = candidates('home = "320102"', "", "household.home")
    assert {"320102", "320100", "000000"} <= set(found)


def test_a_completion_decides_without_touching_the_household():
    deciding = Deciding(law_with("pay < standard and every m in members satisfies m.able"))
    given = household("members: [{id: a}, {id: b, able: true}]")
    before = given.root
    case = Case(deciding.law, given, deciding.compiled.unknown)
    completion = Completion(case, deciding.compiled)
    function = deciding.compiled.programs["aid"]
    by_path = {u.path: u for u in case.unknowns}
    found = []
    for pay, able in ((102_999, True), (103_000, True), (102_999, False)):
        completion.put(by_path["household.pay"], pay)
        completion.put(by_path["members[a].able"], able)
        found.append(completion.signature(function, 0)[0])
    assert found == [True, False, False]
    assert given.root == before
    assert given.root[deciding.law.vocabulary.fact("household", "pay").index] is None


def test_a_completion_takes_the_value_of_a_parameter():
    deciding = Deciding(law_with("pay < line"))
    case = Case(deciding.law, household("pay: 500"), deciding.compiled.unknown)
    completion = Completion(case, deciding.compiled)
    line = next(u for u in case.unknowns if u.parameter == ("line", ""))
    found = []
    for value in (50_000, 50_001):
        completion.put(line, value)
        found.append(completion.signature(deciding.compiled.programs["aid"], 0)[0])
    assert found == [False, True]
