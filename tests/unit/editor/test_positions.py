"""Offsets of ours are characters; an editor counts lines and units of UTF-16, of UTF-8, or characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.editor.positions import Lines

RARE = "label: {zh: 𠮷田𡈽的补助, en: x}\n  when: 𠀀 < 3\n"


def test_a_character_outside_the_basic_plane_is_two_units():
    lines = Lines(RARE)
    at = RARE.index("的")
    assert at == 15
    assert lines.position(at) == (0, 17)
    assert lines.offset(0, 17) == at


@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 17), ("utf-8", 12 + 4 + 3 + 4), ("utf-32", 15)])
def test_columns_are_counted_in_the_encoding_agreed_on(encoding, column):
    lines = Lines(RARE, encoding)
    assert lines.position(RARE.index("的")) == (0, column)
    assert lines.offset(0, column) == RARE.index("的")


def test_the_middle_of_a_character_is_its_start():
    assert Lines("𠮷x").offset(0, 1) == 0


def test_lines_end_at_all_three_kinds_of_break():
    lines = Lines("a\r\nb\rc\nd")
    assert [lines.position("a\r\nb\rc\nd".index(c)) for c in "abcd"] == [(0, 0), (1, 0), (2, 0), (3, 0)]
    assert lines.offset(0, 99) == 1
    assert lines.offset(99, 0) == 8
    assert lines.offset(-1, 3) == 0


@given(st.text(alphabet="a城𠮷\n\r\u2028", max_size=30))
def test_every_place_leads_back(text):
    lines = Lines(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.offset(*lines.position(offset)) == offset
