"""What a decision table is explained by: the rows that decided, by their numbers, in the reasons and in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eligibility.api import Law, Policies, load_policies
from eligibility.explain.tree import Tree, TreeNode
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN
from tests.unit.explain.small import record

DAY = date(2022, 8, 1)
FACTS: dict[str, Any] = {"area": "urban", "persons": 3, "income": 1500, "ill": True, "student": True}


@cache
def policies() -> Policies:
    return load_policies(Path(__file__).with_name("tables"), only=True)


def law() -> Law:
    return policies().at(place="320100", on=DAY)


def document(**facts: Any) -> dict[str, Any]:
    given = {k: v for k, v in {**FACTS, **facts}.items() if v is not None}
    return {"on": DAY, "place": "320100", "household": given, "members": [{"id": "a", "name": "甲某"}]}


def explained(lang: str = "zh", *, full: bool = False, **facts: Any) -> str:
    return law().explain(document(**facts)).to_text(lang=lang, width=200, full=full)


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({}, "有重病患者：是，有在校学生：是（第 2 行）", "Somebody is badly ill: yes, somebody studies: yes (row 2)"),
        ({"income": 900, "ill": False}, "月收入：900 元（第 1 行）", "yuan (row 1)"),
        (
            {},
            "补助每月 1,336 元 = 标准 1,030 元（第 1 行） + 20% × 标准 1,030 元（第 2 行） + 100 元（第 3 行）",
            "Supplement of 1,336 yuan a month = the standard of 1,030 yuan (row 1) + 20% × the standard of 1,030 yuan (row 2) + 100 yuan (row 3)",
        ),
        ({"area": "rural", "ill": False, "student": False, "income": 900}, "补助每月 0 元 = 没有一行成立", "no row holds"),
        ({}, "保底每月 100 元：第 2 行", "Floor of 100 yuan a month: row 2"),
        ({"student": False, "income": 900}, "保底每月 2,060 元：第 1 行，1,030 元 × 2", "row 1, 1,030 yuan × 2"),
        ({}, "类别补助每月 30 元：第 2 行", "By class of 30 yuan a month: row 2"),
        ({}, "合计加发每月 306 元 = 20% × 1,030 元 + 100 元", "= 20% × 1,030 yuan + 100 yuan"),
    ],
)  # fmt: skip
def test_a_reason_names_the_rows_that_decided(facts: dict[str, Any], zh: str, en: str) -> None:
    assert zh in explained(**facts)
    assert en in explained("en", **facts)


def walk(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for child in node.children:
        yield from walk(child)


def rows(rule: str, **facts: Any) -> list[TreeNode]:
    """The rows of a rule's table in the tree of the decision."""
    explanation = law().explain(document(**facts))
    result, reader = explanation._decided.result, explanation._reader
    top = Tree(record(result, reader)).of(result.outcomes[0])
    return [n for n in walk(top) if n.kind == "row" and n.path.startswith(f"{rule}.table.")]


def test_a_row_has_a_path_of_its_own() -> None:
    assert [n.path for n in rows("aid.grants.supplement")] == [f"aid.grants.supplement.table.{n}" for n in (1, 2, 3)]
    assert [n.row for n in rows("aid.grants.supplement")] == [1, 2, 3]


def test_rows_that_hold_matter_and_are_opened() -> None:
    found = rows("aid.grants.supplement", area="rural")
    assert [(n.truth, n.matters, bool(n.children)) for n in found] == [
        (FALSE, False, False), (TRUE, True, True), (TRUE, True, True),
    ]  # fmt: skip


def test_where_no_row_holds_all_of_them_matter() -> None:
    found = rows("aid.grants.supplement", area="rural", ill=False, student=False, income=900)
    assert [(n.truth, n.matters) for n in found] == [(FALSE, True)] * 3


def test_a_row_may_be_open() -> None:
    assert [n.truth for n in rows("aid.grants.supplement", ill=None)] == [TRUE, UNKNOWN, TRUE]


def test_by_priority_a_row_of_lower_rank_is_not_tried_once_one_holds() -> None:
    assert [n.row for n in rows("aid.grants.ranked")] == [2]


def test_the_tree_says_what_a_row_gives() -> None:
    text = explained(full=True)
    assert "第 3 行成立，结果：100 元" in text
    assert "2（第 1、2 行）" in text
