"""Every stated reading: what is read into the law and why, which rules and values rest on it, what it can change; and with them the clauses not encoded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.inforce import holds
from eligibility.law.layers import containing
from eligibility.policy.model import Label, Layer, Reading
from eligibility.survey import clauses
from eligibility.survey.clauses import Left
from eligibility.survey.parts import Part, Survey
from eligibility.survey.reach import Effect, Reach
from eligibility.survey.words import (
    both,
    colon,
    day,
    effect_words,
    joined,
    part_words,
    period,
    place_name,
    program_name,
    say,
)


@record
class Stated:
    """A reading with the layer that states it."""

    layer: Layer
    reading: Reading
    uses: tuple[Part, ...]
    effects: tuple[Effect, ...]
    farther: tuple[str, ...]  # programmes that ask for the outcome of these


def stated(survey: Survey, place: str | None = None, on: date | None = None) -> tuple[Stated, ...]:
    """The readings of some packs, or those on which something rests that is said for a place or on a day; the nation's first, then by id."""
    reach = Reach(survey)
    spoken: Sequence[str] = () if place is None else (*containing(place), NATION)
    out = []
    for layer, reading in survey.readings:
        named = (p for p in survey.parts if reading.id in p.readings)
        uses = [p for p in named if survey.meant(reading.id, p.layer) == (layer, reading)]
        if place is not None:
            uses = [p for p in uses if p.place in spoken]
        if on is not None:
            uses = [p for p in uses if holds(p, on)]
        if uses or (place is None and on is None):
            uses.sort(key=lambda p: (p.place != NATION, p.place))
            effects_ = reach.effects(uses)
            out.append(Stated(layer, reading, tuple(uses), effects_, reach.farther(effects_)))
    return tuple(sorted(out, key=lambda s: (s.layer.place or "", s.reading.id)))


# ---- as data


def document(survey: Survey, found: Sequence[Stated], left: Sequence[Left]) -> dict[str, Any]:
    return {
        "schema": "eligibility/readings/1",
        "readings": [entry(survey, s) for s in found],
        "untranslatable": [clauses.entry(one) for one in left],
    }


def entry(survey: Survey, s: Stated) -> dict[str, Any]:
    return {
        "id": s.reading.id,
        "text": both(s.reading.text),
        "reason": both(s.reading.reason),
        "place": s.layer.place or NATION,
        "file": s.reading.span.source.name,
        "line": s.reading.span.line,
        "uses": [use(survey, part) for part in s.uses],
        "effect": [
            {"program": e.program, "label": both(label_of(survey, e.program)), "outcome": e.outcome, "amount": e.amount}
            for e in s.effects
        ],
        "indirectly": list(s.farther),
    }


def use(survey: Survey, part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "program": part.program or None,
        "of": part.owner or None,
        "id": part.id,
        "label": both(survey.label(part.key, part.layer) or Label("", "")),
        "place": part.place,
        "from": day(part.since),
        "until": day(part.until),
        "source": [f"{c.key} {c.locator}".strip() for c in part.citations],
    }


def label_of(survey: Survey, program: str) -> Label:
    return survey.frames[program].label or Label(program, program)


# ---- for people


def text(survey: Survey, found: Sequence[Stated], left: Sequence[Left], lang: str) -> str:
    blocks = ["\n".join(paragraph(survey, s, lang)) for s in found] or [say("no_readings", lang)]
    if left:
        blocks.append(say("clauses.title", lang))
        blocks += ["\n".join(clauses.paragraph(survey, one, lang)) for one in left]
    return "\n\n".join(blocks)


def paragraph(survey: Survey, s: Stated, lang: str) -> Iterator[str]:
    yield f"{s.reading.id}  {place_name(s.layer.place, lang)}"
    yield f"  {s.reading.text.of(lang)}"
    yield f"  {say('reason', lang)}{colon(lang)}{s.reading.reason.of(lang)}"
    yield f"  {say('effect', lang)}{colon(lang)}{effects(survey, s, lang)}"
    yield f"  {say('uses', lang)}{colon(lang)}".rstrip()
    for line in used(survey, s.uses, lang):
        yield f"    {line}"


def effects(survey: Survey, s: Stated, lang: str) -> str:
    told = joined((effect_words(survey, e, lang) for e in s.effects), lang)
    if not told:
        return say("no_effect", lang)
    names = joined((program_name(survey, id_, lang) for id_ in s.farther), lang)
    return told + (say("farther", lang, programs=names) if names else "")


def used(survey: Survey, uses: Sequence[Part], lang: str) -> list[str]:
    """A line for each part and place, its periods together."""
    periods: dict[tuple[str, str], list[tuple[date | None, date | None]]] = {}
    for part in uses:
        what = part_words(survey, part, lang), place_name(part.layer.place, lang)
        periods.setdefault(what, []).append((part.since, part.until))
    return [f"{what}{say('at', lang, place=where)}{spans(times, lang)}" for (what, where), times in periods.items()]


def spans(times: Sequence[tuple[date | None, date | None]], lang: str) -> str:
    """`，2014-05-01 至 2021-06-30`; nothing where it is always so."""
    known = sorted({t for t in times if t != (None, None)}, key=lambda t: t[0] or date.min)
    if not known:
        return ""
    return say("times", lang, times=joined((period(*t, lang) for t in merged(known)), lang))


def merged(times: Sequence[tuple[date | None, date | None]]) -> Iterator[tuple[date | None, date | None]]:
    """Periods one after the other without a day between them as one."""
    since, until = times[0]
    for start, end in times[1:]:
        if until is None or (start is not None and start.toordinal() <= until.toordinal() + 1):
            until = None if until is None or end is None else max(until, end)
        else:
            yield since, until
            since, until = start, end
    yield since, until


def page(survey: Survey, found: Sequence[Stated], left: Sequence[Left], lang: str) -> str:
    """The readings and the clauses that are not encoded as a page of the documentation."""
    parts = [say("readings_head", lang, count=len(found), clauses=len(left)), f"## {say('readings_title', lang)}\n"]
    for place, group in groupby(found, key=lambda s: s.layer.place):
        parts.append(f"### {place_name(place, lang)}\n")
        for s in group:
            parts.append(f"#### {s.reading.text.of(lang)}\n")
            parts.append("\n".join(points(survey, s, lang)) + "\n")
    parts.append(f"## {say('clauses.title', lang)}\n")
    parts.append(clauses.section(survey, left, lang))
    return "\n".join(parts)


def points(survey: Survey, s: Stated, lang: str) -> Iterator[str]:
    yield f"* **{say('reason', lang)}**{colon(lang)}{s.reading.reason.of(lang)}"
    yield f"* **{say('effect', lang)}**{colon(lang)}{effects(survey, s, lang)}"
    yield f"* **{say('uses', lang)}**{colon(lang)}".rstrip()
    yield from (f"  * {line}" for line in used(survey, s.uses, lang))
    yield f"* `{s.reading.id}`"
