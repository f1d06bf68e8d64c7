"""One word to one value: exactly, or told what is expected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

import pytest

from eligibility.diagnostics.render import render_all
from tests.unit.facts.small import kinds, one, read_object, read_text, slot


def of(id_: str, word: str) -> object:
    household, problems = one(f"{id_}: {word}")
    assert not problems, kinds(problems)
    return slot(household, id_)


def mistake(id_: str, word: str) -> str:
    household, problems = one(f"{id_}: {word}")
    assert household is None
    assert len(problems) == 1
    return problems[0].kind


@pytest.mark.parametrize(
    ("word", "fen"),
    [
        ("0", 0),
        ("800", 80000),
        ("1842.50", 184250),
        ("1842.5", 184250),
        ("0.01", 1),
        ("7.500", 750),
        ('"12.30"', 1230),
        ("010", 1000),
    ],
)
def test_money_is_read_to_the_fen(word, fen):
    assert of("wage", word) == fen


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("800元", "number_with_words"),
        ("￥800", "number_with_words"),
        ("800元/月", "number_with_words"),
        ("５００", "number_full_width"),
        ("8００", "number_full_width"),
        ("1,200.00", "number_separated"),
        ("1，200", "number_separated"),
        ("1e3", "number_exponent"),
        ("12.005", "too_many_decimals"),
        ("八百", "number_expected"),
        ("many", "number_expected"),
        (".5", "number_expected"),
        ("-0.01", "number_out_of_range"),
        ("1000000.01", "number_out_of_range"),
        ("9" * 41, "number_too_long"),
        ("9" * 5000, "number_too_long"),
        ("true", "number_expected"),
        ("''", "nothing_given"),
        ("", "nothing_given"),
        ("~", "nothing_given"),
        ("null", "nothing_given"),
        ("[1]", "not_one_value"),
        ("{a: 1}", "not_one_value"),
    ],
)
def test_what_is_no_plain_amount_is_refused(word, kind):
    assert mistake("wage", word) == kind


def test_a_number_does_not_depend_on_the_decimal_context_of_the_caller():
    with localcontext() as context:
        context.prec = 2
        assert of("wage", "98765.43") == 9876543


@pytest.mark.parametrize(
    ("value", "fen"),
    [
        (800, 80000),
        (Decimal("1842.50"), 184250),
        (1842.5, 184250),
        (0.1, 10),
        ("1842.50", 184250),
        (Decimal("1E+2"), 10000),
        (1e5, 10000000),
    ],
)
def test_python_numbers_are_read_from_their_shortest_form(value, fen):
    household, problems = read_object(
        {"on": date(2022, 8, 1), "place": 320100, "members": [{"id": "a", "wage": value}]}
    )
    assert not problems
    assert slot(household, "wage") == fen


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (0.1 + 0.2, "too_many_decimals"),
        (float("nan"), "number_expected"),
        (float("inf"), "number_expected"),
        (1e300, "number_too_long"),
        (Decimal("1e999999"), "number_exponent"),
        pytest.param(10**5000, "number_too_long", id="huge"),
        (True, "number_expected"),
        (None, "nothing_given"),
        (date(2020, 1, 1), "number_with_words"),
    ],
)
def test_python_values_that_are_no_exact_amount_are_refused(value, kind):
    household, problems = read_object({"on": "2022-08-01", "place": "320100", "members": [{"id": "a", "wage": value}]})
    assert household is None
    assert kinds(problems) == [kind]
    assert problems[0].args["path"] == "members[0].wage"


def test_a_ratio_may_be_a_percentage():
    assert of("share", "12.5%") == of("share", "0.125") == 125_000
    assert mistake("wage", "12%") == "number_with_words"


@pytest.mark.parametrize("word", ["true", "是", "有", "yes", "True"])
def test_words_for_yes(word):
    assert of("in_jail", word) is True


@pytest.mark.parametrize("word", ["false", "否", "无", "no"])
def test_words_for_no(word):
    assert of("in_jail", word) is False


@pytest.mark.parametrize("word", ["1", "maybe", "对"])
def test_other_words_are_no_truth(word):
    assert mistake("in_jail", word) == "truth_expected"


@pytest.mark.parametrize("word", ["visual", "视力残疾", "Visual"])
def test_a_choice_is_known_by_identifier_and_by_label(word):
    assert of("kind", word) == 1


def test_a_wrong_choice_names_the_choices_and_the_nearest():
    _, problems = read_text("household: {area: urbann}\nmembers: [{id: a}]")
    assert problems[0].args["choices"] == "城镇、农村"
    assert problems[0].args["choices_en"] == "urban, rural"
    assert problems[0].args["nearest"] == "urban"


def test_a_sensitive_choice_is_not_guessed_at():
    _, problems = one("kind: visul")
    assert problems[0].args["nearest"] == ""


def test_days_are_read_as_written():
    assert of("birth_date", "2000-02-29") == date(2000, 2, 29).toordinal()
    assert of("birth_date", "2022-08-01") == date(2022, 8, 1).toordinal()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("2001-02-29", "no_such_day"),
        ("2024-13-01", "no_such_day"),
        ("2022-08-02", "day_too_late"),
        ("1899-12-31", "day_too_early"),
        ("2000/02/28", "day_expected"),
        ("2000年2月28日", "day_expected"),
        ("20000228", "day_expected"),
        ("2000-2-8", "day_expected"),
        ("2000-W05-1", "day_expected"),
        ("0000-01-01", "no_such_day"),
    ],
)
def test_what_is_no_day_is_refused(word, kind):
    assert mistake("birth_date", word) == kind


@pytest.mark.parametrize("word", ["360103", '"360103"'])
def test_a_place_is_a_code(word):
    assert of("home", word) == "360103"


@pytest.mark.parametrize(
    ("word", "kind"), [("369999", "place_unknown"), ("3601", "place_code_expected"), ("南京市", "place_code_expected")]
)
def test_what_is_no_place_is_refused(word, kind):
    assert mistake("home", word) == kind


def test_the_place_of_application_is_suggested_by_its_name():
    _, problems = read_text("on: 2022-08-01\nplace: 南京市\nmembers: [{id: a}]", headed=False)
    assert kinds(problems) == ["place_code_expected"]
    assert problems[0].args["nearest_en"] == "320100"


@pytest.mark.parametrize("word", ["unknown", "不清楚", "未知", '"unknown"'])
def test_asked_and_not_known_is_kept_apart_from_not_asked(word):
    household, problems = one(f"wage: {word}")
    assert not problems
    assert slot(household, "wage") is None
    assert household.asked == {"members[a].wage"}


def test_a_text_is_unknown_only_without_quotes():
    assert of("name", '"unknown"') == "unknown"
    household, _ = one("name: unknown")
    assert household.asked == {"members[a].name"}
    assert household.names == ("a",)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ('"a\\nb"', "text_not_plain"),
        ('"\\e[2J"', "text_not_plain"),
        ('"\\u202Eb"', "text_not_plain"),
        ("x" * 501, "text_too_long"),
    ],
)
def test_a_text_that_would_steer_a_terminal_is_refused(word, kind):
    assert mistake("name", word) == kind


def test_a_key_that_would_steer_a_terminal_is_shown_harmless():
    _, problems = one('"\\e[31mred": 1')
    assert kinds(problems) == ["key_unknown"]
    assert "\x1b" not in render_all(problems)
