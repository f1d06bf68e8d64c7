"""Reading on behind a slip in YAML's own grammar: the text as its remedy would have it, with the place of every character in the file.

Some slips have one mend (a full-width colon, a wide space, a tab, a text that needs quotes); what is then read is what the author meant, and every other
mistake of the file can be told. Other slips are only patched so that the lines behind them can be searched for slips of the first sort; such a file
counts as unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from eligibility.diagnostics.source import Source
from eligibility.policy.syntax import Slip

LONGEST: Final = 1_000_000  # characters of a text that is read again
MOST: Final = 20  # slips of one file that are told
INDENT: Final = re.compile(r"[ \t\u3000\u00a0]*(?:- +)*")
TABS: Final = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
PLAIN: Final = str.maketrans("｛｝［］", "{}[]")
COMMENT: Final = re.compile(r"\s+#.*|\s+$")


class Mended:
    """A text on its way to one that can be read. Offsets are those of the mended text; `back` leads to those of the file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._back = list(range(len(source.text) + 1))
        self.sure = True  # every mend so far was the only one there could be
        self._file, self._lines = source, set[int]()  # that were mended

    def back(self, at: int) -> int:
        return self._back[min(at, len(self._back) - 1)]

    def forth(self, at: int) -> int:
        """The place in the mended text of a character of the file."""
        return bisect_left(self._back, at)

    def is_news(self, slip: Slip) -> bool:
        """Whether a slip is not merely what a mend has left of another one."""
        line = self._file.line_column(self.back(slip.start))[0]
        return line not in self._lines and (self.sure or slip.kind in SURE)

    def put(self, start: int, end: int, new: str) -> None:
        """Writes `new` in place of the characters from `start` up to `end`."""
        text = self.source.text
        self._lines.add(self._file.line_column(self.back(start))[0])
        kept = [self._back[start + min(i, max(end - start - 1, 0))] for i in range(len(new))]
        self._back[start:end] = kept
        self.source = Source(self.source.name, text[:start] + new + text[end:])

    def mend(self, slip: Slip) -> bool:
        """Whether there is a way to read on behind a slip; it is then taken."""
        mend = SURE.get(slip.kind)
        if mend is not None:
            return mend(self, slip)
        self.sure = False
        patch = PATCHES.get(slip.kind)
        return patch is not None and patch(self, slip)

    def line(self, at: int) -> tuple[int, int]:
        text = self.source.text
        end = text.find("\n", at)
        return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def colon(text: Mended, slip: Slip) -> bool:
    follows = text.source.text[slip.end : slip.end + 1]
    text.put(slip.start, slip.end, ":" if follows in ("", " ", "\n", "\r") else ": ")
    return True


def spaces(text: Mended, slip: Slip) -> bool:
    """Wide spaces as ordinary ones: behind a colon one, in an indentation as many as bring the line under its neighbours."""
    start, end = text.line(slip.start)
    written = text.source.text
    if written[start : slip.start].strip():
        text.put(slip.start, slip.end, " ")
        return True
    indent = INDENT.match(written, start, end)
    assert indent is not None
    wide = sum(c in "\u3000\u00a0" for c in indent[0])
    plain = len(indent[0]) - wide
    text.put(start, indent.end(), " " * fitting(written, start, [plain + wide, plain + 2 * wide, plain]))
    return True


def fitting(text: str, line: int, widths: list[int]) -> int:
    """Of some widths of an indentation the first that the lines above give a reason for, else the first."""
    above = text[:line].rstrip().rsplit("\n", 1)[-1]
    base = len(above) - len(above.lstrip(" "))
    likely = [base + 2] if above.rstrip().endswith(":") else range(base, -1, -2)
    return next((w for w in likely if w in widths), widths[0])


def comma(text: Mended, slip: Slip) -> bool:
    text.put(slip.start, slip.end, "," if text.source.text[slip.end : slip.end + 1] == " " else ", ")
    return True


def brackets(text: Mended, slip: Slip) -> bool:
    """The full-width brackets of a line as plain ones."""
    start, end = text.line(slip.start)
    text.put(start, end, text.source.text[start:end].translate(PLAIN))
    return True


def hyphen(text: Mended, slip: Slip) -> bool:
    text.put(slip.start, slip.end, "-" if text.source.text[slip.end : slip.end + 1] == " " else "- ")
    return True


def space_after(text: Mended, slip: Slip) -> bool:
    text.put(slip.end, slip.end, " ")
    return True


def number_sign(text: Mended, slip: Slip) -> bool:
    text.put(slip.start, slip.end, "#")
    return True


def tabs(text: Mended, _: Slip) -> bool:
    """Every tab of an indentation is one level; told once a file."""
    found = list(TABS.finditer(text.source.text))
    for run in reversed(found):
        text.put(run.start(), run.end(), run[0].replace("\t", "  "))
    return bool(found)


def quotes(text: Mended, slip: Slip) -> bool:
    """Quotes around the rest of a line."""
    start, end = slip.start, text.line(slip.start)[1]
    if slip.kind == "colon_in_text":
        start = text.source.text.find(": ", text.line(slip.start)[0]) + 1
        start += len(text.source.text[start:end]) - len(text.source.text[start:end].lstrip())
    if note := COMMENT.search(text.source.text, start, end):
        end = note.start()
    inside = text.source.text[start:end]
    mark = next((m for m in ("'", '"') if m not in inside), "")
    if not mark or (mark == '"' and "\\" in inside) or not inside:
        return False
    text.put(end, end, mark)
    text.put(start, start, mark)
    return True


def backslash(text: Mended, slip: Slip) -> bool:
    text.put(slip.start, slip.start, "\\")
    return True


def close_quote(text: Mended, slip: Slip) -> bool:
    end = text.line(slip.start)[1]
    text.put(end, end, text.source.text[slip.start])
    return True


def close_bracket(text: Mended, slip: Slip) -> bool:
    end = text.line(slip.start)[1]
    text.put(end, end, {"{": "}", "[": "]"}.get(slip.args.get("char", ""), ""))
    return True


def blank(text: Mended, slip: Slip) -> bool:
    """The rest of the line is not read."""
    end = text.line(slip.start)[1]
    text.put(slip.start, end, " " * (end - slip.start))
    return end > slip.start


Mend = Callable[[Mended, Slip], bool]
SURE: Final[dict[str, Mend]] = {
    "fullwidth_colon": colon,
    "wide_space": spaces,
    "tab": tabs,
    "fullwidth_comma": comma,
    "fullwidth_bracket": brackets,
    "list_mark": hyphen,
    "colon_without_space": space_after,
    "fullwidth_hash": number_sign,
    "odd_start": quotes,
    "colon_in_text": quotes,
    "unknown_escape": backslash,
}
PATCHES: Final[dict[str, Mend]] = {
    "open_quote": close_quote,
    "open_bracket": close_bracket,
    "text_after_quote": blank,
    "missing_colon": blank,
    "wrong_indent": blank,
}
