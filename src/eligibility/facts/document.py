"""The document around the facts: the keys that are the same under every vocabulary, and the head that says which law is asked for.

A document is a tree of positioned nodes, whether it was written as YAML, as JSON or as Python objects; what a scalar means is decided by the fact that it
stands for, never by YAML.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from eligibility.diagnostics.errors import EligibilityError, HouseholdError, LimitExceeded, NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.facts.report import Report, Unfit
from eligibility.facts.values import calendar_day, known_place
from eligibility.frozen import record
from eligibility.ir.vocabulary import Wording
from eligibility.law import places
from eligibility.policy.yaml import Mapping, Node, Scalar, Sequence, load, wide_colon
from eligibility.values.dates import FIRST, LAST
from eligibility.values.limits import MAX_YAML_DEPTH, MAX_YAML_NODES

SCHEMA: Final = "eligibility/household/1"
ORDINARY: Final = ("ordinary", "按通常", "按通常情况")
KEYS: Final = {
    "schema": Wording("格式", "Schema"),
    "on": Wording("日期", "Day decided for"),
    "applied_on": Wording("申请日期", "Day of application"),
    "place": Wording("地点", "Place of application"),
    "otherwise": Wording("未填", "Facts not mentioned"),
}
KEY_OF: Final = {form: key for key, label in KEYS.items() for form in (key, label.zh)}


@record
class Head:
    """Which law a document asks for, and whether what is ordinary may be presumed.

    A `doubtful` head stands in for one that was told to be wrong, so that the facts can still be checked; it never leads to a household.
    """

    on: date
    applied_on: date
    place: str
    otherwise_ordinary: bool
    doubtful: bool = False
    day_at: Span | None = None  # where the day decided for stands in the document


@record
class Document:
    """A household as written; `flawed` where its text was told to be wrong. It holds personal data, so its `repr` says nothing."""

    root: Mapping
    flawed: bool = False

    def __repr__(self) -> str:
        return "<household document>"

    @classmethod
    def from_source(cls, source: Source, problems: Problems) -> Document | None:
        """The document of a YAML or JSON text; None, with the reason among the problems, where it has no keys."""
        told = len(problems.errors)
        node = load(source, problems)
        if node is None:
            return None
        if isinstance(node, Mapping):
            return cls(node, flawed=len(problems.errors) > told)
        colon = wide_colon(node) if isinstance(node, Scalar) else None
        if colon is not None:
            problems.add("fullwidth_colon", colon)
        else:
            problems.add("document_not_keys", node.span)
        return None

    @classmethod
    def from_object(cls, value: object) -> Document:
        """The document of a dict, of what JSON or YAML made of one, or of a pydantic model (facts that were not set are absent).

        Raises HouseholdError where a value is not plain data, LimitExceeded where it is too deep or too large.
        """
        node = Converter().node(value, "", 0)
        if not isinstance(node, Mapping):
            raise HouseholdError((Problem("document_not_keys", None, {"path": ""}),))
        return cls(node)


class Converter:
    """Python objects as nodes without a place. A number becomes its shortest exact text."""

    def __init__(self) -> None:
        self.count = 0
        self.modelled = False  # a pydantic model writes a stroke after names that it keeps for itself

    def node(self, value: object, path: str, depth: int) -> Node:
        self.count += 1
        if depth > MAX_YAML_DEPTH:
            raise LimitExceeded((Problem("too_deep", None, {"path": "", "limit": str(MAX_YAML_DEPTH)}),))
        if self.count > MAX_YAML_NODES:
            raise LimitExceeded((Problem("too_many_values", None, {"path": "", "limit": str(MAX_YAML_NODES)}),))
        dump = getattr(value, "model_dump", None)
        if dump is not None and not isinstance(value, type):
            value = dump(mode="python", exclude_unset=True)
            self.modelled = True
        if isinstance(value, abc.Mapping):
            return Mapping(tuple(self._items(value.items(), path, depth)))
        if isinstance(value, list | tuple):
            return Sequence(tuple(self.node(v, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)))
        return Scalar(plain_text(value, path), isinstance(value, str))

    def _items(self, items: Iterable[tuple[object, object]], path: str, depth: int) -> Iterable[tuple[Scalar, Node]]:
        for key, value in items:
            name = "on" if key is True else str(key)  # what YAML 1.1 makes of the word `on`
            name = name.rstrip("_") if self.modelled else name
            yield Scalar(name), self.node(value, f"{path}.{name}" if path else name, depth + 1)


def plain_text(value: object, path: str) -> str:
    """A Python value as a document would write it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int():
            return int.__repr__(value) if abs(value) < 10**60 else "9" * 60
        case float():
            number = Decimal(float.__repr__(value))  # a subclass, such as numpy's, may show itself in another way
            return f"{number:f}" if number.is_finite() else str(number)
        case Decimal():
            return f"{value:f}" if value.is_finite() and value.adjusted() < 60 else str(value)
        case date():
            return value.isoformat()
    raise HouseholdError((Problem("not_plain_data", None, {"path": path}),))


def head(document: Document, problems: Problems, *, on: date | None = None, place: str | None = None) -> Head | None:
    """The head of a document; `on` and `place` override what it says.

    What is wrong stands among the problems and makes the head doubtful; None where the document says neither day nor place.
    """
    report = Report(problems)
    words = structural(document.root, report)
    day = on or words.day("on", required=True)
    applied = words.day("applied_on", latest=day) or day
    where = words.text("place", required=True) if place is None else place
    ordinary = words.choice("otherwise", ORDINARY)
    words.choice("schema", (SCHEMA,))
    if day is None and where is None:
        return None
    last = day or date.fromordinal(LAST)
    known = where is not None and words.check_place(where, last, given=place is None)
    code = where if where is not None and known else places.first(last)
    day_at = words.found["on"].span if on is None and "on" in words.found else None
    return Head(last, applied or last, code, ordinary, doubtful=report.errors > 0, day_at=day_at)


def no_law(nothing: NotInForce, head: Head, problems: Problems) -> EligibilityError:
    """What to tell where there is no law for the day: that, at the day's place in the document, or what is wrong with the head itself."""
    if head.doubtful:
        return HouseholdError(problems.in_order())
    return NotInForce([replace(p, span=p.span or head.day_at) for p in nothing.problems])


class Structural:
    """The structural keys of a document with what stands behind them."""

    def __init__(self, found: dict[str, Node], root: Mapping, report: Report) -> None:
        self.found, self.root, self.report = found, root, report

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The word behind a key; None, told where it is wrong, if there is none."""
        node = self.found.get(key)
        label = {"label": KEYS[key].zh, "label_en": KEYS[key].en}
        if node is None:
            if required:
                self.report.add("item_missing", self._start(), key, key=key, **label)
            return None
        if not isinstance(node, Scalar):
            self.report.add("not_one_value", node.span, key, **label)
            return None
        word = node.text.strip()
        if not word:
            self.report.add("item_missing", node.span, key, key=key, **label)
        return word or None

    def _start(self) -> Span | None:
        return self.root.items[0][0].span if self.root.items else self.root.span

    def day(self, key: str, *, required: bool = False, latest: date | None = None) -> date | None:
        word = self.text(key, required=required)
        if word is None:
            return None
        try:
            return date.fromordinal(calendar_day(KEYS[key], word, FIRST, latest.toordinal() if latest else LAST))
        except Unfit as unfit:
            self.report.add(unfit.kind, self.found[key].span, key, **unfit.args_)
            return None

    def choice(self, key: str, choices: tuple[str, ...]) -> bool:
        """Whether a key is there; its word must be one of the choices."""
        word = self.text(key)
        if word is not None and word not in choices:
            args = {"label": KEYS[key].zh, "label_en": KEYS[key].en, "choices": choices[-1], "choices_en": choices[0]}
            self.report.add("choice_expected", self.found[key].span, key, **args, nearest="", nearest_en="")
        return word in choices

    def check_place(self, word: str, day: date, *, given: bool) -> bool:
        """Whether a word is the code of a place; told where it is none."""
        try:
            known_place(KEYS["place"], word, day, suggest=True)
        except Unfit as unfit:
            self.report.add(unfit.kind, self.found["place"].span if given else None, "place", **unfit.args_)
            return False
        return True


def structural(root: Mapping, report: Report) -> Structural:
    """The structural keys, each in either alphabet."""
    found: dict[str, Node] = {}
    for key, node in root.items:
        name = KEY_OF.get(key.text.strip())
        if name is not None and name in found:
            report.add("key_twice", key.span, key.text, key=key.text, other=name)
        elif name is not None:
            found[name] = node
    return Structural(found, root, report)
