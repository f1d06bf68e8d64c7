"""Excel files (.xlsx), read and written with openpyxl, which comes with the extra `spreadsheet`.

A file is looked at before openpyxl opens it: what it unpacks to is bounded, and markup that declares entities is refused. Of formulas the results that the
file keeps are read, never the formulas; one that has none kept is a mistake. Days are read from cells formatted as days, the formats of a Chinese Excel
(numbers 27 to 31, 36, 50 to 54, 57 and 58, which are not written out in a file) included.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from eligibility.authoring.sheets.columns import COLUMNS
from eligibility.authoring.sheets.grid import Content, Grid, Raw, grid
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.values.limits import MAX_SHEET_BYTES, MAX_SHEET_COLUMNS, MAX_SHEET_ROWS

if TYPE_CHECKING:
    from types import ModuleType

EXTRA: Final = "spreadsheet"
CHINESE_DAYS: Final = frozenset({*range(27, 32), 36, *range(50, 55), 57, 58})
MERGED: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def openpyxl() -> ModuleType:
    """The package. Raises EligibilityError where it is not installed."""
    try:
        import openpyxl as found
    except ImportError:
        raise EligibilityError((Problem("missing_extra", None, {"extra": EXTRA, "package": "openpyxl"}),)) from None
    return found


def read_workbook(name: str, data: bytes, problems: Problems) -> list[Grid]:
    """The sheets of a file that are not hidden; none after the problem was noted."""
    if not sound(name, data, problems):
        return []
    library = openpyxl()
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as parts:
            warnings.simplefilter("ignore")  # of styles and extensions that do not matter here
            results = library.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            written = library.load_workbook(io.BytesIO(data), read_only=True)
            found = []
            for sheet in results.worksheets:
                if sheet.sheet_state == "visible":
                    markup = parts.read(sheet._worksheet_path)
                    formulas = formulas_of(written[sheet.title]) if FORMULA.search(markup) else frozenset()
                    found.append((sheet.title, rows_of(sheet, formulas, results.epoch), merged_in(markup)))
    except Exception:  # openpyxl raises whatever a damaged file happens to cause
        problems.add("sheet_damaged", None, path=name)
        return []
    out = []
    for title, rows, merged in found:
        if max(rows, default=0) > MAX_SHEET_ROWS or max(map(len, rows.values()), default=0) > MAX_SHEET_COLUMNS:
            problems.add(
                "sheet_too_large", None, path=f"{name}:{title}", rows=MAX_SHEET_ROWS, columns=MAX_SHEET_COLUMNS
            )
            return []
        out.append(grid(name, title, rows, merged))
    return out


def sound(name: str, data: bytes, problems: Problems) -> bool:
    """Whether a file may be opened: no more than it may unpack to, and no declaration of entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if sum(i.file_size for i in infos) > MAX_SHEET_BYTES or len(infos) > 1000:
                problems.add("sheet_unpacks_too_large", None, path=name, limit=MAX_SHEET_BYTES // 1_000_000)
                return False
            markup = [i for i in infos if i.filename.endswith((".xml", ".rels"))]
            if any(DECLARES.search(parts.read(i).replace(b"\0", b"")) for i in markup):
                problems.add("sheet_damaged", None, path=name)
                return False
    except Exception:  # zipfile raises BadZipFile, zlib.error, NotImplementedError, RuntimeError (encrypted), ...
        problems.add("sheet_damaged", None, path=name)
        return False
    return True


def formulas_of(sheet: Any) -> frozenset[tuple[int, int]]:
    """The row and column of each formula."""
    return frozenset(
        (number, column)
        for number, cells in enumerate(sheet.iter_rows(), 1)
        for column, cell in enumerate(cells, 1)
        if cell.data_type == "f"
    )


def rows_of(sheet: Any, formulas: frozenset[tuple[int, int]], epoch: datetime) -> dict[int, list[Raw]]:
    """The rows that hold anything, by number."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    out: dict[int, list[Raw]] = {}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = [raw(cell, (number, column) in formulas, epoch) for column, cell in enumerate(cells, 1)]
        while row and row[-1].value is None and not row[-1].wrong:
            row.pop()
        if row:
            out[number] = row
    return out


def raw(cell: Any, formula: bool, epoch: datetime) -> Raw:
    value = cell.value
    if value is None:
        return Raw(None, wrong="formula_without_value" if formula else "")
    if cell.data_type == "e":
        return Raw(str(value), wrong="formula_failed")
    if isinstance(value, bool | str):
        return Raw(value if not isinstance(value, str) or value.strip() else None)
    if isinstance(value, datetime):
        return Raw(value.date() if value.time() == time() else value)
    if isinstance(value, date):
        return Raw(value)
    if isinstance(value, int | float):
        return number_of(value, cell, epoch)
    return Raw(str(value), wrong="time_in_cell")  # a time of day, or a length of time


def number_of(value: float, cell: Any, epoch: datetime) -> Raw:
    """A number as Excel shows it, which is to 15 digits; a day where it is formatted as one."""
    if cell.style_array.numFmtId in CHINESE_DAYS and value == int(value):
        from openpyxl.utils.datetime import from_excel

        return Raw(from_excel(value, epoch).date())
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return Raw(exact, percent="%" in (cell.number_format or ""))


def merged_in(markup: bytes) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in MERGED.findall(markup):
        yield int(top), column(left), int(bottom), column(right)


def column(letters: bytes) -> int:
    out = 0
    for letter in letters:
        out = out * 26 + letter - ord("A") + 1
    return out


def write_workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Content | Raw]]) -> bytes:
    """One sheet with a header that stays in view and can be filtered; texts are texts, whatever they begin with."""
    library = openpyxl()
    book = library.Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate([header, *rows], 1):
        for at, content in enumerate(row, 1):
            if content is not None and content != "":
                put(sheet.cell(number, at), content)
    style(sheet, library)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(cell: Any, content: Content | Raw) -> None:
    value = content.value if isinstance(content, Raw) else content
    if isinstance(value, str):
        cell.value = FORBIDDEN.sub("\ufffd", value)
        cell.data_type = "s"  # openpyxl takes a text that begins with `=` for a formula
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(content, Raw) and content.percent:
        cell.number_format = "0%" if value is not None and value * 100 % 1 == 0 else "0.00####%"


def style(sheet: Any, library: Any) -> None:
    bold = library.styles.Font(bold=True)
    for at, wanted in enumerate(COLUMNS, 1):
        sheet.column_dimensions[library.utils.get_column_letter(at)].width = wanted.width
        sheet.cell(1, at).font = bold
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
