"""Rows against what the files hold: what is the same, what changes, and every mistake at its cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eligibility.authoring.sheets.apply import Edited
from eligibility.diagnostics.render import render_all
from tests.unit.authoring.sheets.small import TITLES, USER, csv_of, imported, mistakes, policies, xlsx_of

HERE = Path(__file__).parent / "goldens"
KNOWN = ("standard", "320100", "both", "1030", "元/月", "2022-07-01", "2023-06-30", "N1", "下一次未录入")
NEW = ("standard", "320100", "both", "1080", "元/月", "2023-07-01", "2024-06-30", "N2", "")


def changed(**fields: str) -> tuple[str, ...]:
    return tuple(fields.get(key, old) for key, old in zip(KEYS, NEW, strict=True))


KEYS = ("parameter", "place", "scope", "value", "unit", "since", "until", "source", "note")


def test_a_row_that_says_what_the_file_says_changes_nothing(tmp_path):
    comparison, files, problems = imported(policies(tmp_path), csv_of(tmp_path, [KNOWN]))
    assert (comparison.changes, comparison.same, comparison.absent) == ((), 1, 1)
    assert files == []
    assert not list(problems)


@pytest.mark.parametrize(
    "row",
    [
        ("互助标准", "南京市", "城乡", "1,030.00", "元／月", "2022.7.1", "2023年6月30日", "N1", "下一次未录入"),
        ("Aid standard", "南京", "both", "1030元/月", "yuan/month", "20220701", "2023/6/30", "N1", "下一次 未录入"),
        ("standard", "江苏省南京市", "通用", "１０３０", "", "2022-7-1", "2023-6-30", "N1", "下一次未录入"),
    ],
)
def test_the_same_value_is_known_in_each_way_of_writing_it(tmp_path, row):
    assert imported(policies(tmp_path), csv_of(tmp_path, [row], apart=";"))[0].same == 1


def test_a_column_that_is_not_there_leaves_what_it_would_say(tmp_path):
    titles = ("参数", "地区", "适用", "数值", "起")
    sheet = csv_of(tmp_path, [("standard", "320100", "both", "1040", "2022-07-01")], titles)
    (change,) = imported(policies(tmp_path), sheet)[0].changes
    assert change.fields == ("value",)
    assert (change.after.until, change.after.source, change.after.note) == (date(2023, 6, 30), ("N1",), "下一次未录入")


def test_a_blank_cell_takes_away_what_the_file_says(tmp_path):
    (change,) = imported(policies(tmp_path), csv_of(tmp_path, [(*KNOWN[:8], "")]))[0].changes
    assert change.fields == ("note",)


def test_values_that_the_sheet_lacks_stay_unless_they_are_to_go(tmp_path):
    root, sheet = policies(tmp_path), csv_of(tmp_path, [KNOWN])
    assert [c.kind for c in imported(root, sheet)[0].changes] == []
    comparison, _, _ = imported(root, sheet, remove_missing=True)
    assert [(c.kind, c.before.stated.value) for c in comparison.changes] == [("removed", "985")]


def test_nothing_is_removed_of_a_parameter_that_is_not_in_the_sheet(tmp_path):
    comparison, _, _ = imported(policies(tmp_path), csv_of(tmp_path, [KNOWN]), remove_missing=True)
    assert {c.held.id for c in comparison.changes} == {"standard"}
    assert {c.held.place for c in comparison.changes} == {"320100"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"parameter": "standart"}, ("unknown_parameter", "A2")),
        ({"place": "火星"}, ("unknown_place", "B2")),
        ({"place": "999999"}, ("unknown_place", "B2")),
        ({"place": "320500"}, ("place_without_folder", "B2")),
        ({"scope": "县城"}, ("wrong_choice", "C2")),
        ({"scope": ""}, ("cell_empty", "C2")),
        ({"value": ""}, ("cell_empty", "D2")),
        ({"value": "1080元"}, ("cell_with_unit", "D2")),
        ({"value": "10"}, ("out_of_range", "D2")),
        ({"value": "1080.001"}, ("number_too_fine", "D2")),
        ({"value": "9" * 60}, ("out_of_range", "D2")),
        ({"value": f"1080.{'0' * 60}1"}, ("number_too_fine", "D2")),
        ({"unit": "元/年"}, ("other_unit", "E2")),
        ({"since": ""}, ("cell_empty", "F2")),
        ({"since": "2023-02-30"}, ("impossible_day", "F2")),
        ({"until": "2023-01-01"}, ("until_before_from", "G2")),
        ({"until": "长期"}, ("day_form", "G2")),
        ({"source": "N9"}, ("unknown_source", "H2")),
        ({"source": ""}, ("value_without_source", "H2")),
        ({"source": "N2 第5条之一句"}, ("bad_locator", "H2")),
        ({"since": "2023-06-01"}, ("periods_overlap", "F2")),
        ({"since": "2020-07-01", "until": ""}, ("periods_overlap", "G2")),
    ],
)
def test_each_mistake_is_told_at_its_cell(tmp_path, fields, expected):
    assert mistakes(policies(tmp_path), csv_of(tmp_path, [changed(**fields)])) == [expected]


def test_the_same_value_twice_is_a_mistake(tmp_path):
    assert mistakes(policies(tmp_path), csv_of(tmp_path, [NEW, NEW])) == [("row_twice", "F3")]


def test_a_value_for_all_overlaps_one_for_some(tmp_path):
    row = changed(scope="urban", since="2023-06-01")
    assert mistakes(policies(tmp_path), csv_of(tmp_path, [row])) == [("periods_overlap", "F2")]


def test_values_for_town_and_country_may_hold_at_one_time(tmp_path):
    rows = [changed(scope="城镇"), changed(scope="农村", value="900")]
    assert mistakes(policies(tmp_path), csv_of(tmp_path, rows)) == []


def test_an_overlap_with_the_file_names_the_day_on_which_to_end(tmp_path):
    problems = imported(policies(tmp_path), csv_of(tmp_path, [changed(since="2023-06-01")]))[2]
    assert "2023-05-31" in render_all(problems)


def test_a_gap_beside_a_new_value_is_pointed_out_and_no_mistake(tmp_path):
    comparison, _, problems = imported(policies(tmp_path), csv_of(tmp_path, [changed(since="2023-09-01")]))
    assert [(p.kind, p.warning) for p in problems] == [("period_gap", True)]
    assert len(comparison.changes) == 1


def test_old_gaps_of_a_file_are_not_pointed_out(tmp_path):
    root = policies(tmp_path, {"parameters/flag.yaml": FLAG_WITH_GAP})
    titles = ("参数", "地区", "数值", "起")
    assert not list(imported(root, csv_of(tmp_path, [("flag", "全国", "是", "2020-01-01")], titles))[2])


FLAG_WITH_GAP = """\
parameter: flag
label: {zh: 是否互助, en: Whether aid is given}
type: boolean
source: A1 art. 5
values:
  - {from: 2020-01-01, until: 2020-06-30, value: true, source: A1}
  - {from: 2022-01-01, value: false, source: A1}
"""


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("参数", "数值", "起"), ("column_missing", "A1")),
        (("参数", "地区", "数值", "起", "数值"), ("column_twice", "E1")),
        (("参数", "地区", "数值", "起", "来原"), ("extra_column", "E1")),
        (("甲", "乙", "丙", "丁"), ("no_titles", "A1")),
    ],
)
def test_columns_are_told_apart(tmp_path, titles, expected):
    root = policies(tmp_path)
    row = {"参数": "flag", "地区": "全国", "数值": "是", "起": "2020-01-01"}
    assert expected in mistakes(root, csv_of(tmp_path, [[row.get(t, "") for t in titles]], titles))


def test_titles_may_have_brackets_spaces_and_a_heading_above(tmp_path):
    path = csv_of(
        tmp_path, [NEW], ("参 数", "地区（代码）", "适用范围", "数值（元/月）", "单位", "执行起", "截止", "依据", "注")
    )
    path.write_bytes("2023年标准表,,,,,,,,\n\n".encode() + path.read_bytes())
    comparison, _, problems = imported(policies(tmp_path), path)
    assert (len(comparison.changes), list(problems)) == (1, [])


def test_blank_rows_and_notes_at_the_side_are_pointed_out(tmp_path):
    blank = [""] * 9
    sheet = csv_of(tmp_path, [[*NEW, "核对过"], blank, changed(since="2024-07-01", until="")])
    comparison, _, problems = imported(policies(tmp_path), sheet)
    assert [(p.kind, p.warning) for p in problems.in_order()] == [("cell_without_title", True), ("blank_rows", True)]
    assert len(comparison.changes) == 2


def test_a_name_beside_another_parameter_or_place_is_pointed_out(tmp_path):
    titles = (*TITLES, "名称", "地区名称")
    found = mistakes(policies(tmp_path), csv_of(tmp_path, [(*NEW, "互助比例", "苏州市")], titles))
    assert found == [("name_differs", "J2"), ("place_differs", "K2")]


@pytest.mark.parametrize(
    ("text", "value"), [("否", "false"), ("TRUE", "true"), ("真", "true"), ("false", "false"), ("×", "false")]
)
def test_truths_are_read_in_both_languages(tmp_path, text, value):
    titles = ("参数", "地区", "数值", "起", "依解读")
    rows = [("flag", "全国", text, "2022-01-01", "as-read")]
    comparison, _, problems = imported(policies(tmp_path), csv_of(tmp_path, rows, titles))
    assert not problems.errors
    assert [c.after.value for c in comparison.changes] == ([] if value == "false" else ["true"])


def test_boundary_words_are_read_in_both_languages(tmp_path):
    titles = ("参数", "地区", "数值", "起", "来源")
    rows = [("界限词", "national", "不高于", "2020-01-01", "A1 第六条")]
    (change,) = imported(policies(tmp_path), csv_of(tmp_path, rows, titles))[0].changes
    assert (change.fields, change.after.value) == (("value",), "at_most")


def test_a_grade_that_only_repeats_its_sources_is_not_written(tmp_path):
    titles = (*TITLES, "依据等级")
    root = policies(tmp_path)
    assert imported(root, csv_of(tmp_path, [(*NEW, "官方网页")], titles))[0].changes[0].after.grade is None
    assert imported(root, csv_of(tmp_path, [(*NEW, "记忆")], titles))[0].changes[0].after.grade == "recalled"
    assert mistakes(root, csv_of(tmp_path, [(*NEW, "听说")], titles)) == [("wrong_choice", "J2")]


def test_what_the_sheet_makes_of_the_law_is_checked(tmp_path):
    """A value may be right by itself and still break the law that reads it."""
    law = USER.replace('income < standard * (1 + share) and flag and edge = "below"', "income / (standard - 1080) > 1")
    kinds = mistakes(policies(tmp_path, {"programs/aid.yaml": law}), csv_of(tmp_path, [NEW]))
    assert kinds
    assert all(kind != "periods_overlap" for kind, _ in kinds)


def test_a_parameter_that_is_the_same_for_all_takes_no_scope(tmp_path):
    titles = ("参数", "地区", "适用", "数值", "起", "来源")
    root = policies(tmp_path)
    assert mistakes(root, csv_of(tmp_path, [("share", "全国", "城镇", "30%", "2020-01-01", "A1")], titles)) == [
        ("scope_unused", "C2")
    ]
    assert mistakes(root, csv_of(tmp_path, [("share", "全国", "城乡", "30%", "2020-01-01", "A1")], titles)) == []


def test_all_mistakes_of_a_sheet_are_told_at_once(tmp_path):
    rows = [changed(value="x"), changed(since="y"), changed(source="N9", place="320100")]
    assert [at for _, at in mistakes(policies(tmp_path), csv_of(tmp_path, rows))] == ["D2", "F3", "H4"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_mistakes_are_shown_by_cell_with_a_remedy(tmp_path, lang, regenerate, monkeypatch):
    rows = [
        ["标准", "南京", "县城", "1080元", "元/年", 45108, "2024-02-30", "N9", ""],
        ["standard", "320100", "both", "=1000+80", "元/月", date(2023, 7, 1), "", "N2", ""],
        ["standard", "320100", "both", 10, "", "2023-06-01", "长期", "", "好"],
        ["flag", "320101", "", "也许", "", "2022-01-01", "", "A1 art. 5", ""],
    ]
    xlsx_of(tmp_path, rows, then=lambda sheet: sheet.merge_cells("A4:A5"))
    root = policies(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = render_all(imported(root, Path("表.xlsx"))[2].in_order(), lang=lang) + "\n"
    path = HERE / f"mistakes.{lang}.txt"
    if regenerate:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_whole_law_can_be_edited(tmp_path):
    files = imported(policies(tmp_path), csv_of(tmp_path, [NEW]))[1]
    assert [type(f) for f in files] == [Edited]
