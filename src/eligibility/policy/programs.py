"""A programme's file, or what a place changes in one; a file of shared definitions; the instruments and readings that several files cite."""

from __future__ import annotations

from eligibility.diagnostics.suggest import nearest
from eligibility.policy.basis import readings, sources, untranslatable
from eligibility.policy.entry import NO_LABEL, Entry, File, chosen, label_of, named
from eligibility.policy.model import Definition, Label, Program, Reading, Source
from eligibility.policy.rules import conditions, definitions, discretionary, grants, label_or, relations
from eligibility.policy.shapes import DefinitionsFile, ExtensionFile, ProgramFile, SourcesFile
from eligibility.policy.tree import Mapping
from eligibility.policy.words import KEY_OF


def program(file: File, node: Mapping, stem: str) -> Program | None:
    """One programme; the file's name is its id."""
    extends = any(KEY_OF.get(key.text) == "extends" for key, _ in node.items)
    entry = Entry(file, node, ExtensionFile if extends else ProgramFile)
    start = "extends" if extends else "program"
    id_ = entry.named_by(start)
    if not id_:
        return None
    if id_ != stem:
        entry.problem("file_name", start, name=id_, file=f"{id_}.yaml")
    if extends and id_ not in file.farther.programs:
        entry.problem("extends_nothing", start, name=id_, nearest=nearest(id_, file.farther.programs) or "")
    elif not extends and id_ in file.farther.programs:
        entry.problem("declared_twice", start, name=id_)
    label = label_or(entry, required=not extends)
    since, until = entry.period()
    return Program(
        id_, extends, label or (None if extends else Label(id_, id_)), named(entry, label) if label else "", subject(entry, "for_each"), since, until,
        entry.choice("apply_at", "apply_at"), not extends and bool(entry.flag("local")), discretionary(entry),
        conditions(entry, "applies", id_, extends=extends),
        conditions(entry, "conditions", id_, extends=extends), grants(entry, id_, extends=extends),
        definitions(entry, None, id_), relations(entry), untranslatable(entry), next_steps(entry), sources(entry),
        readings(entry), entry.label("note"), entry.span(start),
    )  # fmt: skip


def subject(entry: Entry, key: str) -> str | None:
    """A subject by its identifier or its Chinese name."""
    word = entry.text(key)
    if not word:
        return None
    found = entry.file.farther.subjects.get(word)
    if found is None and not entry.file.farther.partial:
        entry.problem("unknown_subject", key, name=word, nearest=nearest(word, entry.file.farther.subjects) or "")
    entry.file.lost |= found is None
    return found


def next_steps(entry: Entry) -> dict[str, Label]:
    found = entry.mapping("next_step")
    out: dict[str, Label] = {}
    for key, value in found.items if found is not None else ():
        outcome = chosen(entry.file, key, "outcome")
        if outcome is not None:
            out[outcome] = label_of(entry.file, value, outcome) or NO_LABEL
    return out


def shared_definitions(
    file: File, node: Mapping
) -> tuple[tuple[Definition, ...], dict[str, Source], dict[str, Reading]]:
    entry = Entry(file, node, DefinitionsFile)
    of = subject(entry, "definitions_of") if entry.need("definitions_of") else None
    entry.need("definitions")
    return definitions(entry, of, None) if of else (), sources(entry), readings(entry)


def shared_sources(file: File, node: Mapping) -> tuple[dict[str, Source], dict[str, Reading]]:
    entry = Entry(file, node, SourcesFile)
    return sources(entry), readings(entry)
