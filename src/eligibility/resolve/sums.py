"""Twelve months of the mandatory cash of an outcome, from and to, in fen."""

from __future__ import annotations

from typing import Final

from eligibility.decide.decision import Amount, Outcome
from eligibility.ir.types import Number
from eligibility.resolve.package import Sum

TIMES: Final = {"yuan/month": 12, "yuan/year": 1, "yuan": 1}  # a sum given once counts once


def twelve_months(outcome: Outcome) -> Sum:
    """Services, vouchers and what only may be granted count nothing. An amount that rests on a figure nobody knows may be as high as its type."""
    return reckoned(outcome, outcome.amounts)


def recorded(outcome: Outcome) -> Sum:
    """The same without the amounts that rest on a figure nobody knows."""
    return reckoned(outcome, tuple(a for a in outcome.amounts if not a.missing_parameter and a.high is not None))


def reckoned(outcome: Outcome, amounts: tuple[Amount, ...]) -> Sum:
    if outcome.outcome == "ineligible" or outcome.program.discretionary:
        return 0, 0
    low = high = 0
    for amount in amounts:
        times = TIMES.get(amount.grant.unit, 0)
        if amount.given is False or not times or amount.grant.given_as != "cash":
            continue
        type_ = amount.grant.type
        assert isinstance(type_, Number)
        high += times * (type_.high if amount.high is None else amount.high)
        if amount.given and outcome.outcome == "eligible" and amount.low is not None:
            low += times * max(amount.low, 0)
    return low, max(high, low)


def unrecorded(outcome: Outcome) -> bool:
    """Whether an amount rests on a figure that is not recorded."""
    return any(a.missing_parameter for a in outcome.amounts)


def uncounted(outcome: Outcome) -> bool:
    """Whether something is given that counts nothing."""
    return any(
        a.given is not False and (outcome.program.discretionary or a.grant.given_as != "cash") for a in outcome.amounts
    )


def added(sums: list[Sum]) -> Sum:
    return sum(s[0] for s in sums), sum(s[1] for s in sums)
