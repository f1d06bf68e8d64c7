"""Nothing of the language is left out of the cases: every kind of node, every function and keyword in both alphabets."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

import pytest

from eligibility.feel.names import FUNCTIONS, KEYWORDS, ONLY_CHINESE
from eligibility.ir.walk import PARTS

from .bench import checked, examples, ready, trees
from .test_emit import VALUED

BOTH = [i for i in VALUED if examples()[i].zh is not None]
NOT_IN_POLICIES = {"null"}


def words() -> set[str]:
    """Every run of letters in the expressions of the cases that have a value."""
    return {w for i in VALUED for text in examples()[i].texts for w in re.findall(r"\w+", text)}


def test_every_kind_of_node_occurs():
    met = {type(node) for i in VALUED for node in trees(ready(i))}
    assert set(PARTS) - met == set()


def test_every_keyword_occurs_in_both_alphabets():
    wanted = {w for k, forms in KEYWORDS.items() for w in (*forms, *(() if k in ONLY_CHINESE else (k,)))}
    assert wanted - words() == NOT_IN_POLICIES


def test_every_function_occurs_in_both_alphabets():
    wanted = {w for k, forms in FUNCTIONS.items() for w in (k, *forms)}
    assert wanted - words() == set()


@pytest.mark.parametrize("number", BOTH, ids=lambda i: str(examples()[i]))
def test_an_expression_is_the_same_in_either_alphabet(number):
    one = examples()[number]
    node, problems = checked(one, one.zh)
    assert not problems
    assert without_spans(node) == without_spans(ready(number).node)


def without_spans(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value), *(without_spans(getattr(value, f.name)) for f in fields(value) if f.name != "span"))
    if isinstance(value, tuple):
        return tuple(without_spans(v) for v in value)
    return value


def test_no_two_cases_say_the_same():
    says = [str(one) for one in examples()]
    assert len(says) == len(set(says))


def test_every_case_has_one_expectation():
    for one in examples():
        assert (one.expected is None) != (one.error is None), str(one)


def test_there_are_at_least_two_hundred_and_fifty():
    assert len(examples()) >= 250
