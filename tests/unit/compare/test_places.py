"""One household in several places, side by side."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from eligibility import load_policies
from eligibility.compare.places import as_data, compare
from eligibility.compare.told import markdown

PLACES = ("310000", "320100", "360100", "420100")
DAY = "2022-11-01"


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    policies = load_policies()
    zero = dict.fromkeys(
        (
            "monthly_wage", "monthly_business_income", "monthly_property_income", "monthly_support_received",
            "monthly_support_paid", "monthly_pension", "monthly_basic_pension", "monthly_other_income",
        ),
        0,
    )  # fmt: skip
    out = []
    for place in PLACES:
        household = {
            "on": DAY, "place": place, "otherwise": "ordinary",
            "household": {"area": "urban", "property_within_limits": True, "monthly_family_income": 900, "financial_assets": 0,
                          "vehicles": 0, "homes": 1, "home_area": 50},
            "members": [{"id": "a", "relation": "applicant", "birth_date": "1980-01-01", "disability_kind": "none",
                         "student_level": "none", **zero}],
            "supporters": [],
        }  # fmt: skip
        law = policies.at(place=place, on=date.fromisoformat(DAY))
        out.append(law.explain(household).decision.to_dict())
    return out


def test_places_that_answer_alike_stand_together(documents: list[dict[str, Any]]) -> None:
    found = compare(documents)
    row = next(r for r in found.rows if r.who == ("minimum_income", "household"))
    assert row.differs
    assert [cell.word for cell in row.cells][:3] == ["eligible", "eligible", "ineligible"]
    assert row.alike()[0] == [0]  # another amount than in the second place


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_has_a_column_for_each_place_and_a_reason_for_each_difference(
    documents: list[dict[str, Any]], lang: str
) -> None:
    lines = markdown(compare(documents), lang).splitlines()
    assert all(line.count("|") == len(PLACES) + 2 for line in lines if line.startswith("|"))
    label = next(d["label"][lang] for d in documents[0]["decisions"] if d["program"] == "minimum_income")
    at = lines.index(f"**{label}**")
    told = "\n".join(lines[at : at + 8])
    assert all(d["place_label"][lang] in told for d in documents)
    assert ("低保标准合计" if lang == "zh" else "minimum income standard") in told


def test_as_data_it_says_the_same(documents: list[dict[str, Any]]) -> None:
    data = json.loads(json.dumps(as_data(compare(documents))))
    assert [p["place"] for p in data["places"]] == list(PLACES)
    for row in data["rows"]:
        for cell, document in zip(row["cells"], documents, strict=True):
            decided = next(
                (d for d in document["decisions"] if (d["program"], d["subject"]) == (row["program"], row["subject"])),
                None,
            )
            assert (cell["outcome"] == "not_in_force") == (decided is None)
            assert decided is None or cell["needed"] == decided["needed"]
