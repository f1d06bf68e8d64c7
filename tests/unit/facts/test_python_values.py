"""Python values at the edge of the library: numbers that show themselves in another way, characters that cannot be written, days, decisions as text."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from eligibility.api import day_of
from eligibility.decided import Decision
from eligibility.diagnostics.errors import HouseholdError
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import render
from eligibility.facts.document import plain_text


class Shown(float):
    """Shows itself as numpy's floats do."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)})"


def test_a_float_is_read_by_its_value_whatever_it_shows():
    assert plain_text(Shown(3.5), "") == "3.5"


def test_half_of_a_character_is_not_printed():
    assert "\ud800" not in render(
        Problem("key_unknown", None, {"path": "\ud800", "key": "\ud800", "nearest": "", "label": ""})
    )


def test_a_problem_has_the_code_that_is_printed_with_it():
    problem = Problem("bad_day", None)
    assert problem.code == "E501"
    assert f"[{problem.code}]" in render(problem)


def test_a_day_is_a_date_or_written_like_one():
    assert day_of("2022-08-01") == day_of(date(2022, 8, 1)) == day_of(datetime(2022, 8, 1, 9)) == date(2022, 8, 1)


@pytest.mark.parametrize("written", ["20220801", "2022-W31-1", "2022-02-30", "", None, 5])
def test_what_is_no_day(written):
    with pytest.raises(HouseholdError) as refused:
        day_of(written)
    assert [p.kind for p in refused.value.problems] == ["bad_day"]


@pytest.mark.parametrize(
    "text",
    [
        "{}", "[]", "null", '{"schema": "eligibility/decision/1"}', '{"schema": "eligibility/decision/1", "decisions": [{}]}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_decision(text):
    with pytest.raises(ValueError, match="decision"):
        Decision.from_json(text)
