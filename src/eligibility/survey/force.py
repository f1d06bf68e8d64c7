"""What is in force where: each programme with what the nation says of it, and with what each place changes, since when and by which instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.inforce import Dated, holds
from eligibility.law.layers import containing
from eligibility.policy.model import Program, Source
from eligibility.survey.parts import Part, Survey
from eligibility.survey.reach import Reach
from eligibility.survey.words import both, day, joined, period, place_name, say

SHOWN = ("condition", "definition", "grant", "value", "clause", "relation", "program")


@record
class Said:
    """What the layers of one place say of a programme."""

    place: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    since: date | None
    until: date | None


@record
class Force:
    frame: Program
    nation: Said
    places: tuple[Said, ...]


def force(survey: Survey, place: str | None = None, on: date | None = None) -> tuple[Force, ...]:
    """Every programme; those in force on one day, and what is said for one place, where these are given."""
    reach = Reach(survey)
    spoken = None if place is None else {*containing(place), NATION}
    by_program: dict[str, dict[str, list[Part]]] = {id_: {} for id_ in survey.frames}
    for part in survey.parts:
        if (spoken is None or part.place in spoken) and (on is None or holds(part, on)):
            for id_ in {reached.program for reached in reach.onward(part)}:
                if id_ in by_program and meet(part, survey.frames[id_]):
                    by_program[id_].setdefault(part.place, []).append(part)
    out = []
    for id_, frame in sorted(survey.frames.items()):
        if on is None or holds(frame, on):
            places = sorted(code for code in by_program[id_] if code != NATION)
            nation = said(survey, frame, NATION, by_program[id_].get(NATION, ()), on)
            out.append(Force(frame, nation, tuple(said(survey, frame, c, by_program[id_][c], on) for c in places)))
    return tuple(out)


def meet(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both are in force."""
    first = max(one.since or date.min, other.since or date.min)
    return first <= min(one.until or date.max, other.until or date.max)


def said(survey: Survey, frame: Program, place: str, parts: Sequence[Part], on: date | None) -> Said:
    """The nation speaks for as long as the programme is in force; a place from its first rule or value to its last, within that time."""
    sources = instruments(survey, parts, on)
    if place == NATION:
        return Said(place, tuple(parts), sources, frame.since, frame.until)
    starts, ends = [p.since or frame.since for p in parts], [p.until or frame.until for p in parts]
    since = None if None in starts else min(filter(None, starts), default=None)
    until = None if None in ends else max(filter(None, ends), default=None)
    if since is not None and frame.since is not None:
        since = max(since, frame.since)
    return Said(place, tuple(parts), sources, since, until)


def instruments(survey: Survey, parts: Iterable[Part], on: date | None) -> tuple[Source, ...]:
    """What the parts cite, in the order of their days."""
    found: dict[tuple[str, int], Source] = {}
    for part in parts:
        for citation in part.citations:
            source = survey.source(citation, part.layer)
            if source is not None and (on is None or holds(source, on)):
                found[source.span.source.name, source.span.start] = source
    return tuple(sorted(found.values(), key=lambda s: (s.since or date.min, s.key)))


def changes(one: Said) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """The keys of what is said by kind, each once."""
    for kind in SHOWN:
        keys = list(dict.fromkeys(p.key for p in one.parts if p.kind == kind))
        if keys:
            yield kind, keys


# ---- as data


def document(found: Sequence[Force]) -> dict[str, Any]:
    return {"schema": "eligibility/list/1", "programs": [entry(f) for f in found]}


def entry(f: Force) -> dict[str, Any]:
    frame, everyone = f.frame, (f.nation, *f.places)
    assert frame.label is not None
    mine = [p for one in everyone for p in one.parts if p.program == frame.id and p.clause is None]
    return {
        "program": frame.id,
        "label": both(frame.label),
        "for_each": frame.for_each,
        "from": day(frame.since),
        "until": day(frame.until),
        "conditions": sorted({p.id for p in mine if p.kind == "condition"}),
        "grants": sorted({p.id for p in mine if p.kind == "grant"}),
        "places": [place_entry(one) for one in f.places],
        "sources": [source_entry(s) for s in f.nation.sources],
    }


def place_entry(one: Said) -> dict[str, Any]:
    return {
        "place": one.place,
        "name": place_name(one.place, "zh"),
        "from": day(one.since),
        "until": day(one.until),
        "changes": {
            kind: [".".join(filter(None, key[1:])) if kind == "definition" else key[2] for key in keys]
            for kind, keys in changes(one)
        },
        "sources": [source_entry(s) for s in one.sources],
    }


def source_entry(s: Source) -> dict[str, Any]:
    return {
        "key": s.key, "title": s.title, "en": s.en, "number": s.number, "from": day(s.since), "until": day(s.until),
        "cited_until": day(s.cited_until), "grade": s.grade,
    }  # fmt: skip


# ---- for people


def text(survey: Survey, found: Sequence[Force], lang: str) -> str:
    return "\n".join(line for f in found for line in lines(survey, f, lang)) or say("list.none", lang)


def lines(survey: Survey, f: Force, lang: str) -> Iterator[str]:
    frame = f.frame
    assert frame.label is not None
    yield f"{frame.id}  {frame.label.of(lang)}  {period(frame.since, frame.until, lang)}"
    yield f"  {place_name(None, lang)}"
    yield from (f"    {instrument(s, lang)}" for s in f.nation.sources)
    for one in f.places:
        code = "" if lang == "en" else f" {one.place}"
        yield f"  {place_name(one.place, lang)}{code}  {period(one.since, one.until, lang)}"
        for kind, keys in changes(one):
            labels = (survey.labels.get(key) for key in keys)
            names = (label.of(lang) if label else key[2] for label, key in zip(labels, keys, strict=True))
            yield "    " + say("list.changes", lang, kind=say(f"list.kinds.{kind}", lang), names=joined(names, lang))
        yield from (f"    {instrument(s, lang)}" for s in one.sources)


def instrument(s: Source, lang: str) -> str:
    """`《社会救助暂行办法》国务院令第649号，2014-05-01 起，引用至 2026-06-30，原文`"""
    title = f"《{s.title}》{s.number}" if lang == "zh" or not s.en else f"{s.en} ({s.number or s.title})"
    told = [title, period(s.since, s.until, lang) if s.since or s.until else ""]
    if s.cited_until and s.cited_until != s.until:
        told.append(say("list.cited_until", lang, until=s.cited_until))
    told.append(say(f"grades.{s.grade}", lang))
    return ("，" if lang == "zh" else ", ").join(filter(None, told))
