"""A list of an instrument's articles: how many there are, and which are out of scope and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.policy.folder import home_of

from .packs import SOUND, read

LISTED = """\
articles:
  A1:
    count: 9
    out_of_scope:
      1-2: {zh: 总则, en: general}
      5: {zh: 程序, en: procedure}
"""


def test_the_articles_of_an_instrument_are_read(tmp_path: Path) -> None:
    pack, problems = read(tmp_path, SOUND | {"articles.yaml": LISTED})
    found = pack.layers[0].articles["A1"]
    assert not problems
    assert found.units == tuple(f"art. {n}" for n in range(1, 10))
    assert {unit: why.zh for unit, why in found.out_of_scope.items()} == {
        "art. 1": "总则", "art. 2": "总则", "art. 5": "程序",
    }  # fmt: skip


def test_the_items_of_sections_stand_for_articles(tmp_path: Path) -> None:
    text = """\
articles:
  A1:
    sections: [0, 3, 0, 2]
    out_of_scope:
      2(2-3): {zh: 程序, en: procedure}
      3-4: {zh: 保障, en: support}
"""
    pack, problems = read(tmp_path, SOUND | {"articles.yaml": text})
    found = pack.layers[0].articles["A1"]
    assert not problems
    assert found.units == ("sec. 1", "sec. 2(1)", "sec. 2(2)", "sec. 2(3)", "sec. 3", "sec. 4(1)", "sec. 4(2)")
    assert [(unit, why.zh) for unit, why in found.out_of_scope.items()] == [
        ("sec. 2(2)", "程序"), ("sec. 2(3)", "程序"), ("sec. 3", "保障"), ("sec. 4(1)", "保障"), ("sec. 4(2)", "保障"),
    ]  # fmt: skip


def test_an_instrument_that_a_file_declares_for_itself_may_be_listed(tmp_path: Path) -> None:
    own = "definitions_of: household\nsources:\n  B7: {title: 别的, grade: text}\ndefinitions: {}\n"
    files = SOUND | {"definitions/household.yaml": own, "articles.yaml": LISTED.replace("A1:", "B7:")}
    pack, problems = read(tmp_path, files)
    assert not problems
    assert set(pack.layers[0].articles) == {"B7"}


def test_the_file_may_be_written_in_chinese(tmp_path: Path) -> None:
    chinese = LISTED.replace("articles:", "条文:").replace("count:", "条数:").replace("out_of_scope:", "不属范围:")
    pack, problems = read(tmp_path, SOUND | {"articles.yaml": chinese})
    assert not problems
    assert len(pack.layers[0].articles["A1"].units) == 9


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("A1:", "B7:", "unknown_source"),
        ("5:", "9-10:", "out_of_range"),
        ("5:", "2-3:", "out_of_range"),
        ("5:", "7-6:", "range_backwards"),
        ("5:", "five:", "range_form"),
        ("5:", "5(1):", "out_of_range"),
        ("count: 9", "sections: [1, two]", "not_a_figure"),
        ("count: 9", "count: nine", "not_a_figure"),
        ("    count: 9\n", "", "missing_key"),
        (", en: procedure", "", "missing_key"),
        ("out_of_scope", "out_of_scop", "unknown_key"),
    ],
)
def test_a_slip_in_a_list_of_articles_is_told(tmp_path: Path, old: str, new: str, kind: str) -> None:
    _, problems = read(tmp_path, SOUND | {"articles.yaml": LISTED.replace(old, new)})
    assert [p.kind for p in problems] == [kind]
    assert problems[0].span is not None
    assert problems[0].span.source.name.endswith("articles.yaml")


def test_the_file_belongs_to_the_pack_it_lies_in(tmp_path: Path) -> None:
    read(tmp_path, SOUND | {"articles.yaml": LISTED})
    assert home_of(tmp_path / "policies" / "cn" / "articles.yaml") == tmp_path / "policies" / "cn"
