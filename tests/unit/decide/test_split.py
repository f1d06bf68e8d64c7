"""Splitting what an unknown may be: the parts cover it, overlap nowhere, and meet where a comparison flips."""

from __future__ import annotations

import pytest

from eligibility.decide.reading.reader import Atom
from eligibility.decide.split import ELSEWHERE, Marks, bits, by_business, is_point, list_parts, parts, pick
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text

NUMBER = Number("yuan/month", 2, 0, 1_000_000)
DAY = Date(730_000, 740_000)
ENUM = Enum("a.b", ("x", "y", "z"))
LIST = ListOf(Item("thing"), 0, 2)


def split(type_, value, atoms=(), *, middle=False, dates=()):
    return parts(type_, value, 1, atoms, Marks(("a", "b"), dates), middle=middle)


def test_a_set_of_unknowns_is_read_bit_by_bit():
    assert bits(0) == []
    assert bits(0b10110) == [1, 2, 4]
    assert bits(1 << 200) == [200]


def test_the_unknown_that_most_comparisons_meet_is_split_first():
    atoms = [
        Atom(0b011, None, None, None, None),
        Atom(0b010, None, None, None, None),
        Atom(0b100, None, None, None, None),
    ]
    assert by_business(atoms, 0b111) == [1, 0, 2]
    assert by_business(atoms, 0b101) == [0, 2]
    assert by_business([], 0b110) == [1, 2]
    assert by_business(atoms, 0) == []


@pytest.mark.parametrize(
    ("type_", "open_", "points"),
    [
        (Boolean(), (3, 1), [(1, 0), (2, 0)]),
        (ENUM, (0b101, 1), [(0b001, 0), (0b100, 0)]),
        (Person(), (0b111, 1), [(0b001, 0), (0b010, 0), (0b100, 0)]),
        (Place(), (None, 1), [("a", 0), ("b", 0)]),
        (Text(), (None, 1), [("a", 0), ("b", 0)]),
    ],
)
def test_what_has_few_values_is_split_by_value(type_, open_, points):
    assert not is_point(type_, open_)
    assert split(type_, open_) == points
    assert all(is_point(type_, p) for p in points)


@pytest.mark.parametrize("type_", [NUMBER, DAY])
@pytest.mark.parametrize("ends", [(0, 1), (5, 8), (730_000, 740_000)])
def test_a_range_is_cut_in_two_that_cover_it(type_, ends):
    for middle in (False, True):
        low, high = split(type_, (*ends, 1), middle=middle)
        assert (low[0], high[1]) == ends
        assert low[1] + 1 == high[0]
        assert [p[2] for p in (low, high)] == [int(p[0] != p[1]) for p in (low, high)]


def test_a_range_is_cut_where_a_comparison_flips():
    line = (103_000, 103_000, 0)
    below, above = split(NUMBER, (0, 1_000_000, 1), [Atom(1, (0, 1_000_000, 1), line, None, None)])
    assert below[1] in (102_999, 103_000)
    assert above[0] == below[1] + 1


def test_a_day_is_cut_where_an_age_flips():
    age, eighteen = (0, 100, 1), (18, 18, 0)
    older, younger = split(Date(700_000, 736_525), (700_000, 736_525, 1), [Atom(1, age, eighteen, None, None)])
    assert older[1] + 1 == younger[0]
    assert abs(older[1] - (736_525 - 18 * 365)) < 400


def test_persons_are_split_by_whether_one_is_among_them():
    found = split(Persons(), (0b0010, 0b0110, 1))
    assert found == [(0b0110, 0b0110, 0), (0b0010, 0b0010, 0)]
    assert split(Persons(), (0, 0b0110, 1)) == [(0b0010, 0b0110, 1), (0, 0b0100, 1)]


def test_a_list_ends_here_or_goes_on():
    ends, on = list_parts(LIST, ((), 1), 1, "item")
    assert (ends, on) == (((), 0), ((("item", 1, 0),), 1))
    ends, on = list_parts(LIST, on, 1, "more")
    assert (ends, on) == (((("item", 1, 0),), 0), ((("item", 1, 0), ("more", 1, 0)), 0))
    assert not is_point(LIST, ((), 1))
    assert is_point(LIST, on)


@pytest.mark.parametrize(
    ("type_", "value", "picked"),
    [
        (NUMBER, (5, 9, 1), 5),
        (Boolean(), (3, 1), False),
        (Boolean(), (1, 0), True),
        (ENUM, (0b110, 1), 1),
        (Person(), (0b01, 0), -1),
        (Person(), (0b10, 0), 0),
        (Persons(), (0b110, 0b110, 0), (0, 1)),
        (Place(), (None, 1), ELSEWHERE),
        (Place(), ("320100", 0), "320100"),
        (LIST, ((), 1), ()),
    ],
)
def test_a_value_of_a_part_is_encoded_as_the_fast_path_takes_it(type_, value, picked):
    assert pick(type_, value) == picked
