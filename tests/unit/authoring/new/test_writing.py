"""Any words become YAML that reads back as the same words."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eligibility.authoring.new.writing import document, expression, flow, identifier, label, text

WORDS = (
    st.text(alphabet=st.sampled_from("ab1 中（），：:#-?{}[]'\"&*!|>%@`,.\\"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)


class Texts(yaml.SafeLoader):
    """Leaves every scalar as it is written."""


Texts.yaml_implicit_resolvers = {}


def read(written):
    return yaml.load(written, Texts)


@given(WORDS)
def test_a_text_reads_back(word):
    assert read(f"a: {text(word)}") == {"a": word}
    assert read(f"a: [x, {flow(word)}]") == {"a": ["x", word]}


@given(WORDS, WORDS)
def test_a_label_reads_back(zh, en):
    assert read(f"label: {label(zh, en)}") == {"label": {"zh": zh, "en": en}}


@pytest.mark.parametrize(
    "written", ["a < b", '"x" = a', "[1, 2]", "-a + b", "a: b", "a # b", "a and\n  b", '@"2020-01-01" < on', "{a}"]
)
def test_an_expression_reads_back_but_for_its_layout(written):
    assert read(f"when:{expression(written, 2)}\n")["when"].split() == written.split()


def test_nested_words_are_block_yaml():
    value = {"a": {"b": True, "c": []}, "d": [{"id": "x", "e": "y, z"}]}
    assert read(document(value)) == {"a": {"b": "true", "c": []}, "d": [{"id": "x", "e": "y, z"}]}


@pytest.mark.parametrize(
    ("words", "taken", "found"),
    [
        ("Winter heating allowance", (), "winter_heating_allowance"),
        ("80+ years", (), "years"),
        ("冬季", (), "x"),
        ("Rent", ("rent", "rent_2"), "rent_3"),
    ],
)
def test_an_id_comes_out_of_the_english_label(words, taken, found):
    assert identifier(words, taken, "x") == found
