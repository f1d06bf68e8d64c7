"""Every mistake a household file can hold: a folder a case, with the wrong file and what is said of it in both languages.

`pytest --regenerate` writes the expected texts anew.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from eligibility.diagnostics.errors import HouseholdError, NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render, render_all
from eligibility.facts.document import Document, head, no_law
from eligibility.facts.read import read
from eligibility.ir.vocabulary import Vocabulary
from eligibility.law.layers import containing
from eligibility.law.link import link
from eligibility.policy.folder import PackFolder, open_pack
from eligibility.policy.yaml import read_file
from eligibility.values.limits import MAX_YAML_DEPTH

HERE = Path(__file__).parent
FILES = sorted(p for p in HERE.glob("*/household.*"))
LANGUAGES = ("zh", "en")


@cache
def pack() -> PackFolder:
    problems = Problems()
    found = open_pack(HERE.parents[2] / "policies", problems)
    assert not problems.errors
    return found


@cache
def vocabulary(place: str, on: date) -> Vocabulary:
    """The facts of the law of a place and day."""
    problems = Problems()
    layers = pack().layers((None, *containing(place)), problems)
    assert not problems.errors
    return link([layers], place, on).vocabulary


def mistakes(path: Path, name: str) -> tuple[Problem, ...]:
    """What the command line would say of a file, in the order in which it would say it."""
    problems = Problems()
    source = read_file(path, problems, name=name)
    document = None if source is None else Document.from_source(source, problems)
    about = None if document is None else head(document, problems)
    if document is None or about is None:
        return problems.in_order()
    try:
        read(document, about, vocabulary(about.place, about.on), "", problems)
    except NotInForce as nothing:
        return no_law(nothing, about, problems).problems
    return problems.in_order()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_a_wrong_file_is_explained(path, lang, regenerate):
    said = render_all(mistakes(path, path.name), lang=lang) + "\n"
    expected = path.with_name(f"expected.{lang}.txt")
    if regenerate:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_each_mistake_takes_three_lines_at_most_and_has_a_remedy(path, lang):
    found = mistakes(path, path.name)
    assert found
    for problem in found:
        lines = render(problem, lang=lang).splitlines()
        assert 1 <= len(lines) <= 3
        assert "E000" not in lines[-1]
        assert lines[0].startswith(path.name)
        if problem.span is not None:
            assert lines[-1].strip("^ ").partition("   [")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_an_exception_shows_no_line_of_the_file(path):
    found = mistakes(path, path.name)
    for lang in LANGUAGES:
        shown = str(HouseholdError(found, lang=lang))
        assert len(shown.splitlines()) == len(found)
        for problem in found:
            if problem.span is not None and len(line := problem.span.source.line(problem.span.line).strip()) > 12:
                assert line not in shown


def written(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    path = tmp_path / "household.yaml"
    path.write_text(text, encoding="utf-8")
    return mistakes(path, path.name)


def test_ten_thousand_levels_are_refused_without_recursion(tmp_path):
    deep = "members: " + "[" * 10_000 + "]" * 10_000
    assert [p.kind for p in written(tmp_path, deep)] == ["too_deep"]
    assert [p.kind for p in written(tmp_path, '{"members": ' + "[" * 10_000 + "]" * 10_000 + "}")] == ["too_deep"]
    block = "\n".join(" " * level + "a:" for level in range(MAX_YAML_DEPTH + 10))
    assert [p.kind for p in written(tmp_path, block)] == ["too_deep"]


def test_a_hundred_megabytes_are_refused_unread(tmp_path):
    path = tmp_path / "household.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    found = mistakes(path, path.name)
    assert [p.kind for p in found] == ["too_large"]
    assert len(render_all(found).splitlines()) <= 3


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    assert [p.kind for p in mistakes(tmp_path / "nothing.yaml", "nothing.yaml")] == ["file_missing"]
    assert [p.kind for p in mistakes(tmp_path, "folder")] == ["file_is_folder"]


def test_all_mistakes_of_a_file_are_told_at_once():
    path = HERE / "several_at_once" / "household.yaml"
    assert len(mistakes(path, path.name)) >= 8


@pytest.mark.parametrize("form", ["\ufeff{}", "{}\r\n\r\n"])
def test_the_marks_of_windows_editors_are_no_mistakes(tmp_path, form):
    example = HERE.parents[2] / "examples" / "three_persons_one_wage.yaml"
    text = example.read_text(encoding="utf-8")
    path = tmp_path / "household.yaml"
    path.write_bytes(form.format(text.replace("\n", "\r\n")).encode())
    assert mistakes(path, path.name) == ()
    path.write_bytes(
        form.format(text.replace("月工资: 1842.50\n", "月工资: 1842.505\n").replace("\n", "\r\n")).encode()
    )
    found = mistakes(path, path.name)
    assert [p.kind for p in found] == ["too_many_decimals"]
    line = next(i for i, written in enumerate(text.splitlines(), 1) if "1842.50" in written)
    assert found[0].span.line == line
    assert render(found[0]).splitlines()[1] == "    月工资: 1842.505"
