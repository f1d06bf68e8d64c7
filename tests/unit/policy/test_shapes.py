"""The schema for editors says of the policies that ship what the readers say of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eligibility.cases.case import ORIGINS, OUTCOMES
from eligibility.cases.read import CASE_KEYS, FILE_KEYS
from eligibility.diagnostics.problem import Problems
from eligibility.policy.files import read_file
from eligibility.policy.schema import policy_schema
from eligibility.policy.shapes import FILES, keys
from eligibility.policy.words import CHOICES, KEYS
from eligibility.policy.yaml import Mapping, Node, Scalar, load

from .test_two_alphabets import CHINESE, ENGLISH

POLICIES = Path(__file__).parents[3] / "policies"
SHIPPED = sorted(p for p in POLICIES.rglob("*.yaml") if "monitoring" not in p.parts)
SCHEMA = policy_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def plain(node: Node) -> Any:
    """A document as an editor sees it, days as texts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    if not isinstance(node, Scalar):
        return [plain(item) for item in node.items]
    if not node.quoted and not node.style and node.text in ("true", "false", "是", "否"):
        return node.text in ("true", "是")
    if not node.quoted and not node.style:
        try:
            return float(node.text) if "." in node.text else int(node.text)
        except ValueError:
            return node.text
    return node.text


def document(text: str) -> Any:
    from eligibility.diagnostics.source import Source

    node = load(Source("f.yaml", text), Problems())
    assert node is not None
    return plain(node)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHIPPED, ids=[str(p.relative_to(POLICIES)) for p in SHIPPED])
def test_the_shipped_policies_fit(path: Path) -> None:
    source = read_file(path, Problems())
    assert source is not None
    VALIDATOR.validate(document(source.text))


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_both_alphabets_fit(text: str) -> None:
    VALIDATOR.validate(document(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("for_each", "for_eachh"),
        ("grade: press", "grade: gossip"),
        ("from: 2020-01-01\napply_at", "from: 2020年1月\napply_at"),
        ("effect: may_admit", "effect: maybe"),
        ("    reason: {zh: 没有写明, en: not said}\n", ""),
    ],
)
def test_what_the_readers_refuse_does_not_fit(before: str, after: str) -> None:
    assert before in ENGLISH
    assert not VALIDATOR.is_valid(document(ENGLISH.replace(before, after)))


CASES = """\
families:
  couple:
    members: [{id: a, birth_date: 1950-01-01}]
program: help
on: 2022-08-01
cases:
  - name: a case
    origin: own reading
    given: couple
    with:
      members[a].wage: 3
    expect: {outcome: eligible, monthly_help: 500, because: poor}
"""


def test_a_file_of_cases_fits() -> None:
    VALIDATOR.validate(document(CASES))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("origin: own reading", "origin: hearsay"),
        ("outcome: eligible", "outcome: eligibel"),
        ("    given: couple\n", ""),
        ("given: couple", "givn: couple"),
        ("on: 2022-08-01", "on: August 2022"),
    ],
)
def test_what_the_reader_of_cases_refuses_does_not_fit(before: str, after: str) -> None:
    assert before in CASES
    assert not VALIDATOR.is_valid(document(CASES.replace(before, after)))


def test_the_schema_knows_the_outcomes_and_origins_of_cases() -> None:
    definitions = SCHEMA["$defs"]
    assert tuple(definitions["CaseShape"]["properties"]["origin"]["enum"]) == ORIGINS
    assert tuple(definitions["ExpectShape"]["properties"]["outcome"]["enum"]) == OUTCOMES
    assert set(definitions["CaseShape"]["properties"]) == set(CASE_KEYS)
    assert set(definitions["CaseFile"]["properties"]) == set(FILE_KEYS)


def test_every_key_has_a_chinese_form() -> None:
    used = {key for shapes in FILES.values() for shape in shapes for key in keys(shape).values()}
    assert {key for key in used if not KEYS.get(key)} == set()


def test_the_grammar_page_lists_every_key_and_word_in_chinese() -> None:
    page = (POLICIES.parent / "docs" / "language" / "policy-files.md").read_text(encoding="utf-8")
    for words in (KEYS, *CHOICES.values()):
        for key, chinese in words.items():
            assert not chinese or re.search(rf"`{re.escape(key)}`\s+{'、'.join(chinese)}", page), key
