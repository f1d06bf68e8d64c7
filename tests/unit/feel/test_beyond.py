"""A policy that uses what only the standard has is told so, at its place; any other slip keeps its own message."""

from __future__ import annotations

import pytest

from eligibility.feel.beyond import meant
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse


@pytest.mark.parametrize(
    ("text", "what", "about"),
    [
        ("{a: 1}.a > 2", "{…: …}", "{a: 1}"),
        ("1 + function(x) x + 1", "function(…) …", "function(x) x + 1"),
        ("age instance of number", "instance of", "age instance of number"),
        ("string length(name) > 3", "string length(…)", "string length(name)"),
        ("f(x)(2)", "(…)(…)", "f(x)(2)"),
    ],
)
def test_what_only_the_standard_has_is_named(text: str, what: str, about: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse(text)
    mistake = meant(text, caught.value)
    assert (mistake.kind, mistake.args_, text[mistake.start : mistake.end]) == ("not_in_policy", {"what": what}, about)


@pytest.mark.parametrize("text", ["收入 { 5", "first name + 1", "count(x y)", "a and", "(a", "{a: 1"])
def test_another_slip_keeps_its_message(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse(text)
    assert meant(text, caught.value) is caught.value
