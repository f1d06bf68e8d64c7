"""Where something stands in a text a user wrote: a file's name, its text, and a span of characters in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from eligibility.frozen import record


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One text with a name that is shown (a path as the user gave it, or `<stdin>`)."""

    name: str
    text: str = field(repr=False)
    _starts: list[int] = field(default_factory=list, repr=False)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts.extend(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))
        return self._starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of a character offset, both counted from 1."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        starts = self._line_starts()
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")


@record
class Span:
    """The characters from `start` up to `end` of a source."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.line_column(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.line_column(self.start)[1]

    def place(self) -> str:
        """`file:line:column`, as editors and compilers write it."""
        line, column = self.source.line_column(self.start)
        return f"{self.source.name}:{line}:{column}"

    def within(self, start: int, end: int) -> Span:
        """The part of this span from `start` to `end`, counted from this span's own start."""
        return Span(self.source, self.start + start, self.start + end)
