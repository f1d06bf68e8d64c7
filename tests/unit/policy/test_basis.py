from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.policy.basis import count

from .packs import SOUND, read

PROGRAM = "program: aid\nlabel: {{zh: 互助金, en: Aid}}\nfor_each: household\nfrom: 2020-01-01\nconditions:\n  c:\n    when: true\n    {0}\n"


def cited(folder: Path, line: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Key and locator of each citation, kind and place of each problem."""
    pack, problems = read(folder, {**SOUND, "programs/aid.yaml": PROGRAM.format(line)})
    citations = pack.layers[0].programs[0].conditions[0].citations
    return [(c.key, c.locator) for c in citations], [(p.kind, p.span.place() if p.span else "") for p in problems]


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("A1", ""),
        ("A1 art. 13", "art. 13"),
        ("A1 art. 13(4)", "art. 13(4)"),
        ("A1 art. 18 para. 1", "art. 18 para. 1"),
        ("A1 sec. 1(4)", "sec. 1(4)"),
        ("A1第十三条", "art. 13"),
        ("A1 第十三条第（四）项", "art. 13(4)"),
        ("A1第一百二十条第二款第（十一）项", "art. 120 para. 2(11)"),
        ("A1第二十条之一", "art. 20-1"),
        ("A1第45条第2款", "art. 45 para. 2"),
    ],
)
def test_a_citation_is_a_key_and_a_place(text: str, locator: str, tmp_path: Path) -> None:
    assert cited(tmp_path, f"source: {text}") == ([("A1", locator)], [])


def test_several_citations_keep_their_order(tmp_path: Path) -> None:
    found, problems = cited(tmp_path, "source: [A1 art. 2, A1 art. 1]")
    assert found == [("A1", "art. 2"), ("A1", "art. 1")]
    assert problems == []


def test_an_unknown_key_is_marked_alone(tmp_path: Path) -> None:
    _, problems = cited(tmp_path, "source: [A1 art. 2, B7 art. 1]")
    assert problems == [("unknown_source", "policies/cn/programs/aid.yaml:8:25")]


@pytest.mark.parametrize("text", ["A1 article 3", "A1 art 3", "A1 art. 3 item 4", "A1 十三条"])
def test_an_odd_place_is_marked_alone(text: str, tmp_path: Path) -> None:
    _, problems = cited(tmp_path, f"source: {text}")
    assert problems == [("bad_locator", "policies/cn/programs/aid.yaml:8:16")]


def test_a_rule_without_source_or_reading_is_refused(tmp_path: Path) -> None:
    _, problems = cited(tmp_path, "drop: false")
    assert problems == [("no_source", "policies/cn/programs/aid.yaml:6:3")]


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十三", 13), ("二十", 20), ("九十九", 99), ("一百零五", 105), ("7", 7)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert count(text) == value
