"""Case files: what a case says, what it takes from its family and its file, and the mistakes with their places."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.cases.case import Interval
from eligibility.cases.read import CaseReader
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.facts.document import Document
from eligibility.policy.tree import Mapping, Scalar, Sequence

from .small import FRAME, read_cases


def plain(node):
    match node:
        case Document():
            return plain(node.root)
        case Mapping():
            return {k.text: plain(v) for k, v in node.items}
        case Sequence():
            return [plain(i) for i in node.items]
        case Scalar():
            return node.text


def one(text: str, **more: str):
    cases, problems = read_cases(text, **more)
    assert problems == (), [(p.kind, p.args) for p in problems]
    assert len(cases) == 1
    return cases[0]


WHOLE = """
- name: 一分之差
  origin: official example
  cites: 问答第3条
  given: two
  subject: members[a]
  program: care
  on: 2023-01-02
  place: "360000"
  expect: {outcome: eligible, money: 900, other: none, extra: {from: 1, to: 2.50}, because: poor, needed: [members[b].wage]}
"""


def test_a_case_says_what_is_expected_of_whom_where_and_when():
    case = one(WHOLE.replace("needed: [members[b].wage]", 'needed: ["members[b].wage"]'))
    assert (case.name, case.origin, case.cites) == ("一分之差", "official example", "问答第3条")
    assert (case.program, case.subject, case.on, case.place) == ("care", "members[a]", date(2023, 1, 2), "360000")
    assert case.expected.outcome == "eligible"
    assert case.expected.amounts == (("money", "900"), ("other", "none"), ("extra", Interval("1", "2.50")))
    assert (case.expected.because, case.expected.needed) == ("poor", ("members[b].wage",))
    assert case.span.line == FRAME.count("\n") + 1


BARE = "- {name: x, origin: own reading, given: two, expect: {outcome: eligible}}"


def test_a_case_takes_the_rest_from_its_file():
    case = one(BARE)
    assert (case.program, case.subject, case.on, case.place) == ("aid", "household", date(2022, 6, 1), "320100")
    assert case.expected.needed is None
    assert case.expected.amounts == ()


def test_a_file_without_a_place_is_run_at_its_folders():
    frame = FRAME.replace('place: "320100"\n', "")
    assert one(BARE, frame=frame, place="360100").place == "360100"


def test_that_nothing_is_needed_is_not_the_same_as_saying_nothing_of_it():
    assert one(BARE.replace("outcome: eligible", "outcome: eligible, needed: []")).expected.needed == ()


def test_a_household_may_stand_in_the_case_itself():
    case = one(
        "- {name: x, origin: own reading, given: {household: {income: 5}, members: [{id: z}]}, expect: {outcome: eligible}}"
    )
    assert plain(case.document) == {"household": {"income": "5"}, "members": [{"id": "z"}]}


WITH = """
- name: x
  origin: own reading
  given: two
  with:
    household.area: rural
    household.income: absent
    members[a].wage: unknown
    members[b].wage: 12.50
    household.rooms: 3
    otherwise: ordinary
  expect: {outcome: eligible}
"""


def test_with_changes_adds_and_takes_away():
    assert plain(one(WITH).document) == {
        "household": {"area": "rural", "rooms": "3"},
        "members": [{"id": "a", "wage": "unknown"}, {"id": "b", "wage": "12.50"}],
        "otherwise": "ordinary",
    }


def test_what_one_case_changes_is_not_changed_for_the_next():
    cases, problems = read_cases(WITH + BARE)
    assert problems == ()
    assert plain(cases[1].document)["household"] == {"area": "urban", "income": "300"}


def test_a_quoted_absent_is_a_text():
    case = one(WITH.replace("household.income: absent", 'household.income: "absent"'))
    assert plain(case.document)["household"]["income"] == "absent"


def test_a_list_may_be_replaced_as_a_whole():
    case = one(WITH.replace("otherwise: ordinary", "members: [{id: z}]"))
    assert plain(case.document)["members"] == [{"id": "z"}]


def test_an_item_without_an_id_is_found_by_its_position():
    text = "- {name: x, origin: own reading, given: {household: {notes: [{a: 1}, {a: 2}]}}, with: {household.notes[1].a: 3}, expect: {outcome: eligible}}"
    assert plain(one(text.replace("household.notes[1].a", '"household.notes[1].a"')).document)["household"][
        "notes"
    ] == [{"a": "1"}, {"a": "3"}]


TABLE = """
- name: 线上下
  origin: own reading
  given: two
  vary: household.income
  table:
    - {value: 999.99, outcome: eligible, money: 0.01}
    - {value: 1000, outcome: ineligible}
    - {value: absent, outcome: undetermined, needed: [household.income]}
"""


def by_day(first: str, second: str, third: str) -> str:
    """The table with days in place of incomes."""
    text = TABLE.replace("household.income\n", "on\n")
    return text.replace("999.99", first).replace("1000", second).replace("absent", third)


def test_a_table_is_a_case_for_each_row():
    cases, problems = read_cases(TABLE)
    assert problems == ()
    assert [c.name for c in cases] == ["线上下（999.99）", "线上下（1000）", "线上下（absent）"]
    assert [plain(c.document)["household"].get("income") for c in cases] == ["999.99", "1000", None]
    assert [c.expected.outcome for c in cases] == ["eligible", "ineligible", "undetermined"]
    assert cases[0].expected.amounts == (("money", "0.01"),)
    assert [c.span.line - cases[0].span.line for c in cases] == [0, 1, 2]


def test_a_table_may_vary_the_day():
    cases, problems = read_cases(by_day("2021-12-31", "2022-01-01", "2023-01-01"))
    assert problems == ()
    assert [c.on for c in cases] == [date(2021, 12, 31), date(2022, 1, 1), date(2023, 1, 1)]
    assert all(plain(c.document)["household"]["income"] == "300" for c in cases)


MISTAKES = [
    (BARE.replace("own reading", "hearsay"), "case_origin", "hearsay"),
    (BARE.replace("origin: own reading, ", ""), "case_origin", None),
    (BARE.replace("given: two", "given: tow"), "unknown_family", "tow"),
    (BARE.replace("given: two, ", ""), "unknown_family", None),
    (BARE.replace("expect:", "expects:"), "unknown_key", "expects"),
    (BARE.replace("outcome: eligible", "outcome: eligable"), "enum_value", "eligable"),
    (BARE.replace("given: two", "given: two, on: 2022-02-30"), "bad_temporal", "2022-02-30"),
    (BARE.replace("given: two", 'given: two, with: {"members[c].wage": 1}'), "unknown_path", '"members[c].wage"'),
    (BARE.replace("given: two", "given: two, with: {household.area.more: 1}"), "unknown_path", "household.area.more"),
    (TABLE.replace("  vary: household.income\n", ""), "missing_key", None),
    (TABLE.replace("value: 1000, ", ""), "missing_key", None),
    (by_day("2022-01-01", "2022-13-01", "2022-01-02"), "bad_temporal", "2022-13-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "at"), MISTAKES, ids=[f"{k}-{i}" for i, (_, k, _) in enumerate(MISTAKES)])
def test_a_mistake_is_shown_where_it_stands(text, kind, at):
    _, problems = read_cases(text)
    assert [p.kind for p in problems] == [kind]
    span = problems[0].span
    assert span is not None
    assert span.line > FRAME.count("\n")
    if at is not None:
        assert span.source.text[span.start : span.end] == at


def test_a_family_that_is_misspelt_is_told_the_nearest():
    _, problems = read_cases(BARE.replace("given: two", "given: tow"))
    assert problems[0].args["nearest"] == "two"


def test_a_mistake_does_not_stop_the_cases_around_it():
    cases, problems = read_cases(BARE + "\n" + BARE.replace("given: two", "given: tow") + "\n" + BARE)
    assert (len(cases), len(problems)) == (2, 1)


def test_a_case_that_names_no_programme():
    _, problems = read_cases(BARE, frame=FRAME.replace("program: aid\n", ""))
    assert [(p.kind, p.args["key"]) for p in problems] == [("missing_key", "program")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("- a\n- b\n", "keys_expected_here"), ("familis: {}\ncases: []\n", "unknown_key"), ("a: 'b\n", "open_quote")],
)
def test_a_file_that_is_no_case_file(text, kind):
    problems = Problems()
    assert CaseReader(Source("cases.yaml", text), None, problems).cases() == []
    assert [p.kind for p in problems] == [kind]
