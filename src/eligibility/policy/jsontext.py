"""JSON as the same positioned nodes, read without recursion. A number keeps its digits, so that nothing passes through a float."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence, escaped
from eligibility.values.limits import MAX_YAML_DEPTH, MAX_YAML_NODES

TOKEN: Final = re.compile(
    r"[ \t\r\n]*(?:(?P<mark>[{}\[\],:])"
    r'|(?P<text>"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*")'
    r"|(?P<plain>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])|true\b|false\b|null\b))"
)
BLANK: Final = re.compile(r"[ \t\r\n]*")
ESCAPE: Final = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[0-9a-fA-F]{4}|\\u[0-9a-fA-F]{4}|\\.")


class NotJson(Exception):
    """The text stops being JSON at `at`."""

    def __init__(self, kind: str, at: int, **args: str) -> None:
        super().__init__(kind)
        self.kind, self.at, self.args_ = kind, at, args

    def may_be_yaml(self, name: str) -> bool:
        """Whether the text may be a YAML mapping in braces instead."""
        if self.kind != "json_syntax" or name.endswith(".json"):
            return False
        return name.endswith((".yaml", ".yml")) or self.args_["expected"] == "json_first_key"


@dataclass(slots=True)
class Open:
    """A list or mapping that is being read, and what may come next in it."""

    mapping: bool
    start: int
    nodes: list[Node] = field(default_factory=list)


def load_json(source: Source, problems: Problems) -> Node:
    """The document; raises NotJson at the first character that is not JSON."""
    text, at, count = source.text, 0, 0
    stack: list[Open] = []
    expected = "json_value"
    while True:
        token = TOKEN.match(text, at)
        if token is None:
            at = skipped(text, at)
            raise NotJson("open_quote" if text[at : at + 1] == '"' else "json_syntax", at, expected=expected)
        count += 1
        start, at = token.start(token.lastgroup or 0), token.end()
        node: Node | None = None
        mark = token["mark"]
        if mark is None:
            node = scalar(source, token, start, at, expected)
        elif mark in "{[":
            need(expected in ("json_value", "json_item"), start, expected)
            stack.append(Open(mark == "{", start))
            expected = "json_first_key" if mark == "{" else "json_item"
        elif mark in "}]":
            open_ = stack[-1] if stack else None
            fits = open_ is not None and open_.mapping == (mark == "}")
            need(fits and expected in ("json_first_key", "json_item", "json_comma"), start, expected)
            node = closed(stack.pop(), source, at, problems)
        elif mark == ":":
            need(expected == "json_colon", start, expected)
            expected = "json_value"
        else:
            need(expected == "json_comma", start, expected)
            expected = "json_key" if stack[-1].mapping else "json_value"
        if node is not None:
            if not stack:
                need(not text[skipped(text, at) :], skipped(text, at), "json_end")
                return node
            stack[-1].nodes.append(node)
            expected = "json_colon" if stack[-1].mapping and len(stack[-1].nodes) % 2 else "json_comma"
        if len(stack) > MAX_YAML_DEPTH:
            raise NotJson("too_deep", start, limit=str(MAX_YAML_DEPTH))
        if count > 2 * MAX_YAML_NODES:
            raise NotJson("too_many_values", start, limit=str(MAX_YAML_NODES))


def need(fits: bool, at: int, expected: str) -> None:
    if not fits:
        raise NotJson("json_syntax", at, expected=expected)


def skipped(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    return blank.end() if blank else at


def scalar(source: Source, token: re.Match[str], start: int, end: int, expected: str) -> Scalar:
    quoted = token["text"]
    wanted = ("json_value", "json_item", "json_key", "json_first_key")
    need(expected in wanted and (quoted is not None or "key" not in expected), start, expected)
    if quoted is None:
        return Scalar(token["plain"], False, source, start, end)
    text = quoted[1:-1]
    if "\\" in text:
        text = ESCAPE.sub(lambda m: "".join(unescape(m[0])), text)
    return Scalar(text, True, source, start, end, '"')


def unescape(written: str) -> list[str]:
    """One escape, or two of which the first is half of a surrogate pair; a lone half becomes U+FFFD."""
    out, at = [], 0
    while at < len(written):
        char, length = escaped(written, at)
        out.append("\ufffd" if "\ud800" <= char <= "\udfff" else char)
        at += length
    return out


def closed(open_: Open, source: Source, end: int, problems: Problems) -> Node:
    if not open_.mapping:
        return Sequence(tuple(open_.nodes), source, open_.start, end)
    return Mapping(pairs(open_.nodes, source, problems), source, open_.start, end)


def pairs(nodes: list[Node], source: Source, problems: Problems) -> tuple[tuple[Scalar, Node], ...]:
    """Keys with their values; a key that stands twice is reported with the line of the first."""
    out: list[tuple[Scalar, Node]] = []
    seen: dict[str, Scalar] = {}
    for i in range(0, len(nodes), 2):
        key = nodes[i]
        if not isinstance(key, Scalar):
            problems.add("key_not_text", key.span)
            continue
        if key.text in seen:
            first = Span(source, seen[key.text].start, seen[key.text].end)
            problems.add("duplicate_key", key.span, name=key.text, line=first.line)
            continue
        seen[key.text] = key
        out.append((key, nodes[i + 1]))
    return tuple(out)
