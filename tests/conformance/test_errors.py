"""What the checker refuses, by the kind of the message catalogue and the place that is shown."""

from __future__ import annotations

import pytest

from .bench import checked, examples

WRONG = [i for i, one in enumerate(examples()) if one.error is not None]


@pytest.mark.parametrize("number", WRONG, ids=lambda i: str(examples()[i]))
def test_a_mistake_is_refused_for_its_reason(number):
    one = examples()[number]
    node, problems = checked(one)
    assert node is None
    assert [p.kind for p in problems] == [one.error]
    span = problems[0].span
    assert span is not None
    assert span.end >= span.start
    if one.at is not None:
        assert span.source.text[span.start : span.end] == one.at
