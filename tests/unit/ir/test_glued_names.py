"""A name that is not known, but is known words and keywords in one run, is told where the spaces belong."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from eligibility.feel.parser import parse
from eligibility.ir.check.core import Refused
from eligibility.ir.check.expression import checker_for
from eligibility.ir.scope import Names, Scope
from eligibility.ir.types import Boolean
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary, Wording


def refusal(text: str) -> Refused:
    """What the checker says of an expression about a household with the facts 低收入 and 有房."""
    facts = tuple(
        FactSpec(id_, "household", i, zh, Wording(zh, id_), Boolean(), "boolean")
        for i, (id_, zh) in enumerate([("low_income", "低收入"), ("owner", "有房")], 1)
    )
    label = Wording("家庭", "household")
    household = SubjectSpec("household", "家庭", label, (), "", True, 1, 1, "", facts)
    names = Names(Vocabulary({"household": household}), (), (), ())
    checker = checker_for(SimpleNamespace(names=names, on=739_000, place="", places=()))  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        checker.check(parse(text), Scope(names, "household", ("household", 0), None, 1))
    return caught.value


@pytest.mark.parametrize(
    ("text", "name", "fix"),
    [
        ("低收入且有房", "低收入且有房", "低收入 且 有房"),
        ("owner 且 (低收入或low_income)", "低收入或low_income", "低收入 或 low_income"),
        ("低收入且非(有房)", "低收入且非", "低收入 且 非"),
    ],
)
def test_a_glued_run_shows_its_spaces(text: str, name: str, fix: str) -> None:
    refused = refusal(text)
    assert (refused.kind, refused.args_) == ("glued_name", {"name": name, "fix": fix})
    assert text[refused.tree.start :].startswith(name)


def test_other_unknown_names_are_not_taken_apart() -> None:
    assert refusal("低收入且存款").kind == "unknown_name"
    assert refusal("低收人").args_ == {"name": "低收人", "nearest": "低收入"}
