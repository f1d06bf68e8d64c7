"""Comparisons and truths as sentences, with both values put in."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility.explain.reasons import Reasons, text
from eligibility.wording.speech import Speech
from tests.unit.explain.small import decided, member, outcome, record


def reasons(
    *members: dict[str, Any], program: str = "aid", subject: str = "household", lang: str = "zh", **household: Any
) -> dict[str, str]:
    """Each reason's sentence by its id."""
    result, reader = decided(*members, **household)
    recorded = record(result, reader)
    found = outcome(result, program, subject)
    account = Reasons(recorded).of(found)
    s = Speech(recorded, lang, account.env[-1].key)
    return {r.rule.id: text(s, r) for r in account.reasons}


@pytest.mark.parametrize(
    ("wage", "zh", "en"),
    [
        ("1029.99", "，低于标准 1,030 元 × 1 人 = 1,030 元", "yuan (甲某's monthly wage), below the standard of 1,030 yuan × 1 person = 1,030 yuan"),
        ("1030", "，等于标准 1,030 元 × 1 人 = 1,030 元（规定为“低于”）",
         ", equal to the standard of 1,030 yuan × 1 person = 1,030 yuan (the rule says “below”)"),
        ("1030.01", "，高于标准 1,030 元 × 1 人 = 1,030 元", ", above the standard of 1,030 yuan × 1 person = 1,030 yuan"),
    ],
)  # fmt: skip
def test_the_word_is_for_the_relation_there_really_is(wage: str, zh: str, en: str) -> None:
    person = member("a", name="甲某", wage=wage)
    assert reasons(person)["income_below_line"].endswith(zh)
    assert reasons(person, lang="en")["income_below_line"].endswith(en)


def test_a_sum_lists_what_is_not_zero_with_its_sign() -> None:
    found = reasons(
        member("a", name="甲某", wage="500.50"), member("b", name="乙某", pension=320, basic_pension=98), program="aid"
    )
    assert found["income_below_line"].startswith(
        "家庭月收入 722.50 元（甲某月工资 500.50 元 + 乙某月养老金 320 元 − 乙某不计入的基础养老金 98 元）"
    )


def test_one_source_of_income_needs_no_figure_of_its_own() -> None:
    assert reasons(member("a", name="甲某", wage=500))["income_below_line"].startswith(
        "家庭月收入 500 元（甲某月工资），"
    )


def test_no_income_has_nothing_in_parentheses() -> None:
    assert reasons(member("a"))["income_below_line"].startswith("家庭月收入 0 元，")


def test_many_sources_are_added_up_by_person() -> None:
    pensioner = {"wage": 100, "pension": 50, "basic_pension": 20}
    found = reasons(member("a", name="甲某", **pensioner), member("b", name="乙某", **pensioner))["income_below_line"]
    assert found.startswith("家庭月收入 260 元（甲某 130 元 + 乙某 130 元）")


def test_an_unknown_source_makes_the_sum_at_least_what_is_known() -> None:
    found = reasons(member("a", name="甲某", wage=1500), member("b", name="乙某", wage=None))
    assert found["income_below_line"] == (
        "家庭月收入至少 1,500 元（甲某月工资 1,500 元；乙某月工资待核实），是否低于标准 1,030 元 × 2 人 = 2,060 元尚不能判断"
    )


def test_an_income_over_the_line_refuses_though_a_part_is_unknown() -> None:
    found = reasons(member("a", name="甲某", wage=2500), member("b", name="乙某", wage=None))
    assert found["income_below_line"] == (
        "家庭月收入至少 2,500 元（甲某月工资 2,500 元；乙某月工资待核实），高于标准 1,030 元 × 2 人 = 2,060 元"
    )


def test_an_amount_shows_its_arithmetic_with_names_said_once() -> None:
    result, reader = decided(member("a", name="甲某", wage=500))
    recorded = record(result, reader)
    grant = Reasons(recorded).of(outcome(result, "aid")).reasons[-1]
    assert text(Speech(recorded, "zh"), grant) == (
        "补差每月 530 元：标准 1,030 元 × 1 人 − 家庭月收入 500 元 = 530 元，20% × 标准 1,030 元 × 1 人 = 206 元，取较高的"
    )
    told = Speech(recorded, "zh", told="家庭月收入 500 元，低于标准 1,030 元 × 1 人")
    assert (
        text(told, grant)
        == "补差每月 530 元：1,030 元 × 1 人 − 500 元 = 530 元，20% × 1,030 元 × 1 人 = 206 元，取较高的"
    )


@pytest.mark.parametrize(
    ("born", "zh", "en"),
    [
        ("1962-08-02", "不属于老年人、重度残疾人（59 周岁，残疾类别：无残疾）", "Is neither old nor severely disabled (aged 59, kind of disability: none)"),
        ("1962-08-01", "属于老年人或者重度残疾人：60 周岁，已满 60 周岁", "Is old or severely disabled: aged 60, not under 60"),
        ("1950-01-01", "属于老年人或者重度残疾人：72 周岁，已满 60 周岁", "Is old or severely disabled: aged 72, not under 60"),
    ],
)  # fmt: skip
def test_ages_are_worded_as_ages(born: str, zh: str, en: str) -> None:
    person = member("a", born=born)
    assert reasons(person, program="care", subject="members[a]")["old_or_disabled"] == zh
    assert reasons(person, program="care", subject="members[a]", lang="en")["old_or_disabled"] == en


def test_a_policys_own_sentence_is_followed_by_the_few_values_it_rests_on() -> None:
    found = reasons(member("a", condition="limbs", level=2), program="care", subject="members[a]")
    assert found["old_or_disabled"] == "属于老年人或者重度残疾人：重度残疾（残疾类别：肢体残疾，残疾等级：2）"


def test_a_truth_without_values_is_said_in_the_policys_words() -> None:
    assert reasons(member("a"), cleared=True)["checked"] == "财产已核对"
    assert reasons(member("a"), cleared=False)["checked"] == "财产没有核对"
    assert reasons(member("a"), cleared=None)["checked"] == "财产已核对，待核实"


def test_a_value_nobody_recorded_is_named_with_its_place() -> None:
    found = reasons(member("a", born="1950-01-01"), program="care", subject="members[a]")
    assert found["winter"] == "冬季补贴金额待定：冬季补贴标准（南京市）没有录入"


def test_what_another_programme_decided_is_said_in_the_policys_words() -> None:
    assert reasons(member("a"), program="wider") == {"not_aided": "已符合互助金条件"}
