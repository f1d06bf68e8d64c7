"""Character offsets to the lines and columns that an editor counts in, and back.

The language server protocol counts lines from zero, at `\\n`, `\\r\\n` and `\\r`, and columns in units of an encoding that client and server agree on: UTF-16
where nothing is said. A character outside the basic plane (many surnames) is two units of UTF-16 and one character of ours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

BREAK: Final = re.compile(r"\r\n|\n|\r")
UNITS: Final = {"utf-8": 1, "utf-16": 2, "utf-32": 4}  # bytes a unit


class Lines:
    """The lines of one text."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._codec, self._size = (f"{encoding}-le" if encoding != "utf-8" else encoding), UNITS[encoding]
        found = list(BREAK.finditer(text))
        self._starts = [0, *(m.end() for m in found)]
        self._ends = [*(m.start() for m in found), len(text)]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset; one beyond the text is its end, one inside a line break the end of the line."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(self.text[self._starts[line] : min(offset, self._ends[line])])

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column; beyond a line its end, within a character the character's start."""
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._ends[line]
        written = self.text[start:end]
        if written.isascii():
            return start + max(0, min(column, len(written)))
        for index, char in enumerate(written):
            column -= self._units(char)
            if column < 0:
                return start + index
        return end

    def _units(self, text: str) -> int:
        return len(text) if text.isascii() else len(text.encode(self._codec, "surrogatepass")) // self._size
