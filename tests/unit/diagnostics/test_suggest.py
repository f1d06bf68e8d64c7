from __future__ import annotations

import pytest

from eligibility.diagnostics.suggest import nearest

NAMES = ["monthly_wage", "monthly_pension", "birth_date", "member", "月工资", "核算家庭月收入", "低保标准", "家庭"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("montly_wage", "monthly_wage"),
        ("monthly_wgae", "monthly_wage"),
        ("Monthly-Wage", "monthly_wage"),
        ("memeber", "member"),
        ("核算家庭收入", "核算家庭月收入"),
        ("低宝标准", "低保标准"),
        ("家廷", "家庭"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(word: str, meant: str) -> None:
    assert nearest(word, NAMES) == meant


@pytest.mark.parametrize("word", ["savings", "x", "", "房产", "最低工资标准线"])
def test_nothing_is_suggested_where_nothing_is_close(word: str) -> None:
    assert nearest(word, NAMES) is None


def test_the_word_itself_is_no_suggestion() -> None:
    assert nearest("member", ["member"]) is None


def test_of_equally_near_words_the_choice_does_not_depend_on_their_order() -> None:
    assert nearest("bat", ["cat", "hat"]) == nearest("bat", ["hat", "cat"])
