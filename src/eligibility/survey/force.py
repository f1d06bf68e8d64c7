"""What is in force where: each programme with what the nation says of it, and with what each place changes, since when and by which instruments.

A `local` programme is in force only where a place brings it; of other places nothing is listed, whatever figures of theirs it would read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.inforce import Dated, holds
from eligibility.law.layers import containing
from eligibility.policy.model import Program, Source
from eligibility.survey.parts import Key, Part, Survey
from eligibility.survey.reach import Reach

SHOWN = ("condition", "definition", "grant", "value", "clause", "relation", "program")
Brought = dict[str, tuple[date | None, date | None]]  # the periods in which places bring a programme, by place


@record
class Said:
    """What the layers of one place say of a programme: `sources` are what the programme itself cites there, `shared` what it reads cites besides."""

    place: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    shared: tuple[Source, ...]
    since: date | None
    until: date | None


@record
class Force:
    frame: Program
    nation: Said
    places: tuple[Said, ...]

    @property
    def since(self) -> date | None:
        """The first day on which it is in force anywhere that is listed."""
        return min((p.since for p in self.places if p.since), default=None) if self.frame.local else self.frame.since

    @property
    def until(self) -> date | None:
        if not self.frame.local:
            return self.frame.until
        ends = [p.until for p in self.places]
        return None if None in ends else max(filter(None, ends), default=None)


def force(
    survey: Survey, place: str | None = None, on: date | None = None, programs: Sequence[str] = ()
) -> tuple[Force, ...]:
    """The programmes in force, of some if these are named; on one day, and with what is said for one place, where these are given."""
    spoken = None if place is None else {*containing(place), NATION}
    by_program = parts_by_program(survey, spoken, on)
    out = []
    for id_, frame in sorted(survey.frames.items()):
        brought = bringing(survey, id_)
        there = by_program[id_] if not frame.local else within(by_program[id_], brought, on)
        for code in brought if frame.local else ():
            if (spoken is None or code in spoken) and in_time(brought[code], on):
                there.setdefault(code, [])
        codes = sorted(code for code in there if code != NATION)
        if programs and id_ not in programs:
            continue
        if codes if frame.local else on is None or holds(frame, on):
            nation = said(survey, frame, NATION, there.get(NATION, ()), on, brought)
            out.append(Force(frame, nation, tuple(said(survey, frame, c, there[c], on, brought) for c in codes)))
    return tuple(out)


def parts_by_program(survey: Survey, spoken: set[str] | None, on: date | None) -> dict[str, dict[str, list[Part]]]:
    """The parts that can change each programme, by place."""
    reach = Reach(survey)
    out: dict[str, dict[str, list[Part]]] = {id_: {} for id_ in survey.frames}
    for part in survey.parts:
        if (spoken is None or part.place in spoken) and (on is None or holds(part, on)):
            for id_ in {reached.program for reached in reach.onward(part)}:
                if id_ in out and meet(part, survey.frames[id_]):
                    out[id_].setdefault(part.place, []).append(part)
    return out


def bringing(survey: Survey, id_: str) -> Brought:
    """The places that say since when a programme is in force there."""
    return {
        layer.place or NATION: (p.since, p.until)
        for layer in survey.layers
        for p in layer.programs
        if p.id == id_ and p.extends and p.since is not None
    }


def bringer(brought: Brought, place: str) -> str | None:
    """The nearest place containing another that brings a programme into force."""
    return next((code for code in (*containing(place), NATION) if code in brought), None)


def within(parts: dict[str, list[Part]], brought: Brought, on: date | None) -> dict[str, list[Part]]:
    """What is said of a local programme where it is in force, and by the nation."""
    out = {}
    for code, found in parts.items():
        by = bringer(brought, code)
        if code == NATION or (by is not None and in_time(brought[by], on)):
            out[code] = found
    return out


def in_time(period: tuple[date | None, date | None], on: date | None) -> bool:
    since, until = period
    return on is None or ((since or date.min) <= on <= (until or date.max))


def meet(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both are in force."""
    first = max(one.since or date.min, other.since or date.min)
    return first <= min(one.until or date.max, other.until or date.max)


def said(survey: Survey, frame: Program, place: str, parts: Sequence[Part], on: date | None, brought: Brought) -> Said:
    """The nation speaks for as long as the programme is in force; a place from its first rule or value to its last, within that time."""
    own = instruments(survey, (p for p in parts if p.program == frame.id), on)
    shared = tuple(s for s in instruments(survey, parts, on) if s not in own)
    since, until = frame.since, frame.until
    if place != NATION and place in brought:
        since, until = brought[place]
    elif place != NATION:
        if frame.local and (by := bringer(brought, place)) is not None:
            since, until = brought[by]
        since, until = lasting(parts, since, until)
    return Said(place, tuple(parts), own, shared, since, until)


def lasting(parts: Sequence[Part], first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """From the first of some parts to the last of them, within a period."""
    starts, ends = [p.since or first for p in parts], [p.until or last for p in parts]
    since = None if None in starts else min(filter(None, starts), default=None)
    until = None if None in ends else max(filter(None, ends), default=None)
    if since is not None and first is not None:
        since = max(since, first)
    return since, until if until is None or last is None else min(until, last)


def instruments(survey: Survey, parts: Iterable[Part], on: date | None) -> tuple[Source, ...]:
    """What the parts cite, in the order of their days; on a day what is cited then. Two files may declare one instrument in the same words."""
    found: dict[object, Source] = {}
    for part in parts:
        for citation in part.citations:
            source = survey.source(citation, part.layer)
            if source is not None and (on is None or current(source, on)):
                found.setdefault(
                    (source.key, source.title, source.number, source.since, source.until, source.grade), source
                )
    return tuple(sorted(found.values(), key=lambda s: (s.since or date.min, s.key)))


def current(source: Source, day: date) -> bool:
    return in_time((source.since, source.cited_until or source.until), day)


def changes(one: Said) -> Iterator[tuple[str, list[Key]]]:
    """The keys of what is said by kind, each once."""
    for kind in SHOWN:
        keys = list(dict.fromkeys(p.key for p in one.parts if p.kind == kind))
        if keys:
            yield kind, keys
