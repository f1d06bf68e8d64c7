"""What has no value, and the reason that is recorded: arity, names, types, domains."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from eligibility import feel
from eligibility.feel.builtins import BUILTINS, call
from eligibility.feel.domain import NoValue

NULLS = [
    ("abs()", "wrong_arity"),
    ("abs(1, 1)", "wrong_arity"),
    ("abs(number: -1)", "unknown_parameter"),
    ("abs(null)", "null_argument"),
    ('abs("-1")', "wrong_type"),
    ('abs(date("2018-12-06"))', "wrong_type"),
    ("round up(scale: 0)", "null_argument"),
    ("round up(n: 5.5, scale: 0, foo: 123)", "unknown_parameter"),
    ("floor(1.56, null)", "null_argument"),
    ("round up(5.5, 6177)", "scale_out_of_range"),
    ("round up(5.5, -6112)", "scale_out_of_range"),
    ("not(0)", "wrong_type"),
    ("any([null, false])", "no_truth_value"),
    ("all([true, 1])", "no_truth_value"),
    ('number("1,000", " ", ".")', "not_a_numeral"),
    ('number("1.5", null, ",")', "not_a_numeral"),
    ('number("1", ":", ".")', "wrong_separator"),
    ('number("1", ".", ".")', "wrong_separator"),
    ('number("+1", null, null)', "not_a_numeral"),
    ('number("1")', "wrong_arity"),
    ("time(24, 0, 0)", "no_such_time"),
    ("time(12, null, 45, null)", "null_argument"),
    ('time(12, 0, 0, duration("PT19H"))', "not_an_offset"),
    ("date(2017.5, 1, 1)", "not_an_integer"),
    ("date(2017, 2, 29)", "no_such_date"),
    ("date and time(2017)", "wrong_type"),
    ('duration("P1Y1D")', "not_a_duration"),
    ('range("")', "not_a_range"),
    ('range("[..]")', "not_a_range"),
    ('range("[..3]")', "not_a_range"),
    ('range("[3..]")', "not_a_range"),
    ('range("[1..2")', "not_a_range"),
    ('range("[1..2]]")', "not_a_range"),
    ('range("[true..false]")', "not_a_range"),
    ('range("[now()..2]")', "not_a_range"),
    ('range("[3..1]")', "range_falls"),
    ('range("[1..\\"a\\"]")', "not_comparable"),
    ('substring("foobar", 0)', "no_such_position"),
    ('substring("foobar", 7)', "no_such_position"),
    ('substring("foobar", 3, 5)', "no_such_length"),
    ('substring("foobar", 3, 0)', "no_such_length"),
    ('matches("a", "(")', "bad_pattern"),
    ('matches("a", "a", "p")', "bad_flags"),
    ('replace("abc", "b*", "x")', "pattern_matches_empty"),
    ('replace("abc", "b", "$x")', "bad_replacement"),
    ('split("abc", "")', "pattern_matches_empty"),
    ('string join([1, 2], "X")', "not_all_strings"),
    ("modulo(1, 0)", "division_by_zero"),
    ("sqrt(-1)", "negative_number"),
    ("log(0)", "not_positive"),
    ("exp(1e6)", "number_too_large"),
    ("odd(1.5)", "not_an_integer"),
    ("min([])", "empty_list"),
    ('min([1, "a"])', "not_comparable"),
    ("max(null)", "not_comparable"),
    ("sum([1, null])", "not_all_numbers"),
    ("sum([])", "empty_list"),
    ("stddev([1])", "too_few_items"),
    ("sublist([1], 2)", "no_such_position"),
    ("sublist([1], 1, 2)", "no_such_length"),
    ("remove([1], 0)", "no_such_position"),
    ("sort([1, 2], function(x) true)", "wrong_callback"),
    ("sort([1, 2], function(x, y) 1)", "callback_no_truth_value"),
    ("list replace([1], function(x, y) null, 2)", "callback_no_truth_value"),
    ('context([{key: "a"}])', "not_an_entry"),
    ("context([{key: 1, value: 1}])", "not_an_entry"),
    ('context([{key: "a", value: 1}, {key: "a", value: 2}])', "duplicate_entry"),
    ("context put({}, [], 1)", "no_keys"),
    ('context put({a: 1}, ["a", "b"], 1)', "no_context_on_path"),
    ("context put({}, [1], 1)", "not_a_key"),
    ("context merge([{}, null])", "not_a_context"),
    ("before(1, null)", "null_argument"),
    ('before(1, "a")', "not_comparable"),
    ("meets(1, [1..2])", "wrong_type"),
]


@pytest.mark.parametrize(("text", "kind"), NULLS)
def test_a_null_has_its_reason(text: str, kind: str) -> None:
    notes: list[Any] = []
    assert feel.evaluate(text, notes=notes) is None
    assert kind in [note.kind for note in notes]


def test_a_reason_names_the_function_the_parameter_and_the_types() -> None:
    with pytest.raises(NoValue) as why:
        call(BUILTINS["substring"], ["a", "b"])
    assert why.value.args_ == {
        "function": "substring",
        "parameter": "start position",
        "expected": "number",
        "got": "string",
    }


def test_every_function_refuses_too_many_arguments_and_unknown_names_or_takes_any_number() -> None:
    for name, builtin in BUILTINS.items():
        if all(s.most is not None for s in builtin.signatures):
            with pytest.raises(NoValue):
                call(builtin, [None] * 9)
        with pytest.raises(NoValue, match="unknown_parameter"):
            call(builtin, [None], ["no such parameter"])
        if all(s.least for s in builtin.signatures):
            with pytest.raises(NoValue, match="wrong_arity"):
                call(builtin, [])
        assert builtin.name == name


def test_no_function_breaks_on_any_kind_of_argument() -> None:
    samples = [feel.evaluate(t) for t in ("null", "true", "-1.5", '"a"', "[]", "[1]", "{a: 1}", "[1..2)", "(> 3)")]
    samples += [feel.evaluate(f'@"{t}"') for t in ("2024-01-01", "10:00:00", "2024-01-01T10:00:00Z", "P1D", "P1M")]
    samples.append(feel.evaluate("function(a, b) a"))
    reasons: set[str] = set()
    for builtin, (one, other) in product(BUILTINS.values(), product(samples, samples)):
        for args in ([one], [one, other], [one, other, other], [other, one, other]):
            try:
                call(builtin, args)
            except NoValue as why:
                reasons.add(why.kind)
    assert {"wrong_arity", "wrong_type", "null_argument", "not_comparable", "no_such_position"} <= reasons
