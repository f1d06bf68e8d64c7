"""Where a cursor stands in a file that need not be whole: the keys that lead there, and what has been written of the text up to it.

It goes by lines and columns alone: a line's keys and dashes open levels at their columns, and what stands farther left above is around them. Inside braces
and brackets of one line it counts these.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.editor.grammar import ITEM
from eligibility.frozen import record

KEY: Final = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s#:：{}\[\],&*!|>'"%@`-][^:：#\n]*?|-[^\s:：][^:：\n]*?)\s*[:：](?=\s|$)"""
)
DASH: Final = re.compile(r"-(\s+|$)")
BLOCK: Final = re.compile(r"[|>][0-9+-]*\s*(#.*)?$")
WORD: Final = re.compile(r"[\w.\-]*$")


@record
class Cursor:
    """`path` leads to the mapping, list or text that the cursor is in. At a key `text` is what is written of it; else of the value. `start` is where that
    begins; `siblings` are the other keys of the mapping."""

    path: tuple[str, ...]
    at_key: bool
    text: str
    start: int
    siblings: tuple[str, ...] = ()
    quoted: bool = False


@record
class Level:
    """A key or dash of a line: its column, and where what follows it begins."""

    column: int
    word: str
    after: int


def levels(line: str) -> tuple[list[Level], int]:
    """The dashes and the key that a line opens, and where its remaining text begins."""
    at = len(line) - len(line.lstrip(" \t"))
    out: list[Level] = []
    while found := DASH.match(line, at):
        out.append(Level(at, ITEM, found.end()))
        at = found.end()
    if found := KEY.match(line, at):
        word = found["key"]
        out.append(Level(at, word[1:-1] if word[:1] in "'\"" and len(word) > 1 else word, found.end()))
        at = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip())
    return out, at


def cursor(text: str, offset: int) -> Cursor:
    """The place of an offset."""
    begin = text.rfind("\n", 0, offset) + 1
    lines = text[:begin].split("\n")[:-1]
    end = text.find("\n", begin)
    line, before = text[begin : len(text) if end < 0 else end], text[begin:offset]
    here, at = levels(before)
    indent = here[0].column if here else at
    above, block = around(lines, indent, dash=(bool(here) and here[0].word == ITEM) or before.lstrip().startswith("-"))
    if block is not None:
        first, column, path = block
        start = sum(len(x) + 1 for x in lines[:first]) + column
        return Cursor(path, False, text[start:offset], start)
    path = (*above, *(level.word for level in here))
    if here and here[-1].word != ITEM:
        return in_value(path, before, at, begin)
    if before[at:][:1] in ("{", "["):
        return in_value(path, before, at, begin)
    column = here[-1].after if here else at
    return Cursor(path, True, before[at:], begin + at, siblings(lines, line, text[offset:].split("\n")[1:], column))


def around(
    lines: list[str], column: int, *, dash: bool
) -> tuple[tuple[str, ...], tuple[int, int, tuple[str, ...]] | None]:
    """The words that lead to a column below some lines; or, where it lies in a text of several lines, the line and column at which that text begins and
    its path."""
    path: list[str] = []
    text_from: tuple[int, int] | None = None
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        opened, at = levels(line)
        kept = [x for x in opened if x.column < column or (dash and x.column == column and x.word != ITEM)]
        if not kept:
            continue
        rest = line[at:].strip()
        if (
            not path
            and text_from is None
            and kept[-1] is opened[-1]
            and kept[-1].word != ITEM
            and rest
            and not rest.startswith(("{", "[", "#", "&"))
        ):
            text_from = (number + 1, 0) if BLOCK.match(rest) else (number, at)
        path[:0] = [x.word for x in kept]
        column, dash = kept[0].column, kept[0].word == ITEM
    if text_from is None:
        return tuple(path), None
    return (), (*text_from, tuple(path))


def siblings(above: list[str], line: str, below: list[str], column: int) -> tuple[str, ...]:
    """The keys that stand at a column around a line, in one mapping."""
    out: list[str] = []
    for lines in (reversed(above), below):
        for other in lines:
            if not other.strip() or other.lstrip().startswith("#"):
                continue
            opened, _ = levels(other)
            first = opened[0].column if opened else len(other) - len(other.lstrip())
            out += [x.word for x in opened if x.column == column and x.word != ITEM]
            if first < column:
                break
    return (*out, *(x.word for x in levels(line)[0] if x.column == column and x.word != ITEM))


def in_value(path: tuple[str, ...], before: str, at: int, begin: int) -> Cursor:
    """The text of a value that begins at a column of a line, inside its braces and brackets."""
    if before[at : at + 1] in ("{", "["):
        return in_flow(path, before, at, begin)
    quoted = before[at : at + 1] in ("'", '"')
    return Cursor(path, False, before[at + quoted :], begin + at + quoted, quoted=quoted)


def in_flow(path: tuple[str, ...], before: str, at: int, begin: int) -> Cursor:
    """Inside `{…}` or `[…]` of one line."""
    stack: list[tuple[str, tuple[str, ...], list[str]]] = []  # bracket, path to it, keys so far
    key, start, i, quote = "", at, at, ""
    while i < len(before):
        char = before[i]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and not before[start:i].strip():
            quote = char
        elif char in "{[":
            inner = path if not stack else (*stack[-1][1], *((key,) if stack[-1][0] == "{" else (ITEM,)))
            stack.append((char, inner, []))
            key, start = "", i + 1
        elif char in "}]" and stack:
            stack.pop()
            key, start = "", i + 1
        elif char == "," and stack:
            key, start = "", i + 1
        elif char in ":：" and stack and stack[-1][0] == "{" and not key and before[i + 1 : i + 2] in (" ", ""):
            key, start = before[start:i].strip().strip("'\""), i + 1
            stack[-1][2].append(key)
        i += 1
    start += len(before[start:]) - len(before[start:].lstrip())
    text = before[start:]
    quoted = text[:1] in ("'", '"')
    if not stack:
        return Cursor(path, False, text, begin + start)
    bracket, inner, known = stack[-1]
    if bracket == "[":
        return Cursor((*inner, ITEM), False, text[quoted:], begin + start + quoted, quoted=quoted)
    if key:
        return Cursor((*inner, key), False, text[quoted:], begin + start + quoted, quoted=quoted)
    return Cursor(inner, True, text, begin + start, tuple(known))
