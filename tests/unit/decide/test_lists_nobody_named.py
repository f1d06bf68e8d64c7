"""What rests on items that nobody has named yet, and on which of two lists is meant: facts that a loop over them would read matter already."""

from __future__ import annotations

import pytest

from .small import answer

THINGS = ["household.number", "household.things"]
WITH_HELPERS = ["household.flag", "helpers"]
FLAG = ["household.flag", "household.things"]


@pytest.mark.parametrize(
    ("condition", "needed"),
    [
        ("count(things[worth > household.number]) > 0", THINGS),
        ("some t in things satisfies t.worth > household.number", THINGS),
        ("every t in things satisfies t.worth > household.number", THINGS),
        ("count(things[good and household.flag]) > 2", FLAG),
        ("sum(for t in things return if household.flag then t.worth else 0) > 3", FLAG),
        ("count(concatenate(things, things[household.flag])) > 4", FLAG),
        ("count(helpers[gives > household.pay]) > 0", ["household.pay", "helpers"]),
        ("some h in helpers satisfies some i in helpers satisfies h.id != i.id and household.flag", WITH_HELPERS),
    ],
)  # fmt: skip
def test_what_a_loop_asks_of_unnamed_items_matters_with_the_list(condition, needed):
    assert answer(condition, "members: [{id: a}]") == ("undetermined", needed)


def test_a_loop_that_no_item_passes_needs_nothing():
    assert answer("some t in things satisfies t.worth > 9") == ("ineligible", [])
    assert answer("every t in things satisfies t.worth <= 9") == ("eligible", [])
    assert answer("count(things[worth > 9]) > 0") == ("ineligible", [])


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("sum(if flag then [5, 5] else [5]) > 7", ""),
        ("count(if flag then [5, 5] else [5]) = 2", ""),
        ("count(if flag then concatenate(members, members) else members) = 4", "members: [{id: a}, {id: b}]"),
    ],
)
def test_an_element_twice_in_one_list_and_once_in_the_other(condition, facts):
    assert answer(condition, facts) == ("undetermined", ["household.flag"])


def test_two_lists_that_look_alike_while_nothing_is_known_of_them():
    assert answer("count(if flag then things else things[good]) > 2") == ("undetermined", FLAG)
    assert answer("sum(if flag then [number] else [10 - number]) > 5") == (
        "undetermined",
        ["household.flag", "household.number"],
    )
