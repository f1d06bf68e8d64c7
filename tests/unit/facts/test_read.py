"""A document to a household: people, lists, keys, and everything wrong at once."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from eligibility.diagnostics.errors import HouseholdError, LimitExceeded, NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render_all
from eligibility.diagnostics.source import Source
from eligibility.facts.document import Document, head, no_law
from tests.unit.facts.small import VOCABULARY, kinds, one, read_object, read_text, slot

PEOPLE = """
members:
  - {id: a, name: 甲, mate: b, parents: [h]}
  - {id: b, mate: outside}
helpers:
  - {id: h, duty_to: [b, a]}
"""


def test_people_are_numbered_members_first():
    household, problems = read_text("helpers: [{id: h, duty_to: a}]\nmembers: [{id: a}, {id: b}]")
    assert not problems
    assert household.persons == ("a", "b", "h")
    assert [item[0] for item in slot(household, "helpers")] == [2]


def test_people_are_named_by_id_wherever_they_are_listed():
    household, problems = read_text(PEOPLE)
    assert not problems
    assert household.names == ("甲", "b", "h")
    assert slot(household, "mate") == 1
    assert slot(household, "mate", 1) == -1
    assert slot(household, "parents") == (2,)
    assert slot(household, "helpers")[0][2] == (0, 1)


def test_both_alphabets_make_the_same_household():
    english = "household: {area: urban}\nmembers: [{id: a, wage: 1, kind: visual, grade: 2}]\nhelpers: []"
    chinese = "家庭: {城乡: 城镇}\n成员: [{编号: a, 工资收入: 1, 残疾类别: 视力残疾, 残疾等级: 2}]\n义务人: []"
    assert read_text(english)[0] == read_text(chinese)[0]


def test_the_head_has_chinese_keys_too():
    household, problems = read_text(
        "格式: eligibility/household/1\n日期: 2022-08-01\n申请日期: 2022-07-20\n地点: 320100\n未填: 按通常情况\n成员: [{id: a}]",
        headed=False,
    )
    assert not problems
    assert (household.on, household.applied_on, household.place) == (date(2022, 8, 1), date(2022, 7, 20), "320100")
    assert "members[a].in_jail" in household.presumed


def test_json_is_read_like_yaml():
    json = '{"on": "2022-08-01", "place": "320100", "members": [{"id": "a", "wage": 12.30, "in_jail": false, "name": "甲"}]}'
    household, problems = read_text(json, headed=False)
    assert not problems
    assert slot(household, "wage") == 1230
    assert slot(household, "in_jail") is False


def test_absent_lists_are_unknown_and_empty_ones_are_not():
    household, _ = read_text("members: [{id: a}]")
    assert slot(household, "helpers") is None
    assert slot(household, "receipts") is None
    household, _ = read_text("household: {receipts: 无}\nmembers: [{id: a}]\nhelpers: []")
    assert slot(household, "helpers") == slot(household, "receipts") == ()
    household, _ = read_text("members: [{id: a}]\nhelpers: 不清楚")
    assert household.asked == {"helpers"}


def test_a_map_stands_for_a_list_of_pairs():
    long = "household: {findings: [{program: gas_aid, finding: true}, {program: heat_aid, finding: 不清楚}]}\nmembers: [{id: a}]"
    short = "household: {findings: {gas_aid: 是, heat_aid: 不清楚}}\nmembers: [{id: a}]"
    assert read_text(long)[0] == read_text(short)[0]
    assert slot(read_text(short)[0], "findings") == ((0, 0, True), (1, 1, None))
    _, problems = read_text("household: {findings: {gas: true}}\nmembers: [{id: a}]")
    assert kinds(problems) == ["choice_expected"]


def test_a_former_name_is_read_and_said():
    household, problems = one("salary: 3")
    assert slot(household, "wage") == 300
    assert [(p.kind, p.warning) for p in problems] == [("key_renamed", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("members: [{id: a, wag: 1}]", ["key_unknown"]),
        ("members: [{id: a, area: urban}]", ["key_elsewhere"]),
        ("household: {wage: 1}\nmembers: [{id: a}]", ["key_elsewhere"]),
        ("area: urban\nmembers: [{id: a}]", ["key_elsewhere"]),
        ("household: {members: []}\nmembers: [{id: a}]", ["key_elsewhere"]),
        ("houshold: {}\nmembers: [{id: a}]", ["key_unknown"]),
        ("members: [{id: a, wage: 1, 月工资: 2}]", ["key_twice"]),
        ("household: {}\n家庭: {}\nmembers: [{id: a}]", ["key_twice"]),
        ("members: [{id: a}]\n成员: [{id: b}]", ["key_twice"]),
        ("地点: 320100\nmembers: [{id: a}]", ["key_twice"]),
        ("household: {}", ["item_missing"]),
        ("members: []", ["list_too_short"]),
        ("members: 不清楚", ["list_expected"]),
        ("members: {id: a}", ["list_expected"]),
        ("members: [a]", ["keys_expected"]),
        ("members:\n  - id：a", ["fullwidth_colon"]),
        ("members: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}]", ["list_too_long"]),
        ("members: [{wage: 1}]", ["id_missing"]),
        ("members: [{}]", ["id_missing"]),
        ("members: [{id: a b}]", ["id_shape"]),
        ("members: [{id: unknown}]", ["id_shape"]),
        ("members: [{id: [a]}]", ["id_shape"]),
        ("members: [{id: a}, {id: a}]", ["id_twice"]),
        ("members: [{id: a}]\nhelpers: [{id: a, duty_to: a}]", ["id_twice"]),
        ("members: [{id: a, mate: z}]", ["person_unknown"]),
        ("members: [{id: a, mate: a}]", ["person_self"]),
        ("members: [{id: a, parents: [a]}]", ["person_self"]),
        ("members: [{id: a, parents: [z, outside]}]", ["person_unknown", "person_unknown"]),
        ("members: [{id: a, parents: {z: 1}}]", ["list_expected"]),
        ("members: [{id: a}]\nhelpers: [{id: h, duty_to: []}]", ["supporter_of_nobody"]),
        ("members: [{id: a}]\nhelpers: [{id: h, duty_to: 无}]", ["supporter_of_nobody"]),
        ("members: [{id: a}]\nhelpers: [{id: h, duty_to: h}]", ["member_unknown"]),
        ("members: [{id: a}]\nhelpers: [{id: h, duty_to: z}]", ["member_unknown"]),
        ("household: {receipts: gas_aid}\nmembers: [{id: a}]", ["list_expected"]),
        ("household:\nmembers: [{id: a}]", ["nothing_given"]),
        ("household: urban\nmembers: [{id: a}]", ["keys_expected"]),
        ("household:\n  area：urban\nmembers: [{id: a}]", ["fullwidth_colon"]),
        ("otherwise: nothing\nmembers: [{id: a}]", ["choice_expected"]),
        ("schema: eligibility/household/9\nmembers: [{id: a}]", ["choice_expected"]),
        ("applied_on: 2022-02-30\nmembers: [{id: a}]", ["no_such_day"]),
        ("applied_on: [1]\nmembers: [{id: a}]", ["not_one_value"]),
        ("applied_on: 2022-08-02\nmembers: [{id: a}]", ["day_too_late"]),
    ],
)
def test_a_mistake_is_told_once_and_where_it_stands(text, expected):
    household, problems = read_text(text)
    assert household is None
    assert kinds(problems) == expected
    assert all(p.span is not None for p in problems)
    for lang in ("zh", "en"):
        shown = render_all(problems, lang=lang)
        assert "E000" not in shown
        assert shown.count("\n") < 3 * len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place: 320100\nmembers: [{id: a, wage: x}]", ["item_missing", "number_expected"]),
        ("on: 2022-08-01\nmembers: [{id: a, wage: x}]", ["item_missing", "number_expected"]),
        (
            "on: 2022-02-30\nplace: 999999\nmembers: [{id: a, wage: x}]",
            ["no_such_day", "place_unknown", "number_expected"],
        ),
    ],
)
def test_facts_are_checked_although_the_head_is_wrong(text, expected):
    household, problems = read_text(text, headed=False)
    assert household is None
    assert kinds(problems) == expected


def test_a_document_without_day_and_place_has_no_head():
    household, problems = read_text("members: [{id: a}]", headed=False)
    assert household is None
    assert kinds(problems) == ["item_missing", "item_missing"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("just words", "document_not_keys"),
        ("- a\n- b", "document_not_keys"),
        ("日期：2022", "fullwidth_colon"),
        ("", "empty_document"),
    ],
)
def test_a_text_that_is_no_document(text, kind):
    household, problems = read_text(text, headed=False)
    assert household is None
    assert kinds(problems) == [kind]


def test_what_yaml_libraries_make_of_a_file_is_read():
    household, problems = read_object(
        MappingProxyType({True: date(2022, 8, 1), "place": 320100, "members": [{"id": 7, "wage": 12.3}]})
    )
    assert not problems
    assert household.persons == ("7",)


def test_where_there_is_no_law_the_day_is_shown():
    problems = Problems()
    document = Document.from_source(Source("h.yaml", "on: 1990-01-01\nplace: 320100"), problems)
    nothing = NotInForce((Problem("nothing_on_day", None, {"place": "320100", "day": "1990-01-01"}),))
    told = no_law(nothing, head(document, problems), problems)
    assert isinstance(told, NotInForce)
    assert told.problems[0].span.place() == "h.yaml:1:5"
    doubtful = Document.from_source(Source("h.yaml", "on: 1990-02-30\nplace: 320100"), problems)
    told = no_law(nothing, head(doubtful, problems), problems)
    assert isinstance(told, HouseholdError)
    assert [p.kind for p in told.problems] == ["no_such_day"]


def test_what_the_command_line_says_wins():
    problems = Problems()
    document = Document.from_object({"on": "2020-02-30", "place": "南京", "members": []})
    about = head(document, problems, on=date(2023, 1, 1), place="310000")
    assert not problems
    assert (about.on, about.applied_on, about.place, about.doubtful) == (
        date(2023, 1, 1),
        date(2023, 1, 1),
        "310000",
        False,
    )


def test_mistakes_in_python_objects_have_a_path():
    _, problems = read_object(
        {
            "on": "2022-08-01", "place": "320100", "household": {"rooms": 9, "receipts": [{"program": "x"}]},
            "members": [{"id": "a"}, {"id": "b", "月工资": "x", "parents": ["a", "z"], "wag": 1}],
        }
    )  # fmt: skip
    assert {p.args["path"] for p in problems} == {
        "household.rooms", "household.receipts[0].program", "members[1].wage", "members[1].parents[1]", "members[1].wag",
    }  # fmt: skip


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", 1j])
def test_objects_that_are_no_data_are_refused(value):
    with pytest.raises(HouseholdError) as refused:
        Document.from_object({"members": [{"id": value}]})
    assert refused.value.problems[0].args["path"] == "members[0].id"


def test_objects_without_end_are_refused():
    loop: dict[str, object] = {}
    loop["members"] = loop
    with pytest.raises(LimitExceeded):
        Document.from_object(loop)
    with pytest.raises(HouseholdError):
        Document.from_object([1])


def test_no_value_of_a_fact_is_in_what_leaves():
    household, _ = one("name: 王某某\nwage: 4321.99\nkind: visual")
    document = Document.from_object({"members": [{"name": "王某某"}]})
    assert "王" not in repr(household) + repr(document)
    _, problems = one(
        "name: [王某某]\nwage: 4321.999\npension: 8765元\nkind: 罕见病\nmate: 王某某\nbirth_date: 1950-02-30\nin_jail: 从不\nhome: 王家村\n"
        "id_number: '110101195002301234'\nparents: [赵某某]"
    )
    assert len(problems) == 10
    error = HouseholdError(problems)
    for shown in (str(error), repr(error), repr(problems), str(HouseholdError(problems, lang="en"))):
        for secret in ("王", "4321", "8765", "罕见", "1950", "从不", "110101", "赵"):
            assert secret not in shown


def test_the_root_holds_a_slot_for_every_fact():
    household, _ = read_text(PEOPLE)
    assert len(household.root) == len(VOCABULARY.root.facts) + 1
    assert household.root[0] == 0
    assert household.vocabulary == "digest"
