"""Writing to a terminal or a pipe: no character that the other side cannot take ends the program, and neither does its going away."""

from __future__ import annotations

import os
import sys
from typing import TextIO

FALLBACKS = {
    "−": "-", "×": "x", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "…": "...", "·": ".", "→": "->", "•": "*",
    "├": "|", "└": "`", "│": "|", "─": "-", "✓": "", "✗": "", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "〔": "[", "〕": "]",
    "【": "[", "】": "]", "《": "<", "》": ">",
}  # fmt: skip


def write(text: str, stream: TextIO | None = None) -> None:
    """The text and a line break; signs that the stream's encoding lacks are replaced by plain ones."""
    stream = sys.stdout if stream is None else stream
    try:
        stream.write(encodable(text, stream) + "\n")
        stream.flush()
    except BrokenPipeError:
        # whoever was reading has gone: nothing is left to say, and closing must not try again
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def encodable(text: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(one(c, encoding) for c in text)
    return text


def one(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return FALLBACKS.get(sign, "?")
    return sign


def width(stream: TextIO) -> int:
    """Columns of the terminal; 80 where there is none."""
    try:
        return max(40, min(os.get_terminal_size(stream.fileno()).columns, 120))
    except (OSError, ValueError, AttributeError):
        return 80


def coloured(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ
