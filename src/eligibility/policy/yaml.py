"""A YAML or JSON text to positioned nodes, safely.

The nodes are built from libyaml's events with a stack of our own, so that depth never recurses; no tag is followed, an alias repeats a node already
built, and depth, number of values (aliases written out) and number of aliases are limited. The first slip in YAML's own grammar ends the file; keys
that stand twice are all reported and reading goes on.
"""

from __future__ import annotations

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
from eligibility.policy.syntax import WIDE_SPACES, slip, wide_colon
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.values.limits import MAX_YAML_ALIASES, MAX_YAML_DEPTH, MAX_YAML_NODES

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "load", "read_file", "read_source", "wide_colon"]

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]


class Stopped(Exception):
    """Reading cannot go on; the problem was noted."""


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
    try:
        return Loading(source, problems).document()
    except Stopped:
        return None


class Loading:
    """One text on its way to nodes."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self._source, self._problems = source, problems
        self._stack: list[Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._aliases = 0
        self._values = 0
        self._last: Scalar | None = None
        self._root: Node | None = None

    def document(self) -> Node | None:
        parser = Parser(self._source.text)
        try:
            self._read(parser.get_event)
        except yaml.YAMLError as mistake:
            found = slip(self._source, mistake, self._last)
            self._problems.extend([Problem(found.kind, Span(self._source, found.start, found.end), found.args)])
            raise Stopped from None
        finally:
            parser.dispose()
        root = self._root
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
        return Span(self._source, event.start_mark.index, event.end_mark.index)

    def _scalar(self, event: Any) -> None:
        style, start, end = event.style or "", event.start_mark.index, event.end_mark.index
        node = Scalar(event.value, style in ("'", '"'), self._source, start, end, style)
        if event.tag is not None:
            self._tag(event)
        if not style and node.text.startswith(WIDE_SPACES) and self._at_key():
            self._problems.add("wide_space", node.at(0, 1))
            raise Stopped
        if not style and end - start > len(node.text) and (colon := folded_colon(node)):
            self._problems.add("fullwidth_colon", colon)
        self._last = node
        self._add(node, event.anchor)

    def _at_key(self) -> bool:
        """Whether the next value is a key of a mapping."""
        open_ = self._stack[-1] if self._stack else None
        return open_ is not None and type(open_.event) is MappingStartEvent and len(open_.nodes) % 2 == 0

    def _tag(self, event: Any) -> NoReturn:
        start = event.start_mark.index
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
        start, end = open_.event.start_mark.index, event.end_mark.index
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
            elif "：" in key.text:
                colon = key.text.index("：")
                self._problems.add("fullwidth_colon", key.at(colon, colon + 1))
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


def folded_colon(scalar: Scalar) -> Span | None:
    """A full-width colon after what looks like a key on a later line of a plain text."""
    assert scalar.source is not None
    line = scalar.source.text.find("\n", scalar.start, scalar.end)
    if line < 0:
        return None
    return wide_colon(Scalar("", False, scalar.source, line + 1, scalar.end))
