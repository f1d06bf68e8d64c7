"""Changes to the text of a parameter's file: only what changes is rewritten, every other byte (comments, layout, line breaks) stays.

An edit replaces the characters from one offset up to another. What is added is written as its neighbours are: on one line in braces or as a block, with
keys of the same alphabet. The text that comes out is read again, and must say exactly what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from eligibility.authoring.sheets.changes import Change
from eligibility.authoring.sheets.held import Entry, Held, Stated, entry_nodes, entry_of, parts, root_of, values_node
from eligibility.diagnostics.problem import Problems
from eligibility.policy.edits import Edit, Unchangeable, applied, is_block, node_end, quoted
from eligibility.policy.entry import Farther, File
from eligibility.policy.parameters import parameter
from eligibility.policy.shapes import ParameterFile, keys
from eligibility.policy.tree import Mapping, Node, Scalar
from eligibility.policy.words import KEYS
from eligibility.policy.yaml import load, read_source

ORDER: Final = ("from", "until", "value", "scope", "source", "reading", "grade", "published", "note")
CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


# ---- one value in YAML


def fields_of(stated: Stated) -> dict[str, str]:
    """The keys of a value with their texts as YAML."""
    raw: dict[str, str] = {
        "from": iso(stated.since), "until": iso(stated.until), "value": stated.value, "scope": stated.scope or "",
        "source": several(stated.source), "reading": several(stated.reading), "grade": stated.grade or "",
        "published": iso(stated.published), "note": quoted(stated.note),
    }  # fmt: skip
    return {key: raw[key] for key in ORDER if raw[key]}


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def several(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return quoted(texts[0])
    return f"[{', '.join(quoted(t) for t in texts)}]" if texts else ""


# ---- one file


class Editing:
    """The text of one file and the edits to it."""

    def __init__(self, held: Held, data: bytes) -> None:
        self.held = held
        self.bom = data.startswith(b"\xef\xbb\xbf")
        text = data.decode("utf-8-sig")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.closing = (
            "" if text.endswith("\n") else self.newline
        )  # a last line without its break gets one while it is edited
        self.text = text + self.closing
        self.edits: list[Edit] = []
        if self.text.lstrip()[:1] in ("{", "["):
            raise Unchangeable
        self.root = root_of(held.name, data)
        self.values = values_node(self.root)
        known = keys(ParameterFile)
        self.chinese = any(CHINESE.search(key.text) for key, _ in self.root.items if key.text in known)
        self._inserted: dict[int, list[str]] = {}

    def apply(self, changes: Sequence[Change]) -> bytes:
        """The file with some changes made."""
        removed = [c for c in changes if c.kind == "removed"]
        emptied = len(removed) == len(changes) == len(self.held.entries)
        if emptied:
            self._empty()
        for change in changes:
            if change.kind == "added":
                self._add(change)
            elif change.kind == "changed":
                self._change(change)
            elif not emptied:
                self._remove(change)
        for at, lines in self._inserted.items():
            self.edits.append(Edit(at, at, "".join(lines)))
        text = applied(self.text, self.edits)
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.removesuffix(self.closing).encode()

    # ---- changing

    def _change(self, change: Change) -> None:
        assert change.before is not None
        assert change.after is not None
        node, wanted = change.before.node, fields_of(change.after)
        found = parts(node)
        flow = self.text[node.start] == "{"
        for field in change.fields:
            if field in found and field in wanted:
                self._replace(found[field][1], wanted[field])
            elif field in found:
                self._drop(node, found[field][0], flow=flow)
            elif field in wanted:
                self._put(node, found, field, wanted[field], flow=flow)

    def _replace(self, node: Node, words: str) -> None:
        end = node.end
        if is_block(self.text, node):
            raise Unchangeable
        self.edits.append(Edit(node.start, end, words))

    def _put(self, node: Mapping, found: dict[str, tuple[Scalar, Node]], field: str, words: str, *, flow: bool) -> None:
        """A key in its place among the others: after the last of those that stand before it."""
        before = [k for k in found if ORDER.index(k) < ORDER.index(field)] or list(found)[:1]
        key, value = found[max(before, key=lambda k: found[k][1].end)]
        line = f"{self._key(field, self._own(node))}: {words}"
        if flow:
            self._insert(value.end, f", {line}")
        else:
            at = self._line_end(node_end(self.text, value))
            self._insert(at, " " * self._column(key.start) + line + self.newline)

    def _drop(self, node: Mapping, key: Scalar, *, flow: bool) -> None:
        at = next(i for i, (k, _) in enumerate(node.items) if k is key)
        value = node.items[at][1]
        if at == 0:
            raise Unchangeable
        if flow:
            self.edits.append(Edit(node.items[at - 1][1].end, value.end, ""))
        else:
            self.edits.append(Edit(self._line_start(key.start), self._line_end(node_end(self.text, value)), ""))

    # ---- adding

    def _add(self, change: Change) -> None:
        assert change.after is not None
        near = self._neighbour(change.after)
        if self.values is None or near is None:
            self._first(change.after)
            return
        node, after = near[0].node, near[1]
        chinese = self._own(node)
        if self.text[self.values.start] == "[":
            line = self._flow(change.after, chinese)
            self._insert(node.end, f", {line}") if after else self._insert(node.start, f"{line}, ")
            return
        dash, column = self._dash(node), self._column(node.start)
        apart = self.newline + " " * column
        block = self.text[node.start] != "{"
        body = apart.join(self._lines(change.after, chinese)) if block else self._flow(change.after, chinese)
        at = self._line_end(node_end(self.text, node)) if after else self._line_start(node.start)
        self._insert(at, " " * dash + "-" + " " * (column - dash - 1) + body + self.newline)

    def _neighbour(self, stated: Stated) -> tuple[Entry, bool] | None:
        """The entry beside which a value belongs, and whether it comes after it."""
        entries = self.held.entries
        own = [e for e in entries if e.stated.key[0] == stated.key[0]]
        since = stated.since or date.min
        earlier = [e for e in own if (e.stated.since or date.min) <= since]
        if earlier:
            return max(earlier, key=lambda e: e.stated.since or date.min), True
        if own:
            return min(own, key=lambda e: e.stated.since or date.min), False
        return (entries[-1], True) if entries else None

    def _first(self, stated: Stated) -> None:
        """A value of a file that has none yet: `values: []` becomes a list."""
        line = f"{self.newline}  - {self._flow(stated, self.chinese)}"
        if self.values is None:
            raise Unchangeable
        if self.values.end not in self._inserted:
            start = self.values.start
            while self.text[start - 1] == " ":
                start -= 1
            self.edits.append(Edit(start, self.values.end, ""))
        self._insert(self.values.end, line)

    # ---- removing

    def _remove(self, change: Change) -> None:
        assert change.before is not None
        assert self.values is not None
        node = change.before.node
        if self.text[self.values.start] == "[":
            at = next(i for i, item in enumerate(self.values.items) if item is node)
            start = self.values.items[at - 1].end if at else node.start
            end = node.end if at else self.values.items[1].start
            self.edits.append(Edit(start, end, ""))
        else:
            start, end = self._line_start(node.start), self._line_end(node_end(self.text, node))
            self.edits.append(Edit(start, end, ""))

    def _empty(self) -> None:
        assert self.values is not None
        if self.text[self.values.start] == "[":
            self.edits.append(Edit(self.values.start, self.values.end, "[]"))
            return
        first, last = self.values.items[0], self.values.items[-1]
        colon = self.text.rindex(":", 0, first.start)
        self.edits.append(Edit(colon + 1, self._line_end(node_end(self.text, last)), f" []{self.newline}"))

    # ---- layout

    def _insert(self, at: int, words: str) -> None:
        self._inserted.setdefault(at, []).append(words)

    def _own(self, node: Mapping) -> bool:
        """Whether an entry has Chinese keys."""
        return any(CHINESE.search(key.text) for key, _ in node.items)

    def _key(self, field: str, chinese: bool) -> str:
        if not chinese:
            return field
        return {"from": "起", "until": "止", "value": "值"}.get(field) or KEYS[field][0]

    def _lines(self, stated: Stated, chinese: bool) -> list[str]:
        return [f"{self._key(key, chinese)}: {words}" for key, words in fields_of(stated).items()]

    def _flow(self, stated: Stated, chinese: bool) -> str:
        return "{" + ", ".join(self._lines(stated, chinese)) + "}"

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """The start of the next line."""
        found = self.text.find("\n", at)
        if found < 0:
            raise Unchangeable
        return found + 1

    def _column(self, at: int) -> int:
        return at - self._line_start(at)

    def _dash(self, node: Mapping) -> int:
        line = self._line_start(node.start)
        before = self.text[line : node.start]
        if not re.fullmatch(r" *- +", before):
            raise Unchangeable
        return before.index("-")


def new_file(held: Held, added: Iterable[Stated]) -> bytes:
    """A file of values for a place that had none."""
    lines = [f"  - {{{', '.join(f'{k}: {v}' for k, v in fields_of(stated).items())}}}\n" for stated in added]
    return f"parameter: {held.id}\nvalues:\n{''.join(lines)}".encode()


def after(held: Held, changes: Sequence[Change]) -> list[Stated]:
    """The values of a file once some changes are made."""
    out = {id(e): e.stated for e in held.entries}
    for change in changes:
        if change.before is None:
            assert change.after is not None
            out[id(change)] = change.after
        elif change.after is None:
            del out[id(change.before)]
        else:
            fields: dict[str, Any] = {f: getattr(change.after, f) for f in change.fields}
            out[id(change.before)] = replace(change.before.stated, **fields)
    return list(out.values())


def says(held: Held, data: bytes, wanted: Sequence[Stated]) -> bool:
    """Whether a file's values are these, in whatever order."""
    source = read_source(held.name, data, Problems())
    root = load(source, Problems()) if source is not None else None
    if not isinstance(root, Mapping):
        return False
    found, _, _ = parameter(File(held.name, Problems(), Farther()), root, held.id)
    nodes = entry_nodes(root)
    if found is None or len(nodes) != len(found.values):
        return False
    read = [entry_of(value, node).stated for value, node in zip(found.values, nodes, strict=True)]
    return sorted(map(repr, read)) == sorted(map(repr, wanted))
