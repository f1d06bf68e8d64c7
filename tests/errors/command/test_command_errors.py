"""Mistakes that only a command meets: files that are not there, folders that hold no law, arguments, files of cases.

A case is a folder with `command.txt`, the arguments; its other files lie over the sound pack of `../policy/base`, which stands in `policies/cn`.
`expected.zh.txt` and `expected.en.txt` are what is said of it, the exit code last. `pytest --regenerate` writes them anew.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from eligibility.cli.main import main

HERE = Path(__file__).parent
BASE = HERE.parent / "policy" / "base"
CASES = sorted(p.parent.name for p in HERE.glob("*/command.txt"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_mistake_reads_as_expected(case, lang, tmp_path, monkeypatch, capsys, regenerate):
    shutil.copytree(BASE, tmp_path / "policies" / "cn")
    shutil.copytree(
        HERE / case, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*", "command.txt")
    )
    monkeypatch.chdir(tmp_path)
    code = main([*shlex.split((HERE / case / "command.txt").read_text(encoding="utf-8")), "--lang", lang])
    said = f"{capsys.readouterr().err}{code}\n"
    expected = HERE / case / f"expected.{lang}.txt"
    if regenerate:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
