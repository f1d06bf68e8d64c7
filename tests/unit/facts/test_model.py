"""The pydantic model and the JSON Schema of a vocabulary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from pydantic import ValidationError

from eligibility.facts.model import household_model, household_schema
from tests.unit.facts.small import VOCABULARY, read_object

DOCUMENT = {
    "schema": "eligibility/household/1",
    "on": date(2022, 8, 1),
    "place": "320100",
    "otherwise": "ordinary",
    "household": {"area": "urban", "findings": {"gas_aid": True}, "rooms": 3},
    "members": [
        {
            "id": "a",
            "月工资": "1842.50",
            "kind": "视力残疾",
            "grade": 2,
            "pension": "unknown",
            "birth_date": "1985-03-02",
        }
    ],
    "helpers": [{"id": "h", "duty_to": ["a"]}],
}


def test_a_model_is_read_like_the_document_it_stands_for():
    model = household_model(VOCABULARY).model_validate(DOCUMENT)
    assert read_object(model) == read_object(DOCUMENT)
    assert read_object(model)[0] is not None


def test_a_model_has_typed_fields():
    member = household_model(VOCABULARY).model_validate(DOCUMENT).members[0]
    assert member.wage == Decimal("1842.50")
    assert member.birth_date == date(1985, 3, 2)
    assert member.pension == "unknown"


def test_a_model_shows_no_value():
    model = household_model(VOCABULARY).model_validate(DOCUMENT)
    assert "1842" not in repr(model) + str(model) + repr(model.members)


@pytest.mark.parametrize(
    "change",
    [
        {"wage": "1842.505"},
        {"wage": -1},
        {"kind": "blind"},
        {"wag": 1},
        {"birth_date": "2024-02-30"},
        {"grade": 4},
        {"in_jail": "perhaps"},
        {"home": "31"},
    ],
)
def test_a_model_refuses_what_a_document_may_not_say(change):
    with pytest.raises(ValidationError) as refused:
        household_model(VOCABULARY).model_validate({"members": [{"id": "a", **change}]})
    for value in map(str, change.values()):
        assert f"input_value={value}" not in str(refused.value)


def test_the_schema_takes_both_alphabets():
    schema = household_schema(VOCABULARY)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert check.is_valid(
        {"on": "2022-08-01", "place": 320100, "members": [{"id": "a", "wage": 1842.5, "in_jail": "否"}]}
    )
    assert check.is_valid(
        {"日期": "2022-08-01", "未填": "按通常情况", "成员": [{"编号": "a", "月工资": "1842.50", "残疾类别": "不清楚"}]}
    )
    assert not check.is_valid({"on": "2022-08-01"})
    assert not check.is_valid({"members": [{"wage": 1}]})
    assert not check.is_valid({"members": [{"id": "a", "wages": 1}]})
    assert not check.is_valid({"members": [{"id": "a", "kind": "blind"}]})


def test_the_schema_says_what_each_fact_is():
    wage = household_schema(VOCABULARY)["$defs"]["member"]["properties"]["wage"]
    assert wage["title"] == "月工资"
    assert "yuan/month" in wage["description"]
