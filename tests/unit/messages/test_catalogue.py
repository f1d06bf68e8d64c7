"""Every kind of problem that the source can raise has its words in both languages, with the same arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import eligibility
from eligibility.messages.catalogue import LANGUAGES, phrase, problem_text, sentences, type_words

SOURCE = Path(eligibility.__file__).parent
RAISERS = {
    "add", "refuse", "problem", "Problem", "NotOfType", "Mistake", "Misread", "Slip", "NotJson", "_stop", "unknown", "_refuse", "report",
}  # fmt: skip
TABLES = ("types", "remedies")
KINDS = sorted(set(sentences("problems", "zh")) - set(TABLES))


def raised() -> Iterator[tuple[str, str]]:
    """Kinds named in calls, with the place of the call."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                word = node.args[0].value
                if name in RAISERS and isinstance(word, str) and word.replace("_", "").isalpha():
                    yield word, f"{path.relative_to(SOURCE)}:{node.lineno}"


def placeholders(template: str) -> set[str]:
    return {
        (name or "").removesuffix("_en").removesuffix("_zh")
        for _, name, _, _ in Formatter().parse(template)
        if name is not None
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_that_is_raised_has_words(lang: str) -> None:
    found = list(raised())
    assert len(found) > 100
    assert [f"{kind} at {at}" for kind, at in found if kind not in sentences("problems", lang)] == []


def test_both_languages_have_the_same_kinds_and_codes() -> None:
    zh, en = (sentences("problems", lang) for lang in LANGUAGES)
    assert list(zh) == list(en)
    assert {k: zh[k]["code"] for k in KINDS} == {k: en[k]["code"] for k in KINDS}


def test_a_code_names_one_kind() -> None:
    codes = [sentences("problems", "zh")[k]["code"] for k in KINDS]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_use_the_same_arguments_and_variants(kind: str) -> None:
    zh, en = (sentences("problems", lang)[kind] for lang in LANGUAGES)
    assert set(zh) == set(en)
    used = [set().union(*(placeholders(t) for key, t in entry.items() if key != "code")) for entry in (zh, en)]
    assert used[0] == used[1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_house_style(kind: str, lang: str) -> None:
    for key, text in sentences("problems", lang)[kind].items():
        assert text.strip() == text
        assert "\n" not in text
        assert not text.endswith((".", "。"))
        if lang == "en" and key.startswith(("text", "remedy")):
            assert not text[:2].istitle(), text


@pytest.mark.parametrize("table", TABLES)
def test_words_for_types_are_the_same_in_both_languages(table: str) -> None:
    assert list(sentences("problems", "zh")[table]) == list(sentences("problems", "en")[table])


def test_an_empty_argument_takes_the_other_remedy() -> None:
    assert problem_text("unknown_name", {"name": "a", "nearest": "b"}, "en").remedy == "did you mean b?"
    assert problem_text("unknown_name", {"name": "a", "nearest": ""}, "en").remedy.startswith("declare it first")


def test_units_are_named_in_the_readers_words() -> None:
    assert problem_text("unit_mismatch", {"left": "yuan/month", "right": "yuan/year", "fix": "x"}, "zh").text == (
        "单位不一致：左边是 元/月，右边是 元/年"
    )
    assert type_words("list of member", "zh") == "「member」的列表"
    assert type_words("enum member.work_capacity", "en") == "values of `member.work_capacity`"


def test_braces_in_an_argument_are_text() -> None:
    assert "{x!r}" in problem_text("unknown_name", {"name": "{x!r}", "nearest": ""}, "en").text


def test_a_kind_without_words_is_still_shown() -> None:
    assert problem_text("no_such_kind", {"a": "b"}, "zh").code == "E000"


def test_an_unknown_phrase_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        phrase("no.such.phrase", "zh")
