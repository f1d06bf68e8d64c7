"""An XML text to positioned elements, safely.

Elements are built from expat's events with a stack of our own, so that depth never recurses. A document type declaration is refused where it begins, so no
entity of a file's own is ever expanded and nothing outside the file is read; size, depth and number of elements are limited. Every element knows where
its tag stands, and every character of its text where it was written: an escape such as `&lt;` is one character of the text and four of the file.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.values.limits import MAX_FILE_BYTES, MAX_XML_DEPTH, MAX_XML_ELEMENTS

DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SLIPS: Final = {
    3: "xml_ends_early",
    5: "xml_ends_early",
    7: "xml_wrong_end_tag",
    8: "xml_attribute_twice",
    9: "xml_after_end",
    11: "xml_entity",
    27: "xml_prefix",
}
TAG: Final = re.compile(r"<[^\s/>]+")


@dataclass(slots=True, eq=False)
class Element:
    """One element. `offsets` and `places` say from which character of `text` on it stands where in the file."""

    namespace: str
    name: str
    source: Source
    start: int
    end: int  # of the name in the start tag
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def of(self, attribute: str) -> Span:
        """Where the value of an attribute stands; the tag's name where there is none."""
        close = self.source.text.find(">", self.end)
        found = re.compile(rf"""[\s:]{re.escape(attribute)}\s*=\s*(["'])(.*?)\1""", re.DOTALL).search(
            self.source.text, self.end, close if close > 0 else len(self.source.text)
        )
        return self.span if found is None else Span(self.source, found.start(2), max(found.end(2), found.start(2) + 1))

    def at(self, start: int, end: int) -> Span:
        """Where the characters of the text from `start` up to `end` stand."""
        first = self.place(start)
        return Span(self.source, first, max(self.place(max(end - 1, start)) + 1, first + 1) if end > start else first)

    def place(self, at: int) -> int:
        if not self.places:
            return self.start
        piece = max(bisect_right(self.offsets, at) - 1, 0)
        return self.places[piece] + max(at - self.offsets[piece], 0)

    def child(self, *names: str) -> Element | None:
        """The first child of our own namespace with one of these names."""
        return next(self.all(*names), None)

    def all(self, *names: str) -> Iterator[Element]:
        return (c for c in self.children if c.name in names and c.namespace == self.namespace)


class Stopped(Exception):
    """Reading cannot go on; the problem was noted."""


def load(name: str, data: bytes, problems: Problems) -> Element | None:
    """The root of a document, or None after the problem was noted."""
    source = decoded(name, data, problems)
    if source is None:
        return None
    try:
        return Loading(source, problems).root()
    except Stopped:
        return None


def decoded(name: str, data: bytes, problems: Problems) -> Source | None:
    """The text of a document in the encoding that it declares."""
    if len(data) > MAX_FILE_BYTES:
        problems.add("too_large", None, path=name, limit=MAX_FILE_BYTES // 1_000_000)
        return None
    declared = DECLARED.match(data[:200])
    encoding = next((e for mark, e in MARKS if data.startswith(mark)), declared[1].decode() if declared else "utf-8")
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError
        text = data.decode(encoding)
        text.encode()
    except (LookupError, UnicodeError):
        problems.add("xml_encoding", None, path=name, encoding=encoding)
        return None
    return Source(name, text)


class Loading:
    """One text on its way to elements. Expat counts bytes, a source characters: `_byte` and `_char` are the last place known in both."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self._source, self._problems = source, problems
        self._data = source.text.encode()
        self._plain = len(self._data) == len(source.text)
        self._byte = self._char = 0
        self._stack: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._parts: list[list[str]] = []
        self._prefixes: dict[str, str] = {}

    def root(self) -> Element:
        if not self._source.text.strip():
            self._problems.add("empty_document", Span(self._source, 0, 0))
            raise Stopped
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._prefix
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as mistake:
            self._slip(mistake)
        assert self._root is not None
        return self._root

    def _slip(self, mistake: expat.ExpatError) -> NoReturn:
        at = self._at(self._parser.ErrorByteIndex)
        at = min(at, max(len(self._source.text) - 1, 0))
        kind = SLIPS.get(mistake.code, "not_xml")
        open_ = self._stack[-1].name if self._stack else ""
        self._problems.extend([Problem(kind, Span(self._source, at, at + 1), {"open": open_})])
        raise Stopped from None

    def _stop(self, kind: str, at: int | None = None, **args: object) -> NoReturn:
        at = self._here() if at is None else at
        self._problems.extend([Problem(kind, Span(self._source, at, at + 1), {k: str(v) for k, v in args.items()})])
        raise Stopped

    def _here(self) -> int:
        return self._at(self._parser.CurrentByteIndex)

    def _at(self, byte: int) -> int:
        """The character at a byte; asked in rising order, so that the whole costs one pass."""
        if self._plain:
            return byte
        if byte < self._byte:
            self._byte = self._char = 0
        self._char += len(self._data[self._byte : byte].decode(errors="ignore"))
        self._byte = byte
        return self._char

    def _doctype(self, *_: object) -> NoReturn:
        here = self._here()
        self._stop("xml_doctype", max(self._source.text.rfind("<!DOCTYPE", 0, here + 9), 0))

    def _prefix(self, prefix: str | None, uri: str | None) -> None:
        """A declaration of a prefix is kept as the attribute as which it was written."""
        self._prefixes[f"xmlns:{prefix or ''}"] = uri or ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        start = self._here()
        self._count += 1
        if self._count > MAX_XML_ELEMENTS:
            self._stop("xml_too_many", limit=MAX_XML_ELEMENTS)
        if len(self._stack) >= MAX_XML_DEPTH:
            self._stop("too_deep", limit=MAX_XML_DEPTH)
        namespace, _, name = tag.rpartition(" ")
        written = TAG.match(self._source.text, start)
        if self._prefixes:
            attributes.update(self._prefixes)
            self._prefixes.clear()
        element = Element(namespace, name, self._source, start, written.end() if written else start + 1, attributes)
        if self._stack:
            self._stack[-1].children.append(element)
        else:
            self._root = element
        self._stack.append(element)
        self._parts.append([])

    def _end(self, _: str) -> None:
        self._stack.pop().text = "".join(self._parts.pop())

    def _text(self, text: str) -> None:
        element, parts = self._stack[-1], self._parts[-1]
        element.offsets.append(element.offsets[-1] + len(parts[-1]) if parts else 0)
        element.places.append(self._here())
        parts.append(text)
