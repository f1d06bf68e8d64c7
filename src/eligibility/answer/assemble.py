"""A result and its record as the document that everybody reads: JSON types only, no floats, the same bytes for the same case.

Amounts are decimal texts, days ISO, texts in both languages. Nothing is in it that the law or the record does not say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, NamedTuple

from eligibility.answer.because import Writing
from eligibility.answer.package import packaged
from eligibility.answer.parts import LANGUAGES, Json, both, grant, needed, subject_name
from eligibility.decide.decision import Outcome, Result
from eligibility.decide.reading.reader import Reader
from eligibility.explain.reasons import Account, Reason, Reasons, citations_of, shown_nodes, text
from eligibility.explain.recorded import Recorded
from eligibility.explain.told import definition_path, plain, unit_of
from eligibility.explain.tree import Plans, Tree
from eligibility.ir import nodes
from eligibility.ir.program import Caveat, Cited, ConditionRule, GrantRule, LinkedLaw
from eligibility.ir.types import Number, Type
from eligibility.resolve.package import Package
from eligibility.wording.citations import citation
from eligibility.wording.speech import Speech, place_name

SCHEMA: Final = "eligibility/decision/1"


def document(
    result: Result,
    reader: Reader | None,
    *,
    packs: list[dict[str, str]],
    engine: str,
    because: bool = False,
    full: bool = False,
    plans: Plans | None = None,
    package: Package | None = None,
) -> Json:
    """The decision document. Without a reader it has outcomes, amounts and what is needed, but no reasons; `because` adds each decision's tree, and `full`
    what did not matter in it. `plans` may be kept with the law (see `explain.tree`)."""
    law, household = result.law, result.household
    recorded = None if reader is None else Recorded(result, reader)
    writer = None if recorded is None else Writer(recorded, Trees(because, full, plans))
    return {
        "schema": SCHEMA,
        "engine": engine,
        "policies": packs,
        "on": household.on.isoformat(),
        "applied_on": household.applied_on.isoformat(),
        "place": household.place,
        "place_label": {lang: place_name(law, household.place, lang) for lang in LANGUAGES},
        **packaged(result, recorded, package),
        "decisions": [decision(result, o, writer) for o in result.outcomes],
        "not_in_force": [{"program": id_, "label": both(label)} for id_, label in law.not_in_force],
    }


def decision(result: Result, outcome: Outcome, writer: Writer | None) -> Json:
    program = outcome.program
    step = dict(program.next_step).get(outcome.outcome)
    return {
        "program": program.id,
        "label": both(program.label),
        "subject": outcome.subject,
        "name": subject_name(result, outcome),
        "outcome": outcome.outcome,
        "applies": outcome.applies,
        "discretionary": program.discretionary,
        "exact": outcome.exact,
        "grants": [grant(a, program.discretionary) for a in outcome.amounts],
        "needed": [needed(result, n) for n in outcome.needed],
        "next_step": None if step is None else both(step),
        **(writer.grounds(outcome) if writer is not None else bare()),
    }


def bare() -> Json:
    return {"reasons": [], "caveats": [], "reserved": False, "readings": [], "presumed": []}


# ---- reasons


class Trees(NamedTuple):
    """Whether trees are wanted, whether whole, and the plans kept for them."""

    wanted: bool
    full: bool
    plans: Plans | None


class Writer:
    """Writes what the record says of each outcome."""

    def __init__(self, recorded: Recorded, trees: Trees) -> None:
        self._recorded = recorded
        self._reasons = Reasons(self._recorded)
        self._tree = Tree(self._recorded, trees.plans) if trees.wanted else None
        self._speech = [Speech(self._recorded, lang) for lang in LANGUAGES]
        self._writing = Writing(self._speech, full=trees.full)

    def grounds(self, outcome: Outcome) -> Json:
        account = self._reasons.of(outcome)
        law, basis = self._recorded.law, account.basis
        speech = [replace(s, about=account.env[-1].key) for s in self._speech]
        out: Json = {
            "reasons": self._all(speech, account),
            "caveats": [caveat(c) for c in basis.caveats.values()],
            "reserved": bool(account.reserved),
            "readings": [reading(law, id_) for id_ in basis.readings if id_ in law.readings],
            "presumed": list(basis.presumed),
        }
        if self._tree is not None:
            out["because"] = self._writing.tree(self._tree.of(outcome))
        return out

    def _all(self, speech: list[Speech], account: Account) -> list[Json]:
        out: list[Json] = []
        told = ["", ""]
        for reason in account.reasons:
            texts = [text(replace(s, told=t), reason) for s, t in zip(speech, told, strict=True)]
            told = [f"{t}\n{x}\n{x[:1].lower() + x[1:]}" for t, x in zip(told, texts, strict=True)]
            out.append(self._one(speech[0], reason, dict(zip(LANGUAGES, texts, strict=True))))
        return out

    def _one(self, s: Speech, reason: Reason, texts: Json) -> Json:
        rule = reason.rule
        return {
            "id": rule.id,
            "path": rule.origin.path,
            "kind": {"applies": "applies", "conditions": "condition", "grants": "grant"}[reason.section],
            "outcome": (True, False, None)[reason.truth - 1],
            "text": texts,
            "values": values(s, reason),
            "sources": [source(c) for c in citations_of(s, reason)],
            "version": rule.origin.version or None,
            "layer": rule.origin.layer or None,
            "readings": list(reason.basis.readings),
            "presumed": list(reason.basis.presumed),
            "note": both(rule.note) if isinstance(rule, ConditionRule | GrantRule) and rule.note is not None else None,
        }


def values(s: Speech, reason: Reason) -> Json:
    """The values that a reason's sentence is made with, by path."""
    out: Json = {}
    for node, env in shown_nodes(s, reason):
        value = s.record.value(node, env)
        if value is None:
            continue
        match node:
            case nodes.Definition() if isinstance(node.type, Number):
                rule = s.rule(node)
                out[definition_path(rule, env[node.var].path)] = typed(s, both(rule.label), node.type, value)
            case nodes.Parameter():
                known = s.parameter(node)
                entry = typed(s, both(known.label), node.type, value)
                entry |= {
                    "since": known.since or None, "layer": known.origin.layer or None, "outdated": known.outdated,
                    "sources": [source(c) for c in known.origin.citations],
                }  # fmt: skip
                out[f"{known.id}@{known.owner}" + (f".{known.scope}" if known.scope else "")] = entry
            case nodes.Fact():
                fact = s.fact(node)
                path = s.record.path(env[node.var], fact)
                out[path] = typed(s, both(fact.label), node.type, value)
    return out


def typed(s: Speech, label: Json, type_: Type, value: Any) -> Json:
    return {"label": label, "value": plain(s, type_, value), "unit": unit_of(type_)}


def source(cited: Cited) -> Json:
    return {
        "key": cited.key,
        "locator": cited.locator or None,
        "title": {"zh": cited.title, "en": cited.en or cited.title},
        "number": cited.number or None,
        "grade": cited.grade,
        "note": cited.note or None,
        "text": {lang: citation(cited, lang) for lang in LANGUAGES},
    }


def sources(citations: Iterable[Cited]) -> list[Json]:
    return [source(c) for c in citations]


def caveat(c: Caveat) -> Json:
    return {
        "id": c.id,
        "effect": c.effect,
        "text": both(c.text),
        "reason": both(c.reason),
        "sources": sources(c.citations),
    }


def reading(law: LinkedLaw, id_: str) -> Json:
    found = law.readings[id_]
    return {"id": id_, "text": both(found.text), "reason": both(found.reason)}
