"""The tree of a document with all that stands around its values: comments, blank lines, quotes, the kind of brackets.

A `Branch` is a mapping or list, its `Slot`s are its entries or items, a `Leaf` is a text. A comment on a line of its own stands `above` the slot that it
precedes, or `below` the last slot of the branch that it closes; one behind something belongs to that (`trail`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Comment:
    """`text` from `#` on, byte for byte. `gap` is how many spaces stand before one that is behind something."""

    text: str
    start: int
    column: int = 0
    own_line: bool = True
    gap: int = 1
    blank: bool = False  # a blank line above


@dataclass(slots=True, eq=False)
class Leaf:
    """A text. `style` is empty for a plain one, else its first character (`*` of an alias); `raw` is what stands in the file."""

    text: str
    style: str = ""
    raw: str = ""
    start: int = 0
    end: int = 0
    anchor: str = ""
    trail: Comment | None = None
    changed: bool = False  # another text was put in

    def put(self, text: str) -> None:
        if text != self.text:
            self.text, self.changed = text, True


@dataclass(slots=True, eq=False)
class Slot:
    """An entry of a mapping, or an item of a list (no key)."""

    value: Node
    key: Leaf | None = None
    start: int = 0
    column: int = 0
    above: list[Comment] = field(default_factory=list)
    blank: bool = False
    trail: Comment | None = None  # behind `key:` or `-`


@dataclass(slots=True, eq=False)
class Branch:
    """A mapping (`pairs`) or a list."""

    pairs: bool
    flow: bool
    start: int = 0
    end: int = 0
    anchor: str = ""
    slots: list[Slot] = field(default_factory=list)
    below: list[Comment] = field(default_factory=list)
    head: Comment | None = None  # behind the opening bracket
    trail: Comment | None = None  # behind the closing bracket

    @property
    def column(self) -> int:
        return self.slots[0].column if self.slots else 0

    def get(self, *keys: str) -> Node | None:
        return next((s.value for s in self.slots if s.key is not None and s.key.text in keys), None)


Node = Leaf | Branch


def comments(node: Node) -> Iterator[Comment]:
    """Every comment of a tree."""
    if node.trail is not None:
        yield node.trail
    if isinstance(node, Leaf):
        return
    if node.head is not None:
        yield node.head
    for slot in node.slots:
        yield from slot.above
        if slot.trail is not None:
            yield slot.trail
        if slot.key is not None:
            yield from comments(slot.key)
        yield from comments(slot.value)
    yield from node.below
