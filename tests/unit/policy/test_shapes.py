"""The schema for editors says of the policies that ship what the readers say of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eligibility.diagnostics.problem import Problems
from eligibility.policy.files import read_file
from eligibility.policy.shapes import FILES, keys, policy_schema
from eligibility.policy.words import CHOICES, KEYS
from eligibility.policy.yaml import Mapping, Node, Scalar, load

from .test_two_alphabets import CHINESE, ENGLISH

POLICIES = Path(__file__).parents[3] / "policies"
SHIPPED = sorted(p for p in POLICIES.rglob("*.yaml") if "tests" not in p.parts and "monitoring" not in p.parts)
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


def test_every_key_has_a_chinese_form() -> None:
    used = {key for shapes in FILES.values() for shape in shapes for key in keys(shape).values()}
    assert {key for key in used if not KEYS.get(key)} == set()


def test_the_grammar_page_lists_every_key_and_word_in_chinese() -> None:
    page = (POLICIES.parent / "docs" / "language" / "policy-files.md").read_text(encoding="utf-8")
    for words in (KEYS, *CHOICES.values()):
        for key, chinese in words.items():
            assert not chinese or re.search(rf"`{re.escape(key)}`\s+{'、'.join(chinese)}", page), key
