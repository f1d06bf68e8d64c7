"""What each part of a model would like to be called, and by what it is told from others that would like the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from eligibility.dmn.write.naming import Naming
from eligibility.dmn.write.spoken import said
from eligibility.dmn.write.writer import Ref
from eligibility.frozen import record
from eligibility.ir.program import ConditionRule, LinkedLaw
from eligibility.messages.catalogue import phrase


@record
class Wish:
    """`word`, or behind `before` where others wish for it too."""

    word: str
    before: str
    alone: bool


class Wishes:
    """The wishes of all parts that a model of a law may have, known beforehand, so that a name does not rest on the order of asking."""

    def __init__(self, law: LinkedLaw, names: Naming, read: Iterable[str]) -> None:
        """`read` are the definitions that are in the model."""
        self._law, self._names, self._read = law, names, frozenset(read)
        self._words: dict[Ref, tuple[str, str]] = {}
        self._note()
        self._seen = Counter(word for word, _ in self._words.values())

    def of(self, ref: Ref) -> Wish:
        word, before = self._words.get(ref, (self._names.word(ref.key), ""))
        return Wish(word, before, self._seen[word] <= 1)

    def _note(self) -> None:
        law, names = self._law, self._names
        vocabulary, root = law.vocabulary, law.vocabulary.root
        self._words[Ref("root")] = (names.called(root), "")
        for spec in vocabulary.children(root.id):
            fact = next((f for f in root.facts if f.id == spec.list), None)
            if fact is not None and not spec.alone:
                self._words[Ref("list", spec.list)] = (names.wish(fact.id, fact.name), "")
        for spec in vocabulary.subjects.values():
            if spec.alone:
                self._words[Ref("subject", spec.id)] = (names.called(spec), "")
            elif spec.id != root.id:
                one = names.word("one").format(subject=names.called(spec))
                self._words[Ref("subject", spec.id)] = (one, "")
                self._words[Ref("id", spec.id)] = (f"{names.called(spec)}{names.word('id_suffix')}", "")
        for key, rule in law.definitions.items():
            if key not in self._read:
                continue
            owner = key.rpartition(".")[0]
            before = names.called(vocabulary.subjects[owner]) if owner in vocabulary.subjects else self._program(owner)
            kind = "definition" if rule.subject == root.id else "function"
            self._words[Ref(kind, key)] = (names.wish(rule.id, rule.label.zh), before)
        for (id_, scope), found in law.parameters.items():
            scoped = found.scope_label.zh if found.scope_label else scope
            word = names.wish(f"{id_}_{scope}".rstrip("_"), found.label.zh + scoped)
            self._words[Ref("parameter", f"{id_}/{scope}")] = (word, "")
        self._programs()

    def _program(self, id_: str) -> str:
        label = next((p.label.zh for p in self._law.programs if p.id == id_), id_)
        return self._names.wish(id_, label)

    def _programs(self) -> None:
        names = self._names
        for program in self._law.programs:
            if f"{program.id}.applies" not in self._read:
                continue
            own = self._program(program.id)
            self._words[Ref("outcome", program.id)] = (own, "")
            for word in ("applies", "eligible"):
                key = f"{program.id}.{word}"
                label = phrase(word, "zh", file="dmn", program=program.label.zh)
                wish = names.wish(f"{program.id}_{word}", label)
                self._words[Ref("definition", key)] = (wish, own)
                if Ref("function", key) in self._words:
                    self._words[Ref("function", key)] = (wish + names.word("of_suffix"), own)
            for rule, before in self._conditions((*program.applies, *program.conditions), own):
                self._words[Ref("condition", rule.origin.path)] = (self._condition(rule), before)
            for grant in program.grants:
                path = grant.origin.path
                self._words[Ref("grant", path)] = (names.wish(grant.id, grant.label.zh), own)
                amount = names.wish(f"{grant.id}_amount", grant.label.zh + phrase("names.amount", "zh", file="dmn"))
                self._words[Ref("amount", path)] = (amount, own)

    def _condition(self, rule: ConditionRule) -> str:
        return self._names.wish(rule.id, said(self._law, rule, "zh"))

    def _conditions(self, rules: Iterable[ConditionRule], before: str) -> Iterator[tuple[ConditionRule, str]]:
        """All conditions with what comes before the name of each."""
        for rule in rules:
            yield rule, before
            yield from self._conditions(rule.parts, self._condition(rule))
