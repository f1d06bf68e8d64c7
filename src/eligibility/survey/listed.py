"""What is in force where as data, as a table with a line for each programme, and at length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from eligibility.diagnostics.width import width
from eligibility.policy.model import Source
from eligibility.survey.force import Force, Said, changes
from eligibility.survey.parts import Survey
from eligibility.survey.words import both, day, instrument, joined, period, place_name, say, titled

# ---- as data


def document(survey: Survey, found: Sequence[Force]) -> dict[str, Any]:
    return {
        "schema": "eligibility/list/1",
        "programs": [entry(f) for f in found],
        "not_in_force": idle(survey, found),
    }


def idle(survey: Survey, found: Sequence[Force]) -> list[str]:
    """The programmes that are not in force there and then."""
    return sorted(set(survey.frames) - {f.frame.id for f in found})


def entry(f: Force) -> dict[str, Any]:
    frame, everyone = f.frame, (f.nation, *f.places)
    assert frame.label is not None
    mine = [p for one in everyone for p in one.parts if p.program == frame.id and p.clause is None]
    return {
        "program": frame.id,
        "label": both(frame.label),
        "for_each": frame.for_each,
        "local": frame.local,
        "from": day(f.since),
        "until": day(f.until),
        "conditions": sorted({p.id for p in mine if p.kind == "condition"}),
        "grants": sorted({p.id for p in mine if p.kind == "grant"}),
        "sources": [source_entry(s) for s in f.nation.sources],
        "shared_sources": [source_entry(s) for s in f.nation.shared],
        "places": [place_entry(one) for one in f.places],
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
        "sources": [source_entry(s) for s in (*one.sources, *one.shared)],
    }


def source_entry(s: Source) -> dict[str, Any]:
    return {
        "key": s.key, "title": s.title, "en": s.en, "number": s.number, "from": day(s.since), "until": day(s.until),
        "cited_until": day(s.cited_until), "grade": s.grade,
    }  # fmt: skip


# ---- a line each


def table(survey: Survey, found: Sequence[Force], lang: str) -> str:
    """Programmes under one another, with how many places change them and by what they were last ruled; then those not in force."""
    titles = say("list.titles", lang).split("|")
    rows = [titles, *(row(f, lang) for f in found)]
    widths = [max(width(r[i]) for r in rows) for i in range(len(titles))]
    lines = ["  ".join(t + " " * (w - width(t)) for t, w in zip(r, widths, strict=True)).rstrip() for r in rows]
    if not found:
        lines = [say("list.none", lang)]
    elif len(found) > 1:
        lines += ["", say("list.more", lang, id=found[0].frame.id)]
    return "\n".join([*lines, *rest(survey, found, lang)])


def rest(survey: Survey, found: Sequence[Force], lang: str) -> Iterator[str]:
    out = idle(survey, found)
    if found and out:
        yield say("list.idle", lang, names=joined(out, lang))


def row(f: Force, lang: str) -> list[str]:
    assert f.frame.label is not None
    key = "local_places" if f.frame.local else "places" if f.places else "everywhere"
    return [
        f.frame.id,
        f.frame.label.of(lang),
        period(f.since, f.until, lang),
        say(f"list.{key}", lang, count=len(f.places)),
        basis(f, lang),
    ]


def basis(f: Force, lang: str) -> str:
    """The instrument by which it was last ruled, and how many there are."""
    found = f.nation.sources or tuple(s for one in f.places for s in one.sources)
    if not found:
        return ""
    last = max(found, key=lambda s: s.since or date.min)
    return say("list.basis" if len(found) > 1 else "list.one_basis", lang, title=titled(last, lang), count=len(found))


# ---- at length


def details(survey: Survey, found: Sequence[Force], lang: str, *, all_: bool) -> str:
    """`all_`: the programmes that are not listed are those not in force."""
    blocks = ["\n".join(lines(survey, f, lang)) for f in found] or [say("list.none", lang)]
    return "\n\n".join([*blocks, *(rest(survey, found, lang) if all_ else ())])


def lines(survey: Survey, f: Force, lang: str) -> Iterator[str]:
    frame = f.frame
    assert frame.label is not None
    yield f"{frame.id}  {frame.label.of(lang)}  {period(f.since, f.until, lang)}"
    yield f"  {say('list.frame', lang) if frame.local else place_name(None, lang)}"
    yield from (f"    {instrument(s, lang)}" for s in f.nation.sources)
    if f.nation.shared:
        yield "    " + say("list.shared", lang, titles=joined((titled(s, lang) for s in f.nation.shared), lang))
    for one in f.places:
        code = "" if lang == "en" else f" {one.place}"
        yield f"  {place_name(one.place, lang)}{code}  {period(one.since, one.until, lang)}"
        for kind, keys in changes(one):
            labels = (survey.label(key, one.parts[0].layer) for key in keys)
            names = (label.of(lang) if label else key[2] for label, key in zip(labels, keys, strict=True))
            yield "    " + say("list.changes", lang, kind=say(f"list.kinds.{kind}", lang), names=joined(names, lang))
        yield from (f"    {instrument(s, lang)}" for s in (*one.sources, *one.shared))
