"""Entries by Chinese names, with their identifiers beside: how they are read, and how the lines of one form become those of the other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from eligibility.authoring.format.layout import Branch
from eligibility.authoring.format.names.identified import in_chinese, in_english
from eligibility.authoring.format.reading import read
from eligibility.authoring.format.writing import write
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.policy.entry import Entry, Farther, File
from eligibility.policy.rules import definitions
from eligibility.policy.shapes import DefinitionsFile
from eligibility.policy.tree import Mapping
from eligibility.policy.yaml import load

BODY = "  类型: 数\n    值: 1\n    依据: A\n"


@dataclass
class Read:
    ids: list[str]
    names: list[str]
    kinds: list[str]


def read_definitions(entries: str) -> Read:
    problems = Problems()
    node = load(Source("d.yaml", f"定义对象: member\n定义:\n{entries}"), problems)
    assert isinstance(node, Mapping)
    entry = Entry(File("d.yaml", problems, Farther()), node, DefinitionsFile)
    found = definitions(entry, "member", None)
    return Read([d.id for d in found], [d.name for d in found], [p.kind for p in problems])


def test_the_identifier_stands_beside_a_chinese_key() -> None:
    found = read_definitions("  成员收入:\n    英文名: income\n    名称: {zh: 收入（月）, en: Income}\n  " + BODY)
    assert found == Read(["income"], ["成员收入"], [])


def test_an_identifier_has_to_be_one() -> None:
    found = read_definitions("  成员收入:\n    英文名: Income of all\n    名称: {zh: 收入, en: Income}\n  " + BODY)
    assert found.kinds == ["bad_id"]


def moved(text: str, usual: str, lang: str) -> str:
    root = read(text)
    assert isinstance(root, Branch)
    if lang == "zh":
        in_chinese(root.slots[0], usual, {s.key.text for s in root.slots if s.key})
    else:
        in_english(root.slots[0], usual)
    return write(root)


@pytest.mark.parametrize(
    ("english", "usual", "chinese"),
    [
        ("aid:\n  type: a\n", "互助金", "互助金:\n  英文名: aid\n  type: a\n"),
        ("aid:\n  name: 补助\n  type: a\n", "互助金", "补助:\n  英文名: aid\n  type: a\n"),
        ("aid:\n  type: a\n  name: 补助 # why\n", "", "补助:\n  type: a\n  英文名: aid # why\n"),
        ("aid:\n  name: 互助金\n  type: a\n", "互助金", "互助金:\n  英文名: aid\n  name: 互助金\n  type: a\n"),
        ("aid:\n  id: aid # why\n  type: a\n", "互助金", "互助金:\n  id: aid # why\n  type: a\n"),
        ("aid: # top\n  # first\n  type: a\n", "互助金", "互助金: # top\n  英文名: aid\n  # first\n  type: a\n"),
        ("aid: {type: a}\n", "互助金", "互助金: {英文名: aid, type: a}\n"),
    ],
)  # fmt: skip
def test_an_entry_is_moved_there_and_back(english: str, usual: str, chinese: str) -> None:
    assert moved(english, usual, "zh") == chinese
    assert moved(chinese, usual, "en") == english


@pytest.mark.parametrize("usual", ["", "aid", "A档", "1级", "other"])
def test_what_is_no_chinese_name_is_no_key(usual: str) -> None:
    text = "aid:\n  type: a\nother:\n  type: b\n"
    assert moved(text, usual, "zh") == text


def test_a_name_that_another_entry_has_is_no_key() -> None:
    text = "aid:\n  type: a\n互助金:\n  type: b\n"
    assert moved(text, "互助金", "zh") == text
