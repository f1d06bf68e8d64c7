"""One law out of many files: what depends on what, and the mistakes that only show when all is read together."""

from __future__ import annotations

from pathlib import Path

from eligibility.ir import nodes
from eligibility.ir.walk import definitions_read

from .packs import AID, condition, linked, outcome, problems_of, program

SHARED = """\
definitions_of: household
definitions:
  first:
    label: {zh: 甲数, en: First}
    type: yuan/month
    value: %s
    source: A1 art. 3
  second:
    label: {zh: 乙数, en: Second}
    type: yuan/month
    value: %s
    source: A1 art. 4
"""


def test_definitions_stand_after_what_they_use(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID.replace("income < 1000", "first < 1000"),
        "definitions/household.yaml": SHARED % ("second + 1", "income * 2"),
    }
    law = linked(tmp_path, files)
    order = list(law.definitions)
    for key, rule in law.definitions.items():
        assert all(order.index(used) < order.index(key) for used in definitions_read(rule.node))
    assert outcome(law, 49_949)[0] == "eligible"
    assert outcome(law, 49_950)[0] == "ineligible"


def test_a_cycle_is_shown_as_it_runs(tmp_path: Path):
    files = {"programs/aid.yaml": AID, "definitions/household.yaml": SHARED % ("second + 1", "first - 1")}
    found = [p for p in problems_of(tmp_path, files) if p.kind == "cycle"]
    assert [p.args["path"] for p in found] == ["household.first → household.second → household.first"]
    assert found[0].span is not None
    assert found[0].span.source.text[found[0].span.start : found[0].span.end] == "first"


def test_a_definition_that_uses_itself_is_a_cycle(tmp_path: Path):
    files = {"programs/aid.yaml": AID, "definitions/household.yaml": SHARED % ("first + 1", "income")}
    assert [p.args["path"] for p in problems_of(tmp_path, files) if p.kind == "cycle"] == [
        "household.first → household.first"
    ]


def test_two_programmes_that_ask_each_other_are_a_cycle(tmp_path: Path):
    one = AID.replace("income < 1000", "not(other.eligible)")
    other = (
        AID.replace("program: aid", "program: other")
        .replace("互助金", "他项")
        .replace("income < 1000", "not(aid.eligible)")
    )
    found = [
        p for p in problems_of(tmp_path, {"programs/aid.yaml": one, "programs/other.yaml": other}) if p.kind == "cycle"
    ]
    assert [p.args["path"] for p in found] == ["aid.eligible → other.eligible → aid.eligible"]


def test_a_programme_asked_by_another_is_decided_first(tmp_path: Path):
    one = AID.replace("income < 1000", "not(other.eligible)")
    other = AID.replace("program: aid", "program: other").replace("互助金", "他项").replace("1000", "500")
    law = linked(tmp_path, {"programs/aid.yaml": one, "programs/other.yaml": other})
    assert [p.id for p in law.programs] == ["other", "aid"]


def test_a_programme_that_is_not_in_force_is_eligible_for_nobody(tmp_path: Path):
    one = AID.replace("income < 1000", "not(other.eligible)")
    other = AID.replace("program: aid", "program: other").replace("互助金", "他项").replace("from: 2020", "from: 2030")
    law = linked(tmp_path, {"programs/aid.yaml": one, "programs/other.yaml": other})
    assert law.definitions["other.eligible"].node == nodes.Const(law.definitions["other.eligible"].type, (0, 0), False)
    assert outcome(law, 0)[0] == "eligible"


def test_all_mistakes_are_told_in_one_run(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID.replace("income < 1000", "incom < 1000").replace("1000 - income", "area + 1"),
        "definitions/household.yaml": SHARED % ("income < 1", "incomes"),
    }
    kinds = sorted(p.kind for p in problems_of(tmp_path, files))
    assert kinds == ["enum_value", "unknown_name", "unknown_name", "wrong_result"]


def test_a_mistake_in_a_definition_is_not_told_again_where_it_is_used(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID.replace("income < 1000", "first < second"),
        "definitions/household.yaml": SHARED % ("incom", "income"),
    }
    assert [p.kind for p in problems_of(tmp_path, files)] == ["unknown_name"]


def test_a_definition_of_another_unit_than_it_says(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID,
        "definitions/household.yaml": SHARED.replace("type: yuan/month", "type: yuan/year", 1) % ("income", "income"),
    }
    found = problems_of(tmp_path, files)
    assert [(p.kind, p.args["fix"]) for p in found] == [("unit_mismatch", "per_year(…)")]


def test_an_amount_that_may_be_an_unfinished_quotient_needs_rounding(tmp_path: Path):
    files = {"programs/aid.yaml": AID.replace("1000 - income", "income / 3")}
    assert [p.kind for p in problems_of(tmp_path, files)] == ["needs_round"]
    rounded = AID.replace("1000 - income", "income / 3\n    round: {to: 0.01, mode: half_up}")
    assert outcome(linked(tmp_path / "rounded", {"programs/aid.yaml": rounded}), 10_000)[1] == 3_333


def test_a_finer_amount_than_its_unit_needs_rounding(tmp_path: Path):
    assert [
        p.kind for p in problems_of(tmp_path, {"programs/aid.yaml": AID.replace("1000 - income", "income * 0.5")})
    ] == ["needs_round"]


def test_conditions_within_conditions(tmp_path: Path):
    nested = AID.replace(
        "    when: income < 1000\n    source: A1 art. 1\n",
        "    any:\n      a: {when: income < 100, source: A1 art. 1}\n"
        "      b:\n        all:\n          c: {when: income < 1000, source: A1 art. 1}\n          d: {when: income > 500, source: A1 art. 1}\n",
    )
    law = linked(tmp_path, {"programs/aid.yaml": nested})
    assert [outcome(law, i)[0] for i in (9_999, 10_000, 50_000, 50_001, 100_000)] == [
        "eligible", "ineligible", "ineligible", "eligible", "ineligible",
    ]  # fmt: skip
    paths = [condition(law).origin.path, condition(law).parts[1].parts[0].origin.path]
    assert paths == ["aid.conditions.poor", "aid.conditions.poor.b.c"]


def test_every_rule_knows_its_file_line_and_text(tmp_path: Path):
    law = linked(tmp_path, {"programs/aid.yaml": AID})
    origin = condition(law).origin
    assert (origin.file, origin.line, origin.text) == ("policies/cn/programs/aid.yaml", 7, "income < 1000")
    grant = program(law).grants[0].origin
    assert (grant.path, grant.text) == ("aid.grants.money", "1000 - income")


def test_applying_fails_apart_from_being_eligible(tmp_path: Path):
    applies = AID.replace(
        "conditions:", 'applies:\n  here:\n    when: area = "urban"\n    source: A1 art. 5\nconditions:'
    )
    law = linked(tmp_path, {"programs/aid.yaml": applies})
    assert [c.id for c in program(law).applies] == ["here"]
    assert "aid.applies" in definitions_read(law.definitions["aid.eligible"].node)


def test_where_to_apply_is_a_condition_of_being_concerned(tmp_path: Path):
    place = (
        "definitions_of: household\ndefinitions:\n  apply_at_hukou:\n    label: {zh: 在户籍地, en: At hukou}\n"
        '    type: boolean\n    value: area = "urban"\n    source: A1 art. 6\n'
    )
    files = {
        "programs/aid.yaml": AID.replace("conditions:", "apply_at: hukou\nconditions:", 1),
        "definitions/household.yaml": place,
    }
    law = linked(tmp_path, files)
    assert [c.id for c in program(law).applies] == ["apply_at"]
    assert definitions_read(law.definitions["aid.applies"].node) == ["household.apply_at_hukou"]
    missing = {"programs/aid.yaml": files["programs/aid.yaml"]}
    assert [p.kind for p in problems_of(tmp_path / "missing", missing)] == ["unknown_name"]


def test_a_relation_to_a_programme_that_there_is_not(tmp_path: Path):
    text = AID + "relations:\n  alms: {excludes: true, same: household, source: A1 art. 5}\n"
    assert "unknown_program" in {p.kind for p in problems_of(tmp_path, {"programs/aid.yaml": text})}
