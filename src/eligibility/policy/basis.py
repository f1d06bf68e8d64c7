"""What a rule rests on: citations of instruments, stated readings, clauses that cannot be encoded. And the instruments and readings themselves.

A citation is a key and a locator, `M57 art. 13(4)`; in Chinese the key and the article as it is written, `救助法第十八条第一款`.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.policy.entry import NO_LABEL, Entry
from eligibility.policy.model import Citation, Effect, Grade, Reading, Source, Untranslatable
from eligibility.policy.shapes import ReadingShape, SourceShape, UntranslatableShape
from eligibility.policy.tree import Scalar

KEY: Final = re.compile(r"[^\W\d_][\w-]*")
READING: Final = re.compile(r"[^\W\d_A-Z][\w-]*")
LOCATOR: Final = re.compile(
    r"(?:(?:art|sec|ch|app)\. [0-9]+(?:-[0-9]+)?(?:\([0-9]+\))*)(?: para\. [0-9]+(?:\([0-9]+\))*)?"
)
CITED: Final = re.compile(r"(?P<key>\S+?)(?:\s+(?P<locator>\S.*)|(?P<zh>第[一二三四五六七八九十百零〇0-9]+条.*))?")
ZH: Final = re.compile(
    r"第(?P<art>[一二三四五六七八九十百零〇0-9]+)条(?:之(?P<sub>[一二三四五六七八九十0-9]+))?"
    r"(?:第(?P<para>[一二三四五六七八九十0-9]+)款)?(?:第[（(]?(?P<item>[一二三四五六七八九十0-9]+)[）)]?项)?"
)
DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def sources(entry: Entry) -> dict[str, Source]:
    """The instruments of a file."""
    out = {}
    for e in entry.entries("sources", SourceShape, ids=KEY):
        e.need("title")
        since, until = e.period()
        grade: Grade = e.choice("grade", "grade") or "assumed"  # type: ignore[assignment]
        e.need("grade")
        out[e.id] = Source(
            e.id,
            e.text("title"),
            e.text("en"),
            e.text("number"),
            since,
            until,
            e.day("cited_until"),
            grade,
            e.text("note"),
            e.at,
        )
    return out


def readings(entry: Entry) -> dict[str, Reading]:
    """The stated readings of a file."""
    out = {}
    for e in entry.entries("readings", ReadingShape, ids=READING):
        if e.need("text") and e.need("reason"):
            out[e.id] = Reading(e.id, e.label("text") or NO_LABEL, e.label("reason") or NO_LABEL, e.at)
    return out


def cited(entry: Entry) -> tuple[Citation, ...]:
    found = tuple(c for s in entry.texts("source") if (c := citation(entry, s)) is not None)
    entry.file.citations.extend(found)
    return found


def citation(entry: Entry, scalar: Scalar) -> Citation | None:
    """`M57 art. 13(4)`, `N22`, `救助法第十八条第一款`"""
    span, text = scalar.span, scalar.text.strip()
    assert span is not None
    found = CITED.fullmatch(text)
    if found is None:
        entry.file.problems.add("empty_value", span, name="source")
        return None
    locator = (found["locator"] or found["zh"] or "").strip()
    article = ZH.fullmatch(locator)
    if article:
        locator = in_numbers(article)
    elif locator and not LOCATOR.fullmatch(locator):
        start = scalar.text.index(locator)
        entry.file.problems.add("bad_locator", scalar.at(start, start + len(locator)), text=locator)
    return Citation(found["key"], locator, span)


def in_numbers(article: re.Match[str]) -> str:
    """第十八条第一款第（四）项 is `art. 18 para. 1(4)`."""
    out = f"art. {count(article['art'])}"
    if article["sub"]:
        out += f"-{count(article['sub'])}"
    if article["para"]:
        out += f" para. {count(article['para'])}"
    return out + (f"({count(article['item'])})" if article["item"] else "")


def count(text: str) -> int:
    """A Chinese number under a thousand, or digits."""
    if text.isascii():
        return int(text)
    total, last = 0, 0
    for char in text:
        if char in ("十", "百"):
            total += (last or 1) * (10 if char == "十" else 100)
            last = 0
        else:
            last = DIGITS[char]
    return total + last


def read_into(entry: Entry) -> tuple[str, ...]:
    """The stated readings that a rule rests on."""
    found = entry.texts("reading")
    for s in found:
        span = s.span
        assert span is not None
        entry.file.readings.append((s.text, span))
    return tuple(s.text for s in found)


def rests(entry: Entry) -> bool:
    return "source" in entry or "reading" in entry


def grounded(entry: Entry) -> None:
    """Every rule cites an article or a stated reading."""
    if not rests(entry):
        entry.problem("no_source", name=entry.id)


def untranslatable(entry: Entry) -> tuple[Untranslatable, ...]:
    out = []
    for e in entry.entries("untranslatable", UntranslatableShape):
        ready = [e.need(key) for key in ("text", "reason", "effect")]
        citations = cited(e)
        grounded(e)
        effect: Effect | None = e.choice("effect", "effect")  # type: ignore[assignment]
        if all(ready) and effect is not None:
            text, reason = e.label("text") or NO_LABEL, e.label("reason") or NO_LABEL
            out.append(Untranslatable(e.id, text, reason, effect, citations, e.at))
    return tuple(out)
