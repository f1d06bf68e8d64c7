from __future__ import annotations

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import LONGEST, render, render_all
from eligibility.diagnostics.source import Source, Span
from eligibility.diagnostics.width import width

TEXT = "program: x\n    when: 核算家庭月收入 < 上年收入\n"


def spanned(text: str, part: str, kind: str = "unknown_name", **args: str) -> Problem:
    start = text.index(part)
    return Problem(kind, Span(Source("f.yaml", text), start, start + len(part)), {"name": part, "nearest": "", **args})


def test_carets_stand_under_wide_characters() -> None:
    head, line, carets = render(spanned(TEXT, "上年收入"), lang="zh").split("\n")
    assert head.startswith("f.yaml:2:21: ")
    assert carets.index("^") == width(line[: line.index("上")])
    assert carets.count("^") == width("上年收入") == 8


def test_without_the_source_nothing_of_the_file_is_shown() -> None:
    shown = render(spanned("wage: 1234\n", "1234", "empty_document"), lang="en", with_source=False)
    assert shown == "f.yaml:1:7: the file is empty; fill it in, or remove it   [E007]"


def test_a_problem_without_a_place_names_its_path() -> None:
    shown = render(Problem("empty_document", None, {"path": "members[0].id"}), lang="zh")
    assert shown.startswith("members[0].id: 文件是空的；写上内容")


def test_a_long_line_is_cut_around_the_mark() -> None:
    text = "a: " + "x" * 300 + "MARK" + "y" * 300 + "\n"
    _, line, carets = render(spanned(text, "MARK")).split("\n")
    assert width(line) <= LONGEST
    assert line[carets.index("^") :].startswith("MARK")
    assert line.startswith("…")
    assert line.endswith("…")


def test_a_mark_over_several_lines_ends_with_the_first() -> None:
    text = "a: |\n  one\n  two\n"
    problem = Problem("yaml_syntax", Span(Source("f", text), 7, 16))
    assert render(problem).split("\n")[2].count("^") == 3


def test_a_mark_at_the_end_of_the_file_is_shown() -> None:
    shown = render(Problem("empty_document", Span(Source("f", ""), 0, 0))).split("\n")
    assert shown[1:] == ["", "^ 写上内容，或者删去这个文件   [E007]"]


def test_a_warning_says_so() -> None:
    problem = Problem("hides_newer", None, {"newer": "2021-07-01"}, warning=True)
    assert render(problem, lang="zh").startswith("提醒：")
    assert render(problem, lang="en").startswith("warning: ")


def test_windows_line_ends_do_not_show() -> None:
    shown = render(spanned("a: b\r\nc: MARK\r\n", "MARK"))
    assert "\r" not in shown


def test_all_problems_are_shown_in_their_order() -> None:
    problems = [spanned(TEXT, "program"), spanned(TEXT, "when")]
    assert [line[:10] for line in render_all(problems).split("\n")[::3]] == ["f.yaml:1:1", "f.yaml:2:5"]
