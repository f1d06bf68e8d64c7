"""Every part of the packs that must rest on something: a condition, a row of a table, an amount, a value, a relation, a clause that is not encoded.

A part stands once for each period in which it is written differently. What it rests on is its own or inherited from the part that encloses it; a
citation is resolved to the instrument that its file and layer mean by the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal

from eligibility.diagnostics.source import Span
from eligibility.feel import ast
from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.law.layers import chain
from eligibility.policy.model import (
    Citation,
    Condition,
    Definition,
    Expression,
    Grant,
    Label,
    Layer,
    Pack,
    Piece,
    Program,
    Reading,
    Source,
    Table,
    Untranslatable,
)

Kind = Literal["program", "condition", "definition", "grant", "value", "relation", "clause"]
Key = tuple[str, str, str]  # a part's kind, owner and id
Bounds = tuple[date | None, date | None]
NOTHING = Label("", "")


@record
class Part:
    """`owner` is a programme's id, a subject's, or empty; `rows` are the rows of its table."""

    layer: Layer
    kind: Kind
    owner: str
    id: str
    label: Label
    since: date | None
    until: date | None
    citations: tuple[Citation, ...]
    readings: tuple[str, ...]
    program: str  # empty where several programmes share it
    trees: tuple[ast.Node, ...]  # what is worked out for it
    rows: tuple[Span, ...]
    clause: Untranslatable | None
    span: Span
    within: Key | None = None  # the part whose clause it is
    own: tuple[Citation, ...] = ()  # of the citations those that are not only the enclosing group's

    @property
    def nearest(self) -> tuple[Citation, ...]:
        """What it cites itself; where it cites nothing, what encloses it does."""
        return self.own or self.citations

    @property
    def key(self) -> Key:
        return self.kind, self.owner, self.id

    @property
    def place(self) -> str:
        return self.layer.place or NATION


class Survey:
    """The parts of some packs, and what their keys of instruments and readings mean."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self.layers = tuple(layer for pack in packs for layer in pack.layers)
        self._chains: dict[str, tuple[Layer, ...]] = {}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for layer in self.layers for part in parts_of(layer))

    @cached_property
    def frames(self) -> dict[str, Program]:
        """Each programme as it is declared."""
        return {p.id: p for layer in self.layers for p in layer.programs if not p.extends}

    def label(self, key: Key, layer: Layer) -> Label | None:
        """What a part is called by the farthest layer that names it, of those that a layer builds on: what a place calls its own rule is not said of the
        nation's."""
        named = (self._labels.get((one.place or NATION, key)) for one in reversed(self.farther(layer)))
        return next((label for label in named if label is not None), None)

    @cached_property
    def _labels(self) -> Mapping[tuple[str, Key], Label]:
        found: dict[tuple[str, Key], Label] = {
            (layer.place or NATION, ("value", "", p.id)): p.label
            for layer in self.layers
            for p in layer.parameters
            if p.declared and p.label
        }
        for part in self.parts:
            if part.label:
                found.setdefault((part.place, part.key), part.label)
        return found

    @cached_property
    def readings(self) -> tuple[tuple[Layer, Reading], ...]:
        return tuple(
            (layer, reading)
            for layer in self.layers
            for table in (layer.readings, *layer.file_readings.values())
            for reading in table.values()
        )

    def source(self, citation: Citation, layer: Layer) -> Source | None:
        """The instrument that a citation in a layer's file means."""
        found = self.stated(citation, layer)
        return found[1] if found is not None else None

    def stated(self, citation: Citation, layer: Layer) -> tuple[Layer, Source] | None:
        """The same with the layer that declares it."""
        own = layer.file_sources.get(citation.span.source.name, {}).get(citation.key)
        if own is not None:
            return layer, own
        return next(((x, x.sources[citation.key]) for x in self.farther(layer) if citation.key in x.sources), None)

    def meant(self, id_: str, layer: Layer) -> tuple[Layer, Reading] | None:
        """The reading that an id in a layer means, with the layer that states it."""
        for one in self.farther(layer):
            for table in (one.readings, *one.file_readings.values()):
                if id_ in table:
                    return one, table[id_]
        return None

    def farther(self, layer: Layer) -> tuple[Layer, ...]:
        """The layers that a layer builds on, itself first."""
        place = layer.place or NATION
        if place not in self._chains:
            self._chains[place] = chain(self.packs, place)
        return self._chains[place]


# ---- one layer


def parts_of(layer: Layer) -> Iterator[Part]:
    for d in layer.definitions:
        yield from of_definition(layer, d)
    for program in layer.programs:
        yield from clauses(layer, "program", program.id, "", program.id, program.untranslatable)
        for c in (*program.applies, *program.conditions):
            yield from of_condition(layer, program.id, c, (), ())
        for g in program.grants:
            yield from of_grant(layer, program.id, g)
        for d in program.definitions:
            yield from of_definition(layer, d)
        for r in program.relations:
            yield Part(
                layer, "relation", program.id, r.other, NOTHING, None, None, r.citations, r.readings, program.id, (), (),
                None, r.span,
            )  # fmt: skip
    for p in layer.parameters:
        for v in p.values:
            yield Part(
                layer, "value", "", p.id, p.label or NOTHING, v.since, v.until, v.citations or p.citations, v.readings, "",
                (), (), None, v.span,
            )  # fmt: skip


def of_condition(
    layer: Layer, program: str, c: Condition, above: tuple[Citation, ...], stated: tuple[str, ...],
    within: Bounds = (None, None),
) -> Iterator[Part]:  # fmt: skip
    """A condition and those inside it, which rest on what it cites too, for as long as it holds."""
    citations, readings = (*above, *c.citations), (*stated, *c.readings)
    bounds = c.since or within[0], c.until or within[1]
    if c.drop or c.kind != "when":
        if c.drop or c.citations or c.readings:
            yield Part(
                layer, "condition", program, c.id, c.says or NOTHING, *bounds, c.citations, c.readings, program,
                (), (), None, c.span,
            )  # fmt: skip
        for inner in c.parts:
            yield from of_condition(layer, program, inner, citations, readings, bounds)
    for piece in c.pieces:
        part = of_piece(layer, "condition", program, c.id, c.says, piece, citations, readings, program, bounds)
        yield replace(part, own=tuple(dict.fromkeys((*piece.citations, *c.citations))))
    yield from clauses(layer, "condition", program, c.id, program, c.untranslatable)


def of_grant(layer: Layer, program: str, g: Grant) -> Iterator[Part]:
    bounds = (g.since, g.until)
    for piece in g.pieces:
        yield of_piece(
            layer, "grant", program, g.id, g.label, piece, g.citations, g.readings, program, bounds, g.condition
        )
    if not g.pieces:
        yield Part(
            layer, "grant", program, g.id, g.label, g.since, g.until, g.citations, g.readings, program,
            (g.condition.tree,) if g.condition else (), (), None, g.span,
        )  # fmt: skip
    yield from clauses(layer, "grant", program, g.id, program, g.untranslatable)


def of_definition(layer: Layer, d: Definition) -> Iterator[Part]:
    owner = d.program or d.subject or ""
    for piece in d.pieces:
        yield of_piece(layer, "definition", owner, d.id, d.label, piece, (), (), d.program or "", (None, None))
    yield from clauses(layer, "definition", owner, d.id, d.program or "", d.untranslatable)


def of_piece(
    layer: Layer, kind: Kind, owner: str, id_: str, label: Label | None, piece: Piece, citations: tuple[Citation, ...],
    readings: tuple[str, ...], program: str, bounds: Bounds, also: Expression | None = None,
) -> Part:  # fmt: skip
    """A piece's own citations come first, then those of what encloses it."""
    body = piece.body
    rows = body.rows if isinstance(body, Table) else ()
    trees = trees_of(body) if isinstance(body, Table) else (body.tree,)
    return Part(
        layer, kind, owner, id_, label or NOTHING, piece.since or bounds[0], piece.until or bounds[1],
        tuple(dict.fromkeys((*piece.citations, *citations))), tuple(dict.fromkeys((*piece.readings, *readings))), program,
        (*trees, also.tree) if also else trees, tuple(row.span for row in rows), None, piece.span,
    )  # fmt: skip


def trees_of(table: Table) -> tuple[ast.Node, ...]:
    """The expressions of a table, and its cells."""
    ends = (table.otherwise.tree,) if table.otherwise else ()
    cells = (cell for row in table.rows for cell in row.cells if cell is not None)
    return (*(e.tree for _, e in table.inputs), *cells, *(row.then.tree for row in table.rows), *ends)


def clauses(
    layer: Layer, of: Kind, owner: str, id_: str, program: str, found: Sequence[Untranslatable]
) -> Iterator[Part]:
    for c in found:
        yield Part(
            layer, "clause", owner or of, f"{id_}.{c.id}" if id_ else c.id, c.text, None, None, c.citations, (), program, (), (),
            c, c.span, (of, owner, id_),
        )  # fmt: skip
