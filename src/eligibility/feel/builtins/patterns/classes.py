"""Sets of characters: what `a`, `.`, `\\d`, `\\p{Lu}`, `[a-z-[aeiou]]` match. A set is a test of one character, which remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final
from unicodedata import category

from eligibility.feel.builtins.patterns.blocks import block
from eligibility.feel.domain.novalue import NoValue

Test = Callable[[str], bool]
MINOR: Final = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "Z": "slp", "S": "mcko", "C": "cfon"}
CATEGORIES: Final = frozenset(MINOR) | {major + minor for major, minors in MINOR.items() for minor in minors}
# Characters with a case that does not lead back to them: the sign of kelvins is a k in lower case, while k has no other capital than K.
ONE_WAY: Final = (
    "\u00b5\u0131\u017f\u0345\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f4\u03f5\u1c80\u1c81\u1c82\u1c83\u1c84"
    "\u1c85\u1c86\u1c87\u1c88\u1e9b\u1e9e\u1fbe\u2126\u212a\u212b"
)
NAME_START: Final = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_MORE: Final = ".0-9\u00b7\u0300-\u036f\u203f-\u2040"


class Remembered(dict[str, bool]):
    """The answers of a test."""

    def __init__(self, test: Test) -> None:
        self.test = test

    def __missing__(self, char: str) -> bool:
        found = self[char] = self.test(char)
        return found


def remembered(test: Test) -> Test:
    return Remembered(test).__getitem__


def only(char: str, *, fold: bool = False) -> Test:
    if fold:
        accepted = variants(char)
        return lambda c: c in accepted
    return lambda c: c == char


def span(first: str, last: str, *, fold: bool = False) -> Test:
    if fold:
        return lambda c: any(first <= v <= last for v in variants(c))
    return lambda c: first <= c <= last


@lru_cache(maxsize=4096)
def variants(char: str) -> frozenset[str]:
    """A character in all its cases, and those that share one of them with it."""
    found = {char}
    for _ in range(2):
        found |= {v for c in found for v in (c.lower(), c.upper(), c.title()) if len(v) == 1}
        found |= {c for c in ONE_WAY if c.lower() in found or c.upper() in found}
    return frozenset(found)


def either(tests: list[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda c: any(test(c) for test in tests)


def inverted(test: Test) -> Test:
    return lambda c: not test(c)


def without(test: Test, taken: Test) -> Test:
    return lambda c: test(c) and not taken(c)


def any_char(*, newlines: bool) -> Test:
    return (lambda _: True) if newlines else (lambda c: c not in "\n\r")


def spans(text: str) -> Test:
    """`A-Z_` and the like, as the tables above write it."""
    pairs: list[tuple[str, str]] = []
    i = 0
    while i < len(text):
        if text[i + 1 : i + 2] == "-" and i + 2 < len(text):
            pairs.append((text[i], text[i + 2]))
            i += 3
        else:
            pairs.append((text[i], text[i]))
            i += 1
    return lambda c: any(first <= c <= last for first, last in pairs)


def of_property(name: str) -> Test:
    """`\\p{name}`: a general category, or a block after `Is`."""
    if name in CATEGORIES:
        return lambda c: category(c).startswith(name) and (name != "C" or category(c) != "Cs")
    if name.startswith("Is"):
        found = block(name[2:])
        if found is not None:
            first, last = found
            return lambda c: first <= ord(c) <= last
    raise NoValue("bad_pattern")


def is_word(char: str) -> bool:
    return category(char)[0] not in "PZC"


ESCAPES: Final[dict[str, Test]] = {
    "s": lambda c: c in " \t\n\r",
    "d": lambda c: category(c) == "Nd",
    "w": is_word,
    "i": spans(NAME_START),
    "c": either([spans(NAME_START), spans(NAME_MORE), only("-")]),
}
