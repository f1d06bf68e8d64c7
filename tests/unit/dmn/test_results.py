"""What comes out, as JSON and as text."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from eligibility.dmn.results import json as written

from .small import decision, feel, run, sound


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.10", "0.10"),
        ("1/3", "0.3333333333333333333333333333333333"),
        ("10**40", "1" + "0" * 40),
        ('"收入\\n"', '"收入\\n"'),
        ("[1, null, true]", "[1, null, true]"),
        ('{a b: 1, c: {}, d: []}', '{"a b": 1, "c": {}, "d": []}'),
        ('@"2026-07-01"', '"2026-07-01"'),
        ('@"P1Y6M"', '"P1Y6M"'),
        ("[1..3)", '"[1..3)"'),
        ("function(a, b) a", '"function(a, b)"'),
    ],
)  # fmt: skip
def test_a_value_is_written_as_json_with_all_its_digits(text: str, found: str) -> None:
    assert written(run(feel(text))["d"]) == found


def test_a_huge_exponent_stays_one() -> None:
    assert json.loads(written(Decimal("1E+6000")), parse_float=Decimal) == Decimal("1E+6000")


def test_a_list_of_any_depth_is_written() -> None:
    value: list[object] = []
    for _ in range(10_000):
        value = [value]
    assert written(value) == "[" * 10_001 + "]" * 10_001


def test_the_document_names_the_model_the_decisions_and_the_reasons() -> None:
    found = json.loads(sound(decision("a", feel("1")) + decision("d", feel("1 / 0"))).run().to_json(lang="en"))
    assert (found["schema"], found["model"]) == ("eligibility/dmn/1", "small")
    assert found["decisions"] == {"a": 1, "d": None}
    (note,) = found["notes"]["d"]
    assert (note["kind"], note["text"]) == ("division_by_zero", "division by zero")
    assert note["at"].startswith("<model>:2:")


def test_the_text_has_a_line_for_each_decision_and_reasons_below() -> None:
    text = sound(decision("甲", feel("1")) + decision("long name", feel("1 / 0"))).run().to_text(lang="zh", width=80)
    first, second, reason = text.split("\n")
    assert first == "甲         1"
    assert second == "long name  null"
    assert reason.startswith("  <model>:2:")
    assert reason.endswith("除数为零")


def test_no_text_steers_the_terminal() -> None:
    results = sound(decision("d\u009b", feel('"\u202e\u009b31m"'))).run()
    assert results.to_text() == 'd?  "??31m"'
    assert json.loads(results.to_json())["decisions"] == {"d\u009b": "\u202e\u009b31m"}


def test_no_repr_shows_a_value() -> None:
    results = run(feel("x"), {"x": 12345})
    assert "12345" not in repr(results)
