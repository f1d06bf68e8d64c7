"""Where a thing is declared and named, across layers; other names, and what is refused."""

from __future__ import annotations

import pytest

from eligibility.diagnostics.problem import Problem
from eligibility.editor.navigation import definition, references
from eligibility.editor.rename import Renaming, prepare, rename
from tests.unit.editor.small import CASES, FILES, PROGRAM, marked

FILE = "xx/programs/help.yaml"


def ask(desk, function, old, new, *more, name=FILE):
    path, at = desk.put(name, marked(FILES[name], old, new))
    return function(desk.index(name), path, at, *more)


def places(desk, found):
    return [f"{x.path.relative_to(desk.root)}:{x.span.line}" for x in found]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("value: 月租金", "value: 月租‸金", ["xx/vocabulary/household.yaml:10"]),
        ("in members", "in mem‸bers", ["xx/vocabulary/member.yaml:4"]),
        ("m.足岁", "m.足‸岁", ["xx/definitions/member.yaml:3"]),
        ("< 标准线", "< ‸标准线", ["xx/parameters/line.yaml:1", "xx/320100-nanjing/parameters/line.yaml:1"]),
        ("LAW art. 3", "LA‸W art. 3", ["xx/sources.yaml:2"]),
        ("for_each: household", "for_each: hou‸sehold", ["xx/vocabulary/household.yaml:1"]),
        ("satisfies m.足", "satisfies ‸m.足", ["xx/programs/help.yaml:10"]),
    ],
)
def test_definitions_across_layers(desk, old, new, where):
    assert places(desk, ask(desk, definition, old, new)) == where


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("because: poor", "because: po‸or", ["xx/programs/help.yaml:12"]),
        ("monthly_help: 500", "mon‸thly_help: 500", ["xx/programs/help.yaml:19"]),
        ("program: help", "program: he‸lp", ["xx/programs/help.yaml:1"]),
        ("vary: members[a].wage", "vary: members[a].wa‸ge", ["xx/vocabulary/member.yaml:15"]),
        ("wage: 100", "wa‸ge: 100", ["xx/vocabulary/member.yaml:15"]),
        ("given: couple", "given: cou‸ple", ["xx/320100-nanjing/tests/help.yaml:2"]),
    ],
)
def test_from_a_case_to_the_law(desk, old, new, where):
    assert places(desk, ask(desk, definition, old, new, name="xx/320100-nanjing/tests/help.yaml")) == where


def test_references_in_expressions_and_cases(desk):
    found = places(desk, ask(desk, references, "members.wage", "members.wa‸ge"))
    assert found == [
        "xx/programs/help.yaml:16",
        "xx/vocabulary/member.yaml:15",
        "xx/320100-nanjing/tests/help.yaml:5",
        "xx/320100-nanjing/tests/help.yaml:16",
    ]


# ---- renaming


def renamed(desk, found):
    assert isinstance(found, Renaming)
    texts = {}
    for edit in sorted(found.edits, key=lambda e: -e.span.start):
        name = edit.path.relative_to(desk.root).as_posix()
        text = texts.get(name, edit.span.source.text)
        texts[name] = text[: edit.span.start] + edit.text + text[edit.span.end :]
    for name, text in texts.items():
        desk.put(name, text)
    return texts


def sound(desk):
    return all(desk.problems(n) == [] for n in FILES if n.endswith(".yaml"))


def test_an_identifier_is_renamed_everywhere_it_is_written(desk):
    texts = renamed(desk, ask(desk, rename, "members.wage", "members.wa‸ge", "earnings"))
    assert "sum(members.earnings)" in texts[FILE]
    assert "  earnings:\n" in texts["xx/vocabulary/member.yaml"]
    assert "earnings: 100" in texts["xx/320100-nanjing/tests/help.yaml"]
    assert "members[a].earnings" in texts["xx/320100-nanjing/tests/help.yaml"]
    assert sound(desk)


def test_a_chinese_name_is_renamed_with_its_label(desk):
    texts = renamed(desk, ask(desk, rename, "value: 月租金", "value: 月租‸金", "每月房租"))
    assert "value: 每月房租" in texts[FILE]
    assert "label: {zh: 每月房租, en: Monthly rent}" in texts["xx/vocabulary/household.yaml"]
    assert sound(desk)


CHINESE = """\
definitions_of: member
定义:
  足岁:
    英文名: years
    名称: {zh: 足岁, en: Age}
    单位: 周岁
    值: 周岁(出生日期)
    依据: LAW art. 1
"""


def test_an_entry_under_its_chinese_name_is_renamed_both_ways(desk):
    desk.put("xx/definitions/member.yaml", CHINESE)
    assert (
        "英文名: full_years"
        in renamed(desk, ask(desk, rename, "m.足岁", "m.足‸岁", "full_years"))["xx/definitions/member.yaml"]
    )
    assert sound(desk)
    text = renamed(desk, ask(desk, rename, "m.足岁", "m.足‸岁", "实足年龄"))["xx/definitions/member.yaml"]
    assert "  实足年龄:\n    英文名: full_years\n    名称: {zh: 实足年龄, en: Age}" in text
    assert sound(desk)


def test_a_parameter_is_renamed_with_its_files(desk):
    found = ask(desk, rename, "< 标准线", "< 标‸准线", "threshold")
    assert {(a.name, b.name) for a, b in found.files} == {("line.yaml", "threshold.yaml")}
    assert len(found.files) == 2
    assert {e.path.name for e in found.edits} == {"line.yaml"}


def test_a_condition_is_renamed_in_the_law_and_its_cases(desk):
    texts = renamed(desk, ask(desk, rename, "  poor:", "  po‸or:", "below_the_line"))
    assert set(texts) == {FILE, "xx/320100-nanjing/tests/help.yaml"}
    assert "because: below_the_line" in texts["xx/320100-nanjing/tests/help.yaml"]


def test_a_variable_is_renamed_in_its_expression_only(desk):
    texts = renamed(desk, ask(desk, rename, "satisfies m.足", "satisfies m‸.足", "person"))
    assert "some person in members satisfies person.足岁 >= 60" in texts[FILE]


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        ("rent", "rename_taken"),
        ("月租金", "rename_taken"),
        ("line", "rename_taken"),
        ("and", "rename_keyword"),
        ("如果", "rename_keyword"),
        ("sum", "rename_keyword"),
        ("Two words", "rename_form"),
        ("一 二", "rename_form"),
        ("", "rename_form"),
    ],
)
def test_a_name_that_cannot_be_is_refused(desk, new, kind):
    found = ask(desk, rename, "members.wage", "members.wa‸ge", new)
    assert isinstance(found, Problem)
    assert found.kind == kind


def test_a_label_that_is_no_single_run_is_no_name_to_change(desk):
    desk.put(
        "xx/vocabulary/household.yaml", FILES["xx/vocabulary/household.yaml"].replace("zh: 月租金", "zh: 月租金（元）")
    )
    assert ask(desk, rename, "value: 月租金", "value: re‸nt", "每月房租").kind == "rename_no_label"


def test_what_is_not_declared_here_keeps_its_name(desk):
    assert ask(desk, rename, "sum(", "su‸m(", "total").kind == "rename_what"
    assert ask(desk, prepare, "sum(", "su‸m(") is None
    assert ask(desk, prepare, "members.wage", "members.wa‸ge").text == "wage"


def test_names_of_the_packs_below_are_not_renamed(tmp_path):
    from eligibility.editor.session import Session
    from eligibility.editor.settings import Settings
    from tests.unit.editor.small import pack

    base, path = pack(tmp_path / "base"), tmp_path / "mine" / "xx" / "programs" / "help.yaml"
    path.parent.mkdir(parents=True)
    text = "extends: help\nconditions:\n  poor:\n    when: sum(members.wage) < 标准线 + 1\n    source: LAW art. 4\n"
    path.write_text(text, encoding="utf-8")
    session = Session(Settings(policies=(base,), only=True))
    assert rename(session.index(path), path, text.index("wage") + 1, "earnings").kind == "rename_elsewhere"
    assert "xx/vocabulary/member.yaml" in definition(session.index(path), path, text.index("wage"))[0].path.as_posix()


def test_no_place_of_a_file_is_a_mistake(desk):
    for name, text in ((FILE, PROGRAM), ("xx/320100-nanjing/tests/help.yaml", CASES)):
        path, _ = desk.put(name, text)
        for offset in range(len(text)):
            definition(desk.index(name), path, offset)
