"""Where a cursor is in a file that need not be whole."""

from __future__ import annotations

import pytest

from eligibility.editor.cursor import cursor
from eligibility.editor.grammar import ITEM

PLACES = [
    ("conditions:\n  a:\n    when: b <‸", ("conditions", "a", "when"), False, "b <"),
    ("conditions:\n  a:\n    when: |\n      b +\n      c‸\n", ("conditions", "a", "when"), False, "      b +\n      c"),
    ("conditions:\n  a:\n    when: b +\n      c‸\n", ("conditions", "a", "when"), False, "b +\n      c"),
    ("values:\n  - {from: 2021-07-01, val‸", ("values", ITEM), True, "val"),
    ("values:\n  - {from: 2021-07-01, scope: b‸", ("values", ITEM, "scope"), False, "b"),
    ("grants:\n  g:\n    source: [A art. 1, B‸]", ("grants", "g", "source", ITEM), False, "B"),
    ("cases:\n  - name: x\n    origin: o‸\n    given: z", ("cases", ITEM, "origin"), False, "o"),
    ("cases:\n- name: x\n  gi‸", ("cases", ITEM), True, "gi"),
    ("grants:\n  ‸\n", ("grants",), True, ""),
    ("a: 1\n‸", (), True, ""),
    (
        "grants:\n  g:\n    value:\n      - from: 2020-01-01\n        value: x‸\n",
        ("grants", "g", "value", ITEM, "value"),
        False,
        "x",
    ),
    ("families:\n  f:\n    members:\n      - {id: a, wa‸}", ("families", "f", "members", ITEM), True, "wa"),
    ('x:\n  when: "a = ‸"', ("x", "when"), False, "a = "),
    ("条件:\n  甲:\n    当：收入 ‸", ("条件", "甲"), True, "当：收入 "),
    ("条件:\n  甲:\n    当： 收入 ‸", ("条件", "甲", "当"), False, "收入 "),
    ("# note: x\na:\n  # b:\n  c: ‸", ("a", "c"), False, ""),
]


@pytest.mark.parametrize(("text", "path", "at_key", "written"), PLACES)
def test_the_keys_above_a_cursor_lead_to_it(text, path, at_key, written):
    found = cursor(text.replace("‸", ""), text.index("‸"))
    assert (found.path, found.at_key, found.text) == (path, at_key, written)


def test_siblings_are_the_keys_of_the_same_mapping():
    text = "conditions:\n  a:\n    when: b\n    ‸\n    source: s\n  c:\n    says: x\n"
    assert set(cursor(text.replace("‸", ""), text.index("‸")).siblings) == {"when", "source"}


def test_no_place_of_any_cut_of_a_file_is_a_mistake():
    text = "a: {b: [c, 'd'], e: \"f\n- g: |\n   h\n: i\n  - - j: {\n]}\n？：k\n\t l: m"
    for cut in range(len(text)):
        for offset in range(cut + 1):
            cursor(text[:cut], offset)
