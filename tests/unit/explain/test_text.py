"""The explanation as people read it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eligibility.diagnostics.width import width
from eligibility.explain.page import page
from eligibility.explain.render import markdown as as_markdown
from eligibility.explain.render import text as as_text
from tests.unit.explain.small import decided, member

FAMILY = (
    member("a", name="甲某", wage="500.50"),
    member("b", name="乙某", born="1950-01-01", pension=320, basic_pension=98),
)


def text(*found: Any, width: int = 80, color: bool = False, **more: Any) -> str:
    return as_text.text(page(*found, **more), width=width, color=color)


def markdown(*found: Any, **more: Any) -> str:
    return as_markdown.markdown(page(*found, **more))


def lines(*members: dict[str, object], **more: object) -> list[str]:
    return text(*decided(*members, **more)).splitlines()


def test_it_says_first_what_it_is_and_is_not() -> None:
    assert lines(*FAMILY)[0] == "测算意见（非行政决定）  南京市  甲某家庭 2 人  2022年8月1日"
    assert text(*decided(*FAMILY), lang="en").startswith("Estimate (not an administrative decision)")


def test_the_conclusion_and_the_next_step_come_before_the_reasons() -> None:
    found = lines(*FAMILY)
    assert found[1] == "结论    符合互助金条件，测算补差每月 1,337.50 元"
    step = next(n for n, line in enumerate(found) if line.startswith("下一步"))
    assert step < next(n for n, line in enumerate(found) if line.startswith("【"))


def test_households_come_before_members_and_what_is_met_before_what_is_not() -> None:
    tags = [line for line in lines(*FAMILY) if line.startswith("【")]
    assert [t.partition("  ")[0] for t in tags] == [
        "【符合】互助金",
        "【不适用】边缘认定",
        "【符合，可以给予】照护补贴（乙某）",
        "【不符合，有保留】照护补贴",
    ]


def test_a_value_says_since_when_it_holds_and_how_it_is_known() -> None:
    assert "    标准自2020年7月1日起执行（全国；《互助标准》，来源：新闻报道；门户转载）" in lines(*FAMILY)


def test_a_discretionary_programme_never_looks_due() -> None:
    found = "\n".join(lines(*FAMILY))
    assert "乙某符合照护补贴条件，可以给予，由办理机关决定" in found.replace("\n        ", "")
    assert "条文用“可以”" in found


def test_what_is_open_is_never_worded_as_a_refusal() -> None:
    found = lines(member("a", name="甲某", wage=None))
    assert found[1] == "结论    互助金待核实；符合的，补差每月 206 至 1,030 元，取决于甲某月工资"
    assert any(line.startswith("下一步  由系统核对，家庭不用提供材料：甲某月工资") for line in found)
    assert "【不符合】互助金" not in found


def test_only_what_the_applicant_alone_can_give_is_asked_for() -> None:
    found = "\n".join(lines(member("a", name="甲某", wage=800, born=None), rent=None))
    assert "请提供租赁合同：租金收入" in found
    assert found.count("请提供") == 1


def test_a_person_who_does_not_count_is_named_with_the_reason() -> None:
    found = lines(member("a", name="甲某"), member("b", name="乙某", in_hospital=True))
    assert "    计算在内：甲某；乙某：不计入家庭" in found


def test_what_was_presumed_is_one_line_with_a_count() -> None:
    found = lines(member("a", in_hospital=None), otherwise="ordinary", rent=None)
    at = found.index("推定（未填写，按通常情况）共 2 项")
    assert found[at + 1] == "  租金收入：0 元，住院：否"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_the_terminal(lang: str, columns: int, full: bool) -> None:
    found = text(*decided(*FAMILY), lang=lang, width=columns, full=full)
    assert max(width(line) for line in found.splitlines()) <= columns


def test_full_shows_the_tree_with_its_articles_and_what_was_presumed() -> None:
    found = text(*decided(member("a", name="甲某", in_hospital=None), otherwise="ordinary"), full=True)
    assert "全部依据" in found
    assert "甲某住院：否（推定）" in found
    assert "（《互助规定》第三条）" in found


def test_colour_only_repeats_the_words() -> None:
    import re

    result, reader = decided(*FAMILY)
    coloured = text(result, reader, color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(result, reader)


def test_one_programme_can_be_shown_alone() -> None:
    found = text(*decided(*FAMILY), program="care")
    assert "互助金" not in found.replace("不符合互助金", "")


def test_markdown_has_headings_and_escapes_what_a_file_may_hold() -> None:
    found = markdown(*decided(member("a", name="<b>[x](y)</b>")))
    assert found.startswith("# 测算意见（非行政决定）\n")
    assert "## 【符合】互助金" in found
    assert "<b>" not in found.replace(r"\<b\>", "")


def test_a_local_rule_that_hides_a_newer_one_is_noted() -> None:
    result, reader = decided(member("a"))
    program = result.outcomes[0].program
    condition = program.conditions[0]
    hiding = replace(condition, origin=replace(condition.origin, hides_newer="2022-03-01"))
    program = replace(program, conditions=(hiding, *program.conditions[1:]))
    law = replace(result.law, programs=(program,))
    found = text(replace(result, law=law, outcomes=(result.outcomes[0]._replace(program=program),)), reader)
    assert "互助金：收入低于标准：上级规定自2022年3月1日起有新的内容" in found
