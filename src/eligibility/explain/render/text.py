"""A page as a terminal shows it. Outcomes are carried by words; colour only repeats them.

Colour is plain ANSI, so that nothing has to be imported for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from eligibility.diagnostics.width import width as columns_of
from eligibility.explain.branches import Branch
from eligibility.explain.page import Page
from eligibility.explain.render.wrap import padded, wrap
from eligibility.explain.sections import Point, Section
from eligibility.messages.catalogue import phrase

COLOURS: Final = {
    "eligible": "32",
    "undetermined": "33",
    "ineligible": "31",
    "inapplicable": "2",
    "bold": "1",
    "dim": "2",
}
SIGNS: Final = {"zh": ("", "符合", "不符合", "待核实"), "en": ("", "yes", "no", "open")}


def text(page: Page, *, width: int = 80, color: bool = False) -> str:
    """The explanation in lines of at most `width` columns (from 40), without a final line break."""
    return "\n".join(Drawing(page, max(width, 40), color).lines())


class Drawing:
    def __init__(self, page: Page, columns: int, color: bool) -> None:
        self._page, self._columns, self._color = page, columns, color

    def lines(self) -> Iterator[str]:
        page = self._page
        yield from self._painted(wrap("  ".join(page.head), self._columns), "bold")
        found = {"package.label": page.package, "page.conclusion": page.conclusions, "page.next_step": page.steps}
        said = {phrase(key, page.lang): items for key, items in found.items() if items}
        column = max(columns_of(x) for x in said) + 2
        for label, items in said.items():
            yield from self._labelled(label, items, column)
        for section in page.sections:
            yield ""
            yield from self._section(section)
        for note in page.notes:
            yield ""
            yield from wrap(note.title, self._columns)
            mark = "" if len(note.items) == 1 else "- "
            for item in note.items:
                yield from self._painted(wrap(item, self._columns, "  " + mark, "  " + " " * len(mark)), "dim")

    def _labelled(self, label: str, items: Iterable[str], column: int) -> Iterator[str]:
        blank = " " * column
        for n, item in enumerate(items):
            yield from wrap(item, self._columns, padded(label, column) if n == 0 else blank, blank)

    def _section(self, section: Section) -> Iterator[str]:
        tag = f"【{section.tag}】" if self._page.lang == "zh" else f"[{section.tag}] "
        if section.folded and len(section.points) == 1:
            found = wrap(f"{section.title}  {beside(self._page, section.points[0])}", self._columns, tag, "  ")
            yield from self._tagged(found, tag, section.word)
            return
        yield from self._tagged(wrap(section.title, self._columns, tag, "  "), tag, section.word)
        for point in section.points if section.folded else ():
            yield from wrap(beside(self._page, point), self._columns, "  ", "    ")
        if section.folded:
            return
        for n, point in enumerate(section.points, 1):
            mark = f"  {n} "
            yield from wrap(point.text, self._columns, mark, " " * len(mark))
            for line in point.under:
                yield from self._painted(wrap(line, self._columns, " " * len(mark), " " * len(mark)), "dim")
        if section.tree:
            yield "  " + phrase("page.full_tree", self._page.lang)
            for branch in section.tree:
                yield from self._branch(branch)

    def _branch(self, branch: Branch) -> Iterator[str]:
        indent = "    " + "  " * min(branch.depth, 8) + " " * min(max(branch.depth - 8, 0), 12)
        sign = SIGNS[self._page.lang][branch.truth]
        mark = (f"〔{sign}〕" if self._page.lang == "zh" else f"[{sign}] ") if sign else ""
        words = mark + branch.text
        if branch.article:
            words += f"（{branch.article}）" if self._page.lang == "zh" else f" ({branch.article})"
        lines = wrap(words, self._columns, indent, indent + "  ")
        yield from lines if branch.matters else self._painted(lines, "dim")

    def _tagged(self, lines: list[str], tag: str, word: str) -> Iterator[str]:
        if not self._color:
            yield from lines
            return
        yield f"\x1b[1;{COLOURS[word]}m{tag.rstrip()}\x1b[0m{lines[0][len(tag.rstrip()) :]}"
        yield from lines[1:]

    def _painted(self, lines: Iterable[str], style: str) -> Iterator[str]:
        for line in lines:
            yield f"\x1b[{COLOURS[style]}m{line}\x1b[0m" if self._color else line


def beside(page: Page, point: Point) -> str:
    """A reason on one line with where it is written."""
    where = phrase("page.semicolon", page.lang).join(point.under)
    return point.text + (phrase("nouns.parenthesis", page.lang, text=where) if where else "")
