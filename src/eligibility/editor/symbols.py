"""What a name stands for. Two names are the same thing where their symbols are equal."""

from __future__ import annotations

from typing import Final

from eligibility.diagnostics.source import Span
from eligibility.frozen import record

OF_THE_LANGUAGE: Final = ("function", "keyword", "built_in")


@record
class Symbol:
    """`kind` is fact, definition, parameter, program, subject, value, source, reading, condition, grant, family, variable, or one of the language's own.

    `owner` tells things of one id apart: a fact's subject, a definition's subject or programme, a condition's programme, a variable's expression, the
    fact whose value it is, the file or layer that declares a source.
    """

    kind: str
    owner: str
    id: str


@record
class Mention:
    """A place at which a symbol is named, as it is spelt there. `declares` where it is named to say what it is."""

    symbol: Symbol
    span: Span
    text: str
    declares: bool = False
