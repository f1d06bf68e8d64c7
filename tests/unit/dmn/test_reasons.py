"""Every reason has its words, and limits have those of the catalogue of mistakes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import eligibility.dmn
from eligibility.dmn.reasons import LIMITS, Reason
from eligibility.messages.catalogue import LANGUAGES, sentences

SOURCE = Path(eligibility.dmn.__file__).parent


def named() -> set[str]:
    """The kinds that the room gives, by the calls that take one."""
    found = set()
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if name in ("NoValue", "Reason", "exhausted", "Missing"):
                found |= {a.value for a in node.args[:3] if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_words(lang: str) -> None:
    kinds = named()
    assert len(kinds) > 15
    assert {k for k in kinds - set(LIMITS) if k not in sentences("nulls", lang)["nulls"]} == set()
    assert {k for k in LIMITS if k not in sentences("problems", lang)} == set()


def test_a_limit_is_told_with_its_number() -> None:
    assert "1000000" in Reason("too_many_evaluation_steps", {"limit": "1000000"}, None).text("zh")
    assert Reason("not_of_type", {"type": "date"}, None).text("zh") == "不合类型 日期"
