"""Whole explanations of the households in `examples/`, as they were last read and found good.

`pytest tests/golden --regenerate` writes them anew; the difference is read before it is kept.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eligibility import load_policies
from eligibility.api import Explanation, Policies
from eligibility.diagnostics.problem import Problems
from eligibility.facts.document import Document, head
from eligibility.policy.yaml import read_file

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
HOUSEHOLDS = [
    "three_persons_one_wage",
    "unknown_wage",
    "over_the_line_pension_unknown",
    "severely_disabled_son_applies_alone",
    "rural_elder_without_obligors",
    "new_law_standard_not_recorded",
    "eldercare_home_with_new_beds",
    "grandmother_of_82",
]


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies()


def explained(policies: Policies, name: str) -> Explanation:
    problems = Problems()
    source = read_file(ROOT / "examples" / f"{name}.yaml", problems)
    assert source is not None
    document = Document.from_source(source, problems)
    assert document is not None
    about = head(document, problems)
    assert about is not None
    law = policies.at(place=about.place, on=about.on)
    return law.explain(law.household(document, about, problems))


def compare(path: Path, text: str, regenerate: bool) -> None:
    if regenerate:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text + "\n", (
        "read the difference, then run pytest tests/golden --regenerate"
    )


@pytest.mark.parametrize("name", HOUSEHOLDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_says(policies: Policies, name: str, lang: str, regenerate: bool) -> None:
    compare(HERE / name / f"explain.{lang}.txt", explained(policies, name).to_text(lang=lang), regenerate)


def test_the_whole_tree_says(policies: Policies, regenerate: bool) -> None:
    name = HOUSEHOLDS[0]
    program = "low_income_edge"
    found = explained(policies, name).to_text(full=True, program=program)
    compare(HERE / name / f"full.{program}.zh.txt", found, regenerate)


@pytest.mark.parametrize("name", HOUSEHOLDS[:1])
def test_markdown_says(policies: Policies, name: str, regenerate: bool) -> None:
    compare(HERE / name / "explain.zh.md", explained(policies, name).to_markdown(), regenerate)


@pytest.mark.parametrize("name", HOUSEHOLDS[:2])
def test_the_document_holds(policies: Policies, name: str, regenerate: bool) -> None:
    found = explained(policies, name).decision.to_dict()
    found = {**found, "policies": []}  # the digest changes with every policy file
    compare(HERE / name / "decision.json", json.dumps(found, ensure_ascii=False, indent=1), regenerate)
