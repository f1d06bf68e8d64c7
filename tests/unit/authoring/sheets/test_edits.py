"""Writing changes only what it must: comments, layout, line breaks and everything else of a file stay byte for byte."""

from __future__ import annotations

import os

import pytest

from eligibility.authoring.sheets.apply import write_all
from eligibility.diagnostics.errors import EligibilityError
from tests.unit.authoring.sheets.small import (
    FLAG,
    HOME,
    NANJING,
    SHARE,
    csv_of,
    imported,
    mistakes,
    policies,
    written_by,
    xlsx_of,
)

TITLES = ("参数", "地区", "适用", "数值", "起", "止", "来源", "备注")
NEW = ("standard", "320100", "both", "1080", "2023-07-01", "2024-06-30", "N2", "")
NEW_LINE = "  - {from: 2023-07-01, until: 2024-06-30, value: 1080, scope: both, source: N2}\n"
LAST = "source: N1, note: 下一次未录入}\n"


def text_after(root, sheet, file=HOME, **how):
    written_by(root, sheet, **how)
    return (root / "cn" / file).read_text(encoding="utf-8")


def test_a_new_value_stands_after_the_earlier_ones(tmp_path):
    text = text_after(policies(tmp_path), csv_of(tmp_path, [NEW], TITLES))
    assert text == NANJING.replace(LAST, LAST + NEW_LINE)


def test_an_earlier_value_stands_before_the_later_ones(tmp_path):
    row = ("standard", "320100", "both", "945", "2020-07-01", "2021-06-30", "N1", "")
    text = text_after(policies(tmp_path), csv_of(tmp_path, [row], TITLES))
    line = "  - {from: 2020-07-01, until: 2021-06-30, value: 945, scope: both, source: N1}\n"
    assert text == NANJING.replace("  - {from: 2021-07-01", line + "  - {from: 2021-07-01")


def test_a_changed_value_changes_alone(tmp_path):
    row = ("standard", "320100", "both", "990", "2021-07-01", "2022-06-30", "N1", "")
    assert text_after(policies(tmp_path), csv_of(tmp_path, [row], TITLES)) == NANJING.replace(
        "value: 985", "value: 990"
    )


def test_a_key_that_was_not_there_is_put_in_its_place(tmp_path):
    titles = (*TITLES, "公布日", "依据等级")
    row = (
        "standard",
        "320100",
        "both",
        "985",
        "2021-07-01",
        "2022-06-30",
        "N1；N2 art. 3",
        "甲: 乙",
        "2021-06-25",
        "记忆",
    )
    text = text_after(policies(tmp_path), csv_of(tmp_path, [row], titles))
    new = 'source: [N1, N2 art. 3], grade: recalled, published: 2021-06-25, note: "甲: 乙"}   # 保留'
    assert text == NANJING.replace("source: N1}   # 保留", new)


def test_a_key_is_taken_out(tmp_path):
    row = ("standard", "320100", "both", "1030", "2022-07-01", "", "N1", "")
    text = text_after(policies(tmp_path), csv_of(tmp_path, [row], TITLES))
    assert text == NANJING.replace("until: 2023-06-30, ", "").replace(", note: 下一次未录入", "")


def test_a_value_that_is_removed_takes_its_line_along(tmp_path):
    row = ("standard", "320100", "both", "1030", "2022-07-01", "2023-06-30", "N1", "下一次未录入")
    text = text_after(policies(tmp_path), csv_of(tmp_path, [row], TITLES), remove_missing=True)
    first = next(line for line in NANJING.splitlines(keepends=True) if "985" in line)
    assert text == NANJING.replace(first, "")


def test_all_values_may_be_replaced(tmp_path):
    text = text_after(policies(tmp_path), csv_of(tmp_path, [NEW], TITLES), remove_missing=True)
    kept = [line for line in NANJING.splitlines(keepends=True) if "value:" not in line]
    assert text == "".join(kept[:4]) + NEW_LINE + "".join(kept[4:])


def test_a_file_without_values_gets_its_first(tmp_path):
    row = ("standard", "全国", "城镇", "500", "2020-01-01", "", "A1 art. 3", "")
    text = text_after(policies(tmp_path), csv_of(tmp_path, [row], TITLES), "parameters/standard.yaml")
    assert text.endswith("values:\n  - {from: 2020-01-01, value: 500, scope: urban, source: A1 art. 3}\n")
    assert text.startswith("# 标准\nparameter: standard\n")


def test_a_place_gets_a_new_file(tmp_path):
    titles = ("参数", "地区", "数值", "起", "来源")
    root = policies(tmp_path)
    text = text_after(
        root,
        csv_of(tmp_path, [("share", "320100", "25%", "2021-07-01", "A1 art. 4")], titles),
        HOME.replace("standard", "share"),
    )
    assert text == "parameter: share\nvalues:\n  - {from: 2021-07-01, value: 25%, source: A1 art. 4}\n"
    assert mistakes(root, csv_of(tmp_path, [("share", "320100", "25%", "2021-07-01", "A1 art. 4")], titles)) == []


def test_values_written_as_blocks_are_changed_and_added_as_blocks(tmp_path):
    titles = ("参数", "地区", "数值", "起", "止", "依解读", "备注")
    rows = [("flag", "全国", "否", "2020-01-01", "2021-12-31", "as-read", "一句"), ("flag", "全国", "否", "2022-01-01", "2022-12-31", "as-read", ""),
            ("flag", "全国", "是", "2023-01-01", "", "as-read", "")]  # fmt: skip
    text = text_after(policies(tmp_path), csv_of(tmp_path, rows, titles), "parameters/flag.yaml")
    expected = FLAG.replace("value: true    # 保留", "value: false    # 保留").replace("\"=1+1, '备注'\"", "一句")
    expected = expected.replace("  - from: 2022-01-01\n", "  - from: 2022-01-01\n    until: 2022-12-31\n")
    new = "  - from: 2023-01-01\n    value: true\n    reading: as-read\n"
    assert text == expected.replace("readings:\n", new + "readings:\n")


def test_chinese_keys_stay_chinese(tmp_path):
    chinese = """\
参数: standard
文件:
  N1: {标题: 通知, en: Notice, 施行: 2021-07-01, 等级: 媒体}
取值:
  - {起: 2021-07-01, 止: 2022-06-30, 金额: 985, 适用范围: 城乡, 依据: N1}
"""
    row = ("standard", "320100", "城乡", "1030", "2022-07-01", "", "N1", "说明")
    text = text_after(policies(tmp_path, {HOME: chinese}), csv_of(tmp_path, [row], TITLES))
    assert text == chinese + "  - {起: 2022-07-01, 值: 1030, 适用范围: both, 依据: N1, 备注: 说明}\n"


@pytest.mark.parametrize(
    "bent",
    [
        NANJING.replace("\n", "\r\n"),
        "\ufeff" + NANJING,
        NANJING.rstrip("\n"),
        NANJING.replace("values:\n", "values:   # 全部\n"),
        NANJING.replace("  - {", "- {"),
        NANJING.replace("  - {", "  -   {"),
    ],
    ids=["CRLF", "BOM", "no last break", "comment", "no indent", "wide dash"],
)
def test_odd_layouts_keep_every_other_byte(tmp_path, bent):
    root = policies(tmp_path)
    path = root / "cn" / HOME
    path.write_bytes(bent.encode())
    before = path.read_bytes().splitlines(keepends=True)
    written_by(root, csv_of(tmp_path, [NEW], TITLES))
    after = path.read_bytes().splitlines(keepends=True)
    added = [line for line in after if b"1080" in line]
    assert [line for line in after if b"1080" not in line] == before
    assert len(added) == 1
    assert mistakes(root, csv_of(tmp_path, [NEW], TITLES)) == []


def test_a_list_in_brackets_is_changed_in_brackets(tmp_path):
    entry = "{from: 2020-01-01, until: 2020-12-31, value: 20%, source: A1}"
    flow = f"{SHARE.partition('values:')[0]}values: [{entry}]\n"
    titles = ("参数", "地区", "数值", "起", "来源")
    rows = [("share", "全国", "0.3", "2021-01-01", "A1"), ("share", "全国", "20%", "2020-01-01", "A1")]
    text = text_after(
        policies(tmp_path, {"parameters/share.yaml": flow}), csv_of(tmp_path, rows, titles), "parameters/share.yaml"
    )
    assert text == flow.replace("source: A1}]", "source: A1}, {from: 2021-01-01, value: 0.3, source: A1}]")


def test_a_layout_that_cannot_be_changed_safely_is_left_alone(tmp_path):
    last = "  - from: 2023-07-01\n    until: 2023-12-31\n    scope: both\n    value: 1050\n    source: N2\n"
    block = NANJING.replace(LAST, f"{LAST}{last}    note: |\n      两行\n      文字\n")
    root = policies(tmp_path, {HOME: block})
    row = ("standard", "320100", "both", "1050", "2023-07-01", "2023-12-31", "N2", "一行")
    assert [k for k, _ in mistakes(root, csv_of(tmp_path, [row], TITLES))] == ["file_not_editable"]
    assert (root / "cn" / HOME).read_text(encoding="utf-8") == block


# ---- all or nothing


def two_files(root, tmp_path):
    rows = [NEW, ("share", "全国", "", "30%", "2020-01-01", "", "A1 art. 4", "")]
    return imported(root, csv_of(tmp_path, rows, TITLES))[1]


def bytes_of(root):
    return {p: p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_nothing_is_written_where_one_file_cannot_be(tmp_path, monkeypatch):
    root = policies(tmp_path)
    files, before = two_files(root, tmp_path), bytes_of(root)
    real, calls = os.replace, []

    def fails_the_second_time(old, new):
        calls.append(new)
        if len(calls) == 2:
            raise OSError("full")
        real(old, new)

    monkeypatch.setattr(os, "replace", fails_the_second_time)
    with pytest.raises(EligibilityError) as failed:
        write_all(files)
    assert [p.kind for p in failed.value.problems] == ["file_not_written"]
    assert bytes_of(root) == before


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(tmp_path):
    root = policies(tmp_path)
    files = two_files(root, tmp_path)
    path = root / "cn" / HOME
    path.write_text(NANJING + "# 别人\n", encoding="utf-8")
    before = bytes_of(root)
    with pytest.raises(EligibilityError) as failed:
        write_all(files)
    assert [p.kind for p in failed.value.problems] == ["changed_meanwhile"]
    assert bytes_of(root) == before


def test_permissions_stay_and_nothing_is_left_behind(tmp_path):
    root = policies(tmp_path)
    path = root / "cn" / HOME
    path.chmod(0o640)
    written_by(root, csv_of(tmp_path, [NEW], TITLES))
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in path.parent.iterdir()] == ["standard.yaml"]


def test_what_was_written_is_what_the_sheet_says(tmp_path):
    root = policies(tmp_path)
    sheet = xlsx_of(tmp_path, [[*NEW[:3], 1080, *NEW[4:]]], TITLES)
    written_by(root, sheet)
    comparison, files, problems = imported(root, sheet)
    assert (comparison.changes, comparison.same, files, list(problems)) == ((), 1, [], [])
