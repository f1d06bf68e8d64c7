"""A first case for a programme: a household filled until the law decides it, with what the law says of it.

It starts from one item of every list that must not be empty, says of everything else what is ordinary, and gives each fact that is still needed a plain value
of its type. Of a few such households one that is eligible is taken, where there is one. What comes out is expected: the author reads it against the
instrument, and changes both where they differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from eligibility.api import Law, Policies
from eligibility.authoring.new.target import Target
from eligibility.authoring.new.writing import document, text
from eligibility.decide.run import Deciding
from eligibility.decided import ProgramDecision
from eligibility.diagnostics.errors import EligibilityError, HouseholdError
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Place
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary
from eligibility.law.places import first
from eligibility.messages.catalogue import phrase

ROUNDS: Final = 60
STEP: Final = re.compile(r"([^.\[\]]+)(?:\[([^\]]+)\])?")
TRIES: Final = (
    (True, 40),
    (False, 40),
    (True, 75),
    (False, 75),
    (False, 10),
)  # what booleans are, years before the day of a date that is needed


@dataclass(slots=True)
class Example:
    """A household on its way."""

    vocabulary: Vocabulary
    place: str
    on: date
    household: dict[str, Any]
    truth: bool = False
    years: int = 40


def case(target: Target, programs: Sequence[str], where: str | None, on: date, lang: str) -> str | None:
    """The text of a file of cases about one of some programmes, or None where the law cannot be asked yet."""
    place = where or first(on)
    best: tuple[Example, ProgramDecision] | None = None
    policies = Policies(target.packs)
    try:
        law = policies.at(place=place, on=on)
        for program in programs:
            alone = only(policies, law, program)
            for truth, years in TRIES:
                example = Example(law.vocabulary, place, on, {}, truth, years)
                found = filled(alone, example, program)
                if best is None or rank(found) < rank(best[1]):
                    best = example, found
                if rank(found) < 2:
                    break
            if best is not None and rank(best[1]) == 0:
                break
        return written(best[0], decided(law, *best), where, lang) if best else None
    except EligibilityError:
        return None


def only(policies: Policies, law: Law, program: str) -> Law:
    """The law with one programme, so that no other is decided while its facts are looked for."""
    kept = tuple(p for p in law.linked.programs if p.id == program)
    return Law(policies, Deciding(replace(law.linked, programs=kept)))


def filled(law: Law, example: Example, program: str) -> ProgramDecision:
    """The decision of a household in which what is needed is given plain values: all at once, or where these do not go together one after the other."""
    example.household.update(started(law, example, program))
    found = asked(law, example, program)
    for _ in range(ROUNDS):
        before = deepcopy(example.household)
        if not [p for p in found.needed if "@" not in p and put(example, p)]:
            break
        try:
            found = asked(law, example, program)
        except HouseholdError:
            example.household = before
            if not any("@" not in p and put(example, p) for p in found.needed):
                break
            found = asked(law, example, program)
    return found


def decided(law: Law, example: Example, found: ProgramDecision) -> ProgramDecision:
    """What the whole law says of the same."""
    return next(d for d in law.decide(document_of(example)).of(found.program) if d.subject == found.subject)


def asked(law: Law, example: Example, program: str) -> ProgramDecision:
    return law.decide(document_of(example), program=program).of(program)[0]


def document_of(example: Example) -> dict[str, Any]:
    return {"place": example.place, "on": example.on.isoformat(), **example.household}


def rank(found: ProgramDecision) -> int:
    """Eligible with an amount before eligible, before ineligible, before what is open."""
    told = any(g.amount for g in found.grants.values())
    return {"eligible": 0 if told else 1, "ineligible": 2}.get(found.outcome, 3)


def started(law: Law, example: Example, program: str) -> dict[str, Any]:
    """A household with one item in each list that is never empty; for what stands alone, its section."""
    root = example.vocabulary.root
    about = example.vocabulary.subjects[next(p.subject for p in law.linked.programs if p.id == program)]
    if about.alone:
        return {"otherwise": "ordinary", about.list: {}}
    out: dict[str, Any] = {"otherwise": "ordinary", root.id: {}}
    for child in example.vocabulary.children(root.id):
        if child.identified_by:  # people stand at the top of a document, what else a household has in it
            out[child.list] = [item(child)] if child.complete and child.least else []
    return out


def item(subject: SubjectSpec) -> dict[str, Any]:
    return {subject.identified_by: "a"} if subject.identified_by else {}


def put(example: Example, path: str) -> bool:
    """Gives the fact at a path a plain value; False where it has one or none can be given."""
    steps = [(m[1], m[2]) for m in STEP.finditer(path)]
    subject, at = example.vocabulary.root, example.household
    if steps and steps[0][0] == subject.id:
        steps = steps[1:]
        at = at.setdefault(subject.id, {})
    for name, which in steps[:-1]:
        fact = next((f for f in subject.facts if f.id == name), None)
        if fact is None or not isinstance(fact.type, ListOf) or not isinstance(fact.type.element, Item):
            return False
        subject = example.vocabulary.subjects[fact.type.element.subject]
        inner = inside(subject, at.get(name), which)
        if inner is None:
            return False
        at = inner
    fact = next((f for f in subject.facts if f.id == steps[-1][0]), None) if steps else None
    if fact is None or fact.id in at:
        return False
    at[fact.id] = plain(fact, example)
    return at[fact.id] is not None


def inside(subject: SubjectSpec, given: Any, which: str) -> dict[str, Any] | None:
    """The facts of a section, or those of one item of a list."""
    if subject.alone:
        return given if isinstance(given, dict) else None
    items = given if isinstance(given, list) else []
    return next((i for n, i in enumerate(items) if str(i.get(subject.identified_by, n)) == which), None)


def plain(fact: FactSpec, example: Example) -> Any:
    """The plainest value of a fact: false, the least amount, the first of an enum, an adult's birthday."""
    kind = fact.type
    if isinstance(kind, Boolean):
        return bool(fact.ordinary) if fact.has_ordinary else example.truth
    if isinstance(kind, Number):
        return (
            str(Decimal(max(kind.low, min(0, kind.high))).scaleb(-kind.scale))
            if kind.low <= 0
            else str(Decimal(kind.low).scaleb(-kind.scale))
        )
    if isinstance(kind, Enum):
        return next((v for v in kind.values if v), None)
    if isinstance(kind, Date):
        return date(example.on.year - example.years, 1, 1).isoformat()
    if isinstance(kind, Place):
        return example.place
    if isinstance(kind, Person):
        return "a"
    return [] if isinstance(kind, ListOf) and kind.least == 0 else None


def written(example: Example, found: ProgramDecision, where: str | None, lang: str) -> str:
    """The file."""
    if not example.household.get(example.vocabulary.root.id, True):
        del example.household[example.vocabulary.root.id]
    lines = [
        f"# {phrase('case.comment', lang, file='new')}",
        "families:",
        "  first_family:",
        document(example.household, 4),
    ]
    lines += [f"program: {found.program}", f"on: {example.on.isoformat()}"]
    lines += [] if where else [f'place: "{example.place}"']
    lines += [
        "cases:",
        f"  - name: {text(phrase('case.name', lang, file='new'))}",
        "    origin: own reading",
        "    given: first_family",
    ]
    lines += [f"    subject: {found.subject}"] if found.subject != example.vocabulary.root.id else []
    outcome = "not_applicable" if found.applies is False else found.outcome
    lines += ["    expect:", f"      outcome: {outcome}"]
    for grant in found.grants.values() if outcome == "eligible" else ():
        if grant.given is False:
            lines.append(f"      {grant.id}: none")
        elif grant.amount is not None:
            lines.append(f"      {grant.id}: {grant.amount}")
    if found.needed and outcome == "undetermined":
        lines.append(f"      needed: [{', '.join(f'{chr(34)}{p}{chr(34)}' for p in found.needed)}]")
    return "\n".join(lines) + "\n"
