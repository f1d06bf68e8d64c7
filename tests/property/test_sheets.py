"""Whatever stands in a sheet, reading it ends with rows or with mistakes at cells; and what is exported comes back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.authoring.sheets.delimited import write_csv
from eligibility.authoring.sheets.export import sheet
from eligibility.diagnostics.render import render_all
from tests.property.profile import tries
from tests.unit.authoring.sheets.small import TITLES, TODAY, book_of, csv_of, imported, policies, written_by

ODD = (
    "", "'", '"', "=1+1", "9" * 60, "0." + "0" * 50 + "1", "1e9", "1e99999", "-0", "；", "\u202e", "１", "一直", "万", "元", "99999999", "%", "/", "\u3000",
)  # fmt: skip
LIKELY = {
    "参数": ("standard", "互助标准", "share", "flag", "edge"), "地区": ("320100", "全国", "南京"), "适用": ("城镇", "both", ""),
    "数值": ("1030", "15%", "是", "1,030", "below"), "单位": ("元/月", ""), "起": ("2023-07-01", "2022.7.1", "一直"), "止": ("2024年6月30日", ""),
    "来源": ("N1", "A1 art. 3", "N1；N2"), "备注": ("下一次未录入", ""),
}  # fmt: skip
TEXT = st.sampled_from(ODD) | st.text(max_size=8)
CELLS = {title: st.sampled_from(words * 4 + ODD) | st.text(max_size=8) for title, words in LIKELY.items()}
ROW = st.tuples(*(CELLS[title] for title in TITLES))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return policies(tmp_path_factory.mktemp("sheets"))


@tries(150, 20_000)
@given(
    rows=st.lists(ROW | st.lists(TEXT, max_size=len(TITLES) + 1), max_size=4),
    titles=st.just(TITLES) | st.permutations(TITLES),
)
def test_no_sheet_crashes_the_reader(root, rows, titles):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(write_csv([titles, *rows]))
        _, _, problems = imported(root, path)
        assert render_all(problems.in_order(), lang="zh") or not list(problems)


@tries(100, 10_000)
@given(data=st.binary(max_size=60))
def test_no_bytes_crash_the_reader(root, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        assert list(imported(root, path)[2])


@tries(25, 2_000)
@given(
    note=st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=20),
    value=st.decimals(50, 5000, places=2),
)
def test_what_is_written_is_read_and_exported_as_it_was(note, value):
    with tempfile.TemporaryDirectory() as folder:
        own = policies(Path(folder))
        row = ("standard", "320100", "both", str(value), "", "2023-07-01", "", "N2", note)
        path = Path(folder) / "x.csv"
        path.write_bytes(write_csv([TITLES, row]))
        written_by(own, path)
        book = book_of(own)
        values = [v for v in book.values() if v[1].since is not None and v[1].since.year == 2023]
        (found,) = [stated for _, stated in values]
        assert found.note == " ".join(note.split())
        for ending in (".csv", ".xlsx"):
            path = Path(folder) / f"y{ending}"
            path.write_bytes(sheet(book, book.values(), "zh", TODAY, ending))
            comparison, _, problems = imported(own, path)
            assert (comparison.changes, list(problems)) == ((), [])


def test_a_row_in_full_is_among_what_is_tried(root, tmp_path):
    row = ("standard", "320100", "both", "1080", "", "2023-07-01", "", "N2", "")
    assert imported(root, csv_of(tmp_path, [row]))[0].changes
