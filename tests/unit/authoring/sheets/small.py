"""A small law with parameters, and sheets for it as Excel people make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from eligibility.authoring.sheets.apply import Edited, check, edited, write_all
from eligibility.authoring.sheets.changes import Comparison, compared
from eligibility.authoring.sheets.held import Book
from eligibility.authoring.sheets.reading import read_rows
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render_all
from eligibility.policy.folder import open_pack
from tests.unit.policy.packs import SOUND, written

TODAY = date(2026, 11, 1)
STANDARD = """\
# 标准
parameter: standard
label: {zh: 互助标准, en: Aid standard}
type: yuan/month
range: 50..5000
scope: area
source: A1 art. 3
values: []
"""
SHARE = """\
parameter: share
label: {zh: 互助比例, en: Aid share}
type: ratio
range: 0..1
source: A1 art. 4
values:
  - {from: 2020-01-01, value: 20%, source: A1 art. 4}
"""
FLAG = """\
parameter: flag
label: {zh: 是否互助, en: Whether aid is given}
type: boolean
source: A1 art. 5
values:
  - from: 2020-01-01
    until: 2021-12-31
    value: true    # 保留
    reading: as-read
    note: "=1+1, '备注'"
  - from: 2022-01-01
    value: false
    reading: as-read
readings:
  as-read:
    text: {zh: 这样理解, en: read so}
    reason: {zh: 没有写明, en: not said}
"""
EDGE = """\
parameter: edge
label: {zh: 界限词, en: Edge}
type: boundary
source: A1 art. 6
values:
  - {from: 2020-01-01, value: below, source: A1 art. 6}
"""
NANJING = """\
# 南京的标准
parameter: standard
values:
  # 城乡统一
  - {from: 2021-07-01, until: 2022-06-30, value: 985, scope: both, source: N1}   # 保留
  - {from: 2022-07-01, until: 2023-06-30, value: 1030, scope: both, source: N1, note: 下一次未录入}

sources:
  N1: {title: 南京通知, en: Nanjing notice, from: 2021-07-01, grade: press}
  N2: {title: 又一通知, en: Another notice, from: 2023-07-01, grade: official}
"""
HOME = "320000-jiangsu/320100-nanjing/parameters/standard.yaml"
USER = """\
program: aid
label: {zh: 互助金, en: Aid}
for_each: household
from: 2020-01-01
conditions:
  poor:
    when: income < standard * (1 + share) and flag and edge = "below"
    source: A1 art. 1
"""
FILES = {
    **SOUND,
    "parameters/standard.yaml": STANDARD,
    "parameters/share.yaml": SHARE,
    "parameters/flag.yaml": FLAG,
    "parameters/edge.yaml": EDGE,
    "programs/aid.yaml": USER,
    HOME: NANJING,
}
TITLES = ("参数", "地区", "适用", "数值", "单位", "起", "止", "来源", "备注")


def policies(root: Path, files: dict[str, str] | None = None) -> Path:
    return written(root, FILES | (files or {}))


def book_of(root: Path) -> Book:
    problems = Problems()
    pack = open_pack(root, problems)
    book = Book([pack], [pack], problems)
    assert not list(problems), render_all(problems.in_order(), lang="en")
    return book


def csv_of(folder: Path, rows: Sequence[Sequence[str]], titles: Sequence[str] = TITLES, **how: Any) -> Path:
    """A CSV file of some rows."""
    path = folder / "表.csv"
    text = "".join(how.get("apart", ",").join(row) + "\n" for row in (titles, *rows))
    path.write_bytes(text.encode(how.get("encoding", "utf-8")))
    return path


def xlsx_of(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    titles: Sequence[str] = TITLES,
    then: Callable[[Any], None] | None = None,
) -> Path:
    """An Excel file of some rows; `then` does more to its sheet."""
    path = folder / "表.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Sheet1"
    for row in (titles, *rows):
        sheet.append(list(row))
    if then is not None:
        then(sheet)
    workbook.save(path)
    return path


def with_markup(path: Path, change: Callable[[str, str], str]) -> Path:
    """An Excel file whose parts are changed as text."""
    data = path.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml"):
                content = change(name, content.decode()).encode()
            new.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def imported(root: Path, sheet: Path, *, remove_missing: bool = False) -> tuple[Comparison, list[Edited], Problems]:
    """What a sheet would change."""
    book, problems = book_of(root), Problems()
    comparison = compared(book, read_rows(sheet, book, TODAY, problems), problems, remove_missing=remove_missing)
    files = [] if problems.errors else edited(comparison, problems)
    if files and not problems.errors:
        check(book, files, problems)
    return comparison, files, problems


def written_by(root: Path, sheet: Path, **how: Any) -> list[Edited]:
    """The files changed by a sheet without a mistake."""
    _, files, problems = imported(root, sheet, **how)
    assert not problems.errors, render_all(problems.in_order(), lang="en")
    write_all(files)
    return files


def mistakes(root: Path, sheet: Path) -> list[tuple[str, str]]:
    """The kinds of mistakes, each with its cell."""
    return [(p.kind, cell(p)) for p in imported(root, sheet)[2].in_order()]


def cell(problem: Problem) -> str:
    place = problem.span.place() if problem.span else ""
    return place.replace("!", ":").rpartition(":")[2]
