"""Exported models beside the law that they were made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from eligibility.decide.decision import Outcome
from eligibility.decide.run import Deciding, decide
from eligibility.dmn import Model, read_model
from eligibility.dmn.write.document import xml
from eligibility.dmn.write.facts import Input
from eligibility.dmn.write.program import model_of, program_of
from eligibility.facts.household import Household

WORDS = {"符合": "eligible", "不符合": "ineligible", "不适用": "not_applicable", "待核实": "undetermined"}
Answer = tuple[str, tuple[Decimal | None, ...]]  # the outcome, and the amount of each grant


class Exported:
    """A programme's model, written and read again."""

    def __init__(self, deciding: Deciding, program: str, *, chinese: bool = False) -> None:
        self.deciding, self.program = deciding, program_of(deciding.law, program)
        self.written = model_of(deciding.law, program, chinese=chinese)
        self.model: Model = read_model(xml(self.written).encode())
        assert not self.model.problems, [p.kind for p in self.model.problems]
        self.input = Input(deciding.law, self.program, chinese=chinese)
        names = {n.id: n.name for n in self.written.nodes}
        self.outcome = names[f"outcome_{program}"]
        self.grants = [names[f"grant_{g.origin.path}"] for g in self.program.grants]

    def answers(self, household: Household) -> list[tuple[Answer, Answer]]:
        """For each subject what the law says, and what the model says."""
        outcomes = [o for o in decide(self.deciding, household).outcomes if o.program.id == self.program.id]
        return [(said(o, len(self.grants)), self._run(household, o.subject)) for o in outcomes]

    def _run(self, household: Household, subject: str) -> Answer:
        person = subject.partition("[")[2].rstrip("]")
        results = self.model.run(self.input.of(household, person, fill=True))
        assert not results.problems, [p.kind for p in results.problems]
        outcome: Any = results[self.outcome]
        return WORDS.get(outcome, outcome), tuple(results[g] for g in self.grants)  # type: ignore[misc]


def said(outcome: Outcome, grants: int) -> Answer:
    """An outcome of the law in the model's words; an amount is null unless it is given and definite."""
    word = "not_applicable" if outcome.applies is False else outcome.outcome
    if outcome.outcome != "eligible":
        return word, (None,) * grants
    amounts = [a.low if a.given and a.low == a.high else None for a in outcome.amounts]
    scaled = (None if a is None else Decimal(a).scaleb(-2) for a in amounts)
    return word, tuple(scaled)
