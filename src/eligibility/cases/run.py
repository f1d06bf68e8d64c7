"""Deciding a case and comparing what came out with what was expected, key by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from decimal import Decimal, InvalidOperation

from eligibility.api import Law, Policies
from eligibility.cases.case import Case, Interval
from eligibility.decided import Decision, GrantDecision, ProgramDecision
from eligibility.diagnostics.errors import EligibilityError, NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.facts.document import head
from eligibility.facts.household import Household
from eligibility.frozen import record
from eligibility.policy.edits import quoted

NOTHING = "—"  # the programme is not known, or has no such subject


@record
class Compared:
    """One thing that was expected: which, what, and what came. `written` is what came as a case file says it; `near` a word that may have been meant."""

    what: str
    expected: str
    got: str
    same: bool
    written: str = ""
    near: str = ""


@record
class Ran:
    """A case that was run. It passed where all that it expects came and there is no problem."""

    case: Case
    compared: tuple[Compared, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def differences(self) -> tuple[Compared, ...]:
        return tuple(c for c in self.compared if not c.same)

    @property
    def passed(self) -> bool:
        return not self.differences and not self.problems


def run_case(policies: Policies, case: Case) -> Ran:
    try:
        law, household = read_case(policies, case)
        return Ran(case, tuple(compared(law, household, case)))
    except NotInForce as nothing:
        if case.expected.outcome == "not_in_force":
            return Ran(case, (Compared("outcome", "not_in_force", "not_in_force", True),))
        return Ran(case, problems=nothing.problems)
    except EligibilityError as mistake:
        return Ran(case, problems=mistake.problems)


def read_case(policies: Policies, case: Case) -> tuple[Law, Household]:
    """The law that decides a case, and its household. Raises EligibilityError where there is no such law, or the household has mistakes."""
    problems = Problems()
    about = head(case.document, problems, on=case.on, place=case.place)
    if about is None:
        raise EligibilityError(problems.in_order())
    law = policies.at(place=about.place, on=about.on)
    return law, law.household(case.document, about, problems)


def compared(law: Law, household: Household, case: Case) -> Iterable[Compared]:
    decision = law.decide(household, program=case.program)
    found = next((d for d in decision.of(case.program) if d.subject == case.subject), None)
    if found is None:
        idle = case.program in (id_ for id_, _ in law.linked.not_in_force)
        yield without_answer(case, "not_in_force" if idle else NOTHING)
        return
    expected = case.expected
    if expected.outcome is not None:
        outcome = "not_applicable" if found.applies is False else found.outcome
        yield Compared("outcome", expected.outcome, outcome, expected.outcome == outcome, outcome)
    known = [g.id for p in law.linked.programs if p.id == case.program for g in p.grants]
    for grant, amount in expected.amounts:
        got = found.grants.get(grant)
        near = "" if grant in known else alike(grant, known)
        written = written_grant(got) if grant in known else ""
        yield Compared(grant, shown(amount), shown_grant(got), agrees(amount, got), written, near)
    if expected.because is not None:
        yield because(decision, case, expected.because)
    if expected.needed is not None:
        yield needed(expected.needed, found)


def without_answer(case: Case, got: str) -> Compared:
    expected = case.expected.outcome or ""
    return Compared("outcome", expected, got, expected == got, "" if got == NOTHING else got)


def because(decision: Decision, case: Case, expected: str) -> Compared:
    """A condition that must be among the decisive reasons."""
    decided = next(
        d for d in decision.to_dict()["decisions"] if (d["program"], d["subject"]) == (case.program, case.subject)
    )
    ids = [r["id"] for r in decided["reasons"]]
    near = "" if expected in ids else alike(expected, ids)
    return Compared("because", expected, ", ".join(ids), expected in ids, near or next(iter(ids), ""), near)


def alike(word: str, ids: Sequence[str]) -> str:
    """The id that was most likely meant: one spelt nearly the same, or one that only goes on or begins earlier."""
    return nearest(word, ids) or next((i for i in ids if word and (word in i or i in word)), "")


def needed(expected: tuple[str, ...], found: ProgramDecision) -> Compared:
    same = set(expected) == set(found.needed)
    return Compared("needed", listed(expected), listed(found.needed), same, f"[{listed(map(quoted, found.needed))}]")


def listed(paths: Iterable[str]) -> str:
    return ", ".join(paths)


# ---- amounts


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


def written_grant(got: GrantDecision | None) -> str:
    """An amount as a case file says it."""
    if got is None or got.amount is not None or got.given is False or got.low is None:
        return shown_grant(got)
    return f"{{from: {got.low}, to: {got.high}}}"
