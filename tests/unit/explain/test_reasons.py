"""What a decision rests on, and what it does not."""

from __future__ import annotations

from eligibility.explain.reasons import Account, Reasons
from tests.unit.explain.small import decided, member, outcome, record


def account(
    program: str, subject: str, *members: dict[str, object], otherwise: str | None = None, **household: object
) -> Account:
    result, reader = decided(*members, otherwise=otherwise, **household)
    return Reasons(record(result, reader)).of(outcome(result, program, subject))


def test_a_refusal_rests_on_the_conditions_that_fail() -> None:
    found = account("aid", "household", member("a", wage=5000))
    assert [(r.rule.id, r.truth) for r in found.reasons] == [("income_below_line", 2)]
    both = account("aid", "household", member("a", wage=5000), cleared=False)
    assert [r.rule.id for r in both.reasons] == ["income_below_line", "checked"]


def test_an_award_rests_on_all_conditions_and_shows_its_amounts() -> None:
    found = account("aid", "household", member("a", wage=500))
    assert [r.rule.id for r in found.reasons] == ["income_below_line", "checked", "top_up"]


def test_what_was_presumed_is_named_only_where_it_was_looked_at() -> None:
    found = account("aid", "household", member("a", in_hospital=None), otherwise="ordinary", rent=None)
    assert list(found.basis.presumed) == ["members[a].in_hospital", "household.rent"]
    care = account("care", "members[a]", member("a", in_hospital=None), otherwise="ordinary", rent=None)
    assert not care.basis.presumed


def test_a_reading_is_named_where_the_outcome_rests_on_it() -> None:
    assert "ill-do-not-count" in account("aid", "household", member("a")).basis.readings
    assert not account("care", "members[a]", member("a")).basis.readings


def test_a_source_below_official_is_noted() -> None:
    assert list(account("aid", "household", member("a")).basis.weak) == ["LINE"]


def test_a_clause_that_may_admit_reserves_a_refusal_and_nothing_else() -> None:
    refused = account("care", "members[a]", member("a"))
    assert refused.reserved == ("other_cases",)
    assert list(refused.basis.caveats) == ["other_cases"]
    met = account("care", "members[a]", member("a", condition="sight", level=1))
    assert met.reserved == ()
    assert not met.basis.caveats


def test_a_clause_behind_a_part_that_did_not_decide_is_left_out() -> None:
    by_age = account("care", "members[a]", member("a", born="1950-01-01"))
    assert not by_age.basis.caveats


def test_where_a_programme_does_not_concern_only_that_is_said() -> None:
    found = account("wider", "household", member("a"))
    assert found.outcome.applies is False
    assert [(r.section, r.rule.id) for r in found.reasons] == [("applies", "not_aided")]
