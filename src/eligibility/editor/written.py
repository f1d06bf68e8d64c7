"""What has been written of an expression up to a cursor: its tokens, taken leniently, and what they leave open.

A half-written expression has no tree. So its end is looked at: the word that is being written, the operator or dot before it, the filter around it, the
variables that are bound where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from eligibility.editor.meaning import Around, Meaning
from eligibility.editor.symbols import Symbol
from eligibility.feel import ast
from eligibility.feel.lexer import FOLD
from eligibility.feel.mistake import Mistake
from eligibility.feel.names import FUNCTION_OF, KEYWORD_OF
from eligibility.feel.parser import parse
from eligibility.frozen import record
from eligibility.ir.types import BOUNDARY, Enum, ListOf, Type

TOKEN: Final = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*(?P<closed>")?|[“”＂](?:[^“”＂"\\]|\\.)*(?P<wide>["“”＂])?)|(?P<word>\w+)|(?P<sign>\*\*|\.\.|<=|>=|!=|\S)',
    re.DOTALL,
)
BINDERS: Final = ("some", "every", "for")
COMMENT: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
EQUALS: Final = ("=", "!=", "≠")


@record
class Word:
    """One token: `kind` is word, string, open (a string that is not closed), or the sign or keyword itself."""

    kind: str
    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    folded = COMMENT.sub(lambda m: " " * len(m[0]), text).translate(FOLD)
    out = []
    for m in TOKEN.finditer(folded):
        if m["string"]:
            kind = "string" if m["closed"] or m["wide"] else "open"
        else:
            kind = KEYWORD_OF.get(m[0], "word") if m["word"] else m[0]
        out.append(Word(kind, m[0], m.start(), m.end()))
    return out


@record
class Written:
    """`prefix` is what is written of the word at the cursor; `base` what stands before a dot; `compared` the enum whose value must come next."""

    prefix: str
    in_string: bool
    around: Around
    base: ast.Node | None = None
    after_dot: bool = False
    compared: Type | None = None
    operator: bool = False  # an operator or a connective must come next


def written(text: str, meaning: Meaning, around: Around) -> Written:
    """What an expression leaves open at the end of what is written of it."""
    found = words(text)
    prefix, in_string = "", False
    if found and found[-1].end == len(text) and found[-1].kind == "open":
        prefix, in_string = found.pop().text[1:], True
    elif found and found[-1].end == len(text) and (found[-1].kind == "word" or found[-1].kind in KEYWORD_OF.values()):
        prefix = found.pop().text
    around = scope_at(found, text, meaning, around)
    if found and found[-1].kind == "." and not in_string:
        return Written(prefix, False, around, chain(found[:-1], text), after_dot=True)
    compared = compared_with(found, text, meaning, around)
    value_before = bool(found) and found[-1].kind in ("word", "string", ")", "]", "true", "false", "%")
    return Written(prefix, in_string, around, compared=compared, operator=value_before and not in_string)


def chain(found: Sequence[Word], text: str) -> ast.Node | None:
    """The name, path, filter or call that some tokens end with."""
    start = chain_start(found)
    if start is None:
        return None
    try:
        return parse(text[found[start].start : found[-1].end])
    except Mistake:
        return None


def opened_by(found: Sequence[Word]) -> int:
    """The last bracket that is still open; -1 where none is."""
    depth = 0
    for at in range(len(found) - 1, -1, -1):
        depth += (found[at].kind in (")", "]")) - (found[at].kind in ("(", "["))
        if depth < 0:
            return at
    return -1


def chain_start(found: Sequence[Word]) -> int | None:
    at = len(found) - 1
    while at >= 0:
        if found[at].kind in (")", "]"):
            opening = opened(found, at)
            if opening is None:
                return None
            if opening == 0 or found[opening - 1].kind not in ("word", "]", ")"):
                return opening
            at = opening - 1
            continue
        if found[at].kind != "word":
            return None
        if at == 0 or found[at - 1].kind != ".":
            return at
        at -= 2
    return None


def opened(found: Sequence[Word], closing: int) -> int | None:
    """The bracket that the one at `closing` closes."""
    depth = 0
    for at in range(closing, -1, -1):
        depth += (found[at].kind in (")", "]")) - (found[at].kind in ("(", "["))
        if depth == 0:
            return at
    return None


def scope_at(found: Sequence[Word], text: str, meaning: Meaning, around: Around) -> Around:
    """The scope at the end of some tokens: filters that are open, and what quantifiers and iterations have bound."""
    stack: list[tuple[str, Around]] = []
    at = 0
    while at < len(found):
        kind = found[at].kind
        if kind in ("[", "("):
            stack.append((kind, around))
            base = chain(found[:at], text) if kind == "[" and at and found[at - 1].kind in ("word", "]", ")") else None
            if base is not None:
                around = meaning.inside(base, around)
        elif kind in ("]", ")") and stack:
            around = stack.pop()[1]
        elif kind in BINDERS or (
            kind == "," and at + 2 < len(found) and found[at + 2].kind == "in" and bound_before(found, at)
        ):
            around = bind(found, at, text, meaning, around)
        at += 1
    return around


def bound_before(found: Sequence[Word], at: int) -> bool:
    """Whether a comma is one between bindings."""
    for word in reversed(found[:at]):
        if word.kind in BINDERS:
            return True
        if word.kind in ("satisfies", "return"):
            return False
    return False


def bind(found: Sequence[Word], at: int, text: str, meaning: Meaning, around: Around) -> Around:
    """The scope after `some m in members satisfies`, once that is written."""
    if at + 2 >= len(found) or found[at + 1].kind != "word" or found[at + 2].kind != "in":
        return around
    end, depth = at + 3, 0
    while end < len(found) and (depth or found[end].kind not in ("satisfies", "return", ",")):
        depth += (found[end].kind in ("(", "[")) - (found[end].kind in (")", "]"))
        end += 1
    if end >= len(found):
        return around
    domain = chain(found[at + 3 : end], text)
    name = found[at + 1]
    if domain is None:
        return around
    return meaning.binding(name.text, domain, around, Symbol("variable", str(name.start), name.text))


def compared_with(found: Sequence[Word], text: str, meaning: Meaning, around: Around) -> Type | None:
    """The enum that the value to come is one of: of what stands before `=`, `in (`, or the parameter of a boundary word."""
    at = opened_by(found)
    if at > 0 and found[at - 1].kind == "word" and FUNCTION_OF.get(found[at - 1].text, found[at - 1].text) == "compare":
        return BOUNDARY if sum(w.kind == "," for w in found[at:]) == 1 and found[-1].kind == "," else None
    at = len(found) - 1
    while at > 0 and found[at].kind in (",", "string", "(", "["):
        at -= 1
    if at <= 0:
        return None
    if found[at].kind not in (*EQUALS, "in") or (found[at].kind != "in" and at != len(found) - 1):
        return None
    base = chain(found[:at], text)
    kind = None if base is None else meaning.kind(base, around)
    kind = kind.element if isinstance(kind, ListOf) else kind
    return kind if isinstance(kind, Enum) else None
