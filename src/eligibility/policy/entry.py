"""One mapping of a policy file, read by its keys.

An `Entry` knows the keys that its shape allows, in either alphabet; what it is asked for and does not find, or finds in another form than asked, it notes
and answers with nothing, so that one run shows all mistakes of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.diagnostics.suggest import nearest
from eligibility.policy import figures
from eligibility.policy.model import Citation, Label
from eligibility.policy.shapes import keys
from eligibility.policy.syntax import wide_colon
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.policy.words import CHOICE_OF, CHOICES

ID: Final = re.compile(r"[a-z][a-z0-9_]*|[^\W\d_A-Za-z]\w*")
ONE_RUN: Final = re.compile(r"[^\W\d]\w*")
NOTHING: Final = ("", "null", "~")
Pairs = tuple[tuple[Scalar, Node], ...]
LANGUAGE: Final = {
    "cn": "zh",
    "中文": "zh",
    "汉语": "zh",
    "chinese": "zh",
    "zh-CN": "zh",
    "英文": "en",
    "英语": "en",
    "english": "en",
}
QUOTED: Final = re.compile(r"“[^“”]*”|「[^「」]*」")
NO_LABEL: Final = Label("", "")

T = TypeVar("T")


@dataclass(slots=True)
class Farther:
    """What the files read before this one, of farther layers and of the same vocabulary, have declared."""

    subjects: dict[str, str] = field(default_factory=dict)  # a name in either alphabet -> id
    definitions: set[str] = field(default_factory=set)  # `member.age`, `minimum_income.persons`
    enums: set[str] = field(default_factory=set)  # enum facts, `household.area`
    grants: set[str] = field(default_factory=set)  # `minimum_income.monthly_top_up`
    conditions: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    partial: bool = False  # a file of the vocabulary could not be read, so a name that is missing may be in it


@dataclass(slots=True)
class File:
    """One file that is being read: where problems go, and what it refers to, to be looked up when all are read."""

    name: str
    problems: Problems
    farther: Farther
    citations: list[Citation] = field(default_factory=list)
    readings: list[tuple[str, Span]] = field(default_factory=list)
    lost: bool = False  # nothing can be built on this file: it is about a subject that does not exist
    scopes: list[tuple[str, str, Span]] = field(default_factory=list)  # parameter, scope

    def misread(self, mistake: figures.Misread, span: Span | None) -> None:
        self.problems.extend([Problem(mistake.kind, span, mistake.args_)])


class Entry:
    """The keys of one mapping. `at` is the place that a problem with the whole entry is shown at: its id, or its first line."""

    __slots__ = ("_keys", "_nodes", "_shape", "at", "file", "id", "key")

    def __init__(self, file: File, node: Mapping, shape: type, key: Scalar | None = None) -> None:
        self.file, self._shape = file, shape
        self.id = key.text if key is not None else ""
        span = key.span if key is not None else node.items[0][0].span if node.items else node.span
        assert span is not None
        self.at = span
        self._nodes: dict[str, Node] = {}
        self._keys: dict[str, Scalar] = {}
        known = keys(shape)
        hollow: Scalar | None = None  # the key before, where nothing follows it
        for written, value in node.items:
            name = known.get(written.text)
            if name is None and hollow is not None and isinstance(value, Mapping):
                file.problems.add("wrong_indent", written.span)  # belongs under the key before, which has nothing
                hollow = None
            elif name is None:
                self.unknown(written, known)
            elif name in self._nodes:
                line = self.key_span(name).line
                file.problems.add("duplicate_key", written.span, name=written.text, line=line)
            elif isinstance(value, Scalar) and not value.quoted and not value.style and value.text in NOTHING:
                self.hollow(hollow)
                self._keys[name] = hollow = written
                continue
            else:
                self._nodes[name], self._keys[name] = value, written
            self.hollow(hollow)
            hollow = None
        self.hollow(hollow)
        self.key = self.id
        if key is not None and "id" in known.values() and "id" in self._nodes:
            self._identified()

    def _identified(self) -> None:
        """Under a Chinese name the identifier stands as `英文名`."""
        stated = self.text("id")
        if ID.fullmatch(stated):
            self.id = stated
        else:
            self.problem("bad_id", "id", name=stated, fix=as_id(stated))

    def hollow(self, key: Scalar | None) -> None:
        if key is not None:
            self.file.problems.add("empty_value", key.span, name=key.text)

    def unknown(self, key: Scalar, known: dict[str, str]) -> None:
        close = nearest(key.text, known) or ""
        if close:
            self._keys.setdefault(known[close], key)  # so that it is not said to be missing as well
        self.file.problems.add(
            "unknown_key", key.span, key=key.text, nearest=close, choices=", ".join(dict.fromkeys(known.values()))
        )

    def key_span(self, key: str) -> Span:
        span = self._keys[key].span
        assert span is not None
        return span

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def node(self, key: str) -> Node | None:
        return self._nodes.get(key)

    def span(self, key: str) -> Span:
        """The place of a key's value, or of the entry where it is absent."""
        node = self._nodes.get(key)
        return (node.span if node is not None else None) or (self.key_span(key) if key in self._keys else self.at)

    def problem(self, kind: str, key: str | None = None, **args: object) -> None:
        span = self.at if key is None else self.span(key)
        self.file.problems.extend([Problem(kind, span, {k: str(v) for k, v in args.items()})])

    def need(self, key: str) -> bool:
        """Whether a key is there; a problem where it is not."""
        if key in self._keys:
            return True
        self.file.problems.add("missing_key", self.at, key=key, of=self.id)
        return False

    # ---- scalars

    def scalar(self, key: str) -> Scalar | None:
        node = self._nodes.get(key)
        return None if node is None else as_scalar(self.file, node, key)

    def text(self, key: str) -> str:
        found = self.scalar(key)
        return found.text.strip() if found is not None else ""

    def named_by(self, key: str) -> str:
        """The identifier that a file is about; empty where there is none, and nothing can then be built on the file."""
        if not self.need(key):
            self.file.lost = True
            return ""
        self.id = self.text(key)
        if key not in self._nodes:  # told already: the key is misspelt, or has no value
            self.file.lost = True
            return ""
        if not ID.fullmatch(self.id):
            self.problem("bad_id", key, name=self.id, fix=as_id(self.id))
            self.file.lost = True
        return self.id

    def optional(self, key: str) -> str | None:
        return self.text(key) or None

    def read(self, key: str, reader: Callable[[str], T]) -> T | None:
        """A scalar through a reader of `figures`."""
        found = self.scalar(key)
        if found is None:
            return None
        try:
            return reader(found.text.strip())
        except figures.Misread as mistake:
            self.file.misread(mistake, found.span)
            return None

    def day(self, key: str) -> date | None:
        return self.read(key, figures.day)

    def period(self) -> tuple[date | None, date | None]:
        since, until = self.day("from"), self.day("until")
        if since and until and until < since:
            self.problem("until_before_from", "until", since=since, until=until)
            until = None
        return since, until

    def choice(self, key: str, table: str) -> str | None:
        found = self.scalar(key)
        return None if found is None else chosen(self.file, found, table)

    def flag(self, key: str) -> bool | None:
        found = self.scalar(key)
        if found is None:
            return None
        word = CHOICE_OF["truth"].get(found.text)
        if word is None:
            self.problem("not_truth", key, text=found.text, name=key)
        return word == "true"

    def span_of_time(self, key: str) -> str | None:
        found = self.read(key, figures.span)
        return None if found is None else f"{found[0]} {found[1]}"

    # ---- mappings and lists

    def label(self, key: str) -> Label | None:
        node = self._nodes.get(key)
        return None if node is None else label_of(self.file, node, key)

    def mapping(self, key: str) -> Mapping | None:
        node = self._nodes.get(key)
        return None if node is None else as_mapping(self.file, node, key)

    def entries(self, key: str, shape: type, *, ids: re.Pattern[str] = ID) -> Iterator[Entry]:
        """The entries of a map by id."""
        found = self.mapping(key)
        for name, node in gathered(self.file, found.items, keys(shape)) if found is not None else ():
            if not ids.fullmatch(name.text):
                self.file.problems.add("bad_id", name.span, name=name.text, fix=as_id(name.text))
            inner = as_mapping(self.file, node, name.text)
            if inner is not None:
                yield Entry(self.file, inner, shape, name)

    def listed(self, key: str, shape: type) -> Iterator[Entry]:
        """The entries of a list of mappings."""
        node = self._nodes.get(key)
        if node is None:
            return
        if not isinstance(node, Sequence):
            wrong_node(self.file, node, key, "list")
            return
        for item in node.items:
            inner = as_mapping(self.file, item, key)
            if inner is not None:
                yield Entry(self.file, inner, shape)

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """One text, or a list of them."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(s for item in items if (s := as_scalar(self.file, item, key)) is not None)


def gathered(file: File, items: Pairs, known: dict[str, str]) -> list[tuple[Scalar, Node]]:
    """Entries by id, each with those of its keys that are indented too little and so stand beside it."""
    out: list[tuple[Scalar, Node]] = []
    for name, node in items:
        before = out[-1][1] if out else None
        if name.text in known and isinstance(before, Mapping) and not isinstance(node, Mapping):
            file.problems.add("wrong_indent", name.span)
            out[-1] = (out[-1][0], Mapping((*before.items, (name, node)), before.source, before.start, before.end))
        else:
            out.append((name, node))
    return out


def wrong_node(file: File, node: Node, name: str, expected: str) -> None:
    colon = wide_colon(node) if isinstance(node, Scalar) else None
    if colon is not None:
        file.problems.add("fullwidth_colon", colon)
    else:
        file.problems.add("wrong_node", node.span, name=name, expected=f"yaml_{expected}")


def as_scalar(file: File, node: Node, name: str) -> Scalar | None:
    if isinstance(node, Scalar):
        return node
    wrong_node(file, node, name, "text")
    return None


def as_mapping(file: File, node: Node, name: str) -> Mapping | None:
    if isinstance(node, Mapping):
        return node
    wrong_node(file, node, name, "mapping")
    return None


def chosen(file: File, found: Scalar, table: str) -> str | None:
    """A word out of a table, in either alphabet."""
    choice = CHOICE_OF[table].get(found.text.strip())
    if choice is None:
        close = nearest(found.text, CHOICE_OF[table]) or ""
        file.problems.add(
            "wrong_choice", found.span, value=found.text, nearest=close, choices=", ".join(CHOICES[table])
        )
    return choice


def label_of(file: File, node: Node, name: str) -> Label | None:
    """`{zh: …, en: …}`; a text of several lines is one line."""
    if not isinstance(node, Mapping):
        wrong_node(file, node, name, "label")
        return None
    found = node
    texts: dict[str, str] = {}
    for key, value in found.items:
        if key.text not in ("zh", "en"):
            meant = LANGUAGE.get(key.text, "")
            file.problems.add("unknown_key", key.span, key=key.text, nearest=meant, choices="zh, en")
            texts[meant] = key.text  # so that it is not said to be missing as well
        elif (text := as_scalar(file, value, key.text)) is not None:
            if not text.style and QUOTED.fullmatch(text.text):
                file.problems.warn("curly_quotes", text.span)
            texts[key.text] = ("" if key.text == "zh" else " ").join(text.text.split("\n")).strip()
    for lang in ("zh", "en"):
        if not texts.get(lang) and not any(key.text == lang for key, _ in found.items):
            file.problems.add("missing_key", found.span, key=lang, of=name)
    return Label(texts.get("zh", ""), texts.get("en", ""))


def as_id(word: str) -> str:
    """The identifier that a word most likely should be; empty where there is none."""
    plain = re.sub(r"\W+", "_", word.casefold()).strip("_")
    return plain if ID.fullmatch(plain) else ""


def named(entry: Entry, label: Label) -> str:
    """The Chinese name: `name`, else the key where the id stands beside it, else the label where it is one run of characters, else the id."""
    name = entry.text("name") or (entry.key if entry.key != entry.id else "")
    if name and not ONE_RUN.fullmatch(name):
        run = "".join(c for c in name if ONE_RUN.fullmatch(f"x{c}"))  # what rules most likely call it
        entry.problem("bad_name", "name", name=name, fix=run if ONE_RUN.fullmatch(run) else "")
        name = run
    return name or (label.zh if ONE_RUN.fullmatch(label.zh) else entry.id)
