"""What is still needed: the facts of which two values, all else being equal, give different answers; and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eligibility.decide import needed
from eligibility.decide.run import Deciding, decide

from .small import answer, household, law_with, outcome


def test_a_fact_or_its_contrary_needs_nothing():
    assert answer("flag or not(flag)") == ("eligible", [])
    assert answer("flag and not(flag)") == ("ineligible", [])


def test_two_unknowns_that_may_be_equal_are_both_needed():
    assert answer("flag = other_flag") == ("undetermined", ["household.flag", "household.other_flag"])
    assert answer("pay = other_pay") == ("undetermined", ["household.pay", "household.other_pay"])


def test_an_unknown_equal_to_itself_is_not_needed():
    assert answer("kind = kind") == ("eligible", [])
    assert answer("number < number") == ("ineligible", [])


def test_a_known_income_over_the_line_refuses_although_another_is_unknown():
    assert answer("pay + other_pay < standard", "pay: 1030") == ("ineligible", [])
    assert answer("pay + other_pay < standard", "pay: 1029.99") == ("undetermined", ["household.other_pay"])


def test_an_income_under_the_line_whatever_the_pension_has_an_interval():
    law = law_with("pay < standard", "standard - min(pay + other_pay, 500)")
    found = outcome(law, "pay: 100")
    assert found.outcome == "eligible"
    assert [n.path for n in found.needed] == ["household.other_pay"]
    assert [(a.given, a.low, a.high) for a in found.amounts] == [(True, 53_000, 93_000)]


def test_an_amount_that_a_missing_fact_cannot_change_is_definite():
    law = law_with("pay < standard", "standard - min(pay + other_pay, 500)")
    found = outcome(law, "pay: 500")
    assert (found.amounts[0].low, found.amounts[0].high, found.needed) == (53_000, 53_000, ())


def test_what_one_known_fact_settles_needs_no_other():
    assert answer("flag and other_flag", "flag: false") == ("ineligible", [])
    assert answer("flag or other_flag", "flag: true") == ("eligible", [])
    assert answer("flag and other_flag", "flag: true") == ("undetermined", ["household.other_flag"])


def test_an_unknown_that_only_meets_a_settled_branch_is_not_needed():
    assert answer("if flag then number > 5 else larger > 5", "flag: true, number: 6") == ("eligible", [])
    assert answer("if flag then number > 5 else larger > 5", "number: 6, larger: 9") == ("eligible", [])


def test_facts_that_exclude_one_another_are_seen_through():
    assert answer('kind = "red" and grade = 1') == ("ineligible", [])
    assert answer('kind = "red" and kind = "blue"') == ("ineligible", [])
    assert answer("number > 5 and number < 3") == ("ineligible", [])


def test_a_part_never_exceeds_its_whole():
    assert answer("smaller <= larger") == ("eligible", [])
    assert answer("smaller > larger") == ("ineligible", [])
    assert answer("smaller < larger") == ("undetermined", ["household.larger", "household.smaller"])
    assert answer("larger < 3", "smaller: 3") == ("ineligible", [])
    assert answer("smaller > 3", "larger: 3") == ("ineligible", [])


def test_a_given_fact_says_that_it_exists():
    assert answer('kind = "red"', "grade: 2") == ("ineligible", [])
    assert answer("insured", "premium: 5") == ("eligible", [])


def test_a_fact_that_perhaps_does_not_exist_is_needed_with_the_one_it_rests_on():
    assert answer("grade = 1") == ("undetermined", ["household.kind", "household.grade"])
    assert answer("grade = 1", "kind: blue") == ("undetermined", ["household.grade"])
    assert answer("premium > 0", "insured: true") == ("undetermined", ["household.premium"])


def test_members_facts_are_needed_by_their_paths():
    facts = "members: [{id: a, wage: 0}, {id: b}, {id: c}]"
    assert answer("total_wage < standard", facts) == ("undetermined", ["members[b].wage", "members[c].wage"])
    assert answer("total_wage < standard", "members: [{id: a, wage: 1030}, {id: b}]") == ("ineligible", [])


def test_a_maybe_in_a_filter_is_needed_with_what_it_brings():
    facts = "members: [{id: a, able: true, wage: 1}, {id: b, wage: 5}, {id: c, wage: 0}]"
    assert answer("sum(members[able].wage) > 3", facts) == ("undetermined", ["members[b].able"])
    assert answer("count(members[able]) > 2", facts) == ("undetermined", ["members[b].able", "members[c].able"])
    assert answer("count(members[able]) > 3", facts) == ("ineligible", [])


def test_an_absent_list_is_needed_as_a_whole():
    assert answer("some t in things satisfies t.good") == ("undetermined", ["household.things"])
    assert answer("count(helpers) > 2") == ("undetermined", ["helpers"])
    assert answer("count(helpers) > 3") == ("ineligible", [])
    assert answer("every t in things satisfies t.worth >= 0") == ("eligible", [])


def test_of_a_known_list_the_items_facts_are_needed():
    path = "household.things[1].good"
    assert answer("some t in things satisfies t.good", "things: [{good: false}, {worth: 3}]") == (
        "undetermined",
        [path],
    )


def test_a_parameter_that_nobody_knows_is_needed_after_the_facts():
    found = outcome(law_with("pay < line"))
    assert [n.path for n in found.needed] == ["household.pay", "line@320100"]
    assert [(n.fact is None, n.parameter is None) for n in found.needed] == [(False, True), (True, False)]
    assert answer("pay < line", "pay: 99.99") == ("eligible", [])


def test_a_boundary_word_matters_only_on_the_line():
    assert answer('compare(pay, if flag then "below" else "at_most", standard)', "pay: 1030") == (
        "undetermined",
        ["household.flag"],
    )
    assert answer('compare(pay, if flag then "below" else "at_most", standard)', "pay: 1029.99") == ("eligible", [])
    assert answer("compare(pay, word_unknown, standard)", "pay: 5") == ("undetermined", ["word_unknown@320100"])


def test_an_amount_that_rests_on_a_parameter_that_nobody_knows_is_none():
    found = outcome(law_with("flag", "line"), "flag: true")
    assert [(a.given, a.low, a.high, a.missing_parameter) for a in found.amounts] == [(True, None, None, True)]
    assert [n.path for n in found.needed] == ["line@320100"]


def test_amounts_are_read_only_where_somebody_may_be_eligible():
    law = law_with("pay < standard", "other_pay")
    assert outcome(law, "pay: 1030").needed == ()
    assert [n.path for n in outcome(law, "pay: 1").needed] == ["household.other_pay"]
    assert [n.path for n in outcome(law).needed] == ["household.pay", "household.other_pay"]


def test_a_grant_that_depends_on_a_missing_fact():
    law = law_with("pay < standard", "other_pay", "flag")
    found = outcome(law, "pay: 1, other_pay: 10")
    assert [(a.given, a.low, a.high) for a in found.amounts] == [(None, 1_000, 1_000)]
    assert [n.path for n in found.needed] == ["household.flag"]
    known = outcome(law, "pay: 1, flag: false")
    assert ([a.given for a in known.amounts], known.needed) == ([False], ())


def test_an_amount_is_never_told_as_negative_for_want_of_a_fact():
    found = outcome(law_with("flag", "standard - pay"), "flag: true")
    assert (found.amounts[0].low, found.amounts[0].high) == (0, 103_000)


def test_what_was_asked_in_vain_is_needed_last():
    found = outcome(law_with("pay < line and flag"), asked=("household.flag", "household.pay"))
    assert [(n.path, n.asked) for n in found.needed] == [
        ("line@320100", False),
        ("household.flag", True),
        ("household.pay", True),
    ]


def test_facts_that_serve_more_programmes_come_first():
    one, other = law_with("pay > 0 and number > 0"), law_with("number > 1")
    second = replace(other.programs[0], id="more")
    definitions = {**one.definitions}
    for name in ("applies", "eligible"):
        definitions[f"more.{name}"] = replace(other.definitions[f"aid.{name}"], key=f"more.{name}")
    law = replace(one, programs=(*one.programs, second), definitions=definitions)
    assert [n.path for n in outcome(law).needed] == ["household.number", "household.pay"]
    backwards = law_with("number > 0 and pay > 0")
    assert [n.path for n in outcome(backwards).needed] == ["household.number", "household.pay"]
    other = law_with("pay > 1")
    definitions = {**backwards.definitions}
    for name in ("applies", "eligible"):
        definitions[f"more.{name}"] = replace(other.definitions[f"aid.{name}"], key=f"more.{name}")
    law = replace(
        backwards, programs=(*backwards.programs, replace(other.programs[0], id="more")), definitions=definitions
    )
    assert [n.path for n in outcome(law).needed] == ["household.pay", "household.number"]


def test_each_member_is_decided_alone():
    law = law_with("wage < household.pay", of="member")
    result = decide(Deciding(law), household("pay: 10, members: [{id: a, wage: 9.99}, {id: b, wage: 10}, {id: c}]"))
    found = [(o.subject, o.outcome, [n.path for n in o.needed]) for o in result.outcomes]
    assert found == [
        ("members[a]", "eligible", []),
        ("members[b]", "ineligible", []),
        ("members[c]", "undetermined", ["members[c].wage"]),
    ]


def test_who_somebodys_partner_is_matters_where_it_decides():
    facts = "members: [{id: a}, {id: b, able: true}, {id: c, able: true}]"
    law = law_with("some m in members satisfies m.id = member.partner and m.able", of="member")
    result = decide(Deciding(law), household(facts))
    assert [n.path for n in result.outcomes[0].needed] == ["members[a].able", "members[a].partner"]


@pytest.mark.parametrize("runs", [1, 2, 5])
def test_where_the_runs_are_spent_it_is_said_and_nothing_is_left_out(monkeypatch, runs):
    text = "(number + larger * 2 > 9) = (other_pay + pay > standard) or smaller * number > 40"
    whole = outcome(law_with(text))
    monkeypatch.setattr(needed, "MAX_RUNS", runs)
    short = outcome(law_with(text))
    assert short.outcome == whole.outcome == "undetermined"
    assert {n.path for n in whole.needed} <= {n.path for n in short.needed}


def test_a_constant_that_was_not_proved_is_not_called_exact(monkeypatch):
    text = "number * number - number * 2 + 1 >= 0"
    whole = outcome(law_with(text))
    assert (whole.outcome, whole.needed, whole.exact) == ("eligible", (), True)
    monkeypatch.setattr(needed, "MAX_RUNS", 1)
    short = outcome(law_with(text))
    assert (short.outcome, short.exact) == ("undetermined", False)
    assert [n.path for n in short.needed] == ["household.number"]


def test_nothing_unknown_needs_nothing():
    found = outcome(law_with("pay < standard", "standard - pay"), "pay: 30")
    assert (found.outcome, found.needed, found.exact, found.applies) == ("eligible", (), True, True)
    assert found.amounts[0].low == found.amounts[0].high == 100_000


@pytest.mark.parametrize(
    "text",
    [
        "number + larger > 15 and number - larger > 6",
        "number * 2 + larger < 3 and number > larger + 2",
        "pay + other_pay < 5 and pay - other_pay > 10",
    ],
)
def test_sums_that_contradict_each_other_are_seen_through(text):
    assert answer(text) == ("ineligible", [])
    assert answer(f"not({text})") == ("eligible", [])


def test_an_unknown_that_is_taken_away_again_is_not_needed():
    assert answer("pay - pay = 0") == ("eligible", [])
    assert answer("share + share = share * 2") == ("eligible", [])
    assert answer("pay - pay + other_pay > 5", "other_pay: 5") == ("ineligible", [])
