"""The decision document: strict, without floats, the same bytes for the same case."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from eligibility.answer import decision_schema, document
from tests.unit.explain.small import decided, member

CASES = {
    "met": (member("a", name="甲某", wage="500.50"), member("b", born="1950-01-01")),
    "refused": (member("a", wage=5000),),
    "open": (member("a", wage=None, born=None, condition=None),),
    "left out": (member("a"), member("b", in_hospital=True)),
}


def made(case: str, *, because: bool = True) -> dict[str, Any]:
    packs = [{"pack": "xx", "version": "1", "digest": "sha256:0"}]
    return document(*decided(*CASES[case]), packs=packs, engine="0", because=because)


def nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for child in tree.get("children", ()):
        yield from nodes(child)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(decision_schema())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("because", [False, True])
def test_a_document_is_as_the_schema_says(case: str, because: bool) -> None:
    Draft202012Validator(decision_schema()).validate(json.loads(json.dumps(made(case, because=because))))


def test_the_schema_admits_nothing_else() -> None:
    validator = Draft202012Validator(decision_schema())
    for change in ("top", "decision", "reason", "outcome", "amount"):
        found = made("met")
        decision = found["decisions"][0]
        match change:
            case "top":
                found["extra"] = 1
            case "decision":
                decision["extra"] = 1
            case "reason":
                decision["reasons"][0]["extra"] = 1
            case "outcome":
                decision["outcome"] = "maybe"
            case "amount":
                decision["grants"][0]["amount"] = 12.5
        with pytest.raises(ValidationError):
            validator.validate(found)


def test_amounts_are_decimal_texts_intervals_or_null() -> None:
    amounts = {d["program"]: [g["amount"] for g in d["grants"]] for d in made("met")["decisions"]}
    assert amounts["aid"] == ["1559.50"]
    assert amounts["care"] == [None]
    assert made("open")["decisions"][0]["grants"][0]["amount"] == {"from": "206.00", "to": "1030.00"}


def test_there_is_no_float_anywhere() -> None:
    def look(value: Any) -> None:
        assert not isinstance(value, float)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(part)

    for case in CASES:
        look(made(case))


def test_what_is_needed_has_its_question_and_asks_for_paper_only_of_the_applicant() -> None:
    needed = made("open")["decisions"][0]["needed"]
    assert [n["fact"] for n in needed] == ["members[a].wage"]
    assert needed[0]["label"] == {"zh": "a 月工资", "en": "a's monthly wage"}
    assert needed[0]["question"] == {"zh": "工资有多少？", "en": "How much is the wage?"}
    assert needed[0]["evidence"] == []


def test_a_reason_has_its_values_by_path_with_unit_and_source() -> None:
    reason = made("met")["decisions"][0]["reasons"][0]
    assert reason["outcome"] is True
    assert reason["values"]["household.family_income"]["value"] == "500.50"
    assert reason["values"]["household.family_income"]["unit"] == "yuan/month"
    assert reason["values"]["standard@"]["sources"][0]["grade"] == "press"
    assert [s["text"]["zh"] for s in reason["sources"]] == ["《互助规定》第四条第一款"]


def test_every_node_of_the_tree_carries_path_article_version_layer_and_unit() -> None:
    for decision in made("left out")["decisions"]:
        for node in nodes(decision["because"]):
            assert {"path", "article", "version", "layer", "unit", "text"} <= set(node)


def test_a_node_has_the_words_it_has_alone() -> None:
    """Words are kept for nodes that trees share; what one tree alone holds must not lend its words to another's."""
    packs: list[dict[str, str]] = []
    result, reader = decided(*CASES["left out"], *(member(x) for x in "defg"))
    together = document(result, reader, packs=packs, engine="0", because=True)
    for n, outcome in enumerate(result.outcomes):
        alone = document(replace(result, outcomes=(outcome,)), reader, packs=packs, engine="0", because=True)
        assert alone["decisions"][0] == together["decisions"][n]


def test_a_definition_is_written_out_once_in_each_tree() -> None:
    for decision in made("met")["decisions"]:
        opened = [n["path"] for n in nodes(decision["because"]) if n["kind"] == "definition" and "children" in n]
        assert len(opened) == len(set(opened))


def test_without_a_record_there_are_outcomes_and_no_reasons() -> None:
    result, _ = decided(*CASES["met"])
    found = document(result, None, packs=[], engine="0")
    assert found["decisions"][0]["outcome"] == "eligible"
    assert found["decisions"][0]["reasons"] == []
    Draft202012Validator(decision_schema()).validate(found)


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import json; from tests.unit.answer.test_document import made;"
        "print(json.dumps([made(c) for c in ('met', 'open', 'left out')], ensure_ascii=True))"
    )
    root = Path(__file__).parents[3]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
