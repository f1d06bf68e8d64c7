"""A run that is glued together is taken apart only where every part is known."""

from __future__ import annotations

import pytest

from eligibility.feel.names import FUNCTIONS, KEYWORD_OF, KEYWORDS, split_run

KNOWN = {"收入", "财产", "合格", "财产合格", "家庭", "age", "x", "在校"}


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("收入且财产", "收入 且 财产"),
        ("收入且财产合格", "收入 且 财产合格"),
        ("收入或者财产", "收入 或者 财产"),
        ("如果收入", "如果 收入"),
        ("age且x", "age 且 x"),
        ("xandage", "x and age"),
        ("收入且非财产", "收入 且 非 财产"),
        ("且收入", "且 收入"),
        ("收入在校", None),
        ("收入财产", None),
        ("收入且存款", None),
        ("收入", None),
        ("且", None),
        ("且" * 300, None),
    ],
)
def test_a_run_splits_into_known_words_and_keywords(word: str, apart: str | None) -> None:
    assert split_run(word, KNOWN) == apart


def test_no_word_has_two_meanings() -> None:
    words = [w for forms in (*KEYWORDS.values(), *FUNCTIONS.values()) for w in forms]
    assert len(words) == len(set(words))
    assert not set(KEYWORD_OF) & set(FUNCTIONS)
