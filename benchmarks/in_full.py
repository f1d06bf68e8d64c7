"""The households of the benchmarks with every fact that the bundled programmes ask for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.households import PLACE, Document
from eligibility.ir.types import Boolean, Date, Enum, ListOf, Number, Place
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary

FAMILY = (
    ("applicant", date(1985, 3, 2)),
    ("spouse", date(1987, 6, 30)),
    ("child", date(2012, 2, 29)),
    ("child", date(2015, 11, 8)),
    ("parent", date(1956, 1, 20)),
    ("parent", date(1958, 9, 9)),
)


def in_full(document: Document, vocabulary: Vocabulary) -> Document:
    """With every fact that the bundled programmes may ask for, and a section of each subject that stands alone, so that nothing is left open: what is ordinary
    is presumed, what this family has is given, everything else is answered with none, no or nought."""
    members = [{**m, **besides(number)} for number, m in enumerate(document["members"])]
    household = {**document["household"], "monthly_family_income": Decimal(0)}
    root, member = (
        vocabulary.root,
        next(s for s in vocabulary.children(vocabulary.root.id) if s.complete and s.identified_by),
    )
    alone = {s.list: answered(s, {}) for s in vocabulary.alone}
    return {
        **document,
        "otherwise": "ordinary",
        "household": answered(
            root, household, but=frozenset(s.list for s in vocabulary.children(root.id) if s.identified_by or s.alone)
        ),
        "members": [answered(member, m) for m in members],
        "supporters": [],
        **alone,
    }


def answered(spec: SubjectSpec, given: Document, *, but: frozenset[str] = frozenset()) -> Document:
    """The facts of one subject, with an answer to each that is missing and exists."""
    out = dict(given)
    for fact in spec.facts:
        if fact.id in out or fact.has_ordinary or fact.id in but or fact.id == spec.identified_by:
            continue
        if fact.only_if is not None and not exists(spec, out, fact):
            continue
        answer = nothing(fact)
        if answer is not None:
            out[fact.id] = answer
    return out


def exists(spec: SubjectSpec, out: Document, fact: FactSpec) -> bool:
    assert fact.only_if is not None
    guard = spec.facts[fact.only_if[0] - 1]
    said = out.get(guard.id, guard.ordinary if guard.has_ordinary and isinstance(guard.type, Boolean) else None)
    code = guard.type.values.index(str(said)) if isinstance(guard.type, Enum) and said is not None else said
    return code is not None and code in fact.only_if[1]


def nothing(fact: FactSpec) -> Any:
    match fact.type:
        case Boolean():
            return False
        case Number(scale=scale, low=low):
            return Decimal(max(low, 0)).scaleb(-scale) if scale else max(low, 0)
        case Enum(values=values):
            return "none" if "none" in values else values[0]
        case Date():
            return date(2010, 1, 1)
        case ListOf():
            return []
        case Place():
            return PLACE
        case _:
            return None


def besides(number: int) -> Document:
    relation, born = FAMILY[number]
    child = relation == "child"
    return {
        "relation": relation,
        "birth_date": born,
        "lives_with_household": True,
        "coresidence_months": 120,
        "can_live_independently": not child,
        "student_level": "primary" if child else "none",
        "work_capacity": "none" if child or relation == "parent" else "full",
        "employed": False,
        "contracted_land": False,
        "prefers_child_scheme": False,
        "serious_illness": False,
        "self_care_failures": 0,
        "monthly_support_received": Decimal(0),
        "monthly_support_paid": Decimal(0),
        "monthly_other_income": Decimal(0),
    } | ({"full_time_student": True} if child else {})
