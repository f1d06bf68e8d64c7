"""The questions that several kinds of file share: where, since when, by which instrument; and what an answer must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from eligibility.authoring.new.asking import Asking, Check
from eligibility.authoring.new.target import Target
from eligibility.authoring.new.writing import text
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Span
from eligibility.feel.mistake import Mistake
from eligibility.feel.names import FUNCTION_OF, FUNCTIONS, KEYWORD_OF
from eligibility.feel.parser import parse
from eligibility.frozen import record
from eligibility.ir.check.core import describe
from eligibility.ir.scope import Names, Scope
from eligibility.ir.types import Type
from eligibility.law.link import Linker
from eligibility.law.places import codes_of, exists
from eligibility.policy import figures
from eligibility.policy.basis import KEY
from eligibility.policy.model import Expression, Piece
from eligibility.policy.words import CHOICES

ID = re.compile(r"[a-z][a-z0-9_]*")
FOLDER = re.compile(r"[a-z0-9_]+")


@record
class Instrument:
    """What a file cites: the citation, and the lines that declare it where nothing does yet."""

    citation: str
    declared: str = ""


# ---- what an answer must be


def id_(taken: Iterable[str]) -> Check:
    words = {*taken, *KEYWORD_OF, *FUNCTIONS, *FUNCTION_OF}

    def check(answer: str, span: Span) -> Iterator[Problem]:
        if not ID.fullmatch(answer):
            yield Problem("bad_id", span, {"name": answer})
        elif answer in words:
            yield Problem("rename_taken", span, {"new": answer})

    return check


def pattern(form: re.Pattern[str], kind: str) -> Check:
    def check(answer: str, span: Span) -> Iterator[Problem]:
        if not form.fullmatch(answer):
            yield Problem(kind, span, {"name": answer, "new": answer})

    return check


def read_by(reader: Callable[[str], object]) -> Check:
    """What one of the readers of `figures` takes."""

    def check(answer: str, span: Span) -> Iterator[Problem]:
        try:
            reader(answer)
        except figures.Misread as mistake:
            yield Problem(mistake.kind, span, mistake.args_)

    return check


def expression(linker: Linker, scope: Scope, expected: Type) -> Check:
    """What is an expression of that type in that scope."""

    def check(answer: str, span: Span) -> Iterator[Problem]:
        try:
            tree = parse(answer)
        except Mistake as mistake:
            yield Problem(mistake.kind, span.within(mistake.start, mistake.end), mistake.args_)
            return
        before = len(linker.problems)
        body = Expression(answer, tree, span)
        node = linker.bodies.expression(body, scope, expected)
        if node is not None:
            linker.bodies.fits(node, expected, describe(expected), Piece(None, None, body, (), (), None, None, span))
        yield from list(linker.problems)[before:]

    return check


# ---- questions


def place(asking: Asking, day: date, *, optional: bool) -> str | None:
    """A place by its code or name; None for the whole country."""

    def check(answer: str, span: Span) -> Iterator[Problem]:
        if code_of(answer, day) is None:
            yield Problem("unknown_place", span, {"place": answer, "nearest": ""})

    found = asking.ask("place", check=check, optional=optional)
    return code_of(found, day) if found else None


def code_of(answer: str, day: date) -> str | None:
    if exists(answer, day):
        return answer
    found = codes_of(answer, day)
    return found[0] if len(found) == 1 else None


def since(asking: Asking, default: date) -> date:
    answer = asking.ask("from", default=default.isoformat(), check=read_by(figures.day))
    try:
        return figures.day(answer)
    except figures.Misread:
        return default


def instrument(asking: Asking, target: Target, where: str | None, begins: date) -> Instrument:
    """The instrument that a file rests on, asked for at length where nothing declares it yet."""
    known = {key: s for layer in reversed(target.layers(where)) for key, s in layer.sources.items()}
    key = asking.ask("source", check=pattern(KEY, "bad_id"), known=", ".join(sorted(known)) or "—")
    declared = "" if key in known else told(asking, key, begins)
    locator = asking.ask("article", optional=True)
    locator = f"art. {locator}" if locator.isdigit() else locator
    glue = "" if locator.startswith("第") and not key.isascii() else " "
    return Instrument(f"{key}{glue}{locator}".strip(), declared)


def told(asking: Asking, key: str, begins: date) -> str:
    """A new instrument, as the lines of `sources`."""
    title = asking.ask("source_title")
    english = asking.ask("source_title_en", optional=True)
    number = asking.ask("source_number", optional=True)
    first = asking.ask("source_from", default=begins.isoformat(), check=read_by(figures.day))
    grade = asking.ask("source_grade", default="assumed", choices=tuple(CHOICES["grade"]))
    lines = [f"  {key}:", f"    title: {text(title)}"]
    lines += [f"    en: {text(english)}"] if english else []
    lines += [f"    number: {text(number)}"] if number else []
    return "\n".join([*lines, f"    from: {first}", f"    grade: {grade}"])


def names_of(target: Target, day: date) -> set[str]:
    """Every word that means something somewhere, so that a new name means one thing."""
    out: set[str] = set()
    for where in {None, *(p for pack in target.packs for p in pack.places)}:
        names: Names = target.linker(where, day).names
        out.update(names.words())
    return out
