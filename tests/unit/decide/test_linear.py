"""Sums in which a part meets its whole: what intervals alone would forget."""

from __future__ import annotations

from fractions import Fraction

import pytest

from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.linear import difference, tied
from eligibility.decide.reading.reader import Reader
from eligibility.ir import nodes
from tests.unit.ir.small import typed

from .small import household, law_with

LAW = law_with("pay < line")


def reader(facts: str = "") -> Reader:
    return Reader(LAW, Case(LAW, household(facts), (("line", ""),)))


def bounds(text: str, facts: str = "") -> tuple[object, object]:
    r = reader(facts)
    found = r.value(typed(text), (r.case.instances[0],))
    return found[0], found[1]


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("larger - smaller", "", (0, 10)),
        ("smaller - larger", "", (-10, 0)),
        ("larger - smaller + number", "number: 5", (5, 15)),
        ("larger * 2 - smaller", "", (0, 20)),
        ("larger - smaller * 2", "", (-10, 10)),
        ("larger + smaller", "", (0, 20)),
        ("-(smaller - larger)", "", (0, 10)),
        ("larger - smaller", "larger: 4", (0, 4)),
        ("larger - smaller", "smaller: 4", (0, 6)),
        ("(if flag then larger else 0) - smaller", "flag: true", (0, 10)),
        ("(if flag then larger else 0) - smaller", "", (-10, 10)),
    ],
)
def test_a_whole_less_its_part_is_never_negative(text, facts, expected):
    assert bounds(text, facts) == expected


def test_the_corners_of_a_part_and_its_whole():
    assert set(tied((0, 10, 1), (0, 10, 2))) == {(0, 0), (0, 10), (10, 10)}
    assert {(3, 3), (3, 8), (5, 5), (5, 8)} <= set(tied((3, 5, 1), (0, 8, 2)))
    assert all(a <= b for a, b in tied((0, 10, 1), (4, 6, 2)))
    assert tied((5, 9, 1), (0, 4, 2)) == []


def form_of(text: str, facts: str = ""):
    node = typed(text)
    assert isinstance(node, nodes.Compare)
    r = reader(facts)
    return difference(r, node.left, node.right, (r.case.instances[0],)), r.case


def test_comparisons_of_the_same_sum_have_the_same_form():
    one, case = form_of("pay + other_pay < 30")
    two, _ = form_of("60 < pay * 2 + other_pay * 2")
    assert one is not None
    assert two is not None
    assert one[0] == two[0]
    assert [case.unknowns[n].path for n, _ in one[0]] == ["household.pay", "household.other_pay"]
    assert [f for _, f in one[0]] == [1, 1]
    assert (one[1], one[2]) == (1, -3_000)
    assert (two[1], two[2]) == (-2, 6_000)


def test_a_twelfth_of_a_year_is_a_term_too():
    found, case = form_of("pay < per_month(year_pay)")
    assert found is not None
    assert {case.unknowns[n].path: f for n, f in found[0]} == {"household.pay": 12, "household.year_pay": -1}
    assert found[1] == Fraction(1, 12)


def test_what_is_known_stands_with_the_rest():
    found, case = form_of("pay + other_pay < line", "other_pay: 5")
    assert found is not None
    assert {case.unknowns[n].path: f for n, f in found[0]} == {"household.pay": 1, "line@320100": -1}
    assert (found[2], found[3]) == (500, 500)


def test_a_comparison_without_unknowns_has_no_form():
    assert form_of("pay < standard", "pay: 5")[0] is None
