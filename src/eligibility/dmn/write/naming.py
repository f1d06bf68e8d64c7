"""Names that FEEL can read, each of one thing: identifiers, or with `zh` the Chinese names.

No name of a decision, function, parameter or variable is one that a fact has too, so that within a filter, where the facts of the item come first, a name
outside it is never taken for one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from eligibility.feel.builtins import BUILTINS
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Enum
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.messages.catalogue import sentences

WORDS: Final = frozenset({
    "for", "return", "if", "then", "else", "some", "every", "satisfies", "in", "between", "and", "or", "not", "instance", "of", "function",
    "external", "true", "false", "null", "item", "partial", "date", "time", "duration", "number", "string", "boolean", "list", "context", "range", "Any",
})  # fmt: skip
Wish = tuple[str, str]  # what something would be called, and what comes before that where another is called so too


class Naming:
    """The names of one model."""

    def __init__(self, law: LinkedLaw, *, chinese: bool) -> None:
        self._law, self._chinese = law, chinese
        said = sentences("dmn", "zh" if chinese else "en")["names"]
        self._words: dict[str, str] = said
        self._components = {s.id: self._own(s) for s in law.vocabulary.subjects.values()}
        root = law.vocabulary.root.id  # never the item of a list, so its names hide nothing
        used = {name for id_, table in self._components.items() if id_ != root for name in table.values()}
        self._taken = {*WORDS, *BUILTINS, *used}
        self.parts = (self.word("numerator"), self.word("denominator"))
        self.found = self.word("found")
        self.outside = self.word("outside")
        self._taken |= {*self.parts, self.found}

    def word(self, key: str) -> str:
        """A name that the model itself needs."""
        return self._words.get(key, key)

    def _own(self, spec: SubjectSpec) -> dict[str, str]:
        wishes = {f.id: f.name if self._chinese else f.id for f in spec.facts}
        seen = Counter(readable(w) for w in wishes.values())
        return {
            id_: name if (name := readable(wish)) and seen[name] == 1 and name not in {*WORDS, *BUILTINS} else f"{id_}_"
            for id_, wish in wishes.items()
        }

    def component(self, subject: str, fact: str) -> str:
        return self._components[subject][fact]

    def called(self, subject: SubjectSpec) -> str:
        return readable(subject.name) if self._chinese else subject.id

    def wish(self, identifier: str, label: str) -> str:
        return readable(label) if self._chinese else identifier

    def all(self, wishes: Iterable[Wish]) -> list[str]:
        """A name for each: its own word, or where that is not free with what it belongs to before it."""
        wishes = list(wishes)
        seen = Counter(word for word, _ in wishes)
        return [self.one(word, before, alone=seen[word] == 1) for word, before in wishes]

    def one(self, word: str, before: str = "", *, alone: bool = True) -> str:
        joint = "" if self._chinese else "_"
        options = [word] if alone and word else []
        options += [f"{before}{joint}{word}", *(f"{before or word}{joint}{n}" for n in range(2, 1000))]
        name = next(n for n in options if n and n not in self._taken and not n[0].isdigit())
        self._taken.add(name)
        return name

    def is_free(self, name: str) -> bool:
        return name not in self._taken

    def stem(self, subject: str) -> str:
        return subject[0]

    def value(self, type_: Enum, index: int) -> str:
        """An enum's value as the model's facts have it."""
        word = type_.values[index]
        spec = self.fact_of(type_)
        if not self._chinese or spec is None or not word:
            return word
        labels = [w.zh for w in spec.value_labels]
        if len(set(labels)) < len(labels) or index >= len(labels):
            return word
        return labels[index]

    def fact_of(self, type_: Enum) -> FactSpec | None:
        """The fact that an enum's values are those of."""
        for spec in self._law.vocabulary.subjects.values():
            for fact in spec.facts:
                if isinstance(fact.type, Enum) and fact.type.domain == type_.domain:
                    return fact
        return None


def readable(text: str) -> str:
    """A label as a name: letters, digits and Chinese characters only, and no digit first."""
    kept = "".join(c for c in text if c == "_" or c.isalnum())
    return kept if kept and not kept[0].isdigit() else f"_{kept}" if kept else ""
