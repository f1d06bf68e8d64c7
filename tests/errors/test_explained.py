"""What `check --explain` says of a kind: there for every one, short, in both languages, with an example that is true.

The wrong example stands in a golden file of its kind; put in its place, the mended one leaves nothing of that kind and brings nothing new.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from eligibility.cli.explaining import page
from eligibility.messages.catalogue import LANGUAGES, explained, kinds, sentences
from tests.errors.household.test_household_errors import mistakes
from tests.errors.kinds import IN_FILES, UNTOLD, goldens_of
from tests.errors.policy.test_policy_mistakes import problems_of

KINDS = sorted(kinds().values())
EXAMPLES = sentences("examples", "")
LONGEST = 30  # lines of a page; most have about ten


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_explained_in_both_languages(kind: str) -> None:
    for lang in LANGUAGES:
        told = explained(kind, lang)
        assert told.means, lang
        assert told.why, lang
        assert told.wrong
        assert told.right
        assert len(page(told, lang).splitlines()) <= LONGEST
    zh, en = (explained(kind, lang) for lang in LANGUAGES)
    assert re.search(r"[\u4e00-\u9fff]", zh.means)
    assert zh.means != en.means
    assert zh.means.endswith("。")
    assert en.means.endswith(".")
    assert zh.why.endswith("。")
    assert en.why.endswith(".")


@pytest.mark.parametrize("file", ["explain", "examples"])
def test_nothing_is_explained_that_is_no_kind(file: str) -> None:
    for lang in LANGUAGES if file == "explain" else ("",):
        assert set(sentences(file, lang)) <= set(KINDS)


def mended(text: str, wrong: str, right: str) -> str | None:
    """A file's text with the right example in place of the wrong one, both indented like the line that it begins on; None where it is not there."""
    for line in re.finditer(r"^([ -]*)(.*)$", text, re.MULTILINE):
        by = "\n" if wrong[0].isspace() else "\n" + " " * (len(line[1]) - len(line[1].lstrip(" ")))
        start = text.find(wrong.replace("\n", by), line.start())
        if line.start() <= start <= line.end():
            return text[:start] + right.replace("\n", by) + text[start + len(wrong.replace("\n", by)) :]
    return None


def mends(kind: str) -> tuple[Path, Path, str]:
    """The golden case that shows the example of a kind, its file, and the text of that with the mended example."""
    told = explained(kind, "en")
    for case in goldens_of(kind):
        files = sorted(p for p in case.rglob("*") if p.suffix in (".yaml", ".json") and case.parent.name != "command")
        for file in files:
            text = mended(file.read_bytes().decode("utf-8", "replace"), told.wrong, told.right)
            if text is not None:
                return case, file.relative_to(case), text
    raise AssertionError(f"no golden file of {kind} holds\n{told.wrong}")


def told_of(case: Path, tmp_path: Path) -> list[str]:
    if case.parent.name == "policy":
        return [p.kind for p in problems_of(case, tmp_path)]
    path = next(case.glob("household.*"))
    return [p.kind for p in mistakes(path, path.name)]


@pytest.mark.parametrize("kind", sorted(k for k in EXAMPLES if k in IN_FILES and k not in UNTOLD))
def test_the_mended_example_mends_the_wrong_one(kind: str, tmp_path: Path) -> None:
    case, file, text = mends(kind)
    copy = tmp_path / case.parent.name / case.name
    shutil.copytree(case, copy)
    (copy / file).write_text(text, encoding="utf-8")
    before, after = told_of(case, tmp_path / "before"), told_of(copy, tmp_path / "after")
    assert after.count(kind) < before.count(kind)
    assert set(after) <= set(before)
