"""Where a thing is declared, and everywhere it is named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eligibility.diagnostics.source import Span
from eligibility.editor.index import Index
from eligibility.editor.symbols import OF_THE_LANGUAGE, Mention, Symbol
from eligibility.frozen import record
from eligibility.values.places import lies_in


@record
class Location:
    path: Path
    span: Span


def definition(index: Index, path: Path, offset: int) -> list[Location]:
    """The declarations of what is named at an offset: of a thing that several layers speak of, those at this place and farther, the nearest first; a
    parameter's declaration with the values that its places set."""
    found, spot = index.at(path, offset), index.opened.spot_anywhere(path)
    if found is None or spot is None:
        return []
    if found.symbol.kind == "variable":
        return [Location(path, m.span) for m in index.mentions(path) if m.declares and m.symbol == found.symbol]
    wanted = declared_as(found.symbol)
    every = [(s.place, p, m) for s, p, m in index.everywhere() if m.declares and m.symbol == wanted]
    speak = [x for x in every if x[0] is None or (spot.place is not None and lies_in(spot.place, x[0]))]
    rest = [x for x in every if x not in speak and wanted.kind == "parameter"]
    speak.sort(key=lambda x: x[0] or "", reverse=True)
    order = [*reversed(speak), *rest] if wanted.kind == "parameter" else speak or every
    return [Location(p, m.span) for _, p, m in order]


def declared_as(symbol: Symbol) -> Symbol:
    """The thing to go to: of an outcome its programme."""
    return Symbol("program", "", symbol.owner) if symbol.kind == "outcome" else symbol


def references(index: Index, path: Path, offset: int, *, declarations: bool = True) -> list[Location]:
    """Everywhere that what is named at an offset is named, file by file."""
    found = index.at(path, offset)
    if found is None or found.symbol.kind in OF_THE_LANGUAGE:
        return []
    return [Location(p, m.span) for p, m in named(index, path, found.symbol) if declarations or not m.declares]


def named(index: Index, path: Path, symbol: Symbol) -> Iterable[tuple[Path, Mention]]:
    """The mentions of a symbol; a variable has them in its own file only."""
    if symbol.kind == "variable":
        return [(path, m) for m in index.mentions(path) if m.symbol == symbol]
    return [(p, m) for _, p, m in index.everywhere() if m.symbol == symbol]
