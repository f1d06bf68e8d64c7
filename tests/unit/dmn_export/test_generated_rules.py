"""Generated rules mean the same in a model as in the law: money, quotients, dates, lists, choices, for complete households."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligibility.diagnostics.errors import PolicyError
from eligibility.ir.check.core import Refused
from tests.property.profile import tries
from tests.property.strategies import households, money, truths
from tests.property.tiny_law import law_with

from .models import Exported

RULES = st.tuples(truths(3), money(2), truths(1), money(1))


@tries(250, 5_000)
@given(RULES, households(unknown=0))
def test_a_generated_rule_means_the_same_in_a_model(rules, household):
    try:
        exported = Exported(law_with(*rules), "aid")
    except Refused:
        return
    except PolicyError as refused:
        kinds = {p.kind for p in refused.problems}
    else:
        kinds = set()
    if kinds:
        assert kinds == {"dmn_not_expressible"}
        return
    [(law, model)] = exported.answers(household)
    if not exported.deciding.compiled.unknown:
        assert model == law
    elif model[0] != "undetermined":
        assert model[0] == law[0]
        assert all(m in (None, amount) for m, amount in zip(model[1], law[1], strict=True))
