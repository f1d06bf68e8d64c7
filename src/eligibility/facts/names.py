"""Which key of a document means which fact: identifier, Chinese name, label, what it is also called, and what it was called before."""

from __future__ import annotations

from typing import Final

from eligibility.diagnostics.suggest import nearest
from eligibility.facts.document import KEY_OF
from eligibility.facts.report import Report
from eligibility.frozen import record
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary
from eligibility.policy.yaml import Mapping, Node, Scalar

LONGEST: Final = 60  # characters of a key that a message repeats
Entries = dict[int, tuple[Scalar, Node]]  # by slot


@record
class Names:
    """The keys of one subject."""

    facts: dict[str, FactSpec]
    old: frozenset[str]


class KeyTable:
    """The keys of all subjects of a vocabulary. Made once for a law, shared by all that is read under it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names = {s.id: names_of(s) for s in vocabulary.subjects.values()}
        self.root = root = vocabulary.root
        self.people = people_of(vocabulary)
        self.alone = vocabulary.alone
        lists = {s.list for s in (*self.people, *self.alone)}
        self.outer = {key: fact for key, fact in self.names[root.id].facts.items() if fact.id in lists}
        self.root_names = (root.id, root.name, root.label.zh)


class Keys:
    """What the keys of one document mean, and what a key that means nothing may have meant."""

    def __init__(self, table: KeyTable, report: Report) -> None:
        self.report = report
        self.vocabulary, self.names, self.root = table.vocabulary, table.names, table.root
        self.people, self.outer, self.root_names = table.people, table.outer, table.root_names
        self.alone = table.alone

    def sort(self, root: Mapping) -> tuple[tuple[Scalar, Node] | None, Entries]:
        """The top of a document: what stands behind the root subject's own key, and the lists of people."""
        household: tuple[Scalar, Node] | None = None
        lists: Entries = {}
        for key, node in root.items:
            word = key.text.strip()
            if word in self.root_names:
                if household is not None:
                    self.report.add("key_twice", key.span, word, key=word, other=household[0].text)
                household = household or (key, node)
            elif (fact := self.outer.get(word)) is not None:
                self._put(lists, fact, key, node, word, self.root)
            elif word not in KEY_OF and not told_already(key, node):
                self._stranger(None, key, word[:LONGEST])
        return household, lists

    def entries(self, spec: SubjectSpec, mapping: Mapping, path: str) -> Entries:
        """The facts of one instance by slot; what belongs elsewhere or nowhere is told."""
        found: Entries = {}
        names = self.names[spec.id].facts
        outer = self.outer if spec is self.root else {}
        for key, node in mapping.items:
            word = key.text.strip()
            fact = names.get(word)
            if told_already(key, node):
                continue
            if fact is None or word in outer:
                self._stranger(spec, key, f"{path}.{word[:LONGEST]}" if path else word[:LONGEST])
            else:
                self._put(found, fact, key, node, f"{path}.{word}", spec)
        return found

    def _put(self, found: Entries, fact: FactSpec, key: Scalar, node: Node, path: str, spec: SubjectSpec) -> None:
        word = key.text.strip()
        if fact.index in found:
            self.report.add("key_twice", key.span, path, key=word, other=found[fact.index][0].text)
            return
        if word in self.names[spec.id].old:
            self.report.warn("key_renamed", key.span, path, key=word, new=fact.id, new_zh=fact.name)
        found[fact.index] = key, node

    def _stranger(self, spec: SubjectSpec | None, key: Scalar, path: str) -> None:
        """A key that is no fact of `spec` (None: of the top of the document)."""
        word = key.text.strip()
        shown = word[:LONGEST]
        home = self._home(word)
        if home is not None and home != self._key(spec):
            self.report.add("key_elsewhere", key.span, path, key=shown, home=home, here=self._key(spec))
            return
        known = (
            self.names[spec.id].facts
            if spec
            else {**dict.fromkeys(KEY_OF), **dict.fromkeys(self.root_names), **self.outer}
        )
        label = {"label": spec.label.zh, "label_en": spec.label.en} if spec else {"label": "", "label_en": ""}
        self.report.add("key_unknown", key.span, path, key=shown, nearest=nearest(word, known) or "", **label)

    def _home(self, word: str) -> str | None:
        """The key under which a word would be a fact: a structural key or list of people belongs to the top."""
        if word in KEY_OF or word in self.outer or word in self.root_names:
            return ""
        for subject in self.vocabulary.subjects.values():
            if word in self.names[subject.id].facts:
                return self._key(subject)
        return None

    def _key(self, spec: SubjectSpec | None) -> str:
        """The key under which facts of a subject stand; empty for the top."""
        return "" if spec is None else spec.list or spec.id


def people_of(vocabulary: Vocabulary) -> tuple[SubjectSpec, ...]:
    """The subjects that are people with ids, whose lists stand at the top of a document: the complete list first."""
    people = [s for s in vocabulary.children(vocabulary.root.id) if s.identified_by]
    return tuple(sorted(people, key=lambda s: not s.complete))


def told_already(key: Scalar, node: Node) -> bool:
    """A key without even a colon, as in `{a: 1,200}`: the reader of YAML told of it."""
    return isinstance(node, Scalar) and node.source is not None and node.start == node.end == key.end


def names_of(spec: SubjectSpec) -> Names:
    """Identifiers win over Chinese names, these over labels, these over other and former names."""
    facts = {f.id: f for f in spec.facts}
    old: set[str] = set()
    for forms in ((lambda f: (f.name,)), (lambda f: (f.label.zh,)), (lambda f: f.also_called)):
        for fact in spec.facts:
            for name in forms(fact):
                facts.setdefault(name, fact)
    for fact in spec.facts:
        for name in fact.renamed_from:
            if name not in facts:
                facts[name] = fact
                old.add(name)
    return Names(facts, frozenset(old))
