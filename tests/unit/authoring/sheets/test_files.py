"""Files as they come: encodings, delimiters, damaged and hostile ones, what Excel keeps of days, percentages and formulas."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from eligibility.authoring.sheets.delimited import harmless, passive, read_csv, write_csv
from eligibility.authoring.sheets.workbook import read_workbook, write_workbook
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problems
from tests.unit.authoring.sheets.small import TITLES, csv_of, imported, mistakes, policies, with_markup, xlsx_of

ROW = ("standard", "320100", "both", "1080", "元/月", "2023-07-01", "2024-06-30", "N2", "")


def kinds(data: bytes, reader=read_workbook) -> list[str]:
    problems = Problems()
    reader("x", data, problems)
    return [p.kind for p in problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("apart", [",", ";", "\t"])
def test_a_csv_file_is_read_in_each_encoding_and_with_each_delimiter(tmp_path, encoding, apart):
    root = policies(tmp_path)
    comparison, _, problems = imported(root, csv_of(tmp_path, [ROW], apart=apart, encoding=encoding))
    assert not list(problems)
    assert [(c.kind, c.after.value) for c in comparison.changes] == [("added", "1080")]


def test_a_first_line_may_tell_excel_the_delimiter(tmp_path):
    path = csv_of(tmp_path, [ROW], apart=";")
    path.write_bytes(b"sep=;\r\n" + path.read_bytes())
    assert len(imported(policies(tmp_path), path)[0].changes) == 1


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "+1+1", "-x", "@SUM(A1)", "'=1", "''@x", "\t=1"])
def test_a_text_that_a_spreadsheet_would_run_is_made_safe_and_read_back(text):
    kept = harmless(text)
    assert kept.startswith("'")
    assert passive(kept) == text


@pytest.mark.parametrize("text", ["备注", "'平常'", "-5", "+3.5", "20%", "", "2026-07-01"])
def test_other_texts_are_left_as_they_are(text):
    assert passive(harmless(text)) == harmless(text) == text


def test_a_formula_in_a_note_is_written_as_a_text():
    data = write_workbook("x", ["备注"], [["=1+1"], ["@x"]])
    problems = Problems()
    (sheet,) = read_workbook("x.xlsx", data, problems)
    assert [cell.value for _, (cell, *_) in sheet.rows] == ["备注", "=1+1", "@x"]
    assert not list(problems)
    assert b"'=1+1" in write_csv([["=1+1"]])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xff\xff", "sheet_encoding"),
        (b"\x00\x01\x02", "sheet_not_a_table"),
        ('"参数,地区\n1,2'.encode(), "sheet_open_quote"),
    ],
)
def test_what_is_no_table_is_refused(data, kind):
    assert kinds(data, read_csv) == [kind]


@pytest.mark.parametrize("data", [b"", b"\n\n,,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_so(tmp_path, data):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    assert mistakes(policies(tmp_path), path) == [("sheet_empty", "")]


# ---- Excel


def test_days_are_read_from_cells_formatted_as_days(tmp_path):
    rows = [[*ROW[:5], date(2023, 7, 1), datetime(2024, 6, 30), *ROW[7:]]]
    (change,) = imported(policies(tmp_path), xlsx_of(tmp_path, rows))[0].changes
    assert (change.after.since, change.after.until) == (date(2023, 7, 1), date(2024, 6, 30))


def test_serial_numbers_count_as_days_where_the_cell_says_so(tmp_path):
    def format_them(sheet):
        sheet["F2"], sheet["G2"] = 45108, 45473
        sheet["F2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["G2"].number_format = "m/d/yyyy"

    (change,) = imported(policies(tmp_path), xlsx_of(tmp_path, [ROW], then=format_them))[0].changes
    assert (change.after.since, change.after.until) == (date(2023, 7, 1), date(2024, 6, 30))


def test_the_day_formats_of_a_chinese_excel_are_known_by_number(tmp_path):
    def format_them(sheet):
        sheet["F2"] = 45108
        sheet["F2"].number_format = "yyyy-mm-dd"

    path = xlsx_of(tmp_path, [ROW], then=format_them)
    with_markup(
        path, lambda name, text: text.replace('numFmtId="164"', 'numFmtId="31"') if name == "xl/styles.xml" else text
    )
    (change,) = imported(policies(tmp_path), path)[0].changes
    assert change.after.since == date(2023, 7, 1)


def test_the_epoch_of_1904_is_minded(tmp_path):
    def format_them(sheet):
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet["F2"] = 45108 - 1462
        sheet["F2"].number_format = "yyyy-mm-dd"

    (change,) = imported(policies(tmp_path), xlsx_of(tmp_path, [ROW], then=format_them))[0].changes
    assert change.after.since == date(2023, 7, 1)


def test_a_serial_number_in_a_plain_cell_is_a_mistake_at_the_cell(tmp_path):
    rows = [[*ROW[:5], 45108, *ROW[6:]]]
    assert mistakes(policies(tmp_path), xlsx_of(tmp_path, rows)) == [("serial_number", "F2")]


def test_a_day_in_the_place_of_a_value_is_a_mistake(tmp_path):
    rows = [[*ROW[:3], date(2026, 3, 5), *ROW[4:]]]
    assert mistakes(policies(tmp_path), xlsx_of(tmp_path, rows)) == [("day_for_value", "D2")]


def test_a_percentage_is_read_as_one(tmp_path):
    def percent(sheet):
        sheet["D2"] = 0.15
        sheet["D2"].number_format = "0%"

    rows = [["share", "全国", "", "", "", "2020-01-01", "", "A1 art. 4", ""]]
    (change,) = imported(policies(tmp_path), xlsx_of(tmp_path, rows, then=percent))[0].changes
    assert change.after.value == "15%"


def test_a_number_is_read_as_excel_shows_it(tmp_path):
    rows = [[*ROW[:3], 0.1 + 0.2 + 1080, *ROW[4:]]]
    (change,) = imported(policies(tmp_path), xlsx_of(tmp_path, rows))[0].changes
    assert change.after.value == "1080.3"


def test_the_kept_result_of_a_formula_is_read_and_a_missing_one_is_a_mistake(tmp_path):
    path = xlsx_of(tmp_path, [[*ROW[:3], "=1000+80", *ROW[4:]]])
    root = policies(tmp_path)
    assert mistakes(root, path) == [("formula_without_value", "D2")]
    with_markup(path, lambda _, text: re.sub(r"(<f>1000\+80</f>)<v(?: ?/>|></v>)", r"\1<v>1080</v>", text))
    (change,) = imported(root, path)[0].changes
    assert change.after.value == "1080"


def test_a_failed_formula_is_a_mistake(tmp_path):
    path = xlsx_of(tmp_path, [[*ROW[:3], "#REF!", *ROW[4:]]])
    assert mistakes(policies(tmp_path), path) == [("formula_failed", "D2")]


def test_merged_cells_are_reported_but_not_those_of_a_heading(tmp_path):
    root = policies(tmp_path)
    second = (*ROW[:3], "1090", "元/月", "2024-07-01", "2025-06-30", "N2", "")

    def merge(sheet):
        sheet.merge_cells("B2:B3")

    assert ("merged_cells", "B2") in mistakes(root, xlsx_of(tmp_path, [ROW, second], then=merge))

    def heading(sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "2023年标准"
        sheet.merge_cells("A1:I1")

    assert mistakes(root, xlsx_of(tmp_path, [ROW], then=heading)) == []


def test_what_a_file_says_of_its_size_is_not_believed(tmp_path):
    path = xlsx_of(tmp_path, [ROW])
    with_markup(path, lambda _, text: text.replace('<dimension ref="A1:I2"', '<dimension ref="A1:A1"'))
    assert len(imported(policies(tmp_path), path)[0].changes) == 1


def test_other_sheets_are_pointed_out_and_hidden_ones_are_left_alone(tmp_path):
    def more(sheet):
        sheet.parent.create_sheet("说明").append(["怎么填"])
        hidden = sheet.parent.create_sheet("旧")
        hidden.append(list(TITLES))
        hidden.append(["nonsense"])
        hidden.sheet_state = "hidden"

    comparison, _, problems = imported(policies(tmp_path), xlsx_of(tmp_path, [ROW], then=more))
    assert [(p.kind, p.span.place().rpartition(":")[2]) for p in problems] == [("sheet_skipped", "说明!A1")]
    assert len(comparison.changes) == 1


def test_rows_far_below_that_only_have_a_format_do_no_harm(tmp_path):
    def far(sheet):
        sheet["A60000"].number_format = "0.00"

    assert len(imported(policies(tmp_path), xlsx_of(tmp_path, [ROW], then=far))[0].changes) == 1


def test_a_sheet_of_too_many_rows_is_refused(tmp_path):
    def far(sheet):
        sheet["A60000"] = "standard"

    assert [k for k, _ in mistakes(policies(tmp_path), xlsx_of(tmp_path, [ROW], then=far))] == ["sheet_too_large"]


# ---- hostile files


def test_a_file_that_unpacks_to_too_much_is_not_opened(tmp_path):
    path = xlsx_of(tmp_path, [ROW])
    with_markup(path, lambda name, text: text + " " * 25_000_000 if name == "xl/workbook.xml" else text)
    assert path.stat().st_size < 100_000
    assert kinds(path.read_bytes()) == ["sheet_unpacks_too_large"]


def test_declared_entities_are_refused(tmp_path):
    path = xlsx_of(tmp_path, [ROW])
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with_markup(path, lambda name, text: bomb + text if name == "xl/workbook.xml" else text)
    assert kinds(path.read_bytes()) == ["sheet_damaged"]


def test_a_merged_range_of_the_whole_sheet_takes_no_time(tmp_path):
    path = xlsx_of(tmp_path, [ROW])
    merge = '<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    with_markup(path, lambda _, text: text.replace("</sheetData>", f"</sheetData>{merge}"))
    assert mistakes(policies(tmp_path), path)[0] == ("merged_cells", "A2")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"PK" + b"\xff" * 200])
def test_damaged_files_are_refused(data):
    assert kinds(data) == ["sheet_damaged"]


def test_no_cut_of_a_file_crashes_the_reader(tmp_path):
    data = xlsx_of(tmp_path, [ROW]).read_bytes()
    for end in range(0, len(data), 211):
        assert kinds(b"PK" + data[2:end]) == ["sheet_damaged"]


def test_an_old_or_locked_workbook_is_told_apart(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert [k for k, _ in mistakes(policies(tmp_path), path)] == ["old_workbook"]


def test_a_missing_package_names_the_extra(tmp_path, monkeypatch):
    path = xlsx_of(tmp_path, [ROW])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(EligibilityError) as missing:
        imported(policies(tmp_path), path)
    assert [p.kind for p in missing.value.problems] == ["missing_extra"]
    assert "eligibility[spreadsheet]" in str(missing.value)


def test_numbers_and_days_are_numbers_and_days_in_excel():
    import io

    import openpyxl

    data = write_workbook("参数", ["a", "b"], [[Decimal("1030.5"), date(2026, 7, 1)]])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet["A2"].value == 1030.5
    assert sheet["B2"].value == datetime(2026, 7, 1)
    assert sheet["B2"].is_date
