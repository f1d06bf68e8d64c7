"""What a small law says, set side by side: what readings can change, what is in force where, articles, lines of a chart."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from eligibility.survey.articles import instruments, page
from eligibility.survey.chart import LINE, Chart, apart, runs
from eligibility.survey.clauses import left
from eligibility.survey.force import force
from eligibility.survey.listed import document, table
from eligibility.survey.reach import Reach
from eligibility.survey.readings import merged, stated, text
from eligibility.survey.series import declared, series, together

from .small import NATION, PROVINCE, survey

# ---- readings


def test_a_reading_reaches_the_programme_through_definitions(tmp_path: Path) -> None:
    (one,) = stated(survey(tmp_path))
    assert {p.id for p in one.uses} == {"counted", "idle"}
    assert [(e.program, e.outcome, e.amount) for e in one.effects] == [("aid", True, False)]


def test_a_definition_that_nothing_reads_reaches_nothing(tmp_path: Path) -> None:
    found = survey(tmp_path)
    (idle,) = (p for p in found.parts if p.id == "idle")
    assert Reach(found).effects([idle]) == ()


def test_what_is_named_in_chinese_is_reached_too(tmp_path: Path) -> None:
    chinese = NATION["programs/aid.yaml"].replace("< line", "< 标准")
    found = survey(tmp_path, NATION | PROVINCE | {"programs/aid.yaml": chinese})
    value = next(p for p in found.parts if p.kind == "value")
    assert [e.program for e in Reach(found).effects([value])] == ["aid"]


def test_periods_one_after_the_other_are_one() -> None:
    first, second, later = (date(y, 1, 1) for y in (2020, 2021, 2024))
    times = [(first, date(2020, 12, 31)), (second, date(2021, 12, 31)), (later, None)]
    assert list(merged(times)) == [(first, date(2021, 12, 31)), (later, None)]


def test_what_decides_where_to_apply_reaches_the_programmes_that_ask_for_it(tmp_path: Path) -> None:
    home = (
        NATION["definitions/household.yaml"]
        + """\
  apply_at_hukou:
    label: {zh: 户籍地, en: Registered here}
    type: boolean
    value: area = "urban"
    source: A1 art. 2
"""
    )
    found = survey(tmp_path, NATION | {"definitions/household.yaml": home})
    (part,) = (p for p in found.parts if p.id == "apply_at_hukou")
    assert [(e.program, e.outcome, e.amount) for e in Reach(found).effects([part])] == [("aid", True, False)]


def test_what_asks_for_the_outcome_is_reached_through_it(tmp_path: Path) -> None:
    more = NATION["programs/aid.yaml"].replace("program: aid", "program: more").replace("互助金", "另一项")
    more = more.replace("when: 核算收入 < line", "when: not(aid.eligible)").replace("月补助", "另补")
    last = (
        more.replace("program: more", "program: last")
        .replace("另一项", "末一项")
        .replace("aid.eligible", "more.eligible")
    )
    found = survey(tmp_path, NATION | {"programs/more.yaml": more, "programs/last.yaml": last})
    (one,) = stated(found)
    assert [e.program for e in one.effects] == ["aid"]
    assert one.farther == ("last", "more")
    assert "影响：互助金（是否符合）；再经由其结果影响末一项、另一项" in text(found, (one,), (), "zh")


# ---- what is in force


def test_a_place_is_listed_with_what_it_changes_from_its_first_day_on(tmp_path: Path) -> None:
    (aid,) = force(survey(tmp_path))
    (province,) = aid.places
    assert (province.place, province.since, province.until) == ("320000", date(2020, 1, 1), None)
    assert [s.key for s in (*province.sources, *province.shared)] == ["A1", "P1"]


BROUGHT = {
    "programs/aid.yaml": NATION["programs/aid.yaml"].replace("from: 2020-01-01", "local: true"),
    "320000-js/320100-nj/programs/aid.yaml": "extends: aid\nfrom: 2021-07-01\nuntil: 2022-12-31\n",
}


def test_a_local_programme_is_listed_only_for_places_that_bring_it(tmp_path: Path) -> None:
    found = survey(tmp_path, NATION | PROVINCE | BROUGHT)
    (aid,) = force(found)
    assert [p.place for p in aid.places] == ["320100"]
    assert (aid.since, aid.until) == (date(2021, 7, 1), date(2022, 12, 31))
    assert "只在 1 处施行" in table(found, (aid,), "zh")
    assert [f.frame.id for f in force(found, place="320102", on=date(2022, 1, 1))] == ["aid"]
    assert force(found, place="320500") == ()
    assert force(found, on=date(2023, 1, 1)) == ()
    assert document(found, force(found, place="320500"))["not_in_force"] == ["aid"]


def test_what_a_county_says_of_a_programme_that_its_city_brings_holds_as_long(tmp_path: Path) -> None:
    county = {"320000-js/320100-nj/320102-xw/parameters/line.yaml": PROVINCE["320000-js/parameters/line.yaml"]}
    found = survey(tmp_path, NATION | BROUGHT | county)
    (aid,) = force(found)
    assert [(p.place, p.since, p.until) for p in aid.places] == [
        ("320100", date(2021, 7, 1), date(2022, 12, 31)),
        ("320102", date(2021, 7, 1), date(2022, 12, 31)),
    ]


# ---- clauses


def test_a_clause_holds_as_long_as_an_instrument_that_it_cites(tmp_path: Path) -> None:
    ended = NATION["sources.yaml"].replace(
        "from: 2020-01-01, grade: text", "from: 2020-01-01, until: 2021-12-31, grade: text"
    )
    found = survey(tmp_path, NATION | {"sources.yaml": ended})
    (one,) = left(found, on=date(2021, 12, 31))
    assert (one.programs, one.since, one.until) == (("aid",), date(2020, 1, 1), date(2021, 12, 31))
    assert left(found, on=date(2022, 1, 1)) == ()


def test_a_clause_of_a_definition_turns_what_reads_it(tmp_path: Path) -> None:
    clause = """
    untranslatable:
      gifts:
        text: {zh: 馈赠酌情计入, en: gifts count at discretion}
        reason: {zh: 没有数额, en: no sum}
        effect: may_exclude
        source: A1 art. 2
  idle:"""
    shared = NATION["definitions/household.yaml"].replace("\n  idle:", clause)
    found = left(survey(tmp_path, NATION | {"definitions/household.yaml": shared}))
    assert {one.clause.id: one.programs for one in found} == {"more": ("aid",), "gifts": ("aid",)}


def test_on_a_day_only_what_holds_then_is_listed(tmp_path: Path) -> None:
    found = survey(tmp_path)
    assert force(found, on=date(2019, 12, 31)) == ()
    (aid,) = force(found, on=date(2022, 6, 1))
    assert aid.places == ()
    (aid,) = force(found, on=date(2021, 6, 1))
    assert [(p.since, p.until) for p in aid.places] == [(date(2021, 1, 1), date(2021, 12, 31))]


def test_another_place_is_not_told_what_this_one_says(tmp_path: Path) -> None:
    (aid,) = force(survey(tmp_path), place="330000")
    assert aid.places == ()
    assert [s.key for s in aid.nation.sources] == ["A1"]


# ---- articles


def test_each_article_has_its_state(tmp_path: Path) -> None:
    law = next(i for i in instruments(survey(tmp_path)) if i.source.key == "A1")
    assert [(a.locator, a.state) for a in law.articles] == [
        ("art. 1", "out_of_scope"), ("art. 2", "encoded"), ("art. 3", "encoded"), ("art. 4", "untranslatable"),
        ("art. 5", "out_of_scope"), ("art. 6", "out_of_scope"),
    ]  # fmt: skip


def test_an_instrument_that_a_place_declares_again_is_the_nations(tmp_path: Path) -> None:
    line = PROVINCE["320000-js/parameters/line.yaml"].replace("source: P1", "source: Z9 art. 6")
    again = line + "sources:\n  Z9: {title: 互助办法, number: 1号, from: 2020-01-01, grade: text}\n"
    found = instruments(survey(tmp_path, NATION | {"320000-js/parameters/line.yaml": again}))
    (law,) = (i for i in found if i.source.title == "互助办法")
    assert (law.layer.place, law.keys) == (None, ("A1", "Z9"))
    assert [p.place for a in law.articles if a.locator == "art. 6" for _, p in a.parts] == ["320000"]


def test_an_article_that_is_neither_cited_nor_out_of_scope_is_not_encoded(tmp_path: Path) -> None:
    longer = NATION["articles.yaml"].replace("count: 6", "count: 8")
    found = survey(tmp_path, NATION | {"articles.yaml": longer})
    (law,) = (i for i in instruments(found) if i.source.key == "A1")
    assert [a.locator for a in law.articles if a.state == "not_encoded"] == ["art. 7", "art. 8"]
    assert "| 第七条至第八条 | **未编码** |" in page(found, instruments(found), "zh")


def test_the_page_tells_items_clauses_and_what_is_out_of_scope(tmp_path: Path) -> None:
    found = survey(tmp_path)
    table = page(found, instruments(found), "zh")
    assert "第三条第（一）项：互助金：条件“收入低于标准”" in table
    assert "第三条第（二）项：互助金：条件`open`" in table
    assert "| 第四条 | **没有编码**（全国）：酌情增发。原因：没有数额 |" in table
    assert "| 第五条至第六条 | **不属范围**：程序 |" in table


# ---- the chart


def test_a_place_with_two_scales_has_a_line_for_each(tmp_path: Path) -> None:
    found = survey(tmp_path)
    parameter = declared(found, "标准")
    assert parameter is not None
    main, rural = series(found, parameter)
    assert [int(s.value) for s in main.steps] == [500, 600, 700]
    assert rural.scope is not None
    assert (rural.scope.zh, [int(s.value) for s in rural.steps]) == ("农村", [400])


def test_a_year_without_a_value_is_a_gap_and_weak_evidence_is_hollow(tmp_path: Path) -> None:
    found = survey(tmp_path)
    parameter = declared(found, "line")
    assert parameter is not None
    main = series(found, parameter)[0]
    assert [[int(s.value) for s in run] for run in runs(main.steps)] == [[500, 600], [700]]
    assert [s.sure for s in main.steps] == [True, True, False]
    picture = Chart(parameter, [main], "zh").draw()
    assert picture.count("<title>") == 3
    assert picture.count('r="4" fill="#ffffff"') == 2  # the value, and the legend


def test_a_place_that_sets_nothing_has_the_line_of_what_contains_it(tmp_path: Path) -> None:
    found = survey(tmp_path)
    parameter = declared(found, "line")
    assert parameter is not None
    assert [s.place for s in series(found, parameter, ["320100"])] == ["320100", "320100"]
    assert series(found, parameter, ["330000"]) == ()


def test_places_with_the_same_values_are_one_line(tmp_path: Path) -> None:
    line = PROVINCE["320000-js/parameters/line.yaml"]
    other = {"330000-zj/parameters/line.yaml": line, "340000-ah/parameters/line.yaml": line.replace("700", "710")}
    found = survey(tmp_path, NATION | PROVINCE | other)
    parameter = declared(found, "line")
    assert parameter is not None
    lines = together(series(found, parameter))
    assert [(s.place, s.alike, s.scope is None) for s in lines] == [
        ("320000", ("330000",), True), ("320000", ("330000", "340000"), False), ("340000", (), True),
    ]  # fmt: skip
    picture = Chart(parameter, series(found, parameter), "zh").draw()
    assert "江苏省等 2 处 700" in picture
    assert "江苏省等 3 处（农村） 400" in picture
    assert "安徽省、江苏省、浙江省" in picture.split("</desc>")[0]


@pytest.mark.parametrize(
    "wanted",
    [[100.0, 101.0, 102.0], [0.0, 300.0], [50.0, 55.0, 200.0, 201.0, 202.0], [400.0] * 5, [0.0] * 4],
)
def test_labels_never_stand_over_one_another_and_stay_on_the_sheet(wanted: list[float]) -> None:
    placed = apart(wanted, 0.0, 400.0)
    assert all(b - a >= LINE - 1e-9 for a, b in pairwise(placed))
    assert placed[0] >= 0.0
    assert placed[-1] <= 400.0
