"""What the fast path left open: outcomes over all completions, their amounts, and the facts that matter.

Not imported before a household has an unknown fact that some programme reads.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from eligibility.decide.answer import Question, read
from eligibility.decide.compile import Compiled
from eligibility.decide.completions import Completion, Landmarks
from eligibility.decide.decision import Amount, Needed, Outcome, OutcomeWord
from eligibility.decide.needed import Search
from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.facts import Case, UnknownFact
from eligibility.decide.reading.reader import Reader
from eligibility.decide.witness import Tries
from eligibility.ir.program import LinkedLaw, ProgramRule

WORDS: tuple[OutcomeWord, ...] = ("undetermined", "eligible", "ineligible", "undetermined")


def settle(
    law: LinkedLaw,
    compiled: Compiled,
    landmarks: Landmarks,
    case: Case,
    outcomes: list[Outcome],
    open_: list[int],
    *,
    searching: bool = True,
) -> None:
    """Put in place of each open outcome what the abstract reading says.

    Without `searching` one abstract run tells, which never says too little: what it calls open may be settled, and its amounts may be too wide.
    """
    shared = Reader(law, case)
    tries: Tries | None = None
    completion: Completion | None = None
    relevant: dict[int, tuple[int, ...]] = {}
    for index in open_:
        outcome = outcomes[index]
        question = Question(outcome.program, compiled.programs[outcome.program.id], case.by_path[outcome.subject].key)
        answer = read(shared, question)
        exact, eligible, amounts = True, answer.eligible, answer.amounts
        if answer.deps and searching:
            tries = tries or Tries(case, landmarks)
            completion = completion or Completion(case, compiled)
            finding = Search(law, case, question, completion, tries).find()
            exact, eligible, amounts = finding.exact, finding.eligible, finding.amounts
            relevant[index] = finding.relevant
        outcomes[index] = outcome._replace(
            outcome=WORDS[eligible],
            applies=applies(shared, outcome),
            amounts=amounts_of(case, outcome.program, eligible, amounts),
            exact=exact,
        )
    fill_needed(case, outcomes, relevant)


def applies(reader: Reader, outcome: Outcome) -> bool | None:
    instance = reader.case.by_path[outcome.subject]
    mask, _ = reader.define(f"{outcome.program.id}.applies", reader.case.instances[0], instance)
    return None if mask == 3 else mask == 1


def amounts_of(
    case: Case, program: ProgramRule, eligible: int, amounts: tuple[tuple[int, Abstract], ...]
) -> tuple[Amount, ...]:
    """The amounts where the subject is, or may be, eligible. A grant is never negative, however wide the interval."""
    out = []
    unknown = sum(1 << n for n in case.parameters.values())
    for grant, (given, value) in zip(program.grants, amounts, strict=True) if eligible & 1 else ():
        if given == 2:
            out.append(Amount(grant, False, None, None))
        elif value[0] != value[1] and value[2] & unknown:
            out.append(Amount(grant, None if given == 3 else True, None, None, missing_parameter=True))
        else:
            low = max(value[0], 0) if value[0] < value[1] and value[1] > 0 else value[0]
            out.append(Amount(grant, None if given == 3 else True, low, value[1]))
    return tuple(out)


def fill_needed(case: Case, outcomes: list[Outcome], relevant: dict[int, tuple[int, ...]]) -> None:
    """`needed` of each outcome: unasked first, facts before parameters, those that serve most, then by vocabulary and subject."""
    serves = Counter(n for numbers in relevant.values() for n in numbers)
    order = {s: i for i, s in enumerate(case.vocabulary.subjects)}

    def rank(number: int) -> tuple[Any, ...]:
        u = case.unknowns[number]
        fact = (order[u.fact.subject], u.fact.index) if u.fact else (0, 0)
        return u.path in case.household.asked, u.fact is None, -serves[number], fact, u.instance, u.path

    made = {n: needed_of(case, case.unknowns[n]) for n in serves}
    for index, numbers in relevant.items():
        outcomes[index] = outcomes[index]._replace(needed=tuple(made[n] for n in sorted(numbers, key=rank)))


def needed_of(case: Case, unknown: UnknownFact) -> Needed:
    label = ""
    if unknown.fact is not None:
        instance = case.instances[unknown.instance]
        spec = case.vocabulary.subjects[instance.subject]
        label = case.household.names[instance.number] if spec.identified_by else ""
    rule = case.parameter_rules[unknown.parameter] if unknown.parameter else None
    return Needed(unknown.path, unknown.fact, rule, label, unknown.path in case.household.asked)
