"""What is computed once in a decision is kept for its subject and no other; items of several lists may have the same position."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eligibility.decide.answer import Question, read
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import Deciding, decide

from .small import household, law_with

GIFTS = (
    "gifts: [{worth: 9, fresh: false}, {worth: 8, fresh: true}], "
    "members: [{id: a, gifts: [{worth: 1, fresh: true}]}, {id: b, gifts: [{worth: 2, fresh: false}, {worth: 3, fresh: true}]}]"
)


def holds(condition: str, facts: str) -> bool:
    """Whether a condition holds, in which generated code and the reading must agree."""
    deciding = Deciding(law_with(condition))
    given = household(facts)
    found = decide(deciding, given).outcomes[0]
    case = Case(deciding.law, given, deciding.compiled.unknown)
    question = Question(deciding.law.programs[0], None, 0)
    assert read(Reader(deciding.law, case), question).eligible == (1 if found.outcome == "eligible" else 2)
    assert read(Reader(deciding.law, case, record=True), question).eligible == (1 if found.outcome == "eligible" else 2)
    return found.outcome == "eligible"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sum(gifts.weight)", 25),
        ("sum(members.presents)", 10),
        ("sum(gifts.weight) + sum(members.presents)", 35),
        ("sum(members.presents) + sum(gifts.weight) + sum(members.presents)", 45),
        ("sum(gifts.weight) + sum(gifts.weight)", 50),
        ("sum(for m in members return sum(for g in m.gifts return g.weight + g.weight))", 20),
        ("count(members[presents > 2])", 1),
        ("count(members[some g in gifts satisfies g.weight = 6])", 1),
    ],
)
def test_a_definition_about_items_is_computed_for_each_list(text, value):
    assert holds(f"{text} = {value}", GIFTS)
    assert not holds(f"{text} = {value + 1}", GIFTS)


def test_a_definition_about_members_is_computed_for_each_member():
    facts = "members: [{id: a, wage: 1}, {id: b, wage: 0}, {id: c, wage: 2}]"
    assert holds("count(earners) = 2 and count(members[earns]) = 2 and count(members[not(earns)]) = 1", facts)


def test_one_household_leaves_nothing_behind_for_the_next():
    deciding = Deciding(law_with("total_wage < standard and total_wage + pay < standard"))
    found = [
        decide(deciding, household(f"pay: 0, members: [{{id: a, wage: {w}}}]")).outcomes[0].outcome
        for w in (1, 2000, 1)
    ]
    assert found == ["eligible", "ineligible", "eligible"]


def test_what_two_rules_read_is_computed_once():
    """The sum of wages is read in two places; the second time the members are not looked at again."""
    deciding = Deciding(law_with("total_wage < standard and total_wage + pay < standard"))
    given = household("pay: 0, members: [{id: a, wage: 1}, {id: b, wage: 2}]")
    at = deciding.law.vocabulary.fact("household", "members").index

    class Counted(tuple):
        times = 0

        def __iter__(self):
            Counted.times += 1
            return super().__iter__()

    root = (*given.root[:at], Counted(given.root[at]), *given.root[at + 1 :])
    assert decide(deciding, replace(given, root=root)).outcomes[0].outcome == "eligible"
    assert Counted.times == 1
