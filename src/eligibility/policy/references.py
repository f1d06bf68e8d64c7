"""What files refer to in one another: instruments, readings, subjects. Looked up when all files of a layer are read, among themselves and in the farther
layers that they build on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Span
from eligibility.diagnostics.suggest import nearest
from eligibility.policy.entry import Farther, File
from eligibility.policy.model import Citation, Fact, Layer, Source

ARTICLE: Final = re.compile(r"第[〇零一二三四五六七八九十百0-9]+[条款项]|art\.|sec\.|para\.")


def declared_by(layers: Iterable[Layer]) -> Farther:
    """What some layers have declared."""
    out = Farther()
    for layer in layers:
        for s in layer.subjects.values():
            out.subjects.update(dict.fromkeys((s.id, s.name, s.label.zh), s.id))
        out.enums.update(f"{f.subject}.{f.id}" for t in layer.facts.values() for f in t.values() if f.type == "enum")
        out.definitions.update(f"{d.subject}.{d.id}" for d in layer.definitions)
        out.parameters.update(p.id for p in layer.parameters if p.declared)
        for p in layer.programs:
            if not p.extends:
                out.programs.add(p.id)
            out.definitions.update(f"{p.id}.{d.id}" for d in p.definitions)
            out.grants.update(f"{p.id}.{g.id}" for g in p.grants)
            out.conditions.update(f"{p.id}.applies.{c.id}" for c in p.applies)
            out.conditions.update(f"{p.id}.conditions.{c.id}" for c in p.conditions)
    return out


def look_up(layer: Layer, files: Iterable[File], behind: Sequence[Layer], problems: Problems) -> bool:
    """Notes every reference to nothing. False where the subjects themselves do not hang together."""
    shared = [*behind, layer]
    sources = {key for one in shared for key in one.sources}
    readings = {key for one in shared for table in (one.readings, *one.file_readings.values()) for key in table}
    for file in files:
        own = sources | set(layer.file_sources.get(file.name, ()))
        for citation in file.citations:
            if citation.key not in own:
                uncited(citation, own, titles(shared, layer.file_sources.get(file.name, {})), problems)
        for reading, span in file.readings:
            if reading not in readings:
                unknown("unknown_reading", reading, span, readings, problems)
    stated = {key for one in shared for table in one.file_sources.values() for key in table}
    for listed in layer.articles.values():
        if listed.key not in sources | stated:
            unknown("unknown_source", listed.key, listed.span, sources | stated, problems)
    look_up_names(layer, problems)
    return look_up_subjects(layer, {s for one in shared for s in one.subjects}, problems)


def titles(layers: Iterable[Layer], own: Mapping[str, Source]) -> dict[str, str]:
    """The key of each instrument by its title."""
    tables = [*(layer.sources for layer in layers), own]
    return {source.title: key for table in tables for key, source in table.items()}


def uncited(citation: Citation, known: Iterable[str], by_title: Mapping[str, str], problems: Problems) -> None:
    """A citation of an instrument under its title, of an article alone, or of nothing."""
    key, span = citation.key, citation.span.within(0, len(citation.key))
    known = sorted(known)
    if ARTICLE.match(key):
        problems.add("locator_alone", citation.span, text=key, example=f"{known[0] if known else 'M57'} {key}")
        return
    called = by_title.get(key.strip("《》"))
    problems.add("unknown_source", span, name=key, nearest=called or nearest(key, known) or "")


def look_up_names(layer: Layer, problems: Problems) -> None:
    """No Chinese name may stand for two facts or definitions of one subject, or two parameters."""
    said: dict[tuple[str, str], str] = {}
    facts = [(f.subject, f.name, f.id, f.span) for table in layer.facts.values() for f in table.values()]
    shared = [(d.subject or "", d.name, d.id, d.span) for d in layer.definitions if not d.drop]
    numbers = [("", p.name, p.id, p.span) for p in layer.parameters if p.declared]
    for place, name, id_, span in (*facts, *shared, *numbers):
        other = said.setdefault((place, name), id_)
        if other != id_ and name:
            problems.add("name_twice", span, name=name, other=other)


def look_up_subjects(layer: Layer, subjects: set[str], problems: Problems) -> bool:
    before = len(problems)
    for subject, facts in layer.facts.items():
        if subject not in subjects and facts:
            unknown("unknown_subject", subject, next(iter(facts.values())).span, subjects, problems)
        for fact in facts.values():
            if fact.type == "list" and fact.items and fact.items not in subjects:
                unknown("unknown_subject", fact.items, fact.span, subjects, problems)
    for declared in layer.subjects.values():
        for parent in declared.within:
            if parent not in subjects:
                unknown("unknown_subject", parent, declared.span, subjects, problems)
    sound = len(problems) == before
    for facts in layer.facts.values():
        for fact in facts.values():
            if fact.at_most and not same_type(fact, facts):
                unknown("at_most_what", fact.at_most, fact.at_most_span or fact.span, like(fact, facts), problems)
    return sound


def same_type(fact: Fact, siblings: Mapping[str, Fact]) -> bool:
    other = siblings.get(fact.at_most or "")
    return other is not None and other.type == fact.type


def like(fact: Fact, siblings: Mapping[str, Fact]) -> list[str]:
    """The other facts of the same type, by either name."""
    return [name for f in siblings.values() if f.type == fact.type and f is not fact for name in (f.id, f.name)]


def unknown(kind: str, name: str, span: Span, known: Iterable[str], problems: Problems) -> None:
    problems.add(kind, span, name=name, nearest=nearest(name, known) or "")
