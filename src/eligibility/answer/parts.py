"""The pieces that decisions and the package are written with: wordings, amounts, what is needed."""

from __future__ import annotations

from typing import Any, Final

from eligibility.decide.decision import Amount, Needed, Outcome, Result
from eligibility.ir.program import GrantRule
from eligibility.ir.types import Number
from eligibility.ir.vocabulary import Wording
from eligibility.wording import amounts
from eligibility.wording.questions import evidence, fact_label, how, parameter_label

LANGUAGES: Final = ("zh", "en")
Json = dict[str, Any]


def both(wording: Wording) -> Json:
    return {lang: " ".join(wording.of(lang).split()) for lang in LANGUAGES}


def subject_name(result: Result, outcome: Outcome) -> str | None:
    """What to call a person; None for what is no person."""
    inside = outcome.subject.partition("[")[2].rstrip("]")
    persons = result.household.persons
    return result.household.names[persons.index(inside)] if inside in persons else None


def grant(amount: Amount, discretionary: bool) -> Json:
    rule = amount.grant
    return {
        "id": rule.id,
        "label": both(rule.label),
        "given": amount.given,
        "amount": amount_of(rule, amount),
        "unit": rule.unit,
        "given_as": rule.given_as,
        "discretionary": discretionary,
        "payable_from": rule.payable_from or None,
        "valid_for": rule.valid_for or None,
        "review_every": rule.review_every or None,
    }


def amount_of(rule: GrantRule, amount: Amount) -> str | Json | None:
    if amount.low is None or amount.high is None:
        return None
    assert isinstance(rule.type, Number)
    return span(amount.low, amount.high, rule.type.scale, rule.unit)


def span(low: int, high: int, scale: int, unit: str) -> str | Json:
    """A decimal, or from which to which, of whole numbers at a scale."""
    first, last = (amounts.decimal_text(amounts.exact(v, scale), unit) for v in (low, high))
    return first if low == high else {"from": first, "to": last}


def needed(result: Result, item: Needed) -> Json:
    law, household, fact = result.law, result.household, item.fact
    if fact is not None:
        label = {lang: fact_label(law, household, item.path, fact, lang) for lang in LANGUAGES}
    else:
        assert item.parameter is not None
        label = {lang: parameter_label(law, item.parameter, lang) for lang in LANGUAGES}
    return {
        "fact" if fact is not None else "parameter": item.path,
        "label": label,
        "question": both(fact.ask) if fact is not None and fact.ask is not None else None,
        "evidence": [both(e) for e in evidence(fact)] if fact is not None else [],
        "obtain": (fact.obtain or None) if fact is not None else None,
        "how": {lang: how(fact, lang) for lang in LANGUAGES},
        "asked": item.asked,
    }
