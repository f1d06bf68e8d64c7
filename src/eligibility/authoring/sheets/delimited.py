"""CSV files: UTF-8 with or without a byte order mark, UTF-16 as Excel writes it, or GB18030; fields apart by comma, semicolon or tab.

A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) is written behind an apostrophe, and read without it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from eligibility.authoring.sheets.columns import column_of
from eligibility.authoring.sheets.grid import Grid, Raw, grid
from eligibility.diagnostics.problem import Problems
from eligibility.values.limits import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS

DELIMITERS: Final = (",", ";", "\t")
ACTIVE: Final = re.compile(r"'*[=+\-@\t\r]")
NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")
EXCEL_TEXT: Final = re.compile(r'="([^"]*)"')  # how a number is kept as a text in a CSV file for Excel


def read_csv(name: str, data: bytes, problems: Problems) -> Grid | None:
    text = decoded(data)
    if text is None:
        problems.add("sheet_encoding", None, path=name)
        return None
    if "\0" in text:
        problems.add("sheet_not_a_table", None, path=name)
        return None
    rows: dict[int, list[Raw]] = {}
    reader = csv.reader(io.StringIO(without_hint(text), newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        for number, fields in enumerate(reader, 1 + text.startswith("sep=")):
            while fields and not fields[-1].strip():
                fields.pop()
            if fields:
                rows[number] = [Raw(passive(field) or None) for field in fields]
            if number > MAX_SHEET_ROWS or len(fields) > MAX_SHEET_COLUMNS:
                problems.add("sheet_too_large", None, path=name, rows=MAX_SHEET_ROWS, columns=MAX_SHEET_COLUMNS)
                return None
    except csv.Error:
        problems.add("sheet_open_quote", None, path=name, line=reader.line_num)
        return None
    return grid(name, "", rows)


def without_hint(text: str) -> str:
    """The text without a first line `sep=;`, by which Excel is told the delimiter."""
    return text.partition("\n")[2] if text.startswith("sep=") else text


def decoded(data: bytes) -> str | None:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def delimiter_of(text: str) -> str:
    """The delimiter that makes most titles of columns out of the first lines."""
    if text.startswith("sep=") and text[4:5] in DELIMITERS:
        return text[4]
    lines = text.splitlines()[:10]
    known = {
        d: max((sum(column_of(f.strip('"')) is not None for f in line.split(d)) for line in lines), default=0)
        for d in DELIMITERS
    }
    return max(DELIMITERS, key=lambda d: known[d])


def passive(field: str) -> str:
    """A field as it was meant."""
    if kept := EXCEL_TEXT.fullmatch(field):
        return kept[1]
    return field[1:] if field.startswith("'") and ACTIVE.match(field) else field


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a number stays one."""
    return f"'{text}" if ACTIVE.match(text) and not NUMBER.fullmatch(text) else text


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a file that Excel opens as it is meant."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([[harmless(field) for field in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")
