"""Facts: numbers exact, texts read as what the model declares, names that are near."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eligibility.diagnostics.problem import Problems
from eligibility.dmn import ModelError
from eligibility.dmn.facts import read_facts
from eligibility.dmn.results import Results
from eligibility.feel.domain import text_of

from .small import decision, feel, given, sound

TYPES = """<itemDefinition name="Stay">
  <itemComponent name="from"><typeRef>date</typeRef></itemComponent>
  <itemComponent name="times" isCollection="true"><typeRef>time</typeRef></itemComponent>
</itemDefinition>"""


def seen(type_: str, value: Any) -> Results:
    return sound(TYPES + given("x", type_) + decision("d", feel("x"), ">x")).run({"x": value})


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        ("date", "2026-07-01", "2026-07-01"),
        ("date", date(2026, 7, 1), "2026-07-01"),
        ("time", "08:30:00", "08:30:00"),
        ("dateTime", "2026-07-01T08:30:00+08:00", "2026-07-01T08:30:00+08:00"),
        ("date and time", date(2026, 7, 1), "2026-07-01T00:00:00Z"),
        ("years and months duration", "P1Y6M", "P1Y6M"),
        ("dayTimeDuration", "P3DT12H", "P3DT12H"),
        ("number", Decimal("0.10"), "0.10"),
        ("number", 0.1, "0.1"),
        ("number", [3], "3"),
        ("string", "2026-07-01", "2026-07-01"),
    ],
)
def test_a_fact_is_of_the_declared_type(type_: str, value: Any, text: str) -> None:
    results = seen(type_, value)
    assert text_of(results["d"]) == text
    assert results.problems == ()


def test_texts_within_structures_and_lists_are_read_too() -> None:
    found = seen("Stay", {"from": "2026-07-01", "times": ["08:30:00", "09:00:00"]})["d"]
    assert str(found["from"]) == "2026-07-01"
    assert [str(t) for t in found["times"]] == ["08:30:00", "09:00:00"]


@pytest.mark.parametrize(("type_", "value"), [("date", "1.7.2026"), ("number", "5"), ("Stay", {"from": "2026-07-01"})])
def test_a_fact_of_another_type_is_null_and_told_without_its_value(type_: str, value: Any) -> None:
    results = seen(type_, value)
    assert results["d"] is None
    (problem,) = results.problems
    assert (problem.kind, problem.warning) == ("dmn_input_type", True)
    assert str(value) not in str(problem.args)


def test_an_unknown_fact_is_told_with_the_nearest() -> None:
    results = sound(given("income") + decision("d", feel("income"), ">income")).run({"incom": 1})
    assert [(p.kind, p.args.get("nearest")) for p in results.problems] == [
        ("dmn_unknown_input", "income"),
        ("dmn_input_absent", None),
    ]


def test_white_space_in_names_does_not_count() -> None:
    income = given("income").replace('name="income"', 'name=" monthly  income "')
    found = sound(income + decision("d", feel("monthly income + monthly \n income"), ">income"))
    assert found.inputs == ("monthly income",)
    assert found.run({"monthly   income": 2})["d"] == 4


@pytest.mark.parametrize("name", ["f.json", "f.yaml"])
def test_a_file_of_facts_keeps_every_digit(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text('{"a": 0.1000000000000000000001, "b": ["x", true, null, 5], "c": "2026-07-01"}', encoding="utf-8")
    facts = read_facts(str(path), Problems())
    assert facts.values == {
        "a": Decimal("0.1000000000000000000001"),
        "b": ["x", True, None, Decimal(5)],
        "c": "2026-07-01",
    }
    assert facts.places["c"].column == 60
    assert "2026" not in repr(facts)


@pytest.mark.parametrize(("text", "kind"), [("[1]", "dmn_facts"), ("{", "json_syntax"), ("", "empty_document")])
def test_a_file_that_holds_no_facts_is_refused(text: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_facts(str(path), Problems())
    assert [p.kind for p in caught.value.problems] == [kind]
