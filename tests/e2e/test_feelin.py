"""The same rows read by feelin, the best FEEL of another language that installs here: every difference is classified in docs/language/feel.md."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from tests.conformance.kit import REST, name, right, rows, same, wanted
from tests.unit.dmn_export.npm_packages import program

VERSION = "8.2.0"
HERE = Path(__file__).parent / "feelin"
PAGE = Path(__file__).parents[2] / "docs" / "language" / "feel.md"
TABLE = re.compile(r"(?<=<!-- feelin -->\n).*?(?=<!-- end -->)", re.DOTALL)


@pytest.mark.skipif(not rows(), reason="the kit does not lie beside the project")
def test_every_difference_from_feelin_is_classified(tmp_path: Path, regenerate: bool) -> None:
    subprocess.run(
        [program("npm"), "install", "--silent", "--no-audit", "--prefix", str(tmp_path), f"feelin@{VERSION}"],
        check=True,
    )
    shutil.copy(HERE / "run.mjs", tmp_path)
    kit = rows()
    lines = "".join(json.dumps(row["expr"]) + "\n" for row in kit)
    done = subprocess.run(
        [program("node"), "run.mjs"], cwd=tmp_path, input=lines, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    counts: dict[str, Counter[str]] = {}
    for row, answer in zip(kit, answers, strict=True):
        refused = "error" in answer and row["error"]
        theirs = refused or same(wanted(answer), wanted(row["expected"]))
        ours = right(row)
        assert ours or name(row) in REST
        counts.setdefault(row["suite"], Counter())[kind(ours, theirs)] += 1
    table = drawn(counts)
    text = PAGE.read_text("utf-8")
    if regenerate:
        PAGE.write_text(TABLE.sub(lambda _: table, text), "utf-8")
    else:
        assert table in text


def kind(ours: bool, theirs: bool) -> str:
    return "both" if ours and theirs else "ours" if ours else "theirs" if theirs else "neither"


def drawn(counts: dict[str, Counter[str]]) -> str:
    """One line for each suite where they differ, and the sum."""
    head = "| suite of the kit | both right | only `eligibility` | only feelin | neither |\n|---|---:|---:|---:|---:|\n"
    total: Counter[str] = Counter()
    body = ""
    for suite, found in sorted(counts.items()):
        total.update(found)
        if set(found) != {"both"}:
            body += line(suite, found)
    same_suites = sum(set(found) == {"both"} for found in counts.values())
    return head + body + f"| {same_suites} suites without a difference | | | | |\n" + line("all rows", total)


def line(label: str, found: Counter[str]) -> str:
    return f"| {label} | {found['both']} | {found['ours']} | {found['theirs']} | {found['neither']} |\n"
