"""Clauses of the law that are not encoded: what they say, why no rule is made of them, and what they could turn.

A clause holds while an instrument that it cites is in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.inforce import holds
from eligibility.law.layers import containing
from eligibility.policy.model import Untranslatable
from eligibility.survey.parts import Part, Survey
from eligibility.survey.reach import Reach
from eligibility.survey.words import both, colon, day, joined, period, place_name, program_name, say, titled
from eligibility.wording.citations import locator


@record
class Left:
    """A clause, the programmes that it could turn, and the days on which it holds."""

    part: Part
    clause: Untranslatable
    programs: tuple[str, ...]
    since: date | None
    until: date | None


def left(survey: Survey, place: str | None = None, on: date | None = None) -> tuple[Left, ...]:
    """All of them, or those of a place and a day; the nation's first."""
    reach = Reach(survey)
    spoken: Sequence[str] = () if place is None else (*containing(place), NATION)
    out = []
    for part in survey.parts:
        if part.clause is not None and (place is None or part.place in spoken):
            found = {reached.program for reached in reach.onward(part)}
            since, until = lasting(survey, part)
            one = Left(part, part.clause, tuple(id_ for id_ in survey.frames if id_ in found), since, until)
            if on is None or holds(one, on):
                out.append(one)
    return tuple(sorted(out, key=lambda one: (one.part.layer.place or "", one.programs, one.part.id)))


def lasting(survey: Survey, part: Part) -> tuple[date | None, date | None]:
    """From the first day of the instruments that it cites to the last."""
    found = [s for c in part.citations if (s := survey.source(c, part.layer)) is not None]
    starts, ends = [s.since for s in found], [s.until for s in found]
    since = None if None in starts else min(filter(None, starts), default=None)
    return since, None if None in ends else max(filter(None, ends), default=None)


def entry(one: Left) -> dict[str, Any]:
    part = one.part
    return {
        "id": one.clause.id,
        "text": both(one.clause.text),
        "reason": both(one.clause.reason),
        "effect": one.clause.effect,
        "programs": list(one.programs),
        "of": part.id.rpartition(".")[0] or part.owner,
        "place": part.place,
        "from": day(one.since),
        "until": day(one.until),
        "source": [f"{c.key} {c.locator}".strip() for c in part.citations],
        "file": part.span.source.name,
        "line": part.span.line,
    }


def points(survey: Survey, one: Left, lang: str) -> Iterator[tuple[str, str]]:
    """What is told of a clause, each under its title."""
    yield say("reason", lang), one.clause.reason.of(lang)
    names = joined((program_name(survey, id_, lang) for id_ in one.programs), lang)
    yield say("effect", lang), say(f"clauses.{one.clause.effect}", lang, programs=names)
    cited = [(survey.source(c, one.part.layer), c.locator) for c in one.part.citations]
    told = (titled(s, lang) + ("" if lang == "zh" else " ") + locator(at, lang) for s, at in cited if s is not None)
    if cited:
        yield say("clauses.cited", lang), joined((t.strip() for t in told), lang)
    if one.since or one.until:
        yield say("clauses.time", lang), period(one.since, one.until, lang)


def paragraph(survey: Survey, one: Left, lang: str) -> Iterator[str]:
    yield f"{one.clause.id}  {place_name(one.part.layer.place, lang)}"
    yield f"  {one.clause.text.of(lang)}"
    yield from (f"  {title}{colon(lang)}{words}" for title, words in points(survey, one, lang))


def section(survey: Survey, found: Sequence[Left], lang: str) -> str:
    """Their part of a page, by place."""
    parts = []
    for place, group in groupby(found, key=lambda one: one.part.layer.place):
        parts.append(f"### {place_name(place, lang)}\n")
        for one in group:
            parts.append(f"#### {one.clause.text.of(lang)}\n")
            lines = [f"* **{title}**{colon(lang)}{words}" for title, words in points(survey, one, lang)]
            parts.append("\n".join([*lines, f"* `{one.clause.id}`"]) + "\n")
    return "\n".join(parts)
