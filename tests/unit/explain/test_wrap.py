from __future__ import annotations

import pytest

from eligibility.diagnostics.width import width
from eligibility.explain.render.wrap import wrap

ZH = "核算家庭月收入 1,842.50 元（张某月工资），低于低保标准 1,030 元 × 3 人 = 3,090 元；《社会救助暂行办法》第九条"


@pytest.mark.parametrize("columns", [40, 41, 60, 80])
def test_no_line_is_wider_than_asked(columns: int) -> None:
    lines = wrap(ZH, columns, "  1 ", "    ")
    assert len(lines) > 1 or columns == 80
    assert all(width(line) <= columns for line in lines)


def test_nothing_is_lost_but_the_spaces_at_breaks() -> None:
    lines = wrap(ZH, 40, "  1 ", "    ")
    assert lines[0].startswith("  1 ")
    assert all(line.startswith("    ") for line in lines[1:])
    assert "".join(line[4:] for line in lines).replace(" ", "") == ZH.replace(" ", "")


@pytest.mark.parametrize("columns", range(40, 80))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(columns: int) -> None:
    for line in wrap(ZH, columns):
        assert line[0] not in "，。；：）》"
        assert line[-1] not in "（《"


@pytest.mark.parametrize("columns", range(40, 80))
def test_a_number_keeps_its_unit(columns: int) -> None:
    for line in wrap(ZH, columns):
        assert not line.startswith(("元", "人"))


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrap("x" * 100, 40)
    assert [len(line) for line in lines] == [40, 40, 20]


def test_an_empty_text_is_one_line() -> None:
    assert wrap("", 40, "  - ") == ["  -"]
