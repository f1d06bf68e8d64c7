"""Questions and answers: given by name, typed, or wrong."""

from __future__ import annotations

import pytest

from eligibility.authoring.new.asking import Asking
from eligibility.authoring.new.questions import ID, id_, pattern
from eligibility.diagnostics.errors import EligibilityError


def asking(given=None, lines=None, *, patient=False):
    said, waiting = [], iter(lines or ())
    line = None if lines is None else lambda question: (said.append(question), next(waiting, None))[1]
    return Asking("en", given or {}, line, said.append, patient=patient), said


def test_an_answer_given_by_name_is_not_asked_for():
    ask, said = asking({"label_zh": "补贴"}, [])
    assert ask.ask("label_zh") == "补贴"
    assert said == []


def test_an_empty_line_takes_the_default_that_the_question_shows():
    ask, said = asking(lines=["\n", "other\n"])
    assert ask.ask("id", default="heating") == "heating"
    assert ask.ask("id", default="heating") == "other"
    assert said[0] == "Its id? [heating] "


def test_at_a_terminal_a_wrong_answer_is_asked_for_again():
    ask, said = asking(lines=["Two Words\n", "two_words\n"], patient=True)
    assert ask.ask("id", check=pattern(ID, "bad_id")) == "two_words"
    assert any("Two Words" in text for text in said)
    ask.done()


def test_elsewhere_all_wrong_answers_are_told_at_the_end():
    ask, _ = asking({"id": "9", "type": "yuan/mont", "colour": "red"})
    ask.ask("id", check=id_(()))
    ask.ask("type", choices=("yuan", "yuan/month"))
    ask.ask("label_zh")
    with pytest.raises(EligibilityError) as caught:
        ask.done()
    assert {p.kind for p in caught.value.problems} == {"bad_id", "wrong_choice", "answer_missing", "answer_to_nothing"}
    assert next(p for p in caught.value.problems if p.kind == "wrong_choice").args["nearest"] == "yuan/month"


def test_the_end_of_input_leaves_the_defaults():
    ask, _ = asking(lines=["a\n"], patient=True)
    assert [ask.ask("label_zh"), ask.ask("id", default="b"), ask.ask("article", optional=True)] == ["a", "b", ""]
    ask.done()


def test_a_taken_id_is_refused():
    ask, _ = asking({"id": "rent"})
    ask.ask("id", check=id_(["rent"]))
    with pytest.raises(EligibilityError) as caught:
        ask.done()
    assert [p.kind for p in caught.value.problems] == ["rename_taken"]
