"""A place in an instrument as people cite it: 《社会救助暂行办法》第九条, `Interim Measures for Social Assistance, art. 9`.

locator = "art." numbers ["para." n] | "sec." numbers [...] ; a number may carry an item in parentheses, `13(4)`, and ranges and lists of them
are written `4-6` and `4, 8`. What is not of this form is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from eligibility.ir.program import Cited
from eligibility.messages.catalogue import phrase

DIGITS: Final = "零一二三四五六七八九"
PART: Final = re.compile(r"(art|sec|para|item|ch|annex)\.?\s*([0-9][0-9()\-–, ]*)", re.IGNORECASE)
NUMBER: Final = re.compile(r"(\d+)((?:\(\d+\))*)")
BELOW_OFFICIAL: Final = frozenset({"press", "recalled", "assumed"})


def numeral(n: int) -> str:
    """A whole number below a thousand in Chinese: 十三, 二十, 一百零五."""
    if n < 10:
        return DIGITS[n]
    if n < 20:
        return "十" + (DIGITS[n % 10] if n % 10 else "")
    if n < 100:
        return DIGITS[n // 10] + "十" + (DIGITS[n % 10] if n % 10 else "")
    head, rest = DIGITS[n // 100] + "百", n % 100
    if rest == 0:
        return head
    return head + (
        "零" + DIGITS[rest] if rest < 10 else DIGITS[rest // 10] + "十" + (DIGITS[rest % 10] if rest % 10 else "")
    )


def locator(text: str, lang: str) -> str:
    """`art. 13(4)` as 第十三条第（四）项, `sec. 1(4)` as 第一部分第（四）项's short form 一（四）."""
    if lang != "zh":
        return text
    parts = PART.findall(text)
    if not parts or PART.sub("", text).strip(" ,;"):
        return text
    return "".join(zh_part(kind.lower(), numbers) for kind, numbers in parts)


def zh_part(kind: str, numbers: str) -> str:
    words = {"art": "条", "para": "款", "item": "项", "ch": "章"}
    out = []
    for piece in re.split(r",\s*", numbers.strip(" ,")):
        ends = [zh_number(kind, words.get(kind, ""), end) for end in re.split(r"[-–]", piece)]
        out.append("至".join(ends))
    return "、".join(out)


def zh_number(kind: str, word: str, text: str) -> str:
    found = NUMBER.search(text)
    if found is None:
        return text
    number, items = int(found[1]), [int(i) for i in re.findall(r"\d+", found[2])]
    if kind == "sec":
        return numeral(number) + "".join(f"（{numeral(i)}）" for i in items)
    if kind == "annex":
        return f"附件{number}"
    head = f"第（{numeral(number)}）项" if kind == "item" else f"第{numeral(number)}{word}"
    return head + "".join(f"第（{numeral(i)}）项" for i in items)


def title(cited: Cited, lang: str) -> str:
    if lang == "zh":
        return f"《{cited.title}》"
    return cited.en or f"《{cited.title}》"


def citation(cited: Cited, lang: str) -> str:
    """One place, with how it is known where that is below official."""
    return cite((cited,), lang)


def cite(citations: Iterable[Cited], lang: str) -> str:
    """Several places; those of one instrument under one title."""
    grouped: dict[str, list[Cited]] = {}
    for c in citations:
        grouped.setdefault(c.key, []).append(c)
    return phrase("citations.and", lang).join(together(group, lang) for group in grouped.values())


def together(group: Sequence[Cited], lang: str) -> str:
    places: list[str] = []
    for c in group:
        place = locator(c.locator, lang)
        if place and place not in places:
            places.append(place)
    join = "、" if lang == "zh" else ", "
    text = title(group[0], lang) + ("" if lang == "zh" or not places else ", ") + join.join(places)
    known = grade(group[0], lang)
    return text + (phrase("citations.known", lang, grade=known) if known else "")


def grade(cited: Cited, lang: str) -> str:
    """How a source is known, in words; empty where it was read in the instrument or on an official page."""
    if cited.grade not in BELOW_OFFICIAL:
        return ""
    return phrase(f"grades.{cited.grade}", lang)


def instrument(cited: Cited, lang: str) -> str:
    """The instrument with its number: 《最低生活保障审核确认办法》（民发〔2021〕57号）."""
    if not cited.number:
        return title(cited, lang)
    return title(cited, lang) + (f"（{cited.number}）" if lang == "zh" else f" ({cited.number})")
