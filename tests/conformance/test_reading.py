"""Every case read over abstract values; and no completion of a partial household lies outside of what was read of it."""

from __future__ import annotations

import pytest

from . import told
from .bench import abstract, emitted, examples, is_complete, ready
from .completions import completed
from .test_emit import VALUED

COMPLETE = [i for i in VALUED if is_complete(ready(i))]
PARTIAL = [i for i in VALUED if i not in COMPLETE]


@pytest.mark.parametrize("number", VALUED, ids=lambda i: str(examples()[i]))
def test_the_reading_finds_what_is_expected(number):
    case = ready(number)
    value, unknowns = abstract(case)
    assert told.possible(case.node.type, value, unknowns.household.persons) == told.expected(
        case.node.type, case.one.expected
    )


@pytest.mark.parametrize("number", COMPLETE, ids=lambda i: str(examples()[i]))
def test_what_is_known_rests_on_nothing(number):
    case = ready(number)
    value, _ = abstract(case)
    assert told.rests_on(case.node.type, value) == 0


@pytest.mark.parametrize("number", PARTIAL, ids=lambda i: str(examples()[i]))
def test_every_completion_lies_inside_what_was_read(number):
    case = ready(number)
    value, _ = abstract(case)
    read = told.possible(case.node.type, value, case.household.persons)
    for household, parameters in completed(case):
        found = told.exact(case.node.type, emitted(case, household, parameters), household.persons)
        assert told.matches(read, found)


def test_there_are_many_partial_cases():
    assert len(PARTIAL) >= 80
