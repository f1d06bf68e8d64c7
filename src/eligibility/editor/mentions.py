"""Every place of a file at which something is named, found by walking its nodes with the grammar.

Names that the grammar alone tells (an id, a citation, `extends:`) are mentions already; expressions, paths to facts and households are sites, whose names
`index` looks up in the law of the file's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.editor import grammar
from eligibility.editor.grammar import ITEM, Place, step
from eligibility.editor.symbols import Mention, Symbol
from eligibility.frozen import record
from eligibility.policy import shapes
from eligibility.policy.basis import CITED
from eligibility.policy.bodies import PLAIN_WORD
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.policy.words import KEY_OF
from eligibility.policy.yaml import load

ABOUT: Final = {"subject", "definitions_of", "for_each"}
OF_A_PROGRAM: Final = ("condition", "grant")
OUTCOME_KEYS: Final = ("outcome", "because", "needed", "value")


@record
class Site:
    """Something whose names only a law can tell. `subject` and `program` are those of its rule, as written."""

    kind: Literal["expression", "cell", "path", "household", "type"]
    node: Node
    subject: str = ""
    program: str = ""


@dataclass(slots=True)
class FileMap:
    """What a file names. `root` is None where it is no YAML; then nothing is known of it."""

    source: Source
    section: str
    root: Node | None
    subject: str = ""
    program: str = ""
    mentions: list[Mention] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)


def read(source: Source, section: str) -> FileMap:
    """The map of a file."""
    root = load(source, Problems())
    out = FileMap(source, section, root)
    if not isinstance(root, Mapping):
        return out
    for key, value in root.items:
        name = KEY_OF.get(key.text, key.text)
        if isinstance(value, Scalar) and name in ABOUT:
            out.subject = value.text.strip()
        elif isinstance(value, Scalar) and name in ("program", "extends"):
            out.program = value.text.strip()
    if section == "tests":
        Cases(out).file(root)
    else:
        Walk(out).node(root, grammar.start(section, [k.text for k, _ in root.items]), "")
    return out


class Walk:
    """One file of the law."""

    def __init__(self, out: FileMap) -> None:
        self.out = out

    def node(self, node: Node, place: Place, of: str) -> None:
        """`of` is the id of the entry that the node is part of."""
        if isinstance(node, Mapping):
            for key, value in node.items:
                self.entry(key, value, place, of)
        elif isinstance(node, Sequence):
            values = place.key == "type" and place.shape is shapes.FactShape
            for item in node.items:
                if values and isinstance(item, Scalar):
                    self.declared(item, "value", of, item.text)
                self.node(item, step(place, ITEM), of)
        else:
            self.scalar(node, place, of)

    def entry(self, key: Scalar, value: Node, place: Place, of: str) -> None:
        if place.entries:
            inner = step(place, key.text)
            stated = identifier(value, inner)
            id_ = stated.text if stated is not None else key.text
            for name in filter(None, (key, stated)):
                self.declared(name, place.entries, of, id_)
            self.node(value, inner, of if place.entries == "value" else id_)
            return
        inner = step(place, key.text)
        if not inner.annotations and any(s.__name__ == "RowShape" for s in place.shapes):
            for cell in value.items if isinstance(value, Sequence) else (value,):
                if isinstance(cell, Scalar):
                    self.site("cell", cell)
        elif inner.annotations:
            self.node(value, inner, of)

    def declared(self, key: Scalar, kind: str, of: str, id_: str) -> None:
        """An entry is declared under a key, which is its id or (where `id` says that) its Chinese name."""
        owner = {
            "fact": self.out.subject, "definition": self.out.program or self.out.subject, "value": f"{self.out.subject}.{of}",
            "source": self.out.source.name, "reading": self.out.source.name,
        }.get(kind, self.out.program if kind in OF_A_PROGRAM else "")  # fmt: skip
        if kind not in ("input", "clause"):
            self.mention(key, Symbol(kind, owner, id_), declares=kind != "program")

    def mention(self, scalar: Scalar, symbol: Symbol, *, declares: bool = False) -> None:
        span = scalar.span
        if span is not None:
            self.out.mentions.append(Mention(symbol, span, scalar.text, declares))

    def site(self, kind: Literal["expression", "cell", "path", "household", "type"], node: Node) -> None:
        self.out.sites.append(Site(kind, node, self.out.subject, self.out.program))

    def scalar(self, node: Scalar, place: Place, of: str) -> None:
        if place.is_expression:
            self.site("expression", node)
            return
        shape = place.shape.__name__ if place.shape else ""
        match place.names:
            case "source":
                self.citation(node)
            case "fact" if node.text not in ("", of):
                self.site("path", node)
            case "list":
                self.mention(node, Symbol("list", self.out.subject, node.text), declares=True)
            case "":
                if shape == "DefinitionShape" and place.key == "type":
                    self.site("type", node)
            case kind:
                declares = kind in ("program", "parameter", "subject") and place.key == kind and shape.endswith("File")
                self.mention(node, Symbol(kind, "", node.text.strip()), declares=declares)

    def citation(self, node: Scalar) -> None:
        found = CITED.fullmatch(node.text.strip())
        span = node.at(0, len(found["key"])) if found else None
        if found and span is not None:
            self.out.mentions.append(Mention(Symbol("source", "", found["key"]), span, found["key"]))


class Cases(Walk):
    """One file of cases, whose keys are English."""

    def file(self, root: Mapping) -> None:
        for key, value in root.items:
            if key.text == "program" and isinstance(value, Scalar):
                self.mention(value, Symbol("program", "", value.text))
            elif key.text == "families" and isinstance(value, Mapping):
                for name, family in value.items:
                    self.mention(name, Symbol("family", self.out.source.name, name.text), declares=True)
                    self.site("household", family)
            elif key.text == "cases" and isinstance(value, Sequence):
                for case in value.items:
                    if isinstance(case, Mapping):
                        self.case(case)

    def case(self, case: Mapping) -> None:
        own = case.get("program")
        program = own.text if isinstance(own, Scalar) else self.out.program
        if isinstance(own, Scalar):
            self.mention(own, Symbol("program", "", program))
        given = case.get("given")
        if isinstance(given, Scalar):
            self.mention(given, Symbol("family", self.out.source.name, given.text))
        elif given is not None:
            self.site("household", given)
        changes, vary, rows = case.get("with"), case.get("vary"), case.get("table")
        for path in [k for k, _ in changes.items] if isinstance(changes, Mapping) else []:
            self.site("path", path)
        if isinstance(vary, Scalar) and vary.text != "on":
            self.site("path", vary)
        for expected in (case.get("expect"), *(rows.items if isinstance(rows, Sequence) else ())):
            if isinstance(expected, Mapping):
                self.expected(expected, program)

    def expected(self, expected: Mapping, program: str) -> None:
        for key, value in expected.items:
            if key.text not in OUTCOME_KEYS:
                self.mention(key, Symbol("grant", program, key.text))
            elif key.text == "because" and isinstance(value, Scalar):
                self.mention(value, Symbol("condition", program, value.text))
            elif key.text == "needed" and isinstance(value, Sequence):
                for path in value.items:
                    if isinstance(path, Scalar) and "@" not in path.text:
                        self.site("path", path)


def identifier(entry: Node, place: Place) -> Scalar | None:
    """The identifier that an entry says, where its key is a Chinese name."""
    known = place.keys
    found = (v for k, v in entry.items if known.get(k.text) == "id") if isinstance(entry, Mapping) else iter(())
    return next((v for v in found if isinstance(v, Scalar)), None)


def is_tests(cell: Scalar) -> bool:
    """Whether a cell of a table holds unary tests, and not a value."""
    text = cell.text.strip()
    return bool(text) and text != "-" and (cell.quoted or text[0] in "<>=!") and not PLAIN_WORD.fullmatch(text)


def within(mentions: list[Mention], offset: int) -> Iterator[Mention]:
    """The mentions that an offset lies in, or at the end of; the shortest first."""
    found = [m for m in mentions if m.span.start <= offset <= m.span.end]
    yield from sorted(found, key=lambda m: (m.span.end - m.span.start, m.span.start))
