"""The nodes of a document a user wrote, in YAML or JSON, each with its place in the text.

A scalar is not typed: whoever reads it decides from its `text` and whether it was `quoted`. What `text` holds may differ from what stands in the file
(quotes, escapes, folded lines, the indentation of a `|` block), so the place of a part of it is found by laying the text over the written characters:
both have the same visible characters in the same order, and only white space between them was changed. A document made from objects in memory has the
same nodes without a source. No node shows what it holds in its `repr`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from eligibility.diagnostics.source import Source, Span
from eligibility.frozen import record


@dataclass(slots=True, eq=False)
class Scalar:
    """A text. `style` is empty for a plain one, else its first character: `'`, `"`, `|` or `>`."""

    text: str = field(repr=False)
    quoted: bool = False
    source: Source | None = field(default=None, repr=False)
    start: int = 0
    end: int = 0
    style: str = ""

    @property
    def span(self) -> Span | None:
        if self.source is None:
            return None
        if not self.style and self.end - self.start == len(self.text):
            return Span(self.source, self.start, self.end)
        start, end = self.start, self.end
        if self.style in ("|", ">") and self.text.strip():
            written = self.source.text[start:end].rstrip()
            body = written.partition("\n")[2]
            end = start + len(written)
            start = end - len(body.lstrip())
        return Written(self.source, start, end, self)

    def at(self, start: int, end: int) -> Span | None:
        """Where the characters of the text from `start` up to `end` stand."""
        span = self.span
        return None if span is None else span.within(start, end)


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values in the order written; a key may stand twice only after `duplicate_key` was reported."""

    items: tuple[tuple[Scalar, Node], ...] = field(repr=False)
    source: Source | None = field(default=None, repr=False)
    start: int = 0
    end: int = 0

    @property
    def span(self) -> Span | None:
        return None if self.source is None else Span(self.source, self.start, self.end)

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.items if name.text == key), None)


@dataclass(slots=True, eq=False)
class Sequence:
    items: tuple[Node, ...] = field(repr=False)
    source: Source | None = field(default=None, repr=False)
    start: int = 0
    end: int = 0

    @property
    def span(self) -> Span | None:
        return None if self.source is None else Span(self.source, self.start, self.end)


Node = Scalar | Mapping | Sequence


@record
class Written(Span):
    """The span of a scalar whose text is not what stands in the file character by character."""

    scalar: Scalar = field(repr=False)

    def within(self, start: int, end: int) -> Span:
        places = laid_over(self.source.text, self.scalar)
        if not places:
            return self
        first = places[min(start, len(places) - 1)]
        last = places[min(max(end - 1, start), len(places) - 1)]
        return Span(self.source, first[0], max(last[1], first[0]) if end > start else first[0])


Place = tuple[int, int]


def laid_over(written: str, scalar: Scalar) -> list[Place]:
    """For each character of the scalar's text where it begins and ends in the file."""
    units = characters(written, scalar)
    text, out, at = scalar.text, [], 0
    i = 0
    while i < len(text) and units:
        if not text[i].isspace():
            while at < len(units) - 1 and units[at][0] != text[i]:
                at += 1
            out.append(units[at][1])
            i, at = i + 1, at + 1
            continue
        j, v = i, at
        while j < len(text) and text[j].isspace():
            j += 1
        while v < len(units) and units[v][0].isspace():
            v += 1
        last = len(units) - 1
        out.append(units[min(at, last)][1])
        out.extend(units[min(max(at, v - (j - k)), last)][1] for k in range(i + 1, j))
        i, at = j, v
    return out


def characters(written: str, scalar: Scalar) -> list[tuple[str, Place]]:
    """The characters written, each with its place; an escape is one character."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        start = written.find("\n", start, end) + 1 or end
    if scalar.style not in ("'", '"'):
        return [(written[i], (i, i + 1)) for i in range(start, end)]
    out, i, end = [], start + 1, end - 1
    while i < end:
        length, char = 1, written[i]
        if scalar.style == "'" and char == "'":
            length = 2
        elif scalar.style == '"' and char == "\\":
            char, length = escaped(written, i)
        if char:
            out.append((char, (i, i + length)))
        i += length
    return out


ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
HEX = {"x": 2, "u": 4, "U": 8}


def escaped(written: str, at: int) -> tuple[str, int]:
    """The character that the escape at `at` stands for, with its length; an escaped line break stands for none."""
    letter = written[at + 1 : at + 2]
    if letter in HEX:
        length = 2 + HEX[letter]
        code = int(written[at + 2 : at + length], 16)
        low = written[at + length : at + length + 6]
        if 0xD800 <= code < 0xDC00 and low[:2] == "\\u" and 0xDC00 <= (second := int(low[2:], 16)) < 0xE000:
            return chr(0x10000 + ((code - 0xD800) << 10) + second - 0xDC00), length + 6
        return chr(code), length
    if letter in "\r\n":
        return "", 2
    return ESCAPES.get(letter, letter), 2
