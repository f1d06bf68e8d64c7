"""Resident ID numbers. All are made up: the order codes are chosen, the check digits computed."""

from __future__ import annotations

from datetime import date

import pytest
from stdnum.cn import ric

from tests.unit.facts.small import kinds, one, slot


def number(born: str, order: str = "022", place: str = "360103") -> str:
    digits = f"{place}{born}{order}"
    return digits + ric.calc_check_digit(digits + "0")


def test_a_number_fills_in_birth_date_and_sex():
    household, problems = one(f"id_number: {number('19580302')}")
    assert not problems
    assert slot(household, "birth_date") == date(1958, 3, 2).toordinal()
    assert slot(household, "sex") == 0
    household, _ = one(f"id_number: {number('19580302', '031')}\nbirth_date: 不清楚")
    assert slot(household, "sex") == 1
    assert household.asked == frozenset()


def test_a_number_that_agrees_is_accepted():
    household, problems = one(f"id_number: {number('19580302').lower()}\nbirth_date: 1958-03-02\nsex: 女")
    assert not problems
    assert household is not None


@pytest.mark.parametrize("place", ["360103", "110221", "999999"])
def test_the_place_of_a_number_is_not_asked_about(place):
    assert one(f"id_number: {number('19580302', place=place)}")[0] is not None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (f"id_number: {number('19580302')}\nbirth_date: 1958-03-03", ["resident_id_contradicts"]),
        (f"id_number: {number('19580302')}\nsex: male", ["resident_id_contradicts"]),
        (
            f"id_number: {number('19580302')}\nsex: 男\nbirth_date: 1960-01-01",
            ["resident_id_contradicts", "resident_id_contradicts"],
        ),
        (f"id_number: {number('19580230')}", ["resident_id_birth_date"]),
        (f"id_number: {number('20220802')}", ["resident_id_birth_date"]),
        ("id_number: 36010319580302", ["resident_id_shape"]),
        ("id_number: 36010319580302021Y", ["resident_id_check_digit"]),
        ("id_number: 3601031958030202１X", ["resident_id_check_digit"]),
    ],
)
def test_a_number_that_does_not_agree_is_refused(facts, expected):
    household, problems = one(facts)
    assert household is None
    assert kinds(problems) == expected


def test_every_wrong_digit_is_noticed():
    good = number("19580302")
    for position in range(17):
        wrong = good[:position] + str((int(good[position]) + 1) % 10) + good[position + 1 :]
        assert one(f"id_number: {wrong}")[0] is None
