"""Every case through generated code: a complete one gives just what is expected, a partial one that or the word that something is missing."""

from __future__ import annotations

import pytest

from eligibility.decide.runtime import Missing

from . import told
from .bench import emitted, examples, is_complete, ready

VALUED = [i for i, one in enumerate(examples()) if one.error is None]


@pytest.mark.parametrize("number", VALUED, ids=lambda i: str(examples()[i]))
def test_generated_code_computes_what_is_expected(number):
    case = ready(number)
    expected = told.expected(case.node.type, case.one.expected)
    try:
        value = emitted(case, case.household, (None,) * len(case.unknown))
    except Missing:
        assert not is_complete(case)
        return
    found = told.exact(case.node.type, value, case.household.persons)
    assert told.as_certain(case.node.type, found) == expected


def test_most_cases_are_complete():
    assert sum(is_complete(ready(i)) for i in VALUED) >= 250
