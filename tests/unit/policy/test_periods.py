from __future__ import annotations

from datetime import date

import pytest

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.policy.periods import Period, check_periods

SPAN = Span(Source("f", "x\n"), 0, 1)


def period(since: str | None, until: str | None, *, after_gap: bool = False) -> Period:
    days = [date.fromisoformat(d) if d else None for d in (since, until)]
    return Period(days[0], days[1], SPAN, after_gap)


def found(*periods: Period, gaps: bool = False) -> list[Problem]:
    problems = Problems()
    check_periods(periods, problems, gaps=gaps)
    return list(problems)


def test_the_day_after_the_last_follows_without_a_gap() -> None:
    assert found(period(None, "2021-06-30"), period("2021-07-01", None)) == []


@pytest.mark.parametrize(("since", "kind"), [("2021-06-30", "overlap"), ("2021-07-02", "gap")])
def test_a_day_more_or_less_is_found(since: str, kind: str) -> None:
    assert [p.kind for p in found(period("2020-01-01", "2021-06-30"), period(since, None))] == [kind]


def test_the_order_in_the_file_does_not_matter() -> None:
    assert found(period("2021-07-01", None), period("2020-01-01", "2021-06-30")) == []


def test_a_gap_is_named_by_its_first_and_last_day() -> None:
    (problem,) = found(period("2020-01-01", "2020-12-31"), period("2021-02-01", None))
    assert problem.args == {"first": "2021-01-01", "last": "2021-01-31"}


def test_a_stated_gap_is_allowed() -> None:
    assert found(period("2020-01-01", "2020-12-31"), period("2021-02-01", None, after_gap=True)) == []


def test_values_of_a_parameter_may_have_gaps_and_no_overlaps() -> None:
    assert found(period("2020-01-01", "2020-12-31"), period("2021-02-01", None), gaps=True) == []
    assert [p.kind for p in found(period("2020-01-01", None), period("2021-02-01", None), gaps=True)] == ["overlap"]


def test_two_pieces_without_a_beginning_overlap() -> None:
    (problem,) = found(period(None, None), period(None, None))
    assert problem.args["end"] == ""
