"""A grid to rows: the line with the titles is found, each row below it becomes a value of a parameter at a place, and every mistake is noted at its cell.

A column that is not there leaves what it would say as it is; a blank cell says that there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from eligibility.authoring.sheets import cells
from eligibility.authoring.sheets.columns import BY_KEY, REQUIRED, close_to, column_of
from eligibility.authoring.sheets.grid import Cell, Grid
from eligibility.authoring.sheets.held import EVERY, WHOLE, Book, Held, Stated, key_of
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.frozen import record
from eligibility.policy.basis import CITED, LOCATOR, ZH
from eligibility.policy.figures import Misread
from eligibility.policy.model import ParameterValue
from eligibility.policy.values import check_value
from eligibility.policy.words import CHOICE_OF, CHOICES

ALWAYS: Final = {"一直": "", "始终": "", "always": ""}
SEARCHED: Final = 20  # rows in which the titles are looked for
T = TypeVar("T")


@record
class Row:
    """One row: the value that it says, of what. `cells` are by column; columns that the sheet lacks are not among them."""

    held: Held
    stated: Stated
    cells: dict[str, Cell]

    def at(self, key: str) -> Cell:
        return self.cells.get(key) or self.cells["value"]


class Rows:
    """The rows of one sheet on their way."""

    def __init__(self, grid: Grid, book: Book, today: date, problems: Problems) -> None:
        self._grid, self._book, self._today, self._problems = grid, book, today, problems
        self._columns: dict[str, int] = {}
        self._start = 0

    def titled(self) -> bool:
        """Whether the sheet has a line of titles; it is kept."""
        for number, row in self._grid.rows[:SEARCHED]:
            known = [column_of(cell.text) for cell in row]
            if {"parameter", "value"} <= set(known):
                self._start = number
                self._take(row)
                return True
        return False

    def _take(self, row: tuple[Cell, ...]) -> None:
        for at, cell in enumerate(row):
            key = column_of(cell.text)
            if key is None and not cell.blank:
                self._problems.warn("extra_column", cell.span, name=cell.text, nearest=close_to(cell.text))
            elif key is not None and key in self._columns:
                self._problems.add("column_twice", cell.span, name=cell.text)
            elif key is not None:
                self._columns[key] = at
        for key in REQUIRED:
            if key not in self._columns:
                title = BY_KEY[key]
                self._problems.add("column_missing", row[0].span, name=title.zh[0], name_en=title.en[0])

    def rows(self) -> list[Row]:
        if not all(key in self._columns for key in REQUIRED):
            return []
        self._merged()
        out, last = [], self._start
        for number, row in self._grid.rows:
            if number <= self._start:
                continue
            if number > last + 1:
                self._problems.warn("blank_rows", row[0].span, first=last + 1, last=number - 1)
            last = number
            found = self._row({key: row[at] for key, at in self._columns.items() if at < len(row)}, row)
            if found is not None:
                out.append(found)
        return out

    def _merged(self) -> None:
        for top, left, bottom, _ in self._grid.merged:
            if bottom > self._start and (cell := self._grid.cell(top, left)) is not None:
                self._problems.add("merged_cells", cell.span)

    # ---- one row

    def _row(self, found: dict[str, Cell], row: tuple[Cell, ...]) -> Row | None:
        before = len(self._problems.errors)
        for cell in row:
            if cell.wrong:
                self._problems.add(cell.wrong, cell.span, text=cell.text)
        self._stray(row)
        if len(self._problems.errors) > before:
            return None
        held = self._held(found)
        if held is None:
            for key in ("from", "until", "published"):  # what can be read without knowing of which parameter
                if key in found and found[key].text.casefold() not in ALWAYS:
                    self._read(found[key], cells.day)
            return None
        stated = self._stated(found, held)
        if len(self._problems.errors) > before:
            return None
        return Row(held, stated, found)

    def _stray(self, row: tuple[Cell, ...]) -> None:
        """What stands in columns without a title is read by nobody."""
        for at, cell in enumerate(row, 1):
            title = self._grid.cell(self._start, at)
            if not cell.blank and (title is None or title.blank):
                self._problems.warn("cell_without_title", cell.span)

    def _held(self, found: dict[str, Cell]) -> Held | None:
        if any(self._needed(found, key) is None for key in ("parameter", "place", "value", "from")):
            return None
        place = self._read(found["place"], lambda c: (self._book.place(c.text, self._today),))
        if place is None:
            return None
        id_ = self._read(found["parameter"], lambda c: self._book.parameter(c.text, place[0]))
        return None if id_ is None else self._read(found["place"], lambda _: self._book.at(id_, place[0]))

    def _needed(self, found: dict[str, Cell], key: str) -> Cell | None:
        cell = found[key]
        if cell.blank:
            column = BY_KEY[key]
            self._problems.add("cell_empty", cell.span, name=column.zh[0], name_en=column.en[0], key=key)
            return None
        return cell

    def _read(self, cell: Cell, reader: Callable[[Cell], T]) -> T | None:
        try:
            return reader(cell)
        except Misread as mistake:
            self._problems.extend([Problem(mistake.kind, cell.span, mistake.args_)])
            return None

    def _stated(self, found: dict[str, Cell], held: Held) -> Stated:
        before = self._before(found, held)
        since = self._since(found["from"])
        scope = self._scope(found, held)
        until = self._day(found, "until", before)
        if since is not None and until is not None and until < since:
            self._problems.add("until_before_from", found["until"].span, since=since, until=until)
        if "unit" in found:
            self._read(found["unit"], lambda c: cells.check_unit(c, held.declaration))
        if "name" in found:
            self._informs(found["name"], (held.id, held.declaration.name, *labels(held)), held.title)
        if "place_name" in found:
            self._located(found["place_name"], held)
        source, reading = self._sources(found, held, before), self._readings(found, held, before)
        if not source and not reading:
            self._problems.add("value_without_source", (found.get("source") or found["value"]).span)
        published = self._day(found, "published", before)
        note = found["note"].text if "note" in found else before.note if before else ""
        value = self._read(found["value"], lambda c: self._value(c, held)) or ""
        grade = self._grade(found, held, source, before)
        return Stated(since, until, value, scope, source, reading, grade, published, " ".join(note.split()))

    def _before(self, found: dict[str, Cell], held: Held) -> Stated | None:
        """The value that the row is about, where the file has it already."""
        quiet = Problems()
        asking = Rows(self._grid, self._book, self._today, quiet)
        key = (asking._scope(found, held) or EVERY, asking._since(found["from"]))
        return next((e.stated for e in held.entries if e.stated.key == key), None)

    def _since(self, cell: Cell) -> date | None:
        return None if cell.text.casefold() in ALWAYS else self._read(cell, cells.day)

    def _day(self, found: dict[str, Cell], key: str, before: Stated | None) -> date | None:
        if key not in found:
            return (before.until if key == "until" else before.published) if before else None
        return self._read(found[key], cells.day)

    def _scope(self, found: dict[str, Cell], held: Held) -> str | None:
        offered = self._book.scopes(held.declaration, held.place)
        cell = found.get("scope")
        if not held.declaration.scope:
            if cell is not None and not cell.blank and cell.text not in CHOICE_OF["scope"]:
                self._problems.add("scope_unused", cell.span, text=cell.text, name=held.title)
            return None
        if cell is None or cell.blank:
            column = BY_KEY["scope"]
            self._problems.add(
                "cell_empty", (cell or found["value"]).span, name=column.zh[0], name_en=column.en[0], key="scope"
            )
            return None
        words = dict(CHOICE_OF["scope"])
        for value in offered:
            words |= dict.fromkeys(
                (value.value, value.label.zh, value.label.en, value.label.en.casefold()), value.value
            )
        choices = [v.label.zh for v in offered] + [CHOICES["scope"][EVERY][0]]
        return self._read(cell, lambda c: cells.word(c, words, dict.fromkeys(choices)))

    def _value(self, cell: Cell, held: Held) -> str:
        value = cells.figure(cell, held.declaration)
        check_value(held.declaration, ParameterValue(None, None, value, None, (), None, None, (), "", cell.span))
        return value

    def _sources(self, found: dict[str, Cell], held: Held, before: Stated | None) -> tuple[str, ...]:
        if "source" not in found:
            return before.source if before else ()
        cell, known = found["source"], self._book.sources(held)
        for text in cells.several(cell):
            key = key_of(text)
            if key not in known:
                self._problems.add(
                    "unknown_source", cell.span, name=key or text, nearest=nearest(key or text, known) or ""
                )
            elif not located(text):
                self._problems.add("bad_locator", cell.span, text=text.removeprefix(key).strip())
        return cells.several(cell)

    def _readings(self, found: dict[str, Cell], held: Held, before: Stated | None) -> tuple[str, ...]:
        if "reading" not in found:
            return before.reading if before else ()
        cell, known = found["reading"], self._book.readings(held)
        for text in cells.several(cell):
            if text not in known:
                self._problems.add("unknown_reading", cell.span, name=text, nearest=nearest(text, known) or "")
        return cells.several(cell)

    def _grade(self, found: dict[str, Cell], held: Held, source: tuple[str, ...], before: Stated | None) -> str | None:
        """The grade that a value states itself: none where the cell only repeats what its sources lend it."""
        if "grade" not in found:
            return before.grade if before else None
        cell = found["grade"]
        if cell.blank:
            return None
        said = self._read(cell, lambda c: cells.word(c, CHOICE_OF["grade"], CHOICES["grade"]))
        stated = before.grade if before else None
        return None if said == self._book.grade(held, source) and said != stated else said

    def _located(self, cell: Cell, held: Held) -> None:
        """The name of a place says the same as its code."""
        if cell.blank:
            return
        try:
            same = self._book.place(cell.text, self._today) == held.place
        except Misread:
            same = False
        if not same:
            self._problems.warn("place_differs", cell.span, text=cell.text, place=held.place or WHOLE[0])

    def _informs(self, cell: Cell, names: tuple[str, ...], expected: str) -> None:
        if not cell.blank and cell.text not in names:
            self._problems.warn("name_differs", cell.span, text=cell.text, name=expected)


def labels(held: Held) -> tuple[str, ...]:
    label = held.declaration.label
    return (label.zh, label.en) if label is not None else ()


def located(text: str) -> bool:
    """Whether the place in an instrument that a citation names is written as policy files write it."""
    found = CITED.fullmatch(text)
    locator = ((found["locator"] or found["zh"] or "") if found else "").strip()
    return not locator or bool(ZH.fullmatch(locator) or LOCATOR.fullmatch(locator))
