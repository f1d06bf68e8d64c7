"""How a text is written: plain where it may be, else in double quotes, a block as a block.

Quotes are taken away only from what every reader of YAML takes for a text without them, and from no cell of a table, where they tell tests from values.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.authoring.format.layout import Leaf
from eligibility.policy.words import CHOICES

WORDS: Final = re.compile(r"[^\W\d_][\w、，。；？！（）《》〔〕“”·]*(?: [\w、，。；？！（）《》〔〕“”·]+)*")
RESERVED: Final = frozenset(
    {
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "null",
        "none",
        "absent",
        "unknown",
        "不清楚",
        "不知道",
        "未知",
    }
    | {word for words in CHOICES["truth"].values() for word in words}
)
PLAIN_START: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=\S)")
ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
FLOW_SIGNS: Final = frozenset(",[]{}")


def inline(leaf: Leaf, *, flow: bool, cell: bool = False) -> str:
    """A text on one line."""
    if leaf.style == "*":
        return f"*{leaf.text}"
    text = leaf.text
    if leaf.style == "" and not leaf.changed and "\n" not in leaf.raw:
        return leaf.raw
    if leaf.style == "":
        return text if is_plain(text, flow=flow) else quoted(text)
    if not cell and is_word(text):
        return text
    return quoted(text)


def is_word(text: str) -> bool:
    """Whether a text is a text without quotes too, wherever it stands."""
    return bool(WORDS.fullmatch(text)) and text.lower() not in RESERVED


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand on one line without quotes and be the same."""
    if not text or text != text.strip() or any(c in text for c in "\n\r\t\u3000\ufeff"):
        return False
    if not PLAIN_START.match(text) or ": " in text or " #" in text or text.endswith(":"):
        return False
    return not flow or not FLOW_SIGNS & set(text)


def quoted(text: str) -> str:
    """In double quotes; in single ones where double ones or backslashes are inside and nothing else stands against it."""
    if ('"' in text or "\\" in text) and "'" not in text and all(map(shown, text)):
        return f"'{text}'"
    return '"' + "".join(ESCAPES.get(c) or (c if shown(c) else escape(c)) for c in text) + '"'


def shown(char: str) -> bool:
    return char.isprintable() or char == "\u3000"


def escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def block(leaf: Leaf) -> tuple[str, list[str]]:
    """The head of a block (`|`, `>-`, …) and its lines, not indented."""
    head = re.match(r"([|>])[0-9]*([-+]?)[0-9]*([-+]?)", leaf.raw)
    chomp = (head[2] or head[3]) if head else ""
    lines = literal_lines(leaf.text, chomp) if leaf.style == "|" else folded_lines(leaf)
    first = next((line for line in lines if line), "")
    return f"{leaf.style}{'2' if first[:1] == ' ' else ''}{chomp}", lines


def literal_lines(text: str, chomp: str) -> list[str]:
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    if chomp == "+":
        return lines[:-1]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def folded_lines(leaf: Leaf) -> list[str]:
    """The lines of a folded text as they stand, without the indentation that they share."""
    _, *lines = leaf.raw.replace("\r\n", "\n").split("\n")
    first = next((line for line in lines if line.strip(" ")), "")
    begins = leaf.text.lstrip("\n")
    indent = len(first) - len(first.lstrip(" ")) - (len(begins) - len(begins.lstrip(" ")))
    lines = [line[indent:] for line in lines]
    if leaf.raw[1:3].strip("0123456789").startswith("+"):
        ending = len(leaf.text) - len(leaf.text.rstrip("\n"))
        lines += [""] * (ending - 1)
    return lines
