from __future__ import annotations

import pytest

from eligibility.ir.program import Cited
from eligibility.wording.citations import citation, cite, instrument, locator, numeral


def cited(where: str, *, key: str = "M57", grade: str = "text") -> Cited:
    return Cited(key, where, "最低生活保障审核确认办法", "Measures", "民发〔2021〕57号", grade, "")


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("art. 9", "第九条"),
        ("art. 13(4)", "第十三条第（四）项"),
        ("art. 18 para. 1", "第十八条第一款"),
        ("art. 9 para. 2(3)", "第九条第二款第（三）项"),
        ("sec. 1(4)", "一（四）"),
        ("sec. 12", "十二"),
        ("art. 4-6", "第四条至第六条"),
        ("art. 4, 8", "第四条、第八条"),
        ("annex 2", "附件2"),
        ("preamble", "preamble"),
        ("", ""),
    ],
)
def test_a_locator_reads_as_chinese_instruments_are_cited(text: str, zh: str) -> None:
    assert locator(text, "zh") == zh
    assert locator(text, "en") == text


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (234, "二百三十四"),
    ],
)
def test_numerals_below_a_thousand(n: int, text: str) -> None:
    assert numeral(n) == text


def test_a_citation_names_the_title_and_the_place() -> None:
    assert citation(cited("art. 9"), "zh") == "《最低生活保障审核确认办法》第九条"
    assert citation(cited("art. 9"), "en") == "Measures, art. 9"
    assert citation(cited(""), "en") == "Measures"
    assert instrument(cited(""), "zh") == "《最低生活保障审核确认办法》（民发〔2021〕57号）"


def test_several_places_of_one_instrument_stand_under_one_title() -> None:
    found = cite([cited("art. 4"), cited("art. 8"), cited("art. 4"), cited("", key="N22")], "zh")
    assert found == "《最低生活保障审核确认办法》第四条、第八条；《最低生活保障审核确认办法》"


@pytest.mark.parametrize(
    ("grade", "said"), [("text", False), ("official", False), ("press", True), ("recalled", True), ("assumed", True)]
)
def test_what_is_known_less_well_than_from_an_official_page_is_said(grade: str, said: bool) -> None:
    for lang, word in (("zh", "来源"), ("en", "source")):
        assert (word in citation(cited("art. 9", grade=grade), lang)) is said
