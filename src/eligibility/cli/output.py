"""Writing to a terminal or a pipe: no character that the other side cannot take ends the program, and neither does its going away."""

from __future__ import annotations

import os
import sys
from typing import Literal, TextIO

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem

FALLBACKS = {
    "−": "-", "×": "x", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "…": "...", "·": ".", "→": "->", "•": "*",
    "├": "|", "└": "`", "│": "|", "─": "-", "✓": "", "✗": "", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "〔": "[", "〕": "]",
    "【": "[", "】": "]", "《": "<", "》": ">",
}  # fmt: skip


def write(text: str, to: Literal["stdout", "stderr"] = "stdout") -> None:
    """The text and a line break; signs that the stream's encoding lacks are replaced by plain ones. Nothing where the stream was closed from the start.

    Raises EligibilityError where the answer cannot be written, as on a full disk.
    """
    stream: TextIO | None = getattr(sys, to)
    if stream is None:
        return
    try:
        stream.write(encodable(text, stream) + "\n")
        stream.flush()
    except OSError as failure:
        # closing must not try again; and where whoever was reading has gone, nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if to == "stdout" and not isinstance(failure, BrokenPipeError):
            raise EligibilityError((Problem("output_failed", None, {}),)) from None


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


def width(stream: TextIO | None) -> int:
    """Columns of the terminal; 80 where there is none."""
    try:
        return 80 if stream is None else max(40, min(os.get_terminal_size(stream.fileno()).columns, 120))
    except (OSError, ValueError, AttributeError):
        return 80


def coloured(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty() and "NO_COLOR" not in os.environ
