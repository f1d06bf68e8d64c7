"""The values of parameters that some packs hold, each with the place in its file where it stands, so that it can be compared and changed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.layers import chain
from eligibility.law.places import codes_of, exists, label
from eligibility.policy.figures import Misread
from eligibility.policy.folder import PackFolder, PlaceFolder, read_all
from eligibility.policy.model import EnumValue, Layer, Pack, Parameter, ParameterValue, Reading, Source
from eligibility.policy.shapes import ParameterFile, ValueShape, keys
from eligibility.policy.tree import Mapping as MappingNode
from eligibility.policy.tree import Node, Scalar
from eligibility.policy.tree import Sequence as SequenceNode
from eligibility.policy.values import roots
from eligibility.policy.words import CHOICES
from eligibility.policy.yaml import load, read_source

EVERY = "both"
GRADES = tuple(CHOICES["grade"])  # the surest first
WHOLE = ("全国", "national", "nation", "whole country", "CN", "000000")


@record
class Stated:
    """One value with all that a file says of it, texts as they are written."""

    since: date | None
    until: date | None
    value: str
    scope: str | None
    source: tuple[str, ...]
    reading: tuple[str, ...]
    grade: str | None
    published: date | None
    note: str

    @property
    def key(self) -> tuple[str, date | None]:
        """What makes it the same value in a sheet and in a file."""
        return self.scope or EVERY, self.since


@record
class Entry:
    """A value as a file holds it."""

    stated: Stated
    node: MappingNode
    line: int


@record
class Held:
    """A parameter's values at one place, in one file, which may still have to be made."""

    id: str
    place: str | None
    declaration: Parameter
    pack: PackFolder
    name: str
    path: Path
    entries: tuple[Entry, ...]
    exists: bool

    @property
    def title(self) -> str:
        assert self.declaration.label is not None
        return self.declaration.label.zh


class Book:
    """All values of some packs. `writable` are the packs whose files may be changed; new files go into the last of them."""

    def __init__(self, packs: Sequence[PackFolder], writable: Sequence[PackFolder], problems: Problems) -> None:
        self.packs, self.writable = tuple(packs), tuple(writable)
        self.read: list[Pack] = read_all(packs, problems)

    # ---- what there is

    @cached_property
    def held(self) -> dict[tuple[str, str], Held]:
        """By place (`000000`: the nation) and parameter; of two packs with values for one place the later counts."""
        found: dict[tuple[str, str], Held] = {}
        for folder, pack in zip(self.packs, self.read, strict=True):
            for layer in pack.layers:
                for p in layer.parameters:
                    declaration = self.declaration(p.id, layer.place)
                    if declaration is not None:
                        found[layer.place or NATION, p.id] = held(folder, layer.place, p, declaration)
        return found

    def values(self) -> Iterator[tuple[Held, Stated]]:
        """Every value: the nation's first, then by place and parameter, in the order of the files."""
        for _, one in sorted(self.held.items(), key=lambda item: item[0]):
            yield from ((one, entry.stated) for entry in one.entries)

    def layers(self, place: str | None) -> tuple[Layer, ...]:
        """The layers that speak at a place, nearest first."""
        return chain(self.read, place or NATION)

    def declaration(self, id_: str, place: str | None) -> Parameter | None:
        return next((p for layer in self.layers(place) for p in layer.parameters if p.id == id_ and p.declared), None)

    def at(self, id_: str, place: str | None) -> Held:
        """Where the values of a parameter at a place stand, or would. Raises Misread where they could stand nowhere."""
        found = self.held.get((place or NATION, id_))
        if found is not None:
            return found
        declaration = self.declaration(id_, place)
        pack = (self.writable or self.packs)[-1]
        folder = next((f for f in pack.folders if f.place == place), None)
        if declaration is None:
            raise Misread("unknown_parameter", name=id_, nearest="")
        if folder is None:
            raise Misread("place_without_folder", place=place or "", pack=str(pack.root))
        path = folder_of(folder) / f"{id_}.yaml"
        return Held(id_, place, declaration, pack, pack.name(path), path, (), exists=False)

    # ---- names

    def parameter(self, word: str, place: str | None) -> str:
        """The parameter that a word names at a place: by id, Chinese name or label. Raises Misread."""
        names: dict[str, str] = {}
        for layer in reversed(self.layers(place)):
            for p in layer.parameters:
                if p.declared and p.label is not None:
                    names |= dict.fromkeys((p.id, p.name, p.label.zh, p.label.en, p.label.en.casefold()), p.id)
        if word not in names and word.casefold() not in names:
            raise Misread("unknown_parameter", name=word, nearest=alike(word, names))
        return names.get(word) or names[word.casefold()]

    def anywhere(self, word: str) -> str:
        """The parameter that a word names at any place. Raises Misread."""
        layers = [layer for pack in self.read for layer in pack.layers]
        names: dict[str, str] = {}
        for p in (p for layer in layers for p in layer.parameters if p.declared and p.label is not None):
            assert p.label is not None
            names |= dict.fromkeys((p.id, p.name, p.label.zh, p.label.en), p.id)
        if word not in names:
            raise Misread("unknown_parameter", name=word, nearest=alike(word, names))
        return names[word]

    def place(self, word: str, day: date) -> str | None:
        """The code of a place, None for the nation. Raises Misread."""
        if word in WHOLE or word.casefold() in WHOLE:
            return None
        own = {layer.place for pack in self.read for layer in pack.layers if layer.place is not None}
        if word in own or exists(word, day):
            return word
        codes = codes_of(word, day)
        # A place that has rules is found by the name that sheets show, also where the place is no more.
        named = (
            [code for code in codes if code in own] or sorted(c for c in own if label(c, day) == word) or list(codes)
        )
        if not named:
            raise Misread("unknown_place", place=word, nearest=nearest(word, [label(c, day) for c in own]) or "")
        return named[0]

    def scopes(self, p: Parameter, place: str | None) -> tuple[EnumValue, ...]:
        """The values among which a parameter's scope chooses, with their labels."""
        if p.scope is None:
            return ()
        layers = self.layers(place)
        subject, _, name = p.scope.rpartition(".")
        facts = {f"{f.subject}.{f.id}": f.values for layer in layers for t in layer.facts.values() for f in t.values()}
        types = {f"{d.subject}.{d.id}": d.type for layer in layers for d in layer.definitions}
        for full in [f"{subject}.{name}"] if subject else [f"{root}.{name}" for root in roots(layers)]:
            typed = types.get(full, "")
            homes = (full.partition(".")[0], *roots(layers))
            known = [facts.get(name) for name in (full, typed, *(f"{home}.{typed}" for home in homes))]
            if any(known):
                return next(values for values in known if values)
        return ()

    def sources(self, one: Held) -> Mapping[str, Source]:
        """The instruments that a file of values may cite."""
        out: dict[str, Source] = {}
        for layer in reversed(self.layers(one.place)):
            out |= layer.sources
            out |= layer.file_sources.get(one.name, {})
        return out

    def readings(self, one: Held) -> Mapping[str, Reading]:
        tables = [t for layer in self.layers(one.place) for t in (layer.readings, *layer.file_readings.values())]
        return {id_: reading for table in tables for id_, reading in table.items()}

    def grade(self, one: Held, source: Sequence[str]) -> str | None:
        """The evidence grade that the instruments cited lend to a value: the weakest of theirs."""
        known = self.sources(one)
        grades = [known[key].grade for text in source if (key := key_of(text)) in known]
        return max(grades, key=GRADES.index, default=None)


def alike(word: str, names: Iterable[str]) -> str:
    """The name that was most likely meant, which may hold the word as a part."""
    known = sorted(names, key=len)
    return nearest(word, known) or next((n for n in known if word and word in n), "")


def key_of(citation: str) -> str:
    """The instrument of a citation."""
    from eligibility.policy.basis import CITED

    found = CITED.fullmatch(citation)
    return found["key"] if found else ""


def folder_of(folder: PlaceFolder) -> Path:
    """Where the parameters of a place lie."""
    return folder.path / "parameters"


# ---- one file


def held(pack: PackFolder, place: str | None, p: Parameter, declaration: Parameter) -> Held:
    name = p.span.source.name
    path = pack.root.joinpath(*name.split("/")[1:])
    nodes = entry_nodes(root_of(name, pack.files[name])) if p.values else []
    entries = [entry_of(value, node) for value, node in zip(p.values, nodes, strict=True)]
    return Held(p.id, place, declaration, pack, name, path, tuple(entries), exists=True)


def entry_nodes(root: MappingNode) -> list[MappingNode]:
    """The entries of `values`, those that have a value."""
    sequence = values_node(root)
    items = sequence.items if sequence is not None else ()
    return [item for item in items if isinstance(item, MappingNode) and "value" in parts(item)]


def root_of(name: str, data: bytes) -> MappingNode:
    source = read_source(name, data, Problems())
    root = load(source, Problems()) if source is not None else None
    assert isinstance(root, MappingNode)  # the pack was read without a mistake
    return root


def values_node(root: MappingNode) -> SequenceNode | None:
    known = keys(ParameterFile)
    found = next((node for key, node in root.items if known.get(key.text) == "values"), None)
    return found if isinstance(found, SequenceNode) else None


def parts(node: MappingNode) -> dict[str, tuple[Scalar, Node]]:
    """The keys of a value's entry in their English form, with key and value as they stand."""
    known = keys(ValueShape)
    return {known[key.text]: (key, value) for key, value in node.items if key.text in known}


def entry_of(value: ParameterValue, node: MappingNode) -> Entry:
    found = parts(node)
    stated = Stated(
        value.since,
        value.until,
        value.value,
        value.scope,
        texts(found.get("source")),
        texts(found.get("reading")),
        value.grade,
        value.published,
        value.note,
    )
    return Entry(stated, node, node.span.line if node.span else 0)


def texts(pair: tuple[Scalar, Node] | None) -> tuple[str, ...]:
    """One text, or those of a list."""
    node = pair[1] if pair else None
    items = node.items if isinstance(node, SequenceNode) else [node]
    return tuple(" ".join(item.text.split()) for item in items if isinstance(item, Scalar))
