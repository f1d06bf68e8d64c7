"""The words of a model: labels, questions, descriptions. All of them are the law's own; the sentences around them stand in `messages/dmn.*.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from eligibility.dmn.write.spoken import said
from eligibility.frozen import record
from eligibility.ir.program import (
    Caveat,
    Cited,
    ConditionRule,
    DefinitionRule,
    GrantRule,
    ParameterRule,
    ProgramRule,
)
from eligibility.ir.types import Number
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Wording
from eligibility.law import places
from eligibility.messages.catalogue import phrase, type_words
from eligibility.wording.citations import cite, instrument
from eligibility.wording.citations import title as source_title

if TYPE_CHECKING:
    from eligibility.dmn.write.functions import Book


@record
class Said:
    label: str
    description: str = ""
    question: str = ""


def say(key: str, lang: str, **args: object) -> str:
    return phrase(key, lang, file="dmn", **args)


def why(reason: str, lang: str) -> str:
    return say(f"why.{reason}", lang)


def lines(*texts: str) -> str:
    return "\n".join(t.strip() for t in texts if t.strip())


def of(text: Wording | None, lang: str) -> str:
    return "" if text is None else text.of(lang)


# ---- the model


def title(book: Book, program: ProgramRule) -> str:
    lang = book.lang
    return say("title", lang, program=program.label.of(lang), place=place(book), day=book.law.on)


def place(book: Book) -> str:
    day = date.fromisoformat(book.law.on)
    return places.label(book.law.place, day, full=True) if book.lang == "zh" else book.law.place


def about(book: Book, program: ProgramRule) -> str:
    """What the model is, what it needs, and what it does not know."""
    lang = book.lang
    unknown = [p.label.of(lang) for p in book.law.parameters.values() if p.value is None and is_used(book, p)]
    parts = [
        say("about", lang, program=program.label.of(lang), place=place(book), day=book.law.on),
        say("complete", lang),
    ]
    if unknown:
        parts.append(say("unknown_parameters", lang, names=say("comma", lang).join(dict.fromkeys(unknown))))
    return lines(*parts, caveats(program.caveats, lang))


def is_used(book: Book, rule: ParameterRule) -> bool:
    return any(ref.kind == "parameter" and ref.key == f"{rule.id}/{rule.scope}" for ref in book.given)


# ---- facts


def subject(book: Book, id_: str) -> Said:
    return Said(book.law.vocabulary.subjects[id_].label.of(book.lang), say("input", book.lang))


def fact(book: Book, spec: FactSpec) -> Said:
    return Said(spec.label.of(book.lang), lines(of(spec.ask, book.lang), say("input", book.lang)))


def identity(book: Book, spec: SubjectSpec, program: ProgramRule) -> Said:
    lang = book.lang
    name = spec.label.of(lang)
    label = say("identity", lang, subject=name)
    return Said(label, say("whose", lang, subject=name, program=program.label.of(lang)))


def chosen_subject(book: Book, spec: SubjectSpec) -> Said:
    name = spec.label.of(book.lang)
    return Said(name, say("chosen", book.lang, subject=name))


# ---- the law


def parameter(book: Book, rule: ParameterRule) -> Said:
    """The figure's unit, source and day; where there is none, that everything that rests on it is null."""
    lang = book.lang
    label = rule.label.of(lang) + (f"（{rule.scope_label.of(lang)}）" if rule.scope_label else "")
    unit = say("unit", lang, unit=type_words(rule.unit, lang)) if isinstance(rule.type, Number) else ""
    if rule.value is None:
        return Said(label, lines(unit, say("no_value", lang)))
    since = say("since", lang, day=rule.since) if rule.since else ""
    owner = say("owner", lang, place=owner_of(book, rule.owner)) if rule.owner else ""
    return Said(label, lines(unit, since, owner, basis(rule.origin.citations, lang), rule.note))


def owner_of(book: Book, code: str) -> str:
    return places.label(code, date.fromisoformat(book.law.on), full=True) if book.lang == "zh" else code


def definition(book: Book, rule: DefinitionRule) -> Said:
    lang = book.lang
    unit = say("unit", lang, unit=type_words(rule.unit, lang)) if isinstance(rule.type, Number) else ""
    question = say("whether", lang, says=rule.says.of(lang)) if rule.says else ""
    return Said(rule.label.of(lang), lines(unit, *origin(rule, lang)), question)


def condition(book: Book, rule: ConditionRule) -> Said:
    lang = book.lang
    label = said(book.law, rule, lang)
    question = say("whether", lang, says=label) if rule.says else ""
    fails = say("fails", lang, text=rule.fails.of(lang)) if rule.fails else ""
    return Said(label, lines(fails, of(rule.because, lang), *origin(rule, lang)), question)


def grant(book: Book, rule: GrantRule) -> Said:
    lang = book.lang
    unit = say("unit", lang, unit=type_words(rule.unit, lang))
    return Said(rule.label.of(lang), lines(unit, say("no_grant", lang), of(rule.because, lang), *origin(rule, lang)))


def outcome(book: Book, program: ProgramRule) -> Said:
    lang = book.lang
    name = program.label.of(lang)
    words = {w: book.names.word(w) for w in ("eligible", "ineligible", "not_applicable", "undetermined")}
    return Said(
        name, lines(say("outcome", lang, **words), caveats(program.caveats, lang)), say("decided", lang, program=name)
    )


def outcome_part(book: Book, program: ProgramRule, which: str) -> Said:
    return Said(say(which, book.lang, program=program.label.of(book.lang)))


def library(book: Book, key: str) -> Said:
    lang = book.lang
    return Said(say(f"library.{key}.label", lang), say(f"library.{key}.text", lang))


# ---- sources


def origin(rule: DefinitionRule | ConditionRule | GrantRule, lang: str) -> Sequence[str]:
    """Note, articles, the expression in the policy file, what is not encoded."""
    text = say("policy", lang, text=rule.origin.text) if rule.origin.text else ""
    return of(rule.note, lang), basis(rule.origin.citations, lang), text, caveats(rule.caveats, lang)


def basis(cited: Sequence[Cited], lang: str) -> str:
    return say("basis", lang, text=cite(cited, lang)) if cited else ""


def caveats(found: Iterable[Caveat], lang: str) -> str:
    return "\n".join(say("caveat", lang, text=c.text.of(lang), reason=c.reason.of(lang)) for c in found)


def source_name(cited: Cited, lang: str) -> str:
    return source_title(cited, lang)


__all__ = ["Said", "about", "instrument"]
