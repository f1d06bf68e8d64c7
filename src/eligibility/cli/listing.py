"""`eligibility list`: the programmes, where a place has rules of its own, since when and by which instruments."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from eligibility.cli.check import packs_of
from eligibility.cli.household import override
from eligibility.cli.output import write
from eligibility.diagnostics.errors import HouseholdError, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.law.inforce import holds
from eligibility.law.layers import chain
from eligibility.law.places import exists, label
from eligibility.messages.catalogue import phrase
from eligibility.policy.folder import read_all
from eligibility.policy.model import Layer, Pack, Piece, Program, Source


def command(args: argparse.Namespace) -> int:
    problems = Problems()
    args.dir = None
    packs = read_all(packs_of(args, problems), problems)
    if problems.errors:
        raise PolicyError(problems.in_order())
    day = override(args.on)
    if args.place is not None and not exists(args.place, day or date.today()):
        raise HouseholdError((Problem("unknown_place", None, {"place": args.place, "nearest": ""}),))
    entries = listed(packs, args.place, day)
    if args.format == "json":
        write(json.dumps({"schema": "eligibility/list/1", "programs": entries}, ensure_ascii=False))
    else:
        write("\n".join(line for e in entries for line in lines(e, args.lang)))
    return 0


def listed(packs: list[Pack], place: str | None, on: date | None) -> list[dict[str, Any]]:
    """Every programme with what each layer says of it; those of one place, or in force on one day, where these are given."""
    layers = chain(packs, place) if place else [layer for pack in packs for layer in pack.layers]
    frames = {p.id: p for layer in layers for p in layer.programs if not p.extends}
    out = []
    for id_, frame in sorted(frames.items()):
        if on is not None and not holds(frame, on):
            continue
        says = [(layer, p) for layer in layers for p in layer.programs if p.id == id_]
        values = [layer.place for layer in layers if layer.place and layer.parameters]
        places = sorted({layer.place for layer, _ in says if layer.place} | set(values))
        out.append(entry(frame, [p for _, p in says], places, sources_of(says, layers, on)))
    return out


def entry(frame: Program, said: list[Program], places: list[str], sources: list[Source]) -> dict[str, Any]:
    assert frame.label is not None
    day = date.today()
    return {
        "program": frame.id,
        "label": {"zh": frame.label.zh, "en": frame.label.en},
        "for_each": frame.for_each,
        "from": iso(frame.since),
        "until": iso(frame.until),
        "conditions": sorted({c.id for p in said for c in p.conditions}),
        "grants": sorted({g.id for p in said for g in p.grants}),
        "places": [{"place": code, "name": label(code, day)} for code in places],
        "sources": [
            {"title": s.title, "number": s.number, "from": iso(s.since), "until": iso(s.until), "grade": s.grade} for s in sources
        ],
    }  # fmt: skip


def sources_of(said: list[tuple[Layer, Program]], layers: Iterable[Layer], on: date | None) -> list[Source]:
    """The instruments that a programme's rules cite, in the order of their days."""
    shared = {k: s for layer in layers for k, s in layer.sources.items()}
    found: dict[str, Source] = {}
    for _, p in said:
        own = {**shared, **p.sources}
        for key in keys(p):
            source = own.get(key)
            if source is not None and (on is None or holds(source, on)):
                found[key] = source
    return sorted(found.values(), key=lambda s: (s.since or date.min, s.key))


def keys(p: Program) -> Iterable[str]:
    for c in (*p.applies, *p.conditions):
        yield from (x.key for x in c.citations)
        yield from cited(c.pieces)
    for g in p.grants:
        yield from (x.key for x in g.citations)
        yield from cited(g.pieces)


def cited(pieces: Iterable[Piece]) -> Iterable[str]:
    return (x.key for piece in pieces for x in piece.citations)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def lines(e: dict[str, Any], lang: str) -> Iterable[str]:
    span = " ".join(phrase(k, lang, file="cli", **{k: e[k]}) for k in ("from", "until") if e[k])
    yield f"{e['program']}  {e['label'][lang]}  {span}".rstrip()
    yield "  " + "、".join(
        [phrase("everywhere", lang, file="cli"), *(f"{p['name']} {p['place']}" for p in e["places"])]
    )
    for s in e["sources"]:
        title = f"《{s['title']}》{s['number']}"
        yield f"  {title}  {phrase('from', lang, file='cli', **{'from': s['from'] or ''})}"
