"""The page of messages in the documentation says what the catalogue says. `pytest --regenerate` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.messages.catalogue import kinds
from tests.errors.messages_page import page

PAGES = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(("lang", "file"), [("zh", "messages.zh.md"), ("en", "messages.md")])
def test_the_page_of_messages_is_current(lang: str, file: str, regenerate: bool) -> None:
    path = PAGES / file
    if regenerate:
        path.write_text(page(lang), encoding="utf-8")
    assert page(lang) == path.read_text(encoding="utf-8")
    assert all(f"### {code} {kind}\n" in page(lang) for code, kind in kinds().items())
