"""Deciding: every programme of a law for every subject of a household.

The fast path answers wherever no unknown fact is met. Where one is, the case is read over abstract values, and the facts that matter are found.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from eligibility.decide.answer import Question, read
from eligibility.decide.compile import Compiled, compile_law
from eligibility.decide.completions import Completion, Landmarks
from eligibility.decide.decision import Amount, Needed, Outcome, OutcomeWord, Result
from eligibility.decide.needed import Search, Tries
from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.facts import Case, UnknownFact
from eligibility.decide.reading.reader import Reader
from eligibility.decide.runtime import Missing
from eligibility.facts.household import Household
from eligibility.ir.program import LinkedLaw, ProgramRule

WORDS: tuple[OutcomeWord, ...] = ("undetermined", "eligible", "ineligible", "undetermined")


class Deciding:
    """A linked law ready to decide. It holds nothing of any household and may be shared by threads (what two of them compile at once is the same)."""

    def __init__(self, law: LinkedLaw) -> None:
        self.law = law

    @cached_property
    def compiled(self) -> Compiled:
        return compile_law(self.law)

    @cached_property
    def landmarks(self) -> Landmarks:
        return Landmarks(self.law)

    @cached_property
    def plans(self) -> dict[Any, Any]:
        """What `explain` keeps of the law's rules from one household to the next."""
        return {}

    @cached_property
    def subjects(self) -> dict[str, tuple[str, int]]:
        """For each kind of subject in a list of the root: the list's name and slot."""
        root = self.law.vocabulary.root
        lists = {f.id: f.index for f in root.facts}
        return {s.id: (s.list, lists[s.list]) for s in self.law.vocabulary.children(root.id) if s.list in lists}


def decide(deciding: Deciding, household: Household) -> Result:
    """Raises LimitExceeded where a household is too large to be read."""
    open_: list[int] = []
    outcomes: list[Outcome] = []
    compiled = deciding.compiled
    given = compiled.fresh()
    subjects: dict[str, list[tuple[str, Any]]] = {}
    root: Any = household.root
    for program in deciding.law.programs:
        function = compiled.programs[program.id]
        if program.subject not in subjects:
            subjects[program.subject] = subjects_of(deciding, household, program.subject)
        for path, slots in subjects[program.subject]:
            try:
                eligible, applies, amounts = function(root, slots, given)
            except Missing:
                open_.append(len(outcomes))
                outcomes.append(Outcome(program, path, "undetermined", None, ()))
                continue
            if eligible:
                found = tuple([Amount(g, a is not None, a, a) for g, a in zip(program.grants, amounts, strict=True)])
                outcomes.append(Outcome(program, path, "eligible", applies, found))
            else:
                outcomes.append(Outcome(program, path, "ineligible", applies, ()))
    if open_:
        settle(deciding, household, outcomes, open_)
    return Result(deciding.law, household, tuple(outcomes))


def subjects_of(deciding: Deciding, household: Household, subject: str) -> list[tuple[str, Any]]:
    """The subjects of one kind in a household: paths and slots."""
    root: Any = household.root
    if subject == deciding.law.vocabulary.root.id:
        return [(subject, root)]
    name, index = deciding.subjects[subject]
    return [(f"{name}[{household.persons[slots[0]]}]", slots) for slots in root[index] or ()]


def settle(deciding: Deciding, household: Household, outcomes: list[Outcome], open_: list[int]) -> None:
    """Put in place of each open outcome what the abstract reading says."""
    compiled, law = deciding.compiled, deciding.law
    case = Case(law, household, compiled.unknown)
    shared = Reader(law, case)
    tries: Tries | None = None
    completion: Completion | None = None
    relevant: dict[int, tuple[int, ...]] = {}
    for index in open_:
        outcome = outcomes[index]
        question = Question(outcome.program, compiled.programs[outcome.program.id], case.by_path[outcome.subject].key)
        answer = read(shared, question)
        exact, eligible, amounts = True, answer.eligible, answer.amounts
        if answer.deps:
            tries = tries or Tries(case, deciding.landmarks)
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


def recorded(deciding: Deciding, household: Household) -> Reader:
    """One reading of everything with a record, for explanations."""
    case = Case(deciding.law, household, deciding.compiled.unknown)
    reader = Reader(deciding.law, case, record=True)
    for program in deciding.law.programs:
        for path, _ in subjects_of(deciding, household, program.subject):
            instance = case.by_path[path]
            root = case.instances[0]
            reader.define(f"{program.id}.eligible", root, instance)
    return reader
