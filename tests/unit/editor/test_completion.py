"""What is offered at a cursor."""

from __future__ import annotations

import pytest

from eligibility.editor.completion import complete
from tests.unit.editor.small import CASES, MEMBER, PARAMETER, PLACE_VALUES, PROGRAM, marked

WHEN = "sum(members.wage) < 标准线"
FILE = "xx/programs/help.yaml"


def offered(desk, name, text, lang="en"):
    path, at = desk.put(name, text)
    return [o.label for o in complete(desk.index(name), path, at, lang)]


def in_expression(desk, written):
    return offered(desk, FILE, marked(PROGRAM, WHEN, written))


def test_names_of_the_rule_in_both_alphabets_parameters_functions_and_keywords(desk):
    found = in_expression(desk, "‸")
    assert {"area", "城乡", "rent", "月租金", "line", "标准线", "members", "help", "sum", "求和", "if", "如果"} <= set(
        found
    )
    assert "wage" not in found  # a member's


@pytest.mark.parametrize(
    "written", ["some m in members satisfies m.‸", "members.‸", "任一 m 在 members 满足 m.‸", "members[wage > 3].‸"]
)
def test_after_a_dot_the_names_of_its_subject(desk, written):
    found = in_expression(desk, written)
    assert {"wage", "月工资", "years", "足岁", "birth_date"} <= set(found)
    assert not {"rent", "line", "sum"} & set(found)


def test_inside_a_filter_the_names_of_its_items(desk):
    found = in_expression(desk, "count(members[‸")
    assert "wage" in found
    assert "rent" not in found


def test_after_a_comparison_the_values_of_an_enum_come_first(desk):
    assert in_expression(desk, "area = ‸")[:4] == ['"rural"', '"urban"', '"农村"', '"城镇"']
    assert in_expression(desk, 'household.area in ("urban", ‸')[:2] == ['"rural"', '"urban"']


def test_inside_quotes_only_the_values(desk):
    assert in_expression(desk, '城乡 = "‸') == ["农村", "城镇", "rural", "urban"]


def test_after_a_programme_its_outcome(desk):
    assert in_expression(desk, "help.‸") == ["eligible", "符合"]


def test_after_a_value_what_joins_it(desk):
    found = in_expression(desk, 'area = "urban" ‸')
    assert {"and", "且", "or", "或"} <= set(found)
    assert "rent" not in found


def test_what_is_written_narrows_and_its_alphabet_comes_first(desk):
    assert in_expression(desk, "标‸")[0] == "标准线"
    assert in_expression(desk, "re‸")[0] == "rent"


def test_a_bound_variable_is_offered(desk):
    assert in_expression(desk, "some person in members satisfies per‸")[0] == "person"


def test_an_offer_takes_the_place_of_what_is_written(desk):
    text = marked(PROGRAM, WHEN, "sum(members.wa‸")
    path, at = desk.put(FILE, text)
    offer = complete(desk.index(FILE), path, at, "en")[0]
    assert (offer.label, offer.start) == ("wage", at - 2)
    assert offer.detail == "Monthly wage  yuan/month"


def test_in_a_file_that_is_no_yaml_names_are_still_offered(desk):
    text = marked(PROGRAM, f"{WHEN}\n    source: LAW art. 4\n", "some m in members satisfies m.‸\n   source: [\n")
    assert "wage" in offered(desk, FILE, text)


def test_keys_that_may_still_stand_here(desk):
    found = offered(desk, FILE, marked(PROGRAM, "    source: LAW art. 4\n", "    ‸\n"))
    assert {"source", "依据", "reading", "fails"} <= set(found)
    assert not {"when", "当", "grants", "round"} & set(found)


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "among"),
    [
        (FILE, PROGRAM, "source: LAW art. 4", "source: ‸", {"LAW"}),
        (FILE, PROGRAM, "for_each: household", "for_each: ‸", {"household", "member"}),
        (FILE, PROGRAM, "type: yuan/month", "type: ‸", {"yuan/month", "元/月", "count"}),
        (FILE, PROGRAM, "    source: LAW art. 5", "    round: {to: 0.01, mode: ‸}", {"half_up", "四舍五入"}),
        ("xx/vocabulary/member.yaml", MEMBER, "identified_by: id", "identified_by: ‸", {"id", "wage"}),
        ("xx/parameters/line.yaml", PARAMETER, "values: []", "scope: ‸", {"area"}),
        ("xx/320100-nanjing/parameters/line.yaml", PLACE_VALUES, "source: CITY}", "source: ‸}", {"CITY", "LAW"}),
        ("xx/320100-nanjing/tests/help.yaml", CASES, "program: help", "program: ‸", {"help"}),
        (
            "xx/320100-nanjing/tests/help.yaml",
            CASES,
            "outcome: eligible, m",
            "outcome: ‸, m",
            {"eligible", "not_applicable"},
        ),
        ("xx/320100-nanjing/tests/help.yaml", CASES, "because: poor", "because: ‸", {"poor", "old_enough"}),
        ("xx/320100-nanjing/tests/help.yaml", CASES, "given: couple", "given: ‸", {"couple"}),
        ("xx/320100-nanjing/tests/help.yaml", CASES, "area: urban", "area: ‸", {"urban", "rural"}),
        ("xx/320100-nanjing/tests/help.yaml", CASES, "wage: 100", "wa‸", {"wage"}),
        ("xx/320100-nanjing/tests/help.yaml", CASES, "monthly_help: 500", "mo‸", {"monthly_help"}),
    ],
)
def test_what_a_text_may_name(desk, name, text, old, new, among):
    assert among <= set(offered(desk, name, marked(text, old, new)))


def test_no_cut_of_an_expression_is_a_mistake(desk):
    whole = 'count(members[wage > 3 and "a" = household.area]) in (1, 2) or every m in members satisfies compare(m.wage, "at_most", 标准线)'
    for cut in range(0, len(whole), 3):
        in_expression(desk, whole[:cut] + "‸")
