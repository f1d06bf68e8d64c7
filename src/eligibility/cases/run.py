"""Deciding a case and comparing what came out with what was expected."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal, InvalidOperation

from eligibility.api import Policies
from eligibility.cases.case import Case, Expected, Interval
from eligibility.decided import GrantDecision, ProgramDecision
from eligibility.diagnostics.errors import EligibilityError, NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.facts.document import Head, head
from eligibility.frozen import record


@record
class Difference:
    """One thing that came out otherwise: which, what was expected, what came."""

    what: str
    expected: str
    got: str


@record
class Ran:
    """A case that was run. It passed where there is neither a difference nor a problem."""

    case: Case
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return not self.differences and not self.problems


def run_case(policies: Policies, case: Case) -> Ran:
    problems = Problems()
    try:
        about = head(case.document, problems, on=case.on, place=case.place)
        if about is None:
            return Ran(case, problems=problems.in_order())
        return Ran(case, tuple(compared(policies, case, about, problems)))
    except NotInForce as nothing:
        if case.expected.outcome == "not_in_force":
            return Ran(case)
        return Ran(case, problems=nothing.problems)
    except EligibilityError as mistake:
        return Ran(case, problems=mistake.problems)


def compared(policies: Policies, case: Case, about: Head, problems: Problems) -> list[Difference]:
    law = policies.at(place=about.place, on=about.on)
    decision = law.decide(law.household(case.document, about, problems))
    idle = case.program in (id_ for id_, _ in law.linked.not_in_force)
    found = next((d for d in decision.of(case.program) if d.subject == case.subject), None)
    if found is None:
        got = "not_in_force" if idle else "—"
        return [] if case.expected.outcome == got else [Difference("outcome", case.expected.outcome or "", got)]
    out = differences(case.expected, found)
    if case.expected.because is not None:
        decided = next(
            d for d in decision.to_dict()["decisions"] if d["program"] == case.program and d["subject"] == case.subject
        )
        ids = [r["id"] for r in decided["reasons"]]
        if case.expected.because not in ids:
            out.append(Difference("because", case.expected.because, ", ".join(ids)))
    return out


def differences(expected: Expected, found: ProgramDecision) -> list[Difference]:
    out = []
    outcome = "not_applicable" if found.applies is False else found.outcome
    if expected.outcome is not None and expected.outcome != outcome:
        out.append(Difference("outcome", expected.outcome, outcome))
    for grant, amount in expected.amounts:
        got = found.grants.get(grant)
        if not agrees(amount, got):
            out.append(Difference(grant, shown(amount), shown_grant(got)))
    if expected.needed is not None and set(expected.needed) != set(found.needed):
        out.append(Difference("needed", ", ".join(expected.needed), ", ".join(found.needed)))
    return out


def agrees(amount: str | Interval, got: GrantDecision | None) -> bool:
    if amount == "none":
        return got is None or got.given is False
    if got is None:
        return False
    if isinstance(amount, Interval):
        return (number(amount.low), number(amount.high)) == (got.low, got.high)
    if amount == "null":
        return got.amount is None and got.low is None
    return got.amount is not None and got.amount == number(amount)


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def shown(amount: str | Interval) -> str:
    return f"{amount.low}..{amount.high}" if isinstance(amount, Interval) else amount


def shown_grant(got: GrantDecision | None) -> str:
    if got is None or got.given is False:
        return "none"
    if got.amount is not None:
        return f"{got.amount}"
    return "null" if got.low is None else f"{got.low}..{got.high}"
