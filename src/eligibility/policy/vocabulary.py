"""A file of the vocabulary: a subject's declaration, or more facts of one."""

from __future__ import annotations

from typing import Final

from eligibility.diagnostics.suggest import nearest
from eligibility.ir.units import is_number_unit
from eligibility.policy import figures
from eligibility.policy.bodies import optional_expression
from eligibility.policy.entry import NO_LABEL, Entry, File, as_scalar, label_of, named
from eligibility.policy.model import EnumValue, Fact, Label, Subject
from eligibility.policy.parameters import bounds, ends
from eligibility.policy.rules import CHINESE
from eligibility.policy.shapes import FactShape, VocabularyFile
from eligibility.policy.tree import Mapping, Sequence
from eligibility.policy.words import CHOICE_OF, CHOICES
from eligibility.values.limits import MAX_LIST

Facts = dict[str, Fact]
TODAY: Final = ("on", "当日")
CALLED: Final = {
    "数字": "数", "整数": "人数", "个数": "人数", "金额": "元", "钱": "元", "布尔": "是否", "真假": "是否", "文字": "文本", "字符串": "文本", "时间": "日期",
    "百分比": "比例", "integer": "count", "int": "count", "decimal": "number", "money": "yuan", "bool": "boolean", "string": "text", "percent": "ratio",
}  # fmt: skip


def vocabulary(file: File, node: Mapping) -> tuple[str, Subject | None, Facts]:
    """The subject's id, its declaration where this file holds it, and the facts it adds."""
    entry = Entry(file, node, VocabularyFile)
    id_ = entry.named_by("subject")
    if not id_:
        return "", None, {}
    declared = None
    if "label" in entry:
        declared = subject(entry, id_)
    else:
        for key in ("name", "within", "list", "complete", "alone", "size", "identified_by"):
            if key in entry:
                file.problems.add("belongs_to_declaration", entry.key_span(key), name=key, of=id_)
    facts = {e.id: fact(e, id_) for e in entry.entries("facts", FactShape)}
    return id_, declared, facts


def subject(entry: Entry, id_: str) -> Subject:
    label = entry.label("label") or NO_LABEL
    within = tuple(s.text for s in entry.texts("within"))
    list_ = entry.optional("list")
    if entry.flag("alone"):
        for key in ("list", "complete", "size", "identified_by"):
            if key in entry:
                entry.problem("not_with_alone", key, name=key)
        return Subject(id_, label, named(entry, label), within, id_, True, (0, 1), None, True, entry.span("subject"))
    if within and list_ is None:
        entry.need("list")
    return Subject(
        id_, label, named(entry, label), within, list_, bool(entry.flag("complete")), size(entry, bool(list_)),
        entry.optional("identified_by"), False, entry.span("subject"),
    )  # fmt: skip


def size(entry: Entry, is_list: bool) -> tuple[int, int]:
    """`least..most` of a list."""
    if not is_list or not entry.need("size"):
        return 0, MAX_LIST
    found = entry.scalar("size")
    low, dots, high = (part.strip() for part in (found.text if found else "").partition(".."))
    try:
        least, most = figures.whole(low), figures.whole(high)
    except figures.Misread:
        least, most = 1, 0
    if found is not None and (not dots or least > most or most > MAX_LIST):
        entry.problem("size_form", "size", text=found.text, limit=MAX_LIST)
        return 0, MAX_LIST
    return least, most


def fact(e: Entry, subject: str) -> Fact:
    e.need("label")
    label = e.label("label") or (Label(e.id, e.id) if CHINESE.search(e.id) else NO_LABEL)
    type_, values = fact_type(e)
    if is_number_unit(type_):
        e.need("range")
    if type_ == "list":
        e.need("items")
    return Fact(
        e.id, subject, named(e, label), label, type_, values, e.optional("items"), fact_range(e, type_),
        ordinary(e, type_, values),
        optional_expression(e, "only_if"), optional_expression(e, "else"), e.optional("at_most"),
        e.choice("counts_as", "counts_as"), e.label("ask"), e.label("evidence"), e.choice("obtain", "obtain"),
        e.choice("changeable", "changeable"), e.choice("sensitivity", "sensitivity"), e.optional("about"),
        tuple(s.text for s in e.texts("renamed_from")), tuple(s.text for s in e.texts("also_called")),
        bool(e.flag("claims")), e.at,
        e.span("at_most") if "at_most" in e else None,
    )  # fmt: skip


def fact_type(e: Entry) -> tuple[str, tuple[EnumValue, ...]]:
    """The type's name, and the values of an enum: a list of them, or a map to their labels."""
    if not e.need("type"):
        return "text", ()
    if isinstance(e.node("type"), Sequence):
        words = [s.text for s in e.texts("type")]
        if not words:
            e.problem("empty_list", "type", name="type")
        return "enum", tuple(EnumValue(w, Label(w, w)) for w in words)
    word = e.text("type")
    name = CHOICE_OF["type"].get(word)
    if name is None or name == "boundary":
        close = CALLED.get(word) or nearest(word, CHOICES["type"]) or ""
        e.problem("unknown_type", "type", name=word, nearest=close)
        e.file.lost = True  # whatever reads the fact would only seem wrong
        return "text", ()
    if name != "enum" or not e.need("values"):
        return name, ()
    found = e.mapping("values")
    out = []
    for key, value in found.items if found is not None else ():
        out.append(EnumValue(key.text, label_of(e.file, value, key.text) or NO_LABEL))
    return name, tuple(out)


def fact_range(e: Entry, type_: str) -> tuple[str, str] | None:
    """`lo..hi`; a date's may end on the day decided for."""
    if type_ != "date":
        return bounds(e)
    found = e.scalar("range")
    if found is None:
        return None
    try:
        low, high = ends(found.text)
        first = figures.day(low)
        if high not in TODAY and figures.day(high) < first:
            raise figures.Misread("range_backwards", text=found.text)
    except figures.Misread as mistake:
        e.file.misread(mistake, found.span)
        return None
    return low, "on" if high in TODAY else high


def ordinary(e: Entry, type_: str, values: tuple[EnumValue, ...]) -> object | None:
    """The presumed value: a text, or `()` for a list that is empty; None where it is no value of the type."""
    node = e.node("ordinary")
    if node is None:
        return None
    if isinstance(node, Sequence):
        return tuple(s.text for s in e.texts("ordinary"))
    if type_ == "boolean":
        told = e.flag("ordinary")
        return None if told is None else str(told).lower()
    found = as_scalar(e.file, node, "ordinary")
    if found is None:
        return None
    if is_number_unit(type_) and e.read("ordinary", figures.decimal) is None:
        return None
    if type_ == "date" and e.day("ordinary") is None:
        return None
    known = {v.label.zh: v.value for v in values} | {v.value: v.value for v in values}
    if type_ == "enum" and found.text not in known:
        e.problem("enum_value", "ordinary", value=found.text, choices=", ".join(v.value for v in values))
        return None
    return known.get(found.text, found.text)
