"""What packs say, side by side: `list`, `readings`, `articles` and `parameters chart` at the command line."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from eligibility.cli.main import main
from eligibility.survey.series import GRADES

ROOT = Path(__file__).parents[2]
PROGRAMS = {
    "minimum_income", "minimum_income_single", "low_income_edge", "rigid_expenditure", "extreme_poverty", "temporary_emergency",
    "temporary_expenditure", "medical_assistance", "education_assistance", "housing_assistance", "employment_assistance",
    "disaster_relief", "disability_living_allowance", "disability_care_allowance", "orphan_allowance",
    "unattended_child_allowance", "eldercare_service_subsidy", "eldercare_care_subsidy", "old_age_allowance",
    "eldercare_voucher", "home_adaptation", "nursing_bed_construction", "nursing_bed_operation", "eldercare_worker_entry",
    "green_burial_reward", "charity_referral",
}  # fmt: skip


@pytest.fixture
def run(capsys):
    """The command in this process: exit code, output, mistakes."""

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        done = capsys.readouterr()
        return code, done.out, done.err

    return command


# ---- list


def test_list_names_each_programme_with_its_places_periods_and_sources(run):
    listed = json.loads(run("list", "--format", "json")[1])
    found = {p["program"]: p for p in listed["programs"]}
    assert found.keys() | listed["not_in_force"] == {p.stem for p in (ROOT / "policies/cn/programs").iterdir()}
    assert found.keys() == PROGRAMS
    for program in found.values():
        assert program["from"]
        assert program["places"] or not program["local"]
        assert program["sources"] or program["local"]
        for one in (program, *program["places"]):
            assert all(s["key"] and s["title"] and s["grade"] for s in one["sources"])
        for place in program["places"]:
            assert place["from"] >= program["from"]
            assert program["local"] or any(place["changes"].values())
            assert place["sources"] or program["sources"]


def test_list_at_a_glance_has_a_line_for_each_programme(run):
    _, out, _ = run("list")
    head, *lines = out.split("\n\n")[0].splitlines()
    assert head.split() == ["项目", "名称", "施行", "地方", "依据"]
    programs = json.loads(run("list", "--format", "json")[1])["programs"]
    assert [line.split()[0] for line in lines] == [p["program"] for p in programs]
    assert "2014-05-01 起" in out
    assert "《社会救助法》" in out


def test_list_of_one_programme_is_at_length_and_may_name_it_in_chinese(run):
    _, out, _ = run("list", "low_income_edge")
    assert run("list", "低保边缘家庭")[1] == out
    assert "《最低生活保障审核确认办法》民发〔2021〕57号，2021-07-01 起，原文" in out
    assert "南京市 320100" in out
    assert "extreme_poverty" not in out


def test_list_of_a_programme_that_does_not_exist_is_refused(run):
    code, _, err = run("list", "low_income_edgy")
    assert code == 2
    assert "low_income_edge" in err
    assert "E228" in err


def test_list_tells_what_a_place_changes_and_only_there(run):
    found = {p["program"]: p for p in json.loads(run("list", "--place", "320100", "--format", "json")[1])["programs"]}
    places = {p["place"]: p for p in found["minimum_income"]["places"]}
    assert set(places) <= {"320000", "320100"}
    nanjing = places["320100"]
    assert nanjing["name"] == "南京市"
    assert "monthly_top_up" in nanjing["changes"]["grant"]
    assert "minimum_income_standard" in nanjing["changes"]["value"]
    assert {"NJ2020", "NJ2021", "NJ2022"} <= {s["key"] for s in nanjing["sources"]}


def test_list_on_a_day_leaves_out_what_is_not_in_force_then(run):
    _, out, _ = run("list", "--on", "2020-12-01", "--place", "320100")
    assert "minimum_income_single" not in out.split("没有施行：")[0]
    assert "minimum_income_single" in out.split("没有施行：")[1]
    assert "南京市低保标准（2020年）" in out
    assert "南京市低保标准（2022年）" not in out
    assert "《社会救助法》" not in out


def test_list_in_english_tells_the_evidence(run):
    _, out, _ = run("list", "--place", "320100", "--on", "2022-08-01", "--lang", "en")
    assert "Nanjing minimum income standard 2022" in out
    assert ", press" in out


# ---- readings


def test_readings_tell_text_reason_use_and_effect(run):
    code, out, _ = run("readings")
    assert code == 0
    at = out.index("gap-unless-bands")
    told = out[at : out.index("\n\n", at)]
    assert "当地没有分档发放规定的，按差额发给" in told
    assert "理由：" in told
    assert "影响：最低生活保障（金额）" in told
    assert "最低生活保障，给付“低保金”（全国），2021-07-01 起" in told


def test_readings_as_data_name_programme_kind_place_and_period(run):
    found = {r["id"]: r for r in json.loads(run("readings", "--format", "json")[1])["readings"]}
    reading = found["measures-before-2021"]
    assert reading["text"]["en"]
    assert reading["reason"]["zh"]
    assert reading["place"] == "000000"
    use = next(u for u in reading["uses"] if u["id"] == "income_below_standard")
    assert (use["kind"], use["program"], use["until"]) == ("condition", "minimum_income", "2021-06-30")
    effect = {e["program"]: e for e in reading["effect"]}
    assert (effect["minimum_income"]["outcome"], effect["minimum_income"]["amount"]) == (True, True)


def test_readings_on_a_day_are_those_that_count_then(run):
    def ids(day):
        return {r["id"] for r in json.loads(run("readings", "--on", day, "--format", "json")[1])["readings"]}

    assert "measures-before-2021" in ids("2021-06-30") - ids("2021-07-01")
    assert "gap-unless-bands" in ids("2021-07-01") - ids("2021-06-30")


def test_clauses_that_are_not_encoded_are_listed_with_what_they_can_turn(run):
    found = json.loads(run("readings", "--format", "json")[1])["untranslatable"]
    clause = next(c for c in found if c["id"] == "uplift")
    assert (clause["effect"], clause["programs"], clause["place"]) == (
        "may_change_amount",
        ["minimum_income"],
        "000000",
    )
    assert "SAL art. 20" in clause["source"]
    assert clause["text"]["en"]
    assert clause["reason"]["zh"]
    _, out, _ = run("readings")
    assert "影响：可能改变金额（最低生活保障）" in out


def test_readings_of_a_place_without_a_code_are_refused(run):
    code, _, err = run("readings", "--place", "999999")
    assert code == 2
    assert "E505" in err


# ---- articles


def test_articles_as_data_tell_the_state_of_each(run):
    found = {i["key"]: i for i in json.loads(run("articles", "--format", "json")[1])["instruments"]}
    law = {a["article"]: a for a in found["SAL"]["articles"]}
    assert law["art. 18"]["state"] == "encoded"
    assert {e["program"] for e in law["art. 18"]["encoded"]} >= {"minimum_income"}
    assert law["art. 73"]["state"] == "out_of_scope"
    assert law["art. 73"]["reason"]["en"]
    assert law["art. 20"]["untranslatable"][0]["effect"] == "may_change_amount"


# ---- parameters


def test_parameters_as_data_are_one_list_of_values(run):
    values = json.loads(run("parameters", "--format", "json")[1])
    keys = ["parameter", "place", "scope", "value", "unit", "from", "until", "source", "grade"]
    assert len(values) > 100
    assert all(list(v) == keys for v in values)
    assert {
        "parameter": "minimum_income_standard", "place": "320100", "scope": "both", "value": "1030", "unit": "yuan/month",
        "from": "2022-07-01", "until": "2023-06-30", "source": ["NJ2022"], "grade": "press",
    } in values  # fmt: skip
    assert all(v["grade"] in GRADES and (v["source"] or v["grade"] == "assumed") for v in values)


# ---- the chart


def test_a_chart_of_named_places_draws_these_only(run, tmp_path):
    file = tmp_path / "chart.svg"
    code, _, _ = run("parameters", "chart", "低保标准", "--places", "320100,上海市", "-o", str(file))
    assert code == 0
    text = " ".join(ET.fromstring(file.read_text(encoding="utf-8")).itertext())
    assert "南京市" in text
    assert "上海市" in text
    assert "苏州市" not in text


def test_a_district_is_drawn_with_the_values_that_hold_there(run):
    _, out, _ = run("parameters", "chart", "minimum_income_standard", "--places", "320102")
    assert "玄武区" in out
    assert "1,030" in out


@pytest.mark.parametrize("arguments", [["edge_operator"], ["minimum_income_standard", "--places", "110000"]])
def test_what_has_no_figures_cannot_be_drawn(run, arguments):
    code, _, err = run("parameters", "chart", *arguments)
    assert code == 2
    assert "E739" in err


def test_a_chart_is_a_picture_of_dots_where_the_file_ends_so(run, tmp_path):
    file = tmp_path / "chart.png"
    assert run("parameters", "chart", "minimum_income_standard", "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"\x89PNG\r\n")


def test_without_the_extra_a_chart_of_dots_is_refused_and_the_extra_named(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    file = tmp_path / "chart.png"
    code, _, err = run("parameters", "chart", "minimum_income_standard", "-o", str(file))
    assert code == 2
    assert "E750" in err
    assert "eligibility[chart]" in err
    assert not file.exists()
    assert run("parameters", "chart", "minimum_income_standard", "-o", str(tmp_path / "chart.svg"))[0] == 0


def test_a_chart_of_another_ending_is_refused(run, tmp_path):
    code, _, err = run("parameters", "chart", "minimum_income_standard", "-o", str(tmp_path / "chart.jpg"))
    assert code == 2
    assert "E740" in err
