"""A file to the rows of values that it holds, whichever kind of file it is. What it is tells its content, not its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from eligibility.authoring.sheets.delimited import read_csv
from eligibility.authoring.sheets.grid import Grid
from eligibility.authoring.sheets.held import Book
from eligibility.authoring.sheets.rows import Row, Rows
from eligibility.authoring.sheets.workbook import read_workbook
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Span
from eligibility.values.limits import MAX_FILE_BYTES

OLD: Final = b"\xd0\xcf\x11\xe0"  # .xls, or a workbook that is locked with a password


def read_rows(path: Path, book: Book, today: date, problems: Problems) -> list[Row]:
    """The rows of every sheet that has titles; where none has any, that is the mistake."""
    grids = grids_of(path, problems)
    sheets = [Rows(grid, book, today, problems) for grid in grids]
    titled = [rows.titled() for rows in sheets]
    out = []
    for grid, rows, known in zip(grids, sheets, titled, strict=True):
        if known:
            out += rows.rows()
        elif any(titled) and grid.rows:
            problems.warn("sheet_skipped", first_cell(grid))
    if not any(titled) and not problems.errors:
        no_titles(path, grids, problems)
    return out


def no_titles(path: Path, grids: Sequence[Grid], problems: Problems) -> None:
    filled = [grid for grid in grids if grid.rows]
    if filled:
        problems.add("no_titles", first_cell(filled[0]))
    else:
        problems.add("sheet_empty", None, path=path.name)


def first_cell(grid: Grid) -> Span:
    return grid.rows[0][1][0].span


def grids_of(path: Path, problems: Problems) -> list[Grid]:
    data = content(path, problems)
    if data is None:
        return []
    if data.startswith(OLD):
        problems.add("old_workbook", None, path=str(path))
        return []
    if data.startswith(b"PK") or path.suffix.lower() == ".xlsx":
        return read_workbook(str(path), data, problems)
    found = read_csv(str(path), data, problems)
    return [found] if found is not None else []


def content(path: Path, problems: Problems) -> bytes | None:
    """The bytes of a file within the limit."""
    shown = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        problems.add("file_missing", None, path=shown)
    except IsADirectoryError:
        problems.add("file_is_folder", None, path=shown)
    except (OSError, ValueError):
        problems.add("file_unreadable", None, path=shown)
    else:
        if len(data) <= MAX_FILE_BYTES:
            return data
        problems.add("too_large", None, path=shown, limit=MAX_FILE_BYTES // 1_000_000)
    return None
