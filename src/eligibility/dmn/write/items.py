"""Types as item definitions: a structure for each subject with the facts that the model reads, the values of enums, lists.

FEEL's own types serve where nothing more is known of a value: a place and a person are texts, money is a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.dmn.write.model import Item
from eligibility.dmn.write.writer import quoted
from eligibility.ir import types
from eligibility.ir.types import Type
from eligibility.ir.vocabulary import FactSpec
from eligibility.messages.catalogue import phrase, type_words

if TYPE_CHECKING:
    from eligibility.dmn.write.functions import Book


class Items:
    """The item definitions that were asked for. `read` are the facts of each subject that the model reads."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.read: dict[str, set[str]] = {}
        self._asked: dict[str, Item] = {}

    def of(self, type_: Type) -> str:
        """The name of a type."""
        match type_:
            case types.Boolean():
                return "boolean"
            case types.Number(quotient=quotient):
                return self._quotient() if quotient else "number"
            case types.Date():
                return "date"
            case types.Enum():
                return self._enum(type_)
            case types.Persons():
                return self._list("string")
            case types.Item(subject):
                return self.of_subject(subject)
            case types.ListOf(element):
                return self._list(self.of(element))
        return "string"

    def of_subject(self, subject: str) -> str:
        """A structure; of a subject of which no fact is read anything will do."""
        return titled(subject) if self.read.get(subject) else "Any"

    def _list(self, element: str) -> str:
        name = f"{element if element[0] == 't' and element[1:2].isupper() else titled(element)}List"
        if name not in self._asked:
            self._asked[name] = Item(name, type=element, collection=True)
        return name

    def _quotient(self) -> str:
        parts = tuple(Item(name, type="number") for name in self._book.names.parts)
        self._asked["tQuotient"] = Item("tQuotient", components=parts)
        return "tQuotient"

    def quotients(self) -> str:
        """The list that functions of the library take."""
        return self._list(self._quotient())

    def _enum(self, type_: types.Enum) -> str:
        name = titled(type_.domain.replace(".", "_"))
        wider = self._asked.get(name)
        if wider is None or len(type_.values) >= len(wider.values.split(", ")):
            words = [self._book.names.value(type_, i) for i in range(len(type_.values))]
            fact = self._book.names.fact_of(type_)
            label = fact.label.of(self._book.lang) if fact else ""
            self._asked[name] = Item(name, label, meanings(fact, words, self._book.lang), "string", values(words))
        return name

    def all(self) -> tuple[Item, ...]:
        """The definitions, structures last, each after those that it speaks of."""
        book = self._book
        subjects = [s for s in book.law.vocabulary.subjects.values() if self.read.get(s.id)]
        structures = {s.id: self._structure(s.id) for s in subjects}
        first = [i for i in self._asked.values() if not i.collection or not structure_of(i.type, structures)]
        after = [i for i in self._asked.values() if i not in first]
        return (*first, *structures.values(), *after)

    def _structure(self, subject: str) -> Item:
        spec = self._book.law.vocabulary.subjects[subject]
        facts = [f for f in spec.facts if f.id in self.read[subject]]
        label = spec.label.of(self._book.lang)
        return Item(titled(subject), label, components=tuple(self._component(f) for f in facts))

    def _component(self, fact: FactSpec) -> Item:
        lang = self._book.lang
        said = [fact.ask.of(lang).strip()] if fact.ask else []
        if isinstance(fact.type, types.Number):
            said.append(phrase("unit", lang, file="dmn", unit=type_words(fact.unit, lang)))
        if fact.only_if is not None:
            guard = self._book.law.vocabulary.subjects[fact.subject].facts[fact.only_if[0] - 1]
            said.append(phrase("only_if", lang, file="dmn", guard=guard.label.of(lang)))
        name = self._book.names.component(fact.subject, fact.id)
        return Item(name, fact.label.of(lang), "\n".join(said), self.of(fact.type))


def structure_of(type_: str, structures: dict[str, Item]) -> bool:
    return type_ in {i.name for i in structures.values()}


def titled(word: str) -> str:
    """`member_relation` as `tMemberRelation`."""
    return "t" + "".join(part[:1].upper() + part[1:] for part in word.replace(" ", "_").split("_"))


def values(words: list[str]) -> str:
    return ", ".join(quoted(w) for w in words)


def meanings(fact: FactSpec | None, words: list[str], lang: str) -> str:
    """The labels of an enum's values."""
    if fact is None or not fact.value_labels:
        return ""
    pairs = zip(words, fact.value_labels, strict=False)
    return "\n".join(f"{word}: {label.of(lang)}" for word, label in pairs)
