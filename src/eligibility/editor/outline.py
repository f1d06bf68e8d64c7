"""The entries of a file as a tree: programmes, conditions, grants, facts, values, cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.diagnostics.source import Span
from eligibility.editor import grammar
from eligibility.editor.grammar import ITEM, Place, step
from eligibility.editor.mentions import FileMap
from eligibility.frozen import record
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.policy.words import KEY_OF

SECTIONS: Final = (
    "sources", "readings", "definitions", "applies", "conditions", "grants", "relations", "untranslatable", "facts", "values", "families", "cases",
    "all", "any", "next_step",
)  # fmt: skip


@record
class Entry:
    """`kind` is what the entry declares, or `section`."""

    name: str
    detail: str
    kind: str
    span: Span
    key: Span
    parts: tuple[Entry, ...] = ()


def outline(found: FileMap, lang: str) -> list[Entry]:
    """The outline of a file; nothing of one that is no YAML."""
    if not isinstance(found.root, Mapping):
        return []
    place = grammar.start(found.section, [k.text for k, _ in found.root.items])
    return list(entries(found.root, place, lang))


def entries(node: Mapping, place: Place, lang: str) -> Iterator[Entry]:
    for key, value in node.items:
        inner = step(place, key.text)
        section = KEY_OF.get(key.text, key.text) in SECTIONS and not place.entries
        if key.span is None or not (place.entries or section):
            continue
        kind = place.entries or "section"
        detail = named(value, lang) if place.entries else ""
        yield Entry(key.text, detail, kind, around(key, value), key.span, tuple(inside(value, inner, lang)))


def inside(value: Node, place: Place, lang: str) -> Iterator[Entry]:
    if isinstance(value, Mapping):
        yield from entries(value, place, lang)
    elif isinstance(value, Sequence) and place.key in ("cases", "values"):
        for item in value.items:
            if isinstance(item, Mapping) and item.items:
                yield from listed(item, step(place, ITEM))


def listed(item: Mapping, place: Place) -> Iterator[Entry]:
    """A case by its name, a dated value by its day."""
    first = item.get("name") or item.items[0][1]
    span, key = item.span, item.items[0][0].span
    if isinstance(first, Scalar) and span is not None and key is not None:
        case = any(s.__name__ == "CaseShape" for s in place.shapes)
        yield Entry(first.text or "…", "", "case" if case else "value", span, key)


def named(value: Node, lang: str) -> str:
    """What an entry is called."""
    for key, inner in value.items if isinstance(value, Mapping) else ():
        if KEY_OF.get(key.text) in ("label", "says", "title"):
            text = inner.get(lang) if isinstance(inner, Mapping) else inner
            return text.text.strip() if isinstance(text, Scalar) else ""
    return ""


def around(key: Scalar, value: Node) -> Span:
    """From an entry's key to the end of its value."""
    first, last = key.span, value.span
    assert first is not None
    end = max(first.end, last.end if last is not None else 0)
    text = first.source.text
    while end > first.end and text[end - 1].isspace():
        end -= 1
    return Span(first.source, first.start, end)
