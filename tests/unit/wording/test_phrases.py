"""Every word that data may call for is there in both languages."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from eligibility.ir.types import BOUNDARY
from eligibility.ir.units import SCALES
from eligibility.messages.catalogue import phrase, sentences
from eligibility.policy.model import Effect
from eligibility.wording.citations import BELOW_OFFICIAL
from eligibility.wording.questions import WAYS


def keys(table: dict[str, Any], start: str = "") -> set[str]:
    return {
        k for name, v in table.items() for k in (keys(v, f"{start}{name}.") if isinstance(v, dict) else {start + name})
    }


def test_both_languages_have_the_same_phrases() -> None:
    zh, en = (keys(sentences("phrases", lang)) for lang in ("zh", "en"))
    assert zh == {k for k in en if not k.startswith("units_one.")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_policy_file_may_say_has_words(lang: str) -> None:
    wanted = [f"units.{unit.replace('/', '_')}" for unit in SCALES]
    wanted += [f"effects.{e}" for e in get_args(Effect)] + [f"grades.{g}" for g in BELOW_OFFICIAL]
    wanted += [f"boundary.{b}" for b in BOUNDARY.values] + [f"questions.how.{w}" for w in WAYS]
    assert all(phrase(key, lang) for key in wanted)


@pytest.mark.parametrize("kind", ["amount", "count", "full_years", "date"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_relation_has_a_word_for_every_kind_of_value(kind: str, lang: str) -> None:
    assert all(phrase(f"relations.{kind}.{r}", lang) for r in ("lt", "le", "eq", "ge", "gt", "ne"))
