"""Quick fixes, the outline, and running cases on the unsaved law."""

from __future__ import annotations

from eligibility.editor import lens
from eligibility.editor.fixes import fixes
from eligibility.editor.outline import outline
from eligibility.editor.settings import Settings, told
from tests.unit.editor.small import CASES, PARAMETER, PROGRAM, marked

FILE, TESTS = "xx/programs/help.yaml", "xx/320100-nanjing/tests/help.yaml"


def fixed(desk, text):
    path, _ = desk.put(FILE, text)
    for problem in desk.session.problems(path):
        for fix in fixes(problem, "en"):
            return text[: fix.span.start] + fix.text + text[fix.span.end :]
    return None


def test_the_nearest_name_mends_a_mistyped_one(desk):
    for wrong in (("< 标准线", "< 标准县"), ("LAW art. 3", "LAWW art. 3"), ("conditions:", "condition:")):
        assert fixed(desk, marked(PROGRAM, *wrong)) == PROGRAM


def test_a_remedy_that_is_a_text_is_written(desk):
    text = marked(PROGRAM, "value: 月租金", "value: 月租金且月租金")
    assert fixed(desk, text) == text.replace("月租金且月租金", "月租金 且 月租金")
    text = marked(PROGRAM, "sum(members.wage) < 标准线", '城乡 == "urban"')
    assert fixed(desk, text) == text.replace("==", "=")
    assert 'on < @"2026-07-01"' in fixed(desk, marked(PROGRAM, "sum(members.wage) < 标准线", "on < 2026-07-01"))


def test_a_full_width_colon_is_mended(desk):
    assert fixed(desk, marked(PROGRAM, "for_each: household", "for_each：household")) is not None


def names(entries):
    return {e.name: names(e.parts) for e in entries}


def test_the_outline_holds_rules_and_cases(desk):
    index = desk.index(FILE)
    assert names(outline(index.map(desk.file(FILE)), "en")) == {
        "conditions": {"old_enough": {}, "poor": {}},
        "grants": {"monthly_help": {}},
    }
    details = {e.name: e.detail for part in outline(index.map(desk.file(FILE)), "zh") for e in part.parts}
    assert details["monthly_help"] == "月补助"
    assert list(names(outline(index.map(desk.file(TESTS)), "en"))["cases"]) == ["老人租房", "标准线上"]


def test_a_case_is_run_on_the_unsaved_law(desk):
    index, path = desk.index(TESTS), desk.file(TESTS)
    assert [r.name for r in lens.runnable(index, path)] == ["老人租房", "标准线上"]
    assert lens.summary(lens.run(index, path, 0, "en"), "en") == "passed: 老人租房"
    desk.put(FILE, marked(PROGRAM, "value: 月租金", "value: 月租金 * 2"))
    assert (
        lens.summary(lens.run(index, path, 0, "en"), "en")
        == "failed: 老人租房\nmonthly_help: expected 500, got 1000.00"
    )


def test_a_row_that_fails_is_told_at_its_place(desk):
    results = lens.run(desk.index(TESTS), desk.file(TESTS), 1, "zh")
    assert [r.passed for r in results] == [True, False]
    assert results[1].span.line == CASES[: CASES.index("value: 900")].count("\n") + 1
    assert lens.summary(lens.run(desk.index(TESTS), desk.file(TESTS), None, "zh"), "zh").startswith(
        "1 个未通过，2 个通过"
    )


def test_a_case_on_a_broken_law_says_what_is_wrong(desk):
    desk.put("xx/parameters/line.yaml", PARAMETER.replace("range: 0..10000", "range: 1"))
    (result,) = lens.run(desk.index(TESTS), desk.file(TESTS), 0, "en")
    assert not result.passed
    assert "line.yaml:4" in result.text


def test_settings_are_taken_from_what_a_client_says():
    found = told(
        Settings(), {"lang": "en", "place": 320100, "on": "2022-08-01", "policies": ["a"], "only": True}, "zh-CN"
    )
    assert (found.lang, found.place, str(found.on), found.only) == ("en", "320100", "2022-08-01", True)
    assert told(Settings(), None, "en-GB").lang == "en"
    assert told(
        Settings(lang="en"), {"lang": 3, "place": "x", "on": "soon", "policies": 7, "docs": None}, "fr"
    ) == Settings(lang="en")
