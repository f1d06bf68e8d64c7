"""What is wrong with a file is told from its unsaved text."""

from __future__ import annotations

from eligibility.diagnostics.problem import Problem
from eligibility.editor import analysis
from tests.unit.editor.small import DEFINITIONS, PARAMETER, PROGRAM, VOCABULARY, Desk, marked


def test_a_sound_pack_has_no_problems(desk):
    assert all(
        desk.problems(n) == []
        for n in ("xx/programs/help.yaml", "xx/vocabulary/member.yaml", "xx/parameters/line.yaml")
    )


def test_the_unsaved_text_counts_and_not_the_file(desk):
    desk.put("xx/programs/help.yaml", marked(PROGRAM, "< 标准线", "< 标准县"))
    found = desk.session.problems(desk.file("xx/programs/help.yaml"))
    assert [(p.kind, p.args["nearest"]) for p in found] == [("unknown_name", "标准线")]
    desk.session.put(desk.file("xx/programs/help.yaml"), None)
    assert desk.problems("xx/programs/help.yaml") == []


def test_all_problems_of_a_file_are_told_in_its_order(desk):
    text = (
        PROGRAM.replace("m.足岁 >= 60", "m.足岁 >= ")
        .replace("source: LAW art. 5", "source: LAWW art. 5")
        .replace("from: 2020", "form: 2020")
    )
    desk.put("xx/programs/help.yaml", text)
    assert desk.problems("xx/programs/help.yaml") == ["unknown_key", "unfinished_value", "unknown_source"]


def test_a_file_that_is_no_yaml_has_one_problem_and_mends(desk):
    desk.put("xx/vocabulary/member.yaml", "subject: [member\nlabel")
    assert len(desk.problems("xx/vocabulary/member.yaml")) == 1
    assert desk.problems("xx/programs/help.yaml") == []  # nothing is told twice of what another file has lost
    desk.session.put(desk.file("xx/vocabulary/member.yaml"), None)
    desk.put("xx/programs/help.yaml", marked(PROGRAM, "members.wage", "members.wages"))
    assert desk.problems("xx/programs/help.yaml") == ["unknown_name"]


def test_what_a_change_breaks_elsewhere_comes_afterwards(desk):
    desk.put("xx/definitions/member.yaml", DEFINITIONS.replace("years:", "age_now:").replace("足岁", "实足年龄"))
    opened = desk.session.opened(desk.file("xx/definitions/member.yaml"))
    *steps, found = analysis.rounds(opened, None)
    assert set(steps) == {None}
    assert [(analysis.at(p), p.kind) for p in found] == [("small/xx/programs/help.yaml", "unknown_name")]


def test_a_new_file_that_is_not_saved_yet_is_read_too(desk):
    desk.put("xx/parameters/other.yaml", PARAMETER.replace("line", "other").replace("标准线", "另一条线"))
    desk.put("xx/programs/help.yaml", marked(PROGRAM, "< 标准线", "< 另一条线"))
    assert desk.problems("xx/programs/help.yaml") == []


def test_cases_are_read_as_cases(desk):
    desk.put(
        "xx/320100-nanjing/tests/help.yaml", "program: help\non: 2022-13-01\ncases:\n  - {name: a, given: nobody}\n"
    )
    assert desk.problems("xx/320100-nanjing/tests/help.yaml") == ["bad_temporal", "case_origin", "unknown_family"]


def test_a_file_outside_any_pack_has_none(desk, tmp_path):
    path = tmp_path / "notes.yaml"
    desk.session.put(path, "a: b: c")
    assert desk.session.problems(path) == ()


def test_no_beginning_of_a_file_is_more_than_a_problem(desk):
    for name, text in (("xx/programs/help.yaml", PROGRAM), ("xx/vocabulary/household.yaml", VOCABULARY)):
        for cut in range(0, len(text), 23):
            desk.put(name, text[:cut])
            assert all(isinstance(p, Problem) for p in desk.session.problems(desk.file(name)))


def test_an_add_on_is_laid_over_what_was_named(tmp_path):
    from eligibility.editor.session import Session
    from eligibility.editor.settings import Settings

    base = Desk(tmp_path / "base").root
    path = tmp_path / "mine" / "xx" / "programs" / "help.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("extends: help\nconditions:\n  poor:\n    drop: true\n    source: LAW art. 4\n", encoding="utf-8")
    session = Session(Settings(policies=(base,), only=True))
    assert session.problems(path) == ()
    session.put(path, "extends: helpp\n")
    assert [p.kind for p in session.problems(path)] == ["file_name", "extends_nothing"]
