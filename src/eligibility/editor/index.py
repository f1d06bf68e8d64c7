"""The names of a pack: for each file what it names, looked up in the law of its own place.

What a file says is read anew when its text has changed; what its names mean when anything has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from eligibility.diagnostics.source import Source
from eligibility.editor.meaning import Around, Meaning, Named, of_head
from eligibility.editor.mentions import FileMap, Site, is_tests, read, within
from eligibility.editor.pack import Opened, Spot
from eligibility.editor.symbols import Mention, Symbol
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse, parse_tests
from eligibility.ir.types import Item, ListOf
from eligibility.ir.vocabulary import FactSpec
from eligibility.policy.model import Layer
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence

STEP: Final = re.compile(r"([^.\[\]]+)(?:\[[^\]]*\])?")


@dataclass(slots=True)
class Index:
    """The mentions of a pack's files on a day."""

    opened: Opened
    day: date
    _maps: dict[Path, FileMap] = field(default_factory=dict)
    _meanings: dict[str | None, Meaning | None] = field(default_factory=dict)
    _mentions: dict[Path, list[Mention]] = field(default_factory=dict)
    _version: int = -1

    def _fresh(self) -> None:
        if self._version != self.opened.version:
            self._meanings.clear()
            self._mentions.clear()
            self._version = self.opened.version

    def map(self, path: Path) -> FileMap | None:
        """What a file names, as far as it can be read."""
        spot = self.opened.spot_anywhere(path)
        if spot is None:
            return None
        text = self.opened.text(path)
        known = self._maps.get(path)
        if known is None or known.source.text != text:
            self._maps[path] = known = read(Source(self.opened.name(path), text), spot.section)
        return known

    def meaning(self, place: str | None) -> Meaning | None:
        """The names of the law at a place."""
        self._fresh()
        if place not in self._meanings:
            view = self.opened.view(place, self.day)
            self._meanings[place] = Meaning(view.linker) if view else None
        return self._meanings[place]

    def mentions(self, path: Path) -> list[Mention]:
        """Everything that a file names, in its order."""
        self._fresh()
        if path not in self._mentions:
            found, spot = self.map(path), self.opened.spot_anywhere(path)
            meaning = self.meaning(spot.place) if spot else None
            out = list(looked_up(found, meaning)) if found and meaning else list(found.mentions) if found else []
            self._mentions[path] = sorted(out, key=lambda m: m.span.start)
        return self._mentions[path]

    def everywhere(self) -> Iterator[tuple[Spot, Path, Mention]]:
        """The mentions of all files, also of those that the pack builds on."""
        for spot, path in self.opened.files(all_packs=True):
            for mention in self.mentions(path):
                yield spot, path, mention

    def at(self, path: Path, offset: int) -> Mention | None:
        """What is named at an offset."""
        return next(within(self.mentions(path), offset), None)

    def around(self, path: Path) -> Around | None:
        """What is in scope in a file's expressions."""
        found, spot = self.map(path), self.opened.spot_anywhere(path)
        meaning = self.meaning(spot.place) if spot else None
        return scope(meaning, found.subject, found.program) if found and meaning else None


def scope(meaning: Meaning, subject: str, program: str) -> Around:
    """The scope of a rule, whose subject may be written in Chinese or be its programme's."""
    names = meaning.names
    head = names.programs.get(program)
    spec = names.subjects.get(subject)
    return Around(spec.id if spec else head.subject if head else meaning.root, head.id if head else program)


def looked_up(found: FileMap, meaning: Meaning) -> Iterator[Mention]:
    for mention in found.mentions:
        yield settled(mention, found, meaning)
    for site in found.sites:
        yield from named(site, meaning)


def settled(mention: Mention, found: FileMap, meaning: Meaning) -> Mention:
    """A mention with its symbol as the law knows it: subjects by id, sources by the file that declares them."""
    names, symbol = meaning.names, mention.symbol
    match symbol.kind:
        case "source" | "reading" if not symbol.owner:
            symbol = replace(symbol, owner=declaring(meaning.linker.layers, symbol, found.source.name))
        case "subject" if symbol.id in names.subjects:
            symbol = of_head(names.subjects[symbol.id])
        case "program" if symbol.id in names.programs:
            symbol = of_head(names.programs[symbol.id])
        case "list":
            parents = meaning.linker.vocabulary.subjects[symbol.owner].within if symbol.owner in names.facts else ()
            symbol = Symbol("fact", parents[0] if parents else "", symbol.id)
        case "fact" | "definition" if symbol.owner in names.subjects:
            symbol = replace(symbol, owner=names.subjects[symbol.owner].id)
    return mention if symbol == mention.symbol else replace(mention, symbol=symbol)


def declaring(layers: tuple[Layer, ...], symbol: Symbol, file: str) -> str:
    """The file whose source or reading of that id is meant: its own, else the nearest layer's."""
    for layer in layers:
        own, shared = (
            (layer.file_sources, layer.sources) if symbol.kind == "source" else (layer.file_readings, layer.readings)
        )
        if symbol.kind == "source" and symbol.id in own.get(file, {}):
            return file
        tables = [shared] if symbol.kind == "source" else [shared, *own.values()]
        for table in tables:
            if symbol.id in table:
                return table[symbol.id].span.source.name
    return ""


def named(site: Site, meaning: Meaning) -> Iterator[Mention]:
    """The names of a site."""
    around = scope(meaning, site.subject, site.program)
    node = site.node
    if site.kind == "household":
        yield from household(node, meaning, meaning.root)
    elif not isinstance(node, Scalar) or node.span is None:
        return
    elif site.kind in ("path", "type"):
        yield from path(node, meaning, around, whole=site.kind == "type")
    else:
        try:
            tree = parse(node.text) if site.kind == "expression" else parse_tests(node.text) if is_tests(node) else None
        except Mistake:
            return
        for name in meaning.walk(tree, around):
            yield from mention_of(name, node)


def mention_of(name: Named, node: Scalar) -> Iterator[Mention]:
    symbol, span = name.symbol, node.at(name.start, name.end)
    if span is None:
        return
    if symbol.kind == "variable":
        symbol = replace(symbol, owner=f"{span.source.name}:{node.start}:{symbol.owner}")
    yield Mention(symbol, span, node.text[name.start : name.end], name.declares)


def path(node: Scalar, meaning: Meaning, around: Around, *, whole: bool) -> Iterator[Mention]:
    """`members[a].monthly_wage`, `household.area`, `at_most: monthly_pension`, the type `member.disability_kind`."""
    subject: str | None = None
    for found in STEP.finditer(node.text):
        word = found[1].strip()
        span = node.at(found.start(1), found.end(1))
        spec = meaning.names.subjects.get(word) if subject is None else None
        if spec is not None and span is not None:
            subject = spec.id
            yield Mention(of_head(spec), span, word)
            continue
        owners = [subject] if subject else [around.subject, meaning.root, *(meaning.names.facts if whole else ())]
        head = next((h for o in owners if (h := meaning.names.of_subject(o, word)) is not None), None)
        if head is None or span is None:
            return
        yield Mention(of_head(head), span, word)
        kind = meaning.type_of(head)
        subject = kind.element.subject if isinstance(kind, ListOf) and isinstance(kind.element, Item) else subject


def household(node: Node, meaning: Meaning, subject: str) -> Iterator[Mention]:
    """The facts of a household document, whose keys may be in either alphabet."""
    for key, value in node.items if isinstance(node, Mapping) else ():
        span = key.span
        own = meaning.names.subjects.get(key.text)
        if own is not None and own.id == meaning.root and subject == meaning.root and span is not None:
            yield Mention(of_head(own), span, key.text)
            yield from household(value, meaning, subject)
            continue
        fact = meaning.names.facts.get(subject, {}).get(key.text)
        if fact is None or span is None:
            continue
        yield Mention(of_head(fact), span, key.text)
        yield from inside_fact(value, fact, meaning)


def inside_fact(value: Node, fact: FactSpec, meaning: Meaning) -> Iterator[Mention]:
    kind = fact.type
    if isinstance(kind, ListOf) and isinstance(kind.element, Item) and isinstance(value, Sequence):
        for item in value.items:
            yield from household(item, meaning, kind.element.subject)
