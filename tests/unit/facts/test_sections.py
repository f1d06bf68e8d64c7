"""Subjects that stand alone: an institution, a worker, a funeral have a section of their own in a document, and are decided without any household."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import HouseholdError, load_policies
from eligibility.api import Law
from eligibility.diagnostics.problem import Problems
from eligibility.facts.document import Document, head
from eligibility.facts.names import KeyTable
from eligibility.facts.quick import QuickTable
from eligibility.facts.read import read
from tests.unit.policy.packs import SOUND, written

HOME = """\
subject: home
label: {zh: 养老院, en: Home}
within: household
alone: true
facts:
  beds:
    label: {zh: 床位数, en: Beds}
    type: count
    range: 0..1000
    ask: {zh: 有多少张床位？, en: How many beds are there?}
  open:
    label: {zh: 已开业, en: Open}
    type: boolean
    ordinary: true
"""
BEDS = """\
program: beds
label: {zh: 床位补贴, en: Bed subsidy}
for_each: home
from: 2020-01-01
conditions:
  large: {when: beds >= 20 and open, source: A1 art. 1}
grants:
  once: {label: {zh: 补贴, en: Subsidy}, type: yuan, value: beds * line, source: A1 art. 2}
"""
LINE = """\
parameter: line
label: {zh: 每张补贴, en: Per bed}
type: yuan
range: 0..10000
source: A1 art. 2
values:
  - {from: 2020-01-01, value: 500, source: A1 art. 2}
"""
AID = """\
program: aid
label: {zh: 互助金, en: Aid}
for_each: household
from: 2020-01-01
conditions:
  poor: {when: income < line_of_aid, source: A1 art. 1}
"""
LINE_OF_AID = LINE.replace("line", "line_of_aid").replace("每张补贴", "救助线").replace("yuan", "yuan/month")
MEMBER = """\
subject: member
label: {zh: 成员, en: Member}
within: household
list: members
complete: true
size: 1..5
identified_by: id
facts:
  id: {label: {zh: 编号, en: Id}, type: person}
"""
HELPER = """\
subject: helper
label: {zh: 帮手, en: Helper}
within: household
list: helpers
size: 0..5
identified_by: id
facts:
  id: {label: {zh: 编号, en: Id}, type: person}
"""
HEAD: dict[str, Any] = {"on": "2022-06-01", "place": "360103"}


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    files = {
        **SOUND, "vocabulary/home.yaml": HOME, "programs/beds.yaml": BEDS, "programs/aid.yaml": AID,
        "parameters/line.yaml": LINE, "parameters/line_of_aid.yaml": LINE_OF_AID,
        "vocabulary/member.yaml": MEMBER, "vocabulary/helper.yaml": HELPER,
    }  # fmt: skip
    root = written(tmp_path_factory.mktemp("alone"), files)
    return load_policies(root, only=True).at(place="360103", on="2022-06-01")


def outcomes(law: Law, document: Any) -> dict[tuple[str, str], str]:
    return {(d.program, d.subject): d.outcome for d in law.decide(document)}


def test_a_document_about_an_institution_alone_has_no_household_to_decide(law: Law) -> None:
    document = {**HEAD, "home": {"beds": 40, "open": True}}
    assert outcomes(law, document) == {("beds", "home"): "eligible"}
    assert law.decide(document).one("beds", "home").grants["once"].amount == 20_000


def test_in_yaml_and_in_chinese_it_reads_the_same(law: Law) -> None:
    text = "on: 2022-06-01\nplace: '360103'\n养老院:\n  床位数: 19\n  已开业: true\n"
    assert outcomes(law, text) == {("beds", "home"): "ineligible"}


def test_a_household_without_the_section_is_decided_as_ever(law: Law) -> None:
    household = {**HEAD, "household": {"income": 100}, "members": [{"id": "a"}]}
    assert outcomes(law, household) == {("aid", "household"): "eligible"}
    both = {**household, "home": {"beds": 19, "open": True}}
    assert outcomes(law, both) == {("aid", "household"): "eligible", ("beds", "home"): "ineligible"}


def test_a_household_needs_its_members_whatever_else_is_there(law: Law) -> None:
    for document in (
        {**HEAD, "household": {"income": 100}, "home": {"beds": 1}},
        {**HEAD, "household": {}, "home": {"beds": 1}},
        {**HEAD, "helpers": [], "home": {"beds": 1}},
        {**HEAD, "household": {"income": 1}},
        HEAD,
    ):
        with pytest.raises(HouseholdError) as told:
            law.decide(document)
        assert [p.kind for p in told.value.problems] == ["item_missing"]


@pytest.mark.parametrize(
    "rest",
    [
        {"home": {"beds": 40, "open": True}},
        {"养老院": {"床位数": 40}, "otherwise": "ordinary"},
        {"home": {}},
        {"home": {"beds": 1}, "members": [{"id": "a"}], "household": {"income": 3}},
        {"members": [{"id": "a"}], "helpers": []},
    ],
)
def test_objects_are_read_quickly_to_what_the_careful_reading_finds(law: Law, rest: dict[str, Any]) -> None:
    document = {**HEAD, **rest}
    keys, problems = KeyTable(law.vocabulary), Problems()
    about = head(made := Document.from_object(document), problems)
    assert about is not None
    careful = read(made, about, law.vocabulary, "", problems, keys)
    assert not list(problems)
    assert QuickTable(keys, law.on, law.place).read(document, "") == careful


@pytest.mark.parametrize(
    "rest",
    [
        {},
        {"home": None},
        {"home": [{"beds": 1}]},
        {"home": {"beds": 1}, "养老院": {"beds": 1}},
        {"home": {"rooms": 1}},
        {"home": {"beds": 1}, "household": {}},
        {"home": {"beds": 1}, "helpers": []},
        {"home": {"beds": 1}, "members": []},
    ],
)
def test_what_is_wrong_is_left_to_the_careful_reading(law: Law, rest: dict[str, Any]) -> None:
    assert QuickTable(KeyTable(law.vocabulary), law.on, law.place).read({**HEAD, **rest}, "") is None
    with pytest.raises(HouseholdError):
        law.decide({**HEAD, **rest})


def test_a_document_about_both_is_called_after_both(law: Law) -> None:
    document = {**HEAD, "household": {"income": 100}, "members": [{"id": "a"}], "home": {"beds": 19, "open": True}}
    first = law.explain(document).to_text().splitlines()[0]
    assert "家庭 1 人、养老院" in first


def test_what_is_not_given_is_needed_by_the_path_of_the_section(law: Law) -> None:
    found = law.decide({**HEAD, "home": {"open": True}}).one("beds", "home")
    assert found.outcome == "undetermined"
    assert found.needed == ("home.beds",)


def test_what_is_ordinary_is_presumed_and_said(law: Law) -> None:
    document = {**HEAD, "otherwise": "ordinary", "home": {"beds": 40}}
    data = law.explain(document).to_dict()
    assert data["decisions"][0]["outcome"] == "eligible"
    assert data["decisions"][0]["presumed"] == ["home.open"]
    assert "养老院" in law.explain(document).to_text().splitlines()[0]


@pytest.mark.parametrize(
    ("section", "kind"),
    [("[{beds: 1}]", "keys_expected"), ("40", "keys_expected"), ("{rooms: 3}", "key_unknown"), ("{beds: 1, 床位数: 2}", "key_twice")],
)  # fmt: skip
def test_a_section_that_is_none_is_told(law: Law, section: str, kind: str) -> None:
    with pytest.raises(HouseholdError) as told:
        law.decide(f"on: 2022-06-01\nplace: '360103'\nhome: {section}\n")
    assert [p.kind for p in told.value.problems] == [kind]


def test_a_section_given_twice_is_told(law: Law) -> None:
    with pytest.raises(HouseholdError) as told:
        law.decide("on: 2022-06-01\nplace: '360103'\nhome: {beds: 1}\n养老院: {beds: 2}\n")
    assert [p.kind for p in told.value.problems] == ["key_twice"]


def test_the_model_and_the_schema_know_the_section(law: Law) -> None:
    model = law.household_model()
    made = model.model_validate({**HEAD, "home": {"beds": 40, "open": True}})
    assert outcomes(law, made) == {("beds", "home"): "eligible"}
    assert "home" in law.household_schema()["properties"]
