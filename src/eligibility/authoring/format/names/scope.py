"""What a name in an expression means, and what it is called in the other alphabet.

A law's `Names` knows every name in both alphabets. A name is exchanged only where the other one, at the same place, means the same thing: it is one run of
characters, no keyword, hidden by no variable, and taken by nothing nearer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final

from eligibility.feel.lexer import tokens
from eligibility.feel.mistake import Mistake
from eligibility.frozen import record
from eligibility.ir.check.names import HERE, OUTCOME, TODAY
from eligibility.ir.scope import DefinitionHead, Names, ParameterHead, ProgramHead
from eligibility.ir.types import Enum, Item, ListOf, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.law.definitions import declared_type
from eligibility.law.link import Linker

Thing = FactSpec | DefinitionHead | ParameterHead | ProgramHead | SubjectSpec
FIXED: Final = {word: pair for pair in (TODAY, HERE) for word in pair}


@record
class Around:
    """Where an expression stands: the subject and programme of its rule, bound variables, subjects of filters (innermost last)."""

    subject: str
    program: str = ""
    variables: Mapping[str, Type | None] = field(default_factory=dict)
    items: tuple[str, ...] = ()

    def bind(self, name: str, type_: Type | None) -> Around:
        items = (*self.items, type_.subject) if isinstance(type_, Item) else self.items
        return replace(self, variables={**self.variables, name: type_}, items=items)

    def filtering(self, type_: Type | None) -> Around:
        if isinstance(type_, Item):
            return replace(self, items=(*self.items, type_.subject))
        return replace(self, variables={**self.variables, "item": type_})


class Known:
    """The names of a law at a place, in one alphabet."""

    def __init__(self, linker: Linker, lang: str) -> None:
        self.linker, self.lang = linker, lang
        self.names: Names = linker.names
        self.root = linker.vocabulary.root.id

    # ---- what a name means

    def bare(self, word: str, around: Around) -> Thing | None:
        """As `ir/check/names` reads a bare name."""
        names = self.names
        if word in around.variables:
            return None
        if around.items and (found := names.of_subject(around.items[-1], word)):
            return found
        if local := names.program_definitions.get(around.program, {}).get(word):
            return local
        if (outer := names.of_subject(around.subject, word)) and not around.items:
            return outer
        if (root := names.of_subject(self.root, word)) is not None:
            return root
        if outer is not None:
            return outer
        if word in FIXED:
            return None
        return names.parameters.get(word) or names.subjects.get(word) or names.programs.get(word)

    def member(self, subject: str, word: str) -> Thing | None:
        return self.names.of_subject(subject, word) or self.names.programs.get(word)

    def type_of(self, thing: Thing | None) -> Type | None:
        match thing:
            case FactSpec() | ParameterHead():
                return thing.type
            case SubjectSpec():
                return Item(thing.id)
            case DefinitionHead():
                return declared_type(self.linker.offers[thing.key][-1][1], self.linker.vocabulary)
        return None

    # ---- what it is called

    def called(self, thing: Thing) -> str:
        return thing.id if self.lang == "en" else thing.name

    def name(self, word: str, around: Around) -> str:
        """A bare name in the other alphabet."""
        thing = self.bare(word, around)
        if thing is None:
            pair = FIXED.get(word) if word not in around.variables else None
            other = word if pair is None else pair[self.lang == "zh"]
            return other if self.bare(other, around) is None and other not in around.variables else word
        other = self.called(thing)
        return other if is_name(other) and self.bare(other, around) is thing else word

    def part(self, word: str, owner: Type | None) -> str:
        """A name behind a dot."""
        subject = subject_of(owner)
        thing = self.member(subject, word) if subject else None
        if thing is None or subject is None:
            return word
        other = self.called(thing)
        return other if is_name(other) and self.member(subject, other) is thing else word

    def of_program(self, program: ProgramHead, word: str) -> str:
        if word in OUTCOME:
            return OUTCOME[self.lang == "zh"]
        local = self.names.program_definitions.get(program.id, {})
        thing = local.get(word)
        if thing is None:
            return word
        other = self.called(thing)
        return other if is_name(other) and local.get(other) is thing and other not in OUTCOME else word

    def value(self, word: str, type_: Enum) -> str:
        """A value of an enum by its identifier, or by its label."""
        labels = self.labels(type_)
        if word not in labels:
            word = next((v for v, label in labels.items() if label == word), word)
        other = labels.get(word, word) if self.lang == "zh" else word
        taken = [v for v, label in labels.items() if label == other or v == other]
        return other if taken == [word] and not set(other) & set('"\\') else word

    def labels(self, type_: Enum) -> dict[str, str]:
        if type_.domain == "program":
            heads = {h.id: h.name for h in self.names.programs.values()}
            return {v: heads.get(v, v) for v in type_.values if v}
        subject, _, fact = type_.domain.partition(".")
        spec = self.names.facts.get(subject, {}).get(fact)
        return {v: w.zh for v, w in zip(type_.values, spec.value_labels, strict=False) if v} if spec else {}


def subject_of(type_: Type | None) -> str | None:
    """Whose facts stand behind a dot: of an item, or of each item of a list."""
    element = type_.element if isinstance(type_, ListOf) else type_
    return element.subject if isinstance(element, Item) else None


def is_name(word: str) -> bool:
    """Whether a word is one name to the lexer."""
    try:
        found = tokens(word)
    except Mistake:
        return False
    return len(found) == 2 and found[0].kind == "name" and found[0].text == word
