"""Edits to the text of a YAML file: characters from one offset up to another are replaced, every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from eligibility.frozen import record
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence

PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<：，、][^,\[\]{}#:'\"\n]*(?<!\s)")
TYPED: Final = re.compile(r"(?i)true|false|yes|no|on|off|null|~|[+-]?[0-9.][0-9.eE+_:-]*")


@record
class Edit:
    start: int
    end: int
    text: str


class Unchangeable(Exception):
    """A file that is laid out so that it cannot be changed safely."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Raises Unchangeable where two of them meet."""
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    if any(before.end > after.start for before, after in pairwise(ordered)):
        raise Unchangeable
    for edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def quoted(words: str) -> str:
    """A text on one line, in quotes where YAML would read it otherwise."""
    if not words or (PLAIN.fullmatch(words) and not TYPED.fullmatch(words)):
        return words
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_block(text: str, node: Node) -> bool:
    """Whether a value is laid out over lines: a block of keys or items, or a text below `|` or `>`."""
    if isinstance(node, Scalar):
        return node.style in ("|", ">")
    return text[node.start] not in "{["


def node_end(text: str, node: Node) -> int:
    """Where the last value of a node ends; a block's own end lies behind what follows it."""
    while isinstance(node, Mapping | Sequence) and is_block(text, node) and node.items:
        last: Node = node.items[-1][1] if isinstance(node, Mapping) else node.items[-1]
        node = last
    if isinstance(node, Scalar) and is_block(text, node):
        return node.start + len(text[node.start : node.end].rstrip())
    return node.end
