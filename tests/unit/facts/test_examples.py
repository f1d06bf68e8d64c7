"""The households of examples/: readable, telling, and accepted by the JSON Schema of their law."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from eligibility.diagnostics.problem import Problems
from eligibility.facts.document import Document, head
from eligibility.facts.model import household_model, household_schema
from eligibility.facts.read import read
from eligibility.ir.vocabulary import Vocabulary
from eligibility.law.layers import containing
from eligibility.law.link import link
from eligibility.policy.folder import PackFolder, open_pack
from eligibility.policy.yaml import Mapping, Node, Scalar, read_file

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@cache
def pack() -> PackFolder:
    return open_pack(ROOT / "policies", Problems())


def law_of(document: Document, problems: Problems) -> Vocabulary:
    about = head(document, problems)
    return link([pack().layers((None, *containing(about.place)), problems)], about.place, about.on).vocabulary


def document_of(path: Path, problems: Problems) -> Document:
    return Document.from_source(read_file(path, problems), problems)


def plain(node: Node) -> object:
    """A document as a JSON library would hold it."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    if not isinstance(node, Scalar):
        return [plain(item) for item in node.items]
    if node.quoted:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    return (
        float(node.text)
        if "." in node.text and NUMBER.fullmatch(node.text)
        else int(node.text)
        if NUMBER.fullmatch(node.text)
        else node.text
    )


def test_there_are_enough_examples_and_most_presume_what_is_ordinary():
    assert len(EXAMPLES) >= 8
    presuming = [p for p in EXAMPLES if head(document_of(p, Problems()), Problems()).otherwise_ordinary]
    assert 2 * len(presuming) > len(EXAMPLES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_says_first_what_it_shows(path):
    assert re.match(r"# .*[\u4e00-\u9fff]{4}.*。\n", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_is_read_without_a_word(path):
    problems = Problems()
    document = document_of(path, problems)
    household = read(document, head(document, problems), law_of(document, problems), "", problems)
    assert household is not None
    assert not problems


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_fits_the_schema_and_the_model(path):
    problems = Problems()
    document = document_of(path, problems)
    vocabulary = law_of(document, problems)
    data = plain(document.root)
    jsonschema.Draft202012Validator(household_schema(vocabulary)).validate(data)
    about = head(document, problems)
    again = Document.from_object(household_model(vocabulary).model_validate(data))
    assert read(again, about, vocabulary, "", problems) == read(document, about, vocabulary, "", problems)
    assert not problems
