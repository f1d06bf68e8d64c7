"""A YAML or JSON text to positioned nodes, safely.

The nodes are built from libyaml's events with a stack of our own, so that depth never recurses; no tag is followed, an alias repeats a node already
built, and depth, number of values (aliases written out) and number of aliases are limited. A slip in YAML's own grammar is told and the text read again
as `mending` mends it, so that the slips behind it are told too; keys that stand twice are all reported and reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.policy.files import read_file, read_source
from eligibility.policy.jsontext import NotJson, load_json, pairs
from eligibility.policy.mending import LONGEST, MOST, SURE, Mended
from eligibility.policy.syntax import WIDE_SPACES, Slip, slip, wide_colon
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.values.limits import MAX_YAML_ALIASES, MAX_YAML_DEPTH, MAX_YAML_NODES

__all__ = ["Mapping", "Node", "Parser", "Scalar", "Sequence", "load", "read_file", "read_source", "wide_colon"]

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]


HASH = re.compile(r"\s(＃)")
THREE_DIGITS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


class Stopped(Exception):
    """Reading cannot go on; the problem was noted."""


class Slipped(Exception):
    """A slip that may be mended; its offsets are those of the text that was read."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(slip.kind)
        self.slip = slip


@dataclass(slots=True)
class Open:
    """A mapping or list that is being read. `before` is how many values there were when it began."""

    event: Any
    before: int
    nodes: list[Node] = field(default_factory=list)


def load(source: Source, problems: Problems) -> Node | None:
    """The one document of a text, or None after the problem was noted."""
    if source.text.lstrip()[:1] in ("{", "["):
        try:
            return load_json(source, problems)
        except NotJson as mistake:
            if not mistake.may_be_yaml(source.name):
                problems.extend([Problem(mistake.kind, Span(source, mistake.at, mistake.at + 1), mistake.args_)])
                return None
    return read_on(source, problems)


def read_on(source: Source, problems: Problems) -> Node | None:
    """The document with all slips of it told; None where they leave open what was meant."""
    mended: Mended | None = None
    for _ in range(MOST):
        found = Problems()
        try:
            node = Loading(source, found, mended).document()
        except Stopped:
            problems.extend(found)
            return None
        except Slipped as mistake:
            slip = mistake.slip
            mended = mended or Mended(source)
            if told := mended.is_news(slip):
                span = Span(source, mended.back(slip.start), mended.back(slip.end))
                problems.extend([Problem(slip.kind, span, slip.args)])
            if not (told or slip.kind in SURE) or len(source.text) > LONGEST or not mended.mend(slip):
                problems.extend(found)
                return None
        else:
            problems.extend(found)
            return node if mended is None or mended.sure else None
    return None


class Loading:
    """One text on its way to nodes. What is read is the text as mended so far; nodes and problems stand where they do in the file."""

    def __init__(self, source: Source, problems: Problems, mended: Mended | None = None) -> None:
        self._source, self._problems, self._mended = source, problems, mended
        self._read_source = source if mended is None else mended.source
        self._stack: list[Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._aliases = 0
        self._values = 0
        self._last: Scalar | None = None
        self._root: Node | None = None

    def document(self) -> Node | None:
        parser = Parser(self._read_source.text)
        try:
            self._read(parser.get_event)
        except yaml.YAMLError as mistake:
            raise Slipped(slip(self._read_source, mistake, self._last)) from None
        finally:
            parser.dispose()
        root = self._root
        if self._last is not None and isinstance(root, Scalar) and (colon := wide_colon(self._last)):
            raise Slipped(Slip("fullwidth_colon", colon.start, colon.end))
        if root is None or (isinstance(root, Scalar) and not root.text and not root.style):
            self._problems.add("empty_document", Span(self._source, 0, 0))
            return None
        return root

    def _read(self, event_after: Callable[[], Any]) -> None:
        documents = 0
        while True:
            event = event_after()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop("several_documents", event)
            elif kind is StreamEndEvent:
                return

    def _stop(self, kind: str, event: Any, **args: object) -> NoReturn:
        self._problems.extend([Problem(kind, self._at(event), {k: str(v) for k, v in args.items()})])
        raise Stopped

    def _at(self, event: Any) -> Span:
        return Span(self._source, *self._places(event))

    def _places(self, event: Any) -> tuple[int, int]:
        """Where an event begins and ends in the file."""
        start, end = event.start_mark.index, event.end_mark.index
        return (start, end) if self._mended is None else (self._mended.back(start), self._mended.back(end))

    def _scalar(self, event: Any) -> None:
        style, start, end = event.style or "", event.start_mark.index, event.end_mark.index
        read = Scalar(event.value, style in ("'", '"'), self._read_source, start, end, style)
        if event.tag is not None:
            self._tag(event)
        if not style and read.text.startswith(WIDE_SPACES) and self._at_key():
            wide = len(read.text) - len(read.text.lstrip("".join(WIDE_SPACES)))
            raise Slipped(Slip("wide_space", start, start + wide))
        if not style and event.start_mark.line != event.end_mark.line and (colon := folded_colon(read)):
            raise Slipped(Slip("fullwidth_colon", colon.start, colon.end))
        if not style and "＃" in read.text and (mark := HASH.search(read.text)):
            sign = read.at(mark.start(1), mark.end(1))
            assert sign is not None
            raise Slipped(Slip("fullwidth_hash", sign.start, sign.end))
        self._last = read
        self._add(read if self._mended is None else self._in_file(event, read), event.anchor)

    def _in_file(self, event: Any, read: Scalar) -> Scalar:
        """A scalar of the mended text at its place in the file. Quotes that were put in there are none of the file."""
        start, end = self._places(event)
        style = read.style if read.style in ("", "|", ">") or self._source.text[start : start + 1] == read.style else ""
        return Scalar(read.text, read.quoted, self._source, start, end, style)

    def _at_key(self) -> bool:
        """Whether the next value is a key of a mapping."""
        open_ = self._stack[-1] if self._stack else None
        return open_ is not None and type(open_.event) is MappingStartEvent and len(open_.nodes) % 2 == 0

    def _tag(self, event: Any) -> NoReturn:
        start, _ = self._places(event)
        tag = self._source.text[start : start + 80].split()[0]
        self._problems.add("yaml_tag", Span(self._source, start, start + len(tag)), tag=tag)
        raise Stopped

    def _open(self, event: Any) -> None:
        if event.tag is not None:
            self._tag(event)
        self._stack.append(Open(event, self._values))
        if len(self._stack) > MAX_YAML_DEPTH:
            self._stop("too_deep", event, limit=MAX_YAML_DEPTH)

    def _close(self, event: Any) -> None:
        open_ = self._stack.pop()
        start, end = self._places(open_.event)[0], self._places(event)[1]
        node: Node
        if type(event) is SequenceEndEvent:
            node = Sequence(tuple(open_.nodes), self._source, start, end)
        else:
            if open_.event.flow_style:
                open_.nodes = self._without_lone_keys(open_.nodes)
            node = Mapping(pairs(open_.nodes, self._source, self._problems), self._source, start, end)
        self._add(node, open_.event.anchor, self._values - open_.before)

    def _without_lone_keys(self, nodes: list[Node]) -> list[Node]:
        """`{zh: a, b}` has a key `b` without a value: most often a text with a comma, or a full-width colon."""
        kept: list[Node] = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not (isinstance(key, Scalar) and isinstance(value, Scalar) and value.start == value.end == key.end):
                kept += key, value
            elif kept and grouped(kept[-1], key):  # without what stands there, which may be a household's
                self._problems.add("digit_groups", Span(self._source, kept[-1].start, key.end))
            elif "：" in key.text and (colon := key.at(key.text.index("："), key.text.index("：") + 1)):
                start = colon.start if self._mended is None else self._mended.forth(colon.start)
                raise Slipped(Slip("fullwidth_colon", start, start + 1))
            else:
                self._problems.add("key_without_value", key.span, name=key.text)
        return kept

    def _alias(self, event: Any) -> None:
        self._aliases += 1
        found = self._anchors.get(event.anchor)
        if found is None:
            self._stop("unknown_alias", event, name=event.anchor)
        if self._aliases > MAX_YAML_ALIASES:
            self._stop("too_many_aliases", event, limit=MAX_YAML_ALIASES)
        node, size = found
        self._values += size
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None, inside: int = 0) -> None:
        self._values += 1
        if self._values > MAX_YAML_NODES:
            kind = "too_many_aliases" if self._aliases else "too_many_values"
            self._problems.add(kind, node.span, limit=MAX_YAML_ALIASES if self._aliases else MAX_YAML_NODES)
            raise Stopped
        if anchor is not None:
            self._anchors[anchor] = (node, inside + 1)
        if self._stack:
            self._stack[-1].nodes.append(node)
        else:
            self._root = node


def grouped(before: Node, key: Scalar) -> bool:
    """`{value: 1,800}`: whether a key is the digits after a comma that the number before it has lost."""
    return isinstance(before, Scalar) and before.text.isdigit() and THREE_DIGITS.fullmatch(key.text) is not None


def folded_colon(scalar: Scalar) -> Span | None:
    """A full-width colon after what looks like a key on a later line of a plain text."""
    assert scalar.source is not None
    line = scalar.source.text.find("\n", scalar.start, scalar.end)
    if line < 0:
        return None
    return wide_colon(Scalar("", False, scalar.source, line + 1, scalar.end))
