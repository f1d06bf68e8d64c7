"""`eligibility fmt` as a stranger runs it."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from eligibility.cli.main import main

POLICIES = Path(__file__).parents[2] / "policies"
LOOSE = "program：x\nlabel: {zh: 甲,   en: a}   # note\n"
TIGHT = "program: x\nlabel: {zh: 甲, en: a}   # note\n"


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    path = tmp_path / "x.yaml"
    path.write_text(LOOSE, encoding="utf-8")
    return path


def test_a_file_is_rewritten_and_what_was_mended_is_listed(loose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.chmod(loose, 0o640)
    assert main(["fmt", str(loose), "--lang", "en"]) == 0
    assert loose.read_text(encoding="utf-8") == TIGHT
    assert stat.S_IMODE(loose.stat().st_mode) == 0o640
    told = capsys.readouterr().out
    assert told == f"{loose}:1:8: full-width colon mended\nrewritten: {loose}\n1 files, 1 rewritten\n"
    assert list(loose.parent.iterdir()) == [loose]


def test_check_writes_nothing_and_says_what_would_change(loose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", str(loose.parent)]) == 1
    assert f"会改动：{loose}" in capsys.readouterr().out
    assert loose.read_text(encoding="utf-8") == LOOSE
    loose.write_text(TIGHT, encoding="utf-8")
    assert main(["fmt", "--check", str(loose.parent)]) == 0


def test_diff_shows_the_lines_and_writes_nothing(loose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--diff", str(loose)]) == 0
    assert "-label: {zh: 甲,   en: a}   # note\n+program: x\n" in capsys.readouterr().out
    assert loose.read_text(encoding="utf-8") == LOOSE


def test_a_file_that_cannot_be_read_is_left_and_the_others_are_done(
    loose: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = loose.with_name("broken.yaml")
    broken.write_bytes(b"a: [1\n")
    assert main(["fmt", str(loose.parent)]) == 2
    assert "broken.yaml:1:4" in capsys.readouterr().err
    assert broken.read_bytes() == b"a: [1\n"
    assert loose.read_text(encoding="utf-8") == TIGHT


def test_a_link_is_followed_and_stays_one(loose: Path) -> None:
    link = loose.with_name("link.yaml")
    link.symlink_to(loose)
    assert main(["fmt", str(link)]) == 0
    assert link.is_symlink()
    assert loose.read_text(encoding="utf-8") == TIGHT


@pytest.mark.parametrize("arguments", [["fmt"], ["fmt", "missing.yaml"]])
def test_without_a_file_there_is_nothing_to_do(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "[E" in capsys.readouterr().err


def test_one_file_of_a_pack_is_put_into_chinese(tmp_path: Path) -> None:
    shutil.copytree(POLICIES, tmp_path / "policies", ignore=shutil.ignore_patterns("[0-9]*-*"))
    path = tmp_path / "policies" / "cn" / "programs" / "low_income_edge.yaml"
    before = path.read_bytes()
    assert main(["fmt", "--names", "zh", str(path)]) == 0
    assert "    当: 非(最低生活保障.符合)\n" in path.read_text(encoding="utf-8")
    assert main(["check", str(tmp_path / "policies")]) == 0
    assert main(["fmt", "--names", "en", str(path)]) == 0
    assert main(["fmt", "--check", str(path)]) == 0
    assert path.read_bytes() != before  # it had Chinese names in its expressions
    assert "when: compare(counted_family_income, edge_operator, edge_line * protected_persons)" in path.read_text(
        "utf-8"
    )


def test_names_need_a_law_around_the_file(loose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--names", "zh", str(loose)]) == 2
    assert "[E" in capsys.readouterr().err
    assert loose.read_text(encoding="utf-8") == LOOSE
