"""Another name for a thing, wherever a pack names it.

A new identifier takes the place of the old one where that is written, a new Chinese name of the Chinese ones and of what declares it: its `name`, or the
Chinese half of its label. What is declared elsewhere, a word that cannot be a name, and one that already means something are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Span
from eligibility.editor.index import Index
from eligibility.editor.meaning import Head, Meaning
from eligibility.editor.navigation import named
from eligibility.editor.symbols import Mention, Symbol
from eligibility.feel.names import FUNCTION_OF, FUNCTIONS, KEYWORD_OF
from eligibility.frozen import record
from eligibility.ir.check.names import HERE, OUTCOME, TODAY
from eligibility.policy.basis import KEY, READING
from eligibility.policy.entry import ID, ONE_RUN
from eligibility.policy.tree import Mapping, Node, Scalar
from eligibility.policy.words import KEY_OF

RENAMED: Final = (
    "fact", "definition", "parameter", "program", "condition", "grant", "source", "reading", "family", "variable",
)  # fmt: skip
APPLY_AT: Final = "apply_at_"
IN_FILE_NAMES: Final = ("parameter", "program")
FORMS: Final = {"source": KEY, "reading": READING, "family": re.compile(r"[^\W\d]\w*"), "variable": ONE_RUN}


@record
class Edit:
    path: Path
    span: Span
    text: str


@record
class Renaming:
    """What is to be written, and which files take another name."""

    edits: tuple[Edit, ...]
    files: tuple[tuple[Path, Path], ...] = ()


def prepare(index: Index, path: Path, offset: int) -> Mention | None:
    """What would be renamed at an offset."""
    found = index.at(path, offset)
    if found is None or found.symbol.kind not in RENAMED or refused(index, path, found.symbol, "") is not None:
        return None
    return found


def rename(index: Index, path: Path, offset: int, new: str) -> Renaming | Problem:
    """The edits that give a thing another name, or why it cannot have it."""
    found = index.at(path, offset)
    if found is None or found.symbol.kind not in RENAMED:
        return Problem("rename_what", None, {"name": found.text if found else ""})
    symbol = found.symbol
    problem = refused(index, path, symbol, new) or conflict(index, path, symbol, new)
    if problem is not None:
        return problem
    places = list(named(index, path, symbol))
    if new.isascii() or not symbol.id.isascii() or symbol.kind in FORMS:
        edits = [Edit(p, m.span, new) for p, m in places if m.text == symbol.id]
        return Renaming(tuple(edits), tuple(moved(index, places, new)) if symbol.kind in IN_FILE_NAMES else ())
    edits = [Edit(p, m.span, new) for p, m in places if m.text != symbol.id and m.text == chinese(index, path, symbol)]
    for p, m in places:
        if m.declares:
            edits += label_edits(index, p, m, chinese(index, path, symbol), new)
    edits = list({(e.path, e.span.start): e for e in edits}.values())
    return Renaming(tuple(edits)) if edits else Problem("rename_no_label", None, {"name": symbol.id})


def head(index: Index, path: Path, symbol: Symbol) -> Head | None:
    spot = index.opened.spot_anywhere(path)
    meaning = index.meaning(spot.place) if spot else None
    return meaning.head_of(symbol) if meaning else None


def chinese(index: Index, path: Path, symbol: Symbol) -> str:
    found = head(index, path, symbol)
    return found.name if found is not None else ""


def refused(index: Index, path: Path, symbol: Symbol, new: str) -> Problem | None:
    """What this pack does not declare, or only a farther one does, keeps its name."""
    if symbol.kind == "variable":
        return None
    if symbol.kind == "definition" and symbol.id.startswith(APPLY_AT):  # `apply_at: …` names it by the rest
        return Problem("rename_what", None, {"name": symbol.id})
    own = {p for _, p in index.opened.files()}
    outside = [p for p, m in named(index, path, symbol) if m.declares and p not in own]
    declared = any(m.declares for _, m in named(index, path, symbol))
    if outside or not declared:
        return Problem("rename_elsewhere", None, {"name": symbol.id, "new": new})
    return None


def conflict(index: Index, path: Path, symbol: Symbol, new: str) -> Problem | None:
    """Whether a word cannot be this thing's name."""
    form = FORMS.get(symbol.kind, ID if new.isascii() else ONE_RUN)
    if not form.fullmatch(new) or len(new) > 200:
        return Problem("rename_form", None, {"new": new})
    if symbol.kind in ("source", "reading", "family", "condition", "grant"):
        taken = {m.symbol.id for _, _, m in index.everywhere() if m.declares and like(m.symbol, symbol)}
        return Problem("rename_taken", None, {"new": new}) if new in taken else None
    if new in KEYWORD_OF or new in FUNCTIONS or new in FUNCTION_OF or new in (*TODAY, *HERE, *OUTCOME):
        return Problem("rename_keyword", None, {"new": new})
    if new in taken_words(index, path, symbol):
        return Problem("rename_taken", None, {"new": new})
    return None


def like(one: Symbol, other: Symbol) -> bool:
    """Whether two things may not have the same id."""
    return one.kind == other.kind and (one.owner == other.owner or one.kind == "source" or one.kind == "reading")


def taken_words(index: Index, path: Path, symbol: Symbol) -> set[str]:
    """All names that mean something at any place, but for the thing's own."""
    places = {spot.place for spot, _ in index.opened.files(all_packs=True)}
    out: set[str] = set()
    for place in places:
        meaning = index.meaning(place)
        if meaning is not None:
            out |= words(meaning, symbol)
    if symbol.kind == "variable":
        out |= {m.symbol.id for m in index.mentions(path) if m.symbol.kind == "variable" and m.symbol != symbol}
    return out


def words(meaning: Meaning, symbol: Symbol) -> set[str]:
    names = meaning.names
    tables: list[Iterable[tuple[str, Head]]] = [
        *(t.items() for t in names.facts.values()),
        *(t.items() for t in names.definitions.values()),
        *(t.items() for t in names.program_definitions.values()),
        names.parameters.items(),
        names.programs.items(),
        names.subjects.items(),
    ]
    own = meaning.head_of(symbol)
    return {word for table in tables for word, found in table if found is not own}


def moved(index: Index, places: list[tuple[Path, Mention]], new: str) -> Iterator[tuple[Path, Path]]:
    """The files of a programme or parameter, which have its name."""
    for path in dict.fromkeys(p for p, m in places if m.text == p.stem):
        spot = index.opened.spot_anywhere(path)
        if spot is not None and spot.section in ("programs", "parameters") and first_names(index, path):
            yield path, path.with_name(f"{new}{path.suffix}")


def first_names(index: Index, path: Path) -> bool:
    """Whether a file is about what it has its name from."""
    found = index.map(path)
    root = found.root if found else None
    return isinstance(root, Mapping) and any(
        isinstance(v, Scalar) and v.text == path.stem and KEY_OF.get(k.text) in ("program", "extends", "parameter")
        for k, v in root.items
    )


# ---- the Chinese name where it is declared


def label_edits(index: Index, path: Path, mention: Mention, old: str, new: str) -> list[Edit]:
    """The edits of `name`, or of the Chinese half of the label, of the entry that a mention declares."""
    found = index.map(path)
    entry = entry_at(found.root, mention.span.start) if found and found.root is not None else None
    if entry is None:
        return []
    own = under(entry, "name")
    label = under(entry, "label")
    target = own if own is not None else label.get("zh") if isinstance(label, Mapping) else None
    if not isinstance(target, Scalar) or target.span is None or target.text != old:
        return []
    return [Edit(path, target.at(0, len(target.text)) or target.span, new)]


def under(entry: Mapping, key: str) -> Node | None:
    return next((v for k, v in entry.items if KEY_OF.get(k.text) == key), None)


def entry_at(node: Node, offset: int) -> Mapping | None:
    """The mapping whose key, or one of whose values, begins at an offset: the entry that is declared there."""
    if not isinstance(node, Mapping):
        return None
    for key, value in node.items:
        if key.span is not None and key.span.start == offset:
            return value if isinstance(value, Mapping) else None
        if isinstance(value, Scalar) and value.span is not None and value.span.start == offset:
            return node
        if (
            value.span is not None
            and value.span.start <= offset < value.span.end
            and (inner := entry_at(value, offset)) is not None
        ):
            return inner
    return None
