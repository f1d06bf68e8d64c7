"""What is raised where a text is no FEEL: one mistake, by its kind in the message catalogue, and the characters it is about."""

from __future__ import annotations


class Mistake(Exception):
    """`start` and `end` are character offsets into the text that was parsed; `args` are put into the sentence of the kind."""

    def __init__(self, kind: str, start: int, end: int, args: dict[str, str] | None = None) -> None:
        super().__init__(kind)
        self.kind, self.start, self.end, self.args_ = kind, start, end, args or {}
