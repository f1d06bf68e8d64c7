"""The fast path and the abstract reading say the same wherever both apply, on outcomes and on every amount."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligibility.decide.answer import Question, read
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import decide
from eligibility.ir.check.core import Refused

from .profile import tries
from .strategies import households, money, truths
from .tiny_law import law_with

RULES = st.tuples(truths(3), money(2), truths(1), money(1))


@tries(2_000, 20_000)
@given(RULES, households(unknown=0))
def test_both_readings_of_a_complete_household_say_the_same(rules, household):
    try:
        deciding = law_with(*rules)
    except Refused:
        return
    case = Case(deciding.law, household, deciding.compiled.unknown)
    reader = Reader(deciding.law, case)
    question = Question(deciding.law.programs[0], None, 0)
    answer = read(reader, question)
    outcome = decide(deciding, household).outcomes[0]
    if not deciding.compiled.unknown:
        assert not answer.deps
        assert (answer.eligible == 1) == (outcome.outcome == "eligible")
        amounts = tuple(v[0] if given_ == 1 else None for given_, v in answer.amounts)
        assert amounts == tuple(a.low for a in outcome.amounts)
    elif answer.eligible != 3:
        assert outcome.outcome == {1: "eligible", 2: "ineligible"}[answer.eligible]
