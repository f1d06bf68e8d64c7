"""A text that is sound YAML to its layout tree.

libyaml's events give every text and bracket its place; all else stands in the gaps between them, and a gap holds nothing but spaces, the signs of the
structure and comments. So a `#` in a gap begins a comment, and the last `-` before an item is the item's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from eligibility.authoring.format.comments import settle
from eligibility.authoring.format.layout import Branch, Comment, Leaf, Node, Slot
from eligibility.policy.yaml import Parser

NOTE: Final = re.compile(r"#[^\n]*")
SIGN: Final = re.compile(r"^(?:%|---|\.\.\.)|[#\n-]", re.MULTILINE)
BLOCK_HEAD: Final = re.compile(r"([|>][-+0-9]*)([ \t]*)(#[^\n]*)?")
Trailed = Leaf | Slot | Branch


@dataclass(slots=True)
class Open:
    """A branch that is being read. `slot` is the entry or item that waits for its value."""

    branch: Branch
    slot: Slot | None = None


def read(text: str) -> Node | None:
    """The tree of a text; None of one without a document."""
    return Reading(text).document()


@dataclass(slots=True)
class Reading:
    text: str
    at: int = 0  # up to where the text is read
    stack: list[Open] = field(default_factory=list)
    waiting: list[Comment] = field(default_factory=list)  # that belong to a slot to come, or to a branch just closed
    closed: list[Branch] = field(
        default_factory=list
    )  # block branches that ended since the last slot, the innermost first
    last: Trailed | None = None  # what a comment on the same line would be about
    kept: bool = False  # the blank lines before here are of the text before them
    root: Node | None = None

    def document(self) -> Node | None:
        parser = Parser(self.text)
        try:
            while True:
                event = parser.get_event()
                self._event(event)
                if isinstance(event, StreamEndEvent):
                    break
        finally:
            parser.dispose()
        self._gap(len(self.text))
        if isinstance(self.root, Branch):
            settle(self.waiting, [*self.closed], None, self.root)
        elif self.waiting:
            return None
        return self.root

    def _event(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._gap(event.start_mark.index)
            self._leaf(self._scalar(event))
        elif kind is AliasEvent:
            start, end = event.start_mark.index, event.end_mark.index
            self._gap(start)
            self.at = end
            self._leaf(Leaf(event.anchor, "*", self.text[start:end], start, end))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._gap(event.start_mark.index)
            self._open(event, pairs=kind is MappingStartEvent)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close(event)

    # ---- gaps

    def _gap(self, end: int) -> None:
        """Takes in the comments and signs up to a place."""
        while self.at < end:
            found = SIGN.search(self.text, self.at, end)
            if found is None:
                break
            sign = found[0]
            if sign == "#":
                note = NOTE.match(self.text, found.start())
                assert note is not None
                self._comment(note)
                self.at = note.end()
            elif sign == "-":
                self._dash(found.start())
                self.at = found.end()
            elif sign == "\n":
                self.at = found.end()
            else:  # a mark of the document, or a directive
                line = self.text.find("\n", found.start())
                self.at = found.end() if sign != "%" else end if line < 0 else line
                self.last = None
        self.at = max(self.at, end)

    def _dash(self, at: int) -> None:
        """The `-` of an item: comments before it are above the item, one behind it is about the item."""
        if self.stack and not self.stack[-1].branch.pairs and not self.stack[-1].branch.flow:
            self._slot(at)

    def _comment(self, note: re.Match[str]) -> None:
        start = note.start()
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        text = note[0].removesuffix("\r")
        if before.strip() and self.last is not None:
            gap = len(before) - len(before.rstrip())
            comment = Comment(text, start, start - line, own_line=False, gap=max(gap, 1))
            if isinstance(self.last, Branch) and not self.last.slots and self.last.flow and self.last.end == 0:
                self.last.head = comment
            elif self.last.trail is None:
                self.last.trail = comment
            else:
                self.waiting.append(comment)
            return
        self.waiting.append(Comment(text, start, start - line, blank=self._blank_above(line)))

    def _blank_above(self, line: int) -> bool:
        """Whether the line before the one that starts at `line` is blank."""
        if self.kept:
            self.kept = False
            return False
        return line > 0 and not self.text[self.text.rfind("\n", 0, line - 1) + 1 : line].strip()

    # ---- values

    def _scalar(self, event: Any) -> Leaf:
        start, end = event.start_mark.index, event.end_mark.index
        anchor = event.anchor or ""
        if anchor:
            start = self._behind_anchor(start, end, anchor)
        style = event.style or ""
        raw = self.text[start:end]
        if style in ("|", ">"):
            raw = raw.rstrip(" \t\r\n")
            end = start + len(raw)
        self.at = end
        leaf = Leaf(event.value, style, raw, start, end, anchor)
        if style in ("|", ">"):
            head = BLOCK_HEAD.match(raw)
            assert head is not None
            self.kept = "+" in head[1]
            if head[3]:
                leaf.trail = Comment(head[3].removesuffix("\r"), start, own_line=False, gap=max(len(head[2]), 1))
        return leaf

    def _behind_anchor(self, start: int, end: int, anchor: str) -> int:
        """Where the value behind `&anchor` begins."""
        self.at = start + len(anchor) + 1
        inner = re.compile(r"(?:\s|#[^\n]*(?=\n))*").match(self.text, self.at, end)
        return inner.end() if inner else self.at

    def _leaf(self, leaf: Leaf) -> None:
        open_ = self.stack[-1] if self.stack else None
        if open_ is not None and open_.branch.pairs and open_.slot is None:
            self._slot(leaf.start, key=leaf)
            return
        self._value(leaf)
        if leaf.end > leaf.start:
            self.last = leaf

    def _open(self, event: Any, *, pairs: bool) -> None:
        flow = bool(event.flow_style)
        branch = Branch(pairs, flow, event.start_mark.index, 0, event.anchor or "")
        if event.anchor:
            self.at = branch.start + len(event.anchor) + 1
        self._value(branch, settled=False)
        self.stack.append(Open(branch))
        if flow:
            self.at = self.text.find("{" if pairs else "[", self.at) + 1 if self._bracketed(branch) else self.at
            self.last = branch

    def _bracketed(self, branch: Branch) -> bool:
        """Whether a flow branch has brackets; a single pair in a list may stand without."""
        rest = self.text[self.at :].lstrip()
        return rest[:1] == ("{" if branch.pairs else "[")

    def _close(self, event: Any) -> None:
        branch = self.stack[-1].branch
        end = event.end_mark.index if branch.flow else event.start_mark.index
        self._gap(event.start_mark.index)
        self.stack.pop()
        branch.end = end
        if branch.flow:
            owner = self.stack[-1].slot if self.stack else None
            (branch.below if branch.slots or owner is None else owner.above).extend(self.waiting)
            self.waiting.clear()
            if not branch.slots:
                branch.trail, branch.head = branch.head, None
            self.at = max(self.at, end)
            self.last = branch
            self.kept = False
        else:
            self.closed.append(branch)
        if self.stack:
            self.stack[-1].slot = None if self.stack[-1].branch.pairs else self.stack[-1].slot

    def _slot(self, start: int, key: Leaf | None = None) -> None:
        """A new entry or item begins."""
        line = self.text.rfind("\n", 0, start) + 1
        slot = Slot(Leaf(""), key, start, start - line)
        first = not self.text[line:start].strip()
        slot.blank = self._blank_above(line) if first else False
        open_ = self.stack[-1]
        settle(self.waiting, self.closed, slot, open_.branch)
        self.waiting, self.closed = [], []
        open_.branch.slots.append(slot)
        open_.slot = slot
        self.last = slot

    def _value(self, node: Node, *, settled: bool = True) -> None:
        """The value of the open slot."""
        if not self.stack:
            self.root = node
            return
        open_ = self.stack[-1]
        if not open_.branch.pairs and open_.branch.flow:
            self._slot(node.start)
        slot = open_.slot
        assert slot is not None
        slot.value = node
        if settled:
            slot.above.extend(self.waiting)
            self.waiting = []
        if open_.branch.pairs and isinstance(node, Leaf):
            open_.slot = None
