"""Every mistake in a policy file as its author reads it, in both languages.

A case is a folder with the files that differ from the sound pack in `base/`; `expected.zh.txt` and `expected.en.txt` are the whole output of a check.
`pytest --regenerate` writes them anew; the difference is then read.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render, render_all
from eligibility.law.daily import check_everywhere
from eligibility.policy.folder import find_packs

HERE = Path(__file__).parent
BASE = HERE / "base"
CASES = sorted(p.name for p in HERE.iterdir() if p.is_dir() and p != BASE and not p.name.startswith("__"))


def problems_of(case: Path, folder: Path) -> tuple[Problem, ...]:
    """All problems of the sound pack with the files of a case over it."""
    root = folder / "policies" / "cn"
    shutil.copytree(BASE, root)
    if case != BASE:
        shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    problems = Problems()
    packs = [pack.everything(problems) for pack in find_packs(folder / "policies", problems)]
    check_everywhere(packs, problems)
    return problems.in_order()


def test_the_pack_that_the_cases_change_is_sound(tmp_path: Path) -> None:
    assert problems_of(BASE, tmp_path) == ()


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_reads_as_expected(case: str, tmp_path: Path, regenerate: bool) -> None:
    problems = problems_of(HERE / case, tmp_path)
    assert problems
    for lang in ("zh", "en"):
        shown = render_all(problems, lang=lang) + "\n"
        file = HERE / case / f"expected.{lang}.txt"
        if regenerate:
            file.write_text(shown, encoding="utf-8")
        assert shown == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_takes_at_most_three_lines_and_has_a_remedy(case: str, tmp_path: Path) -> None:
    for problem in problems_of(HERE / case, tmp_path):
        for lang in ("zh", "en"):
            lines = render(problem, lang=lang).split("\n")
            assert len(lines) <= 3
            assert "E000" not in lines[-1]
            assert not lines[-1].lstrip(" ^").startswith("[")
