"""A parameter belongs to the nearest place that ever set it; what that place does not say is unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.diagnostics.errors import NotInForce

from .packs import AID, COUNTY, ELSEWHERE, JIANGXI, LIMIT, NANCHANG, linked, outcome, problems_of

USES = AID.replace("income < 1000", "income < limit")
NO_VALUES = "values: []\n"
PROVINCE = "360000-jiangxi/parameters/limit.yaml"
CITY = "360000-jiangxi/360100-nanchang/parameters/limit.yaml"


def values(*rows: str) -> str:
    return "values:\n" + "".join(f"  - {{{row}, source: A1}}\n" for row in rows)


def law_with(
    root: Path, files: dict[str, str], place: str = COUNTY, day: str = "2022-06-01", declared: str = LIMIT + NO_VALUES
):
    return linked(root, {"programs/aid.yaml": USES, "parameters/limit.yaml": declared, **files}, place, day)


def place_values(*rows: str) -> str:
    return "parameter: limit\n" + values(*rows)


def test_the_nations_value_holds_where_no_place_sets_one(tmp_path: Path):
    law = law_with(tmp_path, {}, declared=LIMIT + values("from: 2021-01-01, value: 800"))
    rule = law.parameters["limit", ""]
    assert (rule.value, rule.owner, rule.since, rule.until) == (80_000, "", "2021-01-01", "")
    assert outcome(law, 79_999)[0] == "eligible"


def test_the_nearest_place_owns_it(tmp_path: Path):
    files = {PROVINCE: place_values("from: 2021-01-01, value: 700"), CITY: place_values("from: 2021-01-01, value: 900")}
    for place, value, owner in ((ELSEWHERE, 80_000, ""), (JIANGXI, 70_000, JIANGXI), (COUNTY, 90_000, NANCHANG)):
        rule = law_with(
            tmp_path / place, files, place, declared=LIMIT + values("from: 2021-01-01, value: 800")
        ).parameters["limit", ""]
        assert (rule.value, rule.owner) == (value, owner)


def test_a_gap_at_the_nearest_place_is_unknown_and_never_the_provinces_figure(tmp_path: Path):
    files = {
        PROVINCE: place_values("from: 2021-01-01, value: 700"),
        CITY: place_values("from: 2021-01-01, until: 2021-12-31, value: 900", "from: 2023-01-01, value: 950"),
    }
    law = law_with(tmp_path, files)
    rule = law.parameters["limit", ""]
    assert (rule.value, rule.owner) == (None, NANCHANG)
    assert outcome(law, 80_000) == ("undetermined", 20_000, ["limit@360100"])


def test_the_end_of_the_last_value_is_a_gap_too(tmp_path: Path):
    law = law_with(tmp_path, {CITY: place_values("from: 2021-01-01, until: 2022-05-31, value: 900")})
    assert law.parameters["limit", ""].value is None


def test_where_nobody_set_it_the_laws_own_place_is_named(tmp_path: Path):
    law = law_with(tmp_path, {}, declared=LIMIT + NO_VALUES)
    assert law.parameters["limit", ""].owner == COUNTY
    assert outcome(law, 80_000)[2] == [f"limit@{COUNTY}"]


def test_an_unknown_parameter_may_leave_the_outcome_definite(tmp_path: Path):
    law = law_with(tmp_path, {}, declared=LIMIT.replace("0..5000", "500..900") + "values: []\n")
    assert outcome(law, 90_000)[0] == "ineligible"
    assert outcome(law, 49_999)[0] == "eligible"
    assert outcome(law, 50_000)[0] == "undetermined"


def test_an_amount_that_rests_on_an_unknown_parameter_is_none(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID.replace("1000 - income", "limit + 0"),
        "parameters/limit.yaml": LIMIT + "values: []\n",
    }
    assert outcome(linked(tmp_path, files), 100) == ("eligible", None, [f"limit@{COUNTY}"])


def test_asking_before_the_first_known_value_is_refused_where_the_file_says_so(tmp_path: Path):
    declared = LIMIT + "before_first: refuse\n" + values("from: 2021-01-01, value: 800")
    assert law_with(tmp_path / "on", {}, day="2021-01-01", declared=declared).parameters["limit", ""].value == 80_000
    with pytest.raises(NotInForce) as caught:
        law_with(tmp_path / "before", {}, day="2020-12-31", declared=declared)
    problem = caught.value.problems[0]
    assert (problem.kind, problem.args["first"], problem.args["name"]) == ("before_first_value", "2021-01-01", "线")


def test_asking_before_the_first_known_value_is_otherwise_unknown(tmp_path: Path):
    law = law_with(tmp_path, {}, day="2020-12-31", declared=LIMIT + values("from: 2021-01-01, value: 800"))
    assert law.parameters["limit", ""].value is None


def test_before_any_rule_there_is_no_law(tmp_path: Path):
    with pytest.raises(NotInForce):
        linked(tmp_path, {"programs/aid.yaml": AID}, day="2019-12-31")


@pytest.mark.parametrize(
    ("since", "until", "outdated"),
    [
        ("2021-06-01", "", True),
        ("2021-06-02", "", False),
        ("2021-01-01", "", True),
        ("2021-01-01", "2022-12-31", False),
    ],
)
def test_a_value_past_its_review_is_possibly_outdated(tmp_path: Path, since, until, outdated):
    row = f"from: {since}, value: 800" + (f", until: {until}" if until else "")
    law = law_with(tmp_path, {}, declared=LIMIT + "review: 12 months\n" + values(row))
    assert law.parameters["limit", ""].outdated is outdated
    assert law.parameters["limit", ""].value == 80_000


SCOPED = LIMIT + "scope: area\n"


def test_a_value_for_each_scope(tmp_path: Path):
    rows = ("from: 2021-01-01, scope: urban, value: 800", "from: 2021-01-01, scope: rural, value: 600")
    law = law_with(tmp_path, {}, declared=SCOPED + values(*rows))
    assert {k: r.value for k, r in law.parameters.items()} == {("limit", "urban"): 80_000, ("limit", "rural"): 60_000}
    label = law.parameters["limit", "rural"].scope_label
    assert label is not None
    assert label.zh == "农村"
    assert outcome(law, 70_000) == ("undetermined", 30_000, ["household.area"])
    assert outcome(law, 60_000 - 1)[0] == "eligible"
    assert outcome(law, 80_000)[0] == "ineligible"


def test_one_value_for_both_scopes_asks_nothing(tmp_path: Path):
    law = law_with(tmp_path, {}, declared=SCOPED + values("from: 2021-01-01, scope: both, value: 800"))
    assert set(law.parameters) == {("limit", "")}
    assert outcome(law, 79_999)[0] == "eligible"


def test_a_scope_without_a_value_is_unknown_for_itself_only(tmp_path: Path):
    law = law_with(tmp_path, {}, declared=SCOPED + values("from: 2021-01-01, scope: urban, value: 800"))
    assert {k[1]: r.value for k, r in law.parameters.items()} == {"urban": 80_000, "rural": None}
    assert outcome(law, 70_000)[2] == ["household.area", f"limit@{COUNTY}.rural"]


def test_a_boundary_word_is_a_parameter(tmp_path: Path):
    word = "parameter: word\nlabel: {zh: 界, en: Word}\ntype: boundary\nsource: A1\n"
    files = {"programs/aid.yaml": AID.replace("income < 1000", "compare(income, word, 1000)")}
    found = []
    for value in ("below", "at_most"):
        told = word + f"values:\n  - {{from: 2021-01-01, value: {value}, source: A1}}\n"
        found.append(outcome(linked(tmp_path / value, {**files, "parameters/word.yaml": told}), 100_000)[0])
    assert found == ["ineligible", "eligible"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("from: 2021-01-01, value: 5000.01", "out_of_range"),
        ("from: 2021-01-01, value: 800.001", "number_too_fine"),
        ("from: 2021-01-01, scope: suburban, value: 800", "enum_value"),
    ],
)
def test_a_value_that_cannot_be_is_a_mistake(tmp_path: Path, row, kind):
    files = {"programs/aid.yaml": USES, "parameters/limit.yaml": SCOPED + values(row)}
    assert kind in {p.kind for p in problems_of(tmp_path, files)}
