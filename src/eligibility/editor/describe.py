"""A thing of the law in a few words, for lists and hovers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eligibility.editor.grammar import ITEM
from eligibility.editor.meaning import Head, Meaning
from eligibility.ir.check.core import describe as type_name
from eligibility.ir.scope import DefinitionHead, ParameterHead, ProgramHead
from eligibility.ir.types import Item, ListOf
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.messages.catalogue import phrase, type_words
from eligibility.policy.model import Label

KINDS: Final = {
    FactSpec: "fact",
    DefinitionHead: "definition",
    ParameterHead: "parameter",
    ProgramHead: "program",
    SubjectSpec: "subject",
}


def kind(head: Head) -> str:
    return KINDS[type(head)]


def label(meaning: Meaning, head: Head, lang: str) -> str:
    """What a thing is called."""
    match head:
        case FactSpec() | SubjectSpec():
            return head.label.of(lang)
        case DefinitionHead():
            return worded(meaning.linker.offers[head.key][-1][1].label, head.id, lang)
        case ParameterHead():
            return worded(meaning.linker.declared[head.id].declaration.label, head.id, lang)
        case ProgramHead():
            return worded(meaning.linker.frames[head.id][1].label, head.id, lang)


def worded(found: Label | None, id_: str, lang: str) -> str:
    return found.of(lang) if found else id_


def unit(head: Head, lang: str) -> str:
    """A thing's type in the reader's words; empty of what has none."""
    match head:
        case FactSpec() if isinstance(head.type, ListOf):
            return type_words(type_name(head.type), lang)
        case FactSpec() | DefinitionHead() | ParameterHead() if head.unit:
            return phrase("enum", lang, file="editor") if head.unit == "enum" else type_words(head.unit, lang)
    return ""


def detail(meaning: Meaning, head: Head, lang: str) -> str:
    """Label and type in one line."""
    return "  ".join(filter(None, (label(meaning, head, lang), unit(head, lang))))


def function(name: str, lang: str) -> str:
    """What a function does."""
    return phrase(f"functions.{name}", lang, file="editor")


def subject_at(meaning: Meaning, path: Iterable[str]) -> str:
    """The subject whose facts stand at the end of a path into a household: `members`, an item, …"""
    subject = meaning.root
    for word in path:
        fact = meaning.names.facts.get(subject, {}).get(word)
        if word != ITEM and fact is not None and isinstance(fact.type, ListOf) and isinstance(fact.type.element, Item):
            subject = fact.type.element.subject
    return subject
