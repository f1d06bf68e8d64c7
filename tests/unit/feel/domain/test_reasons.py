"""Every reason for a null has its sentence in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from eligibility.messages.catalogue import null_text

SOURCE = Path(__file__).parents[4] / "src" / "eligibility"
KIND = re.compile(r"NoValue\(\s*\"([a-z_]+)\"(?: if [^\"]+ else \"([a-z_]+)\")?")


def raised() -> set[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for match in KIND.finditer(path.read_text("utf-8")):
            found |= {kind for kind in match.groups() if kind}
    return found | {"cannot_add", "cannot_subtract", "cannot_multiply", "cannot_divide", "cannot_raise"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_a_sentence_and_every_sentence_a_reason(lang: str) -> None:
    table = tomllib.loads((SOURCE / "messages" / f"nulls.{lang}.toml").read_text("utf-8"))
    assert raised() <= set(table["nulls"])
    source = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert [kind for kind in table["nulls"] if f'"{kind}"' not in source] == []


def test_both_languages_take_the_same_arguments() -> None:
    slots = []
    for lang in ("zh", "en"):
        table = tomllib.loads((SOURCE / "messages" / f"nulls.{lang}.toml").read_text("utf-8"))
        slots.append({kind: set(re.findall(r"\{(\w+)\}", text)) for kind, text in table["nulls"].items()})
    assert slots[0] == slots[1]


def test_a_sentence_names_types_in_its_language() -> None:
    args = {"function": "abs", "parameter": "n", "expected": "number", "got": "string"}
    assert null_text("wrong_type", args, "zh") == "函数 abs 的参数 n 应为数，给的是文字"
    assert null_text("wrong_type", args, "en") == "abs: n is a string and must be a number"
