"""Mistakes that no file shows by itself: of programs that use the library, and of files that are too large to keep."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from eligibility import load_policies
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render
from eligibility.diagnostics.source import Source
from eligibility.ir.types import Boolean
from eligibility.law.encode import NotOfType, encode
from eligibility.messages.catalogue import LANGUAGES
from eligibility.policy.yaml import load
from eligibility.values.limits import MAX_YAML_NODES

BASE = Path(__file__).parent / "policy" / "base"
DAY = date(2022, 8, 1)
FAMILY = {
    "on": "2022-08-01",
    "place": "320100",
    "household": {"area": "urban"},
    "members": [{"id": "zhang", "birth_date": "1980-05-06", "monthly_wage": 900}],
}


@pytest.fixture
def root(tmp_path):
    return Path(copytree(BASE, tmp_path / "policies" / "cn")).parent


@pytest.fixture
def law(root):
    return load_policies(root, only=True).at(place="320100", on=DAY)


def told(mistake: EligibilityError) -> Problem:
    [problem] = mistake.problems
    for lang in LANGUAGES:
        assert len(render(problem, lang=lang).splitlines()) <= 3
    return problem


@pytest.mark.parametrize("given", [42, None, [], object()])
def test_what_is_no_household_is_told_so(law, given):
    with pytest.raises(EligibilityError) as raised:
        law.decide(given)
    assert told(raised.value).kind == "not_a_household"


def test_an_object_of_a_program_is_no_plain_data(law):
    with pytest.raises(EligibilityError) as raised:
        law.decide({**FAMILY, "household": {"area": object()}})
    assert told(raised.value).kind == "not_plain_data"


def test_a_household_of_another_day_is_not_decided(law):
    with pytest.raises(EligibilityError) as raised:
        law.decide({**FAMILY, "on": "2022-08-02"})
    assert told(raised.value).kind == "other_law"


def test_a_kept_law_whose_files_have_changed_is_refused(law, root):
    kept = pickle.dumps(law)
    file = root / "cn" / "parameters" / "standard.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 800", "value: 900"), encoding="utf-8")
    with pytest.raises(EligibilityError) as raised:
        pickle.loads(kept)
    assert told(raised.value).kind == "law_changed"


@pytest.mark.parametrize("form", ["[{}]", "- {}"])
def test_too_many_values_are_refused(form):
    many = form.format(("1, " if form[0] == "[" else "1\n- ") * (MAX_YAML_NODES + 1) + "1")
    problems = Problems()
    assert load(Source("f.yaml", many), problems) is None
    assert [p.kind for p in problems] == ["too_many_values"]


def test_a_record_whose_value_is_not_of_its_type_is_refused():
    with pytest.raises(NotOfType) as raised:
        encode(Boolean(), "often")
    assert raised.value.reason == "wrong_value"
