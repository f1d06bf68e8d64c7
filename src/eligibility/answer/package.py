"""The package as the document has it: each programme and subject with what is to be done about it, and what the choice came to."""

from __future__ import annotations

from eligibility.answer.parts import LANGUAGES, Json, both, grant, needed, span, subject_name
from eligibility.decide.claims import Pair
from eligibility.decide.decision import Result
from eligibility.explain.packaged import Told
from eligibility.explain.recorded import Recorded
from eligibility.resolve.package import Compared, Entry, Package, Sum
from eligibility.resolve.sums import twelve_months
from eligibility.wording.speech import Speech


def packaged(result: Result, recorded: Recorded | None, package: Package | None) -> Json:
    """`package` with its entries, and `package_choice` with what it comes to. Sentences need a record."""
    if package is None:
        return {"package": [], "package_choice": None}
    told = [] if recorded is None else [(lang, Told(Speech(recorded, lang), package)) for lang in LANGUAGES]
    return {
        "package": [entry(result, e, told) for e in package.entries],
        "package_choice": {
            "settled": package.settled,
            "twelve_months": money(package.total),
            "sets_compared": package.sets,
            "beyond_limit": package.beyond,
            "needed": [needed(result, n) for n in package.needed],
        },
    }


def entry(result: Result, e: Entry, told: list[tuple[str, Told]]) -> Json:
    program = e.outcome.program
    return {
        "program": program.id,
        "label": both(program.label),
        "subject": e.pair[1],
        "name": subject_name(result, e.outcome),
        "status": e.status,
        "received": e.received,
        "outcome": e.outcome.outcome,
        "discretionary": program.discretionary,
        "grants": [grant(a, program.discretionary) for a in e.outcome.amounts],
        "twelve_months": money(twelve_months(e.outcome)),
        "ties": [{"kind": kind, **pair(other)} for kind, other in e.ties],
        "compared": None if e.compared is None else weighed(e.compared),
        "text": {lang: said.entry(e) for lang, said in told} if told else None,
    }


def weighed(compared: Compared) -> Json:
    return {
        "instead": [pair(p) for p in compared.instead],
        "alternative": [pair(p) for p in compared.alternative],
        "chosen": money(compared.chosen),
        "other": money(compared.other),
    }


def pair(p: Pair) -> Json:
    return {"program": p[0], "subject": p[1]}


def money(total: Sum) -> str | Json:
    return span(*total, 2, "yuan")
