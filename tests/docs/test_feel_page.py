"""Each line of the tables of docs/language/feel.md is what its expression gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligibility import feel
from eligibility.feel.builtins import BUILTINS
from eligibility.feel.domain import text_of

PAGE = (Path(__file__).parents[2] / "docs" / "language" / "feel.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(.+)` \| (.+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("expression", "value"), ROWS)
def test_a_line_of_the_page_is_true(expression: str, value: str) -> None:
    found = feel.evaluate(expression)
    assert ("null" if found is None else text_of(found)) == value


def test_every_function_stands_on_the_page() -> None:
    assert len(ROWS) > 140
    missing = [name for name in BUILTINS if f"`{name}(" not in PAGE]
    assert missing == []
