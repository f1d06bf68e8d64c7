"""A sheet as cells, each with the place that its reader knows it by: `values.xlsx:Sheet1!D7`.

Problems are shown under a line of text, so a sheet has one: its rows as lines, cells apart by ` | `. A cell's span lies in that text and says its place in
the sheet's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from eligibility.diagnostics.source import Source, Span
from eligibility.frozen import record

Content = str | Decimal | bool | date | datetime | None
BETWEEN, EMPTY = " | ", "·"


@record
class CellSpan(Span):
    """A cell in the text of its sheet. `shown` is its place as people write it."""

    shown: str

    def place(self) -> str:
        return self.shown


@record
class Raw:
    """A cell as a file holds it. `wrong` is the kind of problem that it is by itself, if any."""

    value: Content
    percent: bool = False
    wrong: str = ""


@record
class Cell:
    """A cell with its place. `value` is None where it is blank."""

    value: Content
    span: CellSpan
    percent: bool = False
    wrong: str = ""

    @property
    def text(self) -> str:
        """What the cell says, as a text."""
        return shown(self.value, percent=self.percent).strip()

    @property
    def blank(self) -> bool:
        return not self.wrong and not self.text


@record
class Grid:
    """One sheet: its rows by number, all of one width, and the ranges of cells that are merged (first row, first column, last row, last column)."""

    source: Source
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        """Rows and columns are counted from 1."""
        found = next((cells for number, cells in self.rows if number == row), ())
        return found[column - 1] if column <= len(found) else None


BLANK = Raw(None)


def grid(
    name: str, sheet: str, rows: Mapping[int, Sequence[Raw]], merged: Iterable[tuple[int, int, int, int]] = ()
) -> Grid:
    """The sheet of a file out of its rows by number."""
    width = max((len(r) for r in rows.values()), default=0)
    last = max(rows, default=0)
    full = {n: [*rows.get(n, ()), *[BLANK] * (width - len(rows.get(n, ())))] for n in rows}
    lines = ["" if n not in full else BETWEEN.join(line_of(raw) for raw in full[n]) for n in range(1, last + 1)]
    source = Source(f"{name}:{sheet}" if sheet else name, "\n".join(lines))
    mark = "!" if sheet else ":"
    out, start = [], 0
    for number, line in enumerate(lines, 1):
        if number in full:
            out.append((number, placed(source, full[number], start, number, mark)))
        start += len(line) + 1
    return Grid(source, tuple(out), tuple(merged))


def placed(source: Source, raws: Sequence[Raw], start: int, number: int, mark: str) -> tuple[Cell, ...]:
    out = []
    for column, raw in enumerate(raws, 1):
        end = start + len(line_of(raw))
        span = CellSpan(source, start, end, f"{source.name}{mark}{letters(column)}{number}")
        out.append(Cell(raw.value, span, raw.percent, raw.wrong))
        start = end + len(BETWEEN)
    return tuple(out)


def line_of(raw: Raw) -> str:
    """A cell in the line of its row; a blank one leaves a mark, under which a caret can stand."""
    return " ".join(shown(raw.value, percent=raw.percent).split()) or EMPTY


def shown(value: Content, *, percent: bool = False) -> str:
    """A cell's content as a text: days as 2026-07-01, numbers without groups."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{plain(value * 100)}%" if percent else plain(value)
        case _:
            return value


def plain(number: Decimal) -> str:
    """A number without an exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def letters(column: int) -> str:
    """The letters of a column: A, Z, AA."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out
