"""What a decision is, before it is put into words: an outcome for each programme and subject, its amounts, and what is still needed.

Outcomes and amounts are made by the million, so they are named tuples. Amounts are encoded whole numbers at the scale of the grant's unit. `low` and
`high` are equal where an amount is definite; both are None where the grant is not given, or where the amount rests on a parameter that nobody knows (then
`missing_parameter` is true).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from eligibility.facts.household import Household
from eligibility.frozen import record
from eligibility.ir.program import GrantRule, LinkedLaw, ParameterRule, ProgramRule
from eligibility.ir.vocabulary import FactSpec

OutcomeWord = Literal["eligible", "ineligible", "undetermined"]


class Amount(NamedTuple):
    """One grant for one subject. `given` is None where that depends on a missing fact."""

    grant: GrantRule
    given: bool | None
    low: int | None
    high: int | None
    missing_parameter: bool = False


@record
class Needed:
    """An unknown that matters: a fact (`members[zhang].monthly_wage`) or a parameter (`id@place`, `id@place.scope`)."""

    path: str
    fact: FactSpec | None
    parameter: ParameterRule | None
    subject_label: str
    asked: bool


class Outcome(NamedTuple):
    """One programme for one subject, by its path (`household`, `members[zhang]`; see `decide.reading.facts.Case.by_path`). `exact` says whether `needed`
    is proved to be just what matters (else it may hold more, never less)."""

    program: ProgramRule
    subject: str
    outcome: OutcomeWord
    applies: bool | None
    amounts: tuple[Amount, ...]
    needed: tuple[Needed, ...] = ()
    exact: bool = True


@record
class Result:
    """All programmes for all subjects of a household, programme by programme."""

    law: LinkedLaw
    household: Household
    outcomes: tuple[Outcome, ...]
