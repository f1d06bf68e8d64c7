from __future__ import annotations

import pytest

from eligibility.wording.speech import Speech, upper
from tests.unit.explain.small import decided, member, record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wage of 张某", "Wage of 张某"),
        ("a符合条件", "a符合条件"),
        ("zhang-1符合", "zhang-1符合"),
        ("a is", "A is"),
        ("", ""),
        ("张某", "张某"),
    ],
)
def test_an_id_that_runs_into_chinese_keeps_its_letters(text, expected):
    assert upper(text) == expected


def test_what_is_left_out_of_a_list_is_counted():
    result, reader = decided(member("a"))
    speech = Speech(record(result, reader), "zh")
    assert speech.listed(["甲", "乙", "丙"], most=2) == "甲、乙等另外 1 项"
    english = Speech(record(result, reader), "en")
    assert english.listed(["a", "b", "c"], most=2) == "a, b and 1 more"
