"""Every kind of mistake that a policy or household file can hold is shown by a golden file, in both languages."""

from __future__ import annotations

from pathlib import Path

from eligibility.messages.catalogue import kinds
from tests.errors.kinds import GOLDEN, HERE, SHOWN, WITHOUT, elsewhere, shown

TESTS = HERE.parent


def test_every_kind_has_a_golden_file_or_a_reason() -> None:
    assert {k for c, k in kinds().items() if k not in GOLDEN and k not in WITHOUT and not elsewhere(c)} == set()


def test_a_reason_is_given_only_where_there_is_no_golden_file() -> None:
    assert set(WITHOUT) & GOLDEN == set()
    assert set(WITHOUT) <= set(kinds().values())


def test_far_more_than_sixty_kinds_are_shown() -> None:
    assert len(GOLDEN & set(kinds().values())) >= 180


def test_both_languages_show_the_same_kinds() -> None:
    for case in {case for cases in shown().values() for case in cases}:
        zh, en = (SHOWN.findall((case / f"expected.{lang}.txt").read_text(encoding="utf-8")) for lang in ("zh", "en"))
        assert zh == en, case.name


def test_a_kind_without_a_golden_file_is_named_in_a_test() -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted(TESTS.rglob("*.py")) if p != Path(HERE, "kinds.py")]
    texts += [
        p.read_text(encoding="utf-8") for p in sorted((TESTS.parent / "docs").rglob("*.md")) if "messages" not in p.name
    ]
    codes = {kind: code for code, kind in kinds().items()}
    left = {k for c, k in kinds().items() if k not in GOLDEN and elsewhere(c) and k not in WITHOUT}
    left |= {
        k
        for k, why in WITHOUT.items()
        if not why.startswith(("depends on", "would need a mistake", "of an editor that"))
    }
    assert {k for k in left if not any(f'"{k}"' in t or codes[k] in t for t in texts)} == set()
