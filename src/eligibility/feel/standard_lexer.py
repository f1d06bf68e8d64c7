"""The `standard` profile of the lexer (DMN 1.5, 10.3.1.2): small tokens, and names put together from them.

A name may hold spaces, signs and digits, so what one is shows only where names are known. Words, signs and numbers stay apart here; `Names` finds the
longest known name that stands at a place, whatever the spaces in it. Nothing is folded, translated or refused: a sign that is none is a token `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from eligibility.feel.lexer import ESCAPED, Token, joined_halves
from eligibility.feel.mistake import Mistake
from eligibility.values.limits import MAX_EXPRESSION_CHARS

# DMN 1.5, 10.3.1.2, rules 28 to 30.
START: Final = (
    "A-Z_a-z?\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
PART: Final = START + "0-9\u00b7\u0300-\u036f\u203f\u2040"
SPACE: Final = r"\s\ufeff\u180e\u200b"
MASTER: Final = re.compile(
    rf"""(?:[{SPACE}]|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+(?:
      (?P<name> [{START}][{PART}]*+ )
    | (?P<number> (?>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?>(?:[eE][+-]?[0-9]+)?)(?![{PART}]) )
    | (?P<string> "(?:[^"\\]|\\.)*+" )
    | (?P<sign> \*\*|\.\.|<=|>=|!=|[-+*/=<>()\[\]{{}},.:@] )
    | (?P<run> [0-9][{PART}]*+ )
    | (?P<end> \Z )
    | (?P<other> . )
    )""",
    re.VERBOSE | re.DOTALL,
)
KEYWORDS: Final = frozenset(
    {
        "and",
        "or",
        "if",
        "then",
        "else",
        "some",
        "every",
        "for",
        "in",
        "satisfies",
        "return",
        "between",
        "true",
        "false",
        "null",
    }
    | {"function", "external"}
)
# Names of the standard that hold a keyword, which no run of plain words does.
SPELT: Final = ("date and time", "years and months duration", "days and time duration")
ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
WORDS: Final = frozenset({"name", "number", "run"})


def tokens(text: str) -> list[Token]:
    """All tokens of a text, an `end` last."""
    if len(text) > MAX_EXPRESSION_CHARS:
        raise Mistake("expression_too_long", 0, len(text), {"limit": str(MAX_EXPRESSION_CHARS)})
    found: list[Token] = []
    for m in MASTER.finditer(text):
        kind = m.lastgroup
        assert kind is not None
        start, end = m.span(kind)
        word = m[kind]
        if kind == "name":
            if word == "of" and found and found[-1].text == "instance" and found[-1].kind == "name":
                found[-1] = Token("instance", "instance of", found[-1].start, end)
            else:
                found.append(Token(word if word in KEYWORDS else "name", word, start, end))
        elif kind == "string":
            found.append(Token("string", unescaped(text[start + 1 : end - 1], start + 1), start, end))
        elif kind == "end":
            break
        else:
            found.append(Token(word if kind == "sign" else kind, word, start, end))
    last = found[-1].end if found else 0
    found.append(Token("end", "", last, last))
    return found


def unescaped(text: str, at: int) -> str:
    r"""The value of a string (rule 64). A backslash before any other character is itself: patterns of `matches` are written `"\d"`."""
    if "\\" not in text:
        return text

    def character(m: re.Match[str]) -> str:
        if m[3]:
            return ESCAPED.get(m[3], m[0])
        code = int(m[1] or m[2], 16)
        if code > 0x10FFFF:
            raise Mistake("bad_escape", at + m.start(), at + m.end(), {"escape": m[0]})
        return chr(code)

    return joined_halves(ESCAPE.sub(character, text), text, at)


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words and signs that a name is written with, whatever the spaces between them."""
    return tuple(t.text for t in tokens(name)[:-1]) if len(name) <= MAX_EXPRESSION_CHARS else (name,)


class Names:
    """Known names by their first word, the longest first."""

    __slots__ = ("by_first",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        words = words_of(name)
        if len(words) > 1:
            held = self.by_first.setdefault(words[0], [])
            held.append((words, name))
            held.sort(key=lambda pair: -len(pair[0]))

    def longest(self, tokens: list[Token], at: int) -> tuple[int, str]:
        """How many tokens the longest known name that stands at `at` has, and the name."""
        for words, name in self.by_first.get(tokens[at].text, ()):
            here = tokens[at : at + len(words)]
            if tuple(t.text for t in here if t.kind != "string") == words:
                return len(words), name
        return 0, ""
