"""A document and a vocabulary to a household: every fact in its slot, every mistake of the file told at once.

First everybody gets a number, since facts may name people who are listed later; then the root subject is read, and with it its lists, and theirs. A
fact that is absent or was asked in vain leaves its slot empty; one that is wrong does too, and then there is no household.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.facts.document import Document, Head, head
from eligibility.facts.household import Household, Slots
from eligibility.facts.identity import agree
from eligibility.facts.names import Entries, Keys, KeyTable
from eligibility.facts.ordinary import contradictions, presume
from eligibility.facts.people import number_people, tie
from eligibility.facts.report import Report, Unfit, named
from eligibility.facts.values import EMPTY, NONE, Setting, encode, stands_for_unknown
from eligibility.ir.types import Enum, Item, ListOf, Person, Persons
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary
from eligibility.policy.yaml import Mapping, Node, Scalar, Sequence, wide_colon

__all__ = ["Document", "Head", "head", "read"]

NAME: Final = "name"  # the fact by which an explanation calls a person; the id where it is not given


@dataclass(slots=True)
class At:
    """One instance that is being read: `path` names it as decisions do, `written` as the document does; `asked` are the slots asked in vain."""

    spec: SubjectSpec
    number: int
    path: str
    written: str
    asked: set[int] = field(default_factory=set)


def read(
    document: Document,
    head: Head,
    vocabulary: Vocabulary,
    vocabulary_digest: str,
    problems: Problems,
    table: KeyTable | None = None,
) -> Household | None:
    """The household of a document; None, with every mistake among the problems, where something in it cannot be read."""
    reading = Reading(head, table or KeyTable(vocabulary), Report(problems), document.root)
    root = reading.root()
    if reading.report.errors or head.doubtful or document.flawed:
        return None
    ids = tuple(reading.people.ids)
    names = tuple(reading.names.get(number, id_) for number, id_ in enumerate(ids))
    presumed, asked = frozenset(reading.presumed), frozenset(reading.asked)
    return Household(vocabulary_digest, head.on, head.applied_on, head.place, root, ids, names, presumed, asked)


class Reading:
    """One run over one document."""

    def __init__(self, head: Head, table: KeyTable, report: Report, document: Mapping) -> None:
        self.head, self.vocabulary, self.report = head, table.vocabulary, report
        self.keys = Keys(table, report)
        self.top = table.root
        self.household, self.lists = self.keys.sort(document)
        self.people = number_people(self.keys, self.lists, report)
        self.setting = Setting(head.on, self.people.numbers)
        self.start = document.items[0][0].span if document.items else document.span
        self.names: dict[int, str] = {}
        self.presumed: set[str] = set()
        self.asked: set[str] = set()

    def root(self) -> Slots:
        sections = {self.keys.outer[s.list].index for s in self.keys.alone}
        people = self.household is not None or not self.lists or not set(self.lists) <= sections
        for spec in self.keys.people:
            fact = self.keys.outer[spec.list]
            if spec.complete and fact.index not in self.lists and people:
                self.report.add("item_missing", self.start, fact.id, key=fact.id, **named(fact))
        spec = self.top
        entries = dict(self.lists)
        if self.household is not None:
            node = self.keys_of(self.household[1], spec, spec.id)
            entries.update(self.keys.entries(spec, node, spec.id) if node else {})
        slots = list(self.instance(At(spec, 0, spec.id, spec.id), entries))
        for other in (*self.keys.people, *self.keys.alone):
            if other.complete and slots[self.keys.outer[other.list].index] is None:
                slots[self.keys.outer[other.list].index] = ()
        return tuple(slots)

    def keys_of(self, node: Node, spec: SubjectSpec, written: str) -> Mapping | None:
        """A node that must hold the facts of a subject."""
        if isinstance(node, Mapping):
            return node
        colon = wide_colon(node) if isinstance(node, Scalar) else None
        if colon is not None:
            self.report.add("fullwidth_colon", colon, written)
        elif isinstance(node, Scalar) and node.text in EMPTY:
            self.report.add("nothing_given", node.span, written, **named(spec.label))
        else:
            self.report.add("keys_expected", node.span, written, **named(spec.label))
        return None

    def instance(self, at: At, entries: Entries) -> Slots:
        """The slots of one instance."""
        given = (self.fact(at, f, entries[f.index][1]) if f.index in entries else None for f in at.spec.facts)
        slots: list[object] = [at.number, *given]
        agree(at.spec, slots, at.asked, entries, at.written, self.head.on, self.report)
        filled = presume(at.spec, slots, at.asked, self.head)
        contradictions(at.spec, slots, entries, at.written, self.report)
        self.presumed.update(self._path(at, at.spec.facts[i - 1], at.path) for i in filled)
        self.asked.update(self._path(at, at.spec.facts[i - 1], at.path) for i in at.asked)
        if at.spec.identified_by:
            called = next((slots[f.index] for f in at.spec.facts if f.id == NAME), None)
            if isinstance(called, str):
                self.names[at.number] = called
        return tuple(slots)

    def _path(self, at: At, fact: FactSpec, path: str) -> str:
        """A fact's path; lists of people stand at the top of a document."""
        return fact.id if at.spec is self.top and fact.id in self.keys.outer else f"{path}.{fact.id}"

    def fact(self, at: At, fact: FactSpec, node: Node) -> object:
        """The encoded value of one fact; None where it is unknown or, told, wrong."""
        written = self._path(at, fact, at.written)
        if fact.id == at.spec.identified_by:
            return at.number  # the id itself was told where it is no id
        if isinstance(node, Scalar):
            word = node.text.strip()
            if stands_for_unknown(fact, word, node.quoted) and not self.is_required(fact):
                at.asked.add(fact.index)
                return None
            if word in EMPTY and not (node.quoted and word):
                self.report.add("nothing_given", node.span, written, **named(fact))
                return None
        if isinstance(fact.type, ListOf):
            return self.items(fact, fact.type, node, self._path(at, fact, at.path), written)
        if isinstance(fact.type, Persons):
            return self.several(at, fact, node, written)
        if not isinstance(node, Scalar):
            self.report.add("not_one_value", node.span, written, **named(fact))
            return None
        return self.value(at, fact, node, self.setting, written)

    def value(self, at: At, fact: FactSpec, node: Scalar, setting: Setting, written: str) -> object:
        try:
            value = encode(fact, node.text.strip(), setting)
        except Unfit as unfit:
            self.report.add(unfit.kind, node.span, written, **unfit.args_)
            return None
        if isinstance(fact.type, Person | Persons) and at.spec.identified_by and value == at.number:
            self.report.add("person_self", node.span, written, **named(fact))
        return value

    def is_required(self, fact: FactSpec) -> bool:
        """Whether a list is complete by its declaration, and so never unknown."""
        element = fact.type.element if isinstance(fact.type, ListOf) else None
        return isinstance(element, Item) and self.vocabulary.subjects[element.subject].complete

    # ---- lists

    def several(self, at: At, fact: FactSpec, node: Node, written: str) -> object:
        """A list of persons; one id may stand without brackets."""
        ties = fact is tie(at.spec)
        setting = Setting(self.head.on, self.people.members, members_only=True) if ties else self.setting
        if isinstance(node, Mapping):
            self.report.add("list_expected", node.span, written, **named(fact))
            return None
        nodes: tuple[Node, ...] = node.items if isinstance(node, Sequence) else (node,)
        if isinstance(node, Scalar) and node.text.strip() in NONE:
            nodes = ()
        numbers = set()
        for position, item in enumerate(nodes):
            place = f"{written}[{position}]"
            if isinstance(item, Scalar):
                numbers.add(self.value(at, fact, item, setting, place))
            else:
                self.report.add("not_one_value", item.span, place, **named(fact))
        if ties and not nodes:
            args = {"subject": at.spec.label.zh, "subject_en": at.spec.label.en}
            self.report.add("supporter_of_nobody", node.span, written, **named(fact), **args)
        return tuple(sorted(n for n in numbers if isinstance(n, int)))

    def items(self, fact: FactSpec, type_: ListOf, node: Node, path: str, written: str) -> object:
        assert isinstance(type_.element, Item)
        spec = self.vocabulary.subjects[type_.element.subject]
        if spec.alone:
            mapping = self.keys_of(node, spec, written)
            entries = self.keys.entries(spec, mapping, written) if mapping else {}
            return (self.instance(At(spec, 0, path, written), entries),)
        if isinstance(node, Mapping) and is_pair(spec):
            node = pairs_as_items(spec, node)
        elif isinstance(node, Scalar) and node.text.strip() in NONE:
            node = Sequence((), node.source, node.start, node.end)
        if not isinstance(node, Sequence):
            colon = wide_colon(node) if isinstance(node, Scalar) else None
            if colon is not None:
                self.report.add("fullwidth_colon", colon, written)
            else:
                self.report.add("list_expected", node.span, written, **named(fact))
            return None
        if len(node.items) > type_.most:
            self.report.add("list_too_long", node.items[type_.most].span, written, **named(fact), most=type_.most)
            return None
        if len(node.items) < type_.least:
            self.report.add("list_too_short", node.span, written, **named(fact), least=type_.least)
        return tuple(self.item(spec, item, i, path, f"{written}[{i}]") for i, item in enumerate(node.items))

    def item(self, spec: SubjectSpec, node: Node, position: int, path: str, written: str) -> Slots:
        number, name = position, str(position)
        if spec.identified_by:
            number = self.people.first[spec.id] + position
            name = self.people.ids[number]
        mapping = self.keys_of(node, spec, written)
        entries = self.keys.entries(spec, mapping, written) if mapping else {}
        return self.instance(At(spec, number, f"{path}[{name}]", written), entries)


def is_pair(spec: SubjectSpec) -> bool:
    """Whether an item is no more than an enum's value and what belongs to it, so that a list of them may be written as a map."""
    return len(spec.facts) == 2 and isinstance(spec.facts[0].type, Enum)


def pairs_as_items(spec: SubjectSpec, node: Mapping) -> Sequence:
    first, second = (Scalar(f.id) for f in spec.facts)
    items = (Mapping(((first, key), (second, value)), key.source, key.start, key.end) for key, value in node.items)
    return Sequence(tuple(items), node.source, node.start, node.end)
