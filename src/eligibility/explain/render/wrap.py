"""Lines broken by display columns, Chinese characters taking two; a line goes on under a hanging indent.

Between two Chinese characters any place will do; a word of letters or a number with its unit is kept whole. No line begins with a closing mark or ends
with an opening one.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.diagnostics.width import is_wide, width

CLOSING: Final = "，。、；：！？）》】〉”’」』〕％%),.;:!?"
OPENING: Final = "（《【〈“‘「『〔(["
PIECE: Final = re.compile(r"[ \t]+|[^\s\u2e80-\uffef]+|.", re.DOTALL)
UNITS: Final = frozenset("元人年月日天个项周平小条款号")


def pieces(text: str) -> list[str]:
    """What may not be broken: words, single characters with the marks that belong to them, a number with the unit behind its space."""
    out: list[str] = []
    for found in PIECE.findall(text):
        last = out[-1] if out else ""
        if last and not last.isspace() and (found[0] in CLOSING or last[-1] in OPENING):
            out[-1] += found
        elif found[0] in UNITS and len(out) > 1 and last.isspace() and out[-2][-1:].isdigit():
            space = out.pop()
            out[-1] += space + found
        else:
            out.append(found)
    return out


def wrap(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `columns`, the first beginning with `first`, the others with `rest`."""
    lines: list[str] = []
    line, used = first, width(first)
    start = used
    for piece in pieces(text):
        size = width(piece)
        if used + size > columns and used > start:
            lines.append(line.rstrip())
            line, used = rest, width(rest)
            start = used
            if piece.isspace():
                continue
        if used + size > columns and size > 1:
            line, used = broken(piece, columns, line, used, rest, lines)
            continue
        line, used = line + piece, used + size
    lines.append(line.rstrip())
    return lines


def broken(piece: str, columns: int, line: str, used: int, rest: str, lines: list[str]) -> tuple[str, int]:
    """A piece longer than a line, cut where the line ends."""
    for char in piece:
        size = 1 + is_wide(char)
        if used + size > columns:
            lines.append(line.rstrip())
            line, used = rest, width(rest)
        line, used = line + char, used + size
    return line, used


def padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))
