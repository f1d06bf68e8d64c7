"""Deciding: every programme of a law for every subject of a household.

The fast path answers wherever no unknown fact is met. Where one is, the case is read over abstract values, and the facts that matter are found.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from eligibility.decide.claims import NOTHING, Subjects, Supposed
from eligibility.decide.compile import Compiled, compile_law
from eligibility.decide.decision import Amount, Outcome, Result
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.decide.runtime import Missing
from eligibility.facts.household import Household
from eligibility.ir.program import LinkedLaw, ProgramRule

if TYPE_CHECKING:
    from eligibility.decide.completions import Landmarks


class Deciding:
    """A linked law ready to decide. It holds nothing of any household and may be shared by threads (what two of them compile at once is the same)."""

    def __init__(self, law: LinkedLaw) -> None:
        self.law = law

    @cached_property
    def compiled(self) -> Compiled:
        return compile_law(self.law)

    @cached_property
    def landmarks(self) -> Landmarks:
        from eligibility.decide.completions import Landmarks

        return Landmarks(self.law)

    @cached_property
    def plans(self) -> dict[Any, Any]:
        """What `explain` keeps of the law's rules from one household to the next."""
        return {}

    @cached_property
    def people(self) -> int | None:
        """The slot of the list of people that every household has."""
        vocabulary = self.law.vocabulary
        complete = {s.list for s in vocabulary.children(vocabulary.root.id) if s.complete and s.identified_by}
        return next((f.index for f in vocabulary.root.facts if f.id in complete), None)

    @cached_property
    def analyses(self) -> dict[str, Any]:
        """What later stages work out of the law alone, by name."""
        return {}

    @cached_property
    def subjects(self) -> dict[str, tuple[str, int, bool]]:
        """For each kind of subject in a list of the root: the list's name and slot, and whether there is one alone."""
        root = self.law.vocabulary.root
        lists = {f.id: f.index for f in root.facts}
        children = [s for s in self.law.vocabulary.children(root.id) if s.list in lists]
        return {s.id: (s.list, lists[s.list], s.alone) for s in children}


def decide(
    deciding: Deciding, household: Household, supposed: Supposed = NOTHING, *, only: str | None = None
) -> Result:
    """Raises LimitExceeded where a household is too large to be read. What is claimed is what is received, unless it is `supposed`; `only` decides one
    programme."""
    programs = deciding.law.programs if only is None else [p for p in deciding.law.programs if p.id == only]
    outcomes = outcomes_of(deciding, household, programs, {}, supposed)
    return Result(deciding.law, household, tuple(outcomes))


def outcomes_of(
    deciding: Deciding,
    household: Household,
    programs: Iterable[ProgramRule],
    subjects: Subjects,
    supposed: Supposed,
    *,
    searching: bool = True,
) -> list[Outcome]:
    """Some programmes for all their subjects; `subjects` keeps those of each kind. Without `searching` what is open is told by one abstract run."""
    open_: list[int] = []
    outcomes: list[Outcome] = []
    compiled = deciding.compiled
    given = compiled.fresh(len(household.persons))
    supposed.enter(given)
    root: Any = household.root
    new = tuple.__new__
    for program in programs:
        function, kind = compiled.programs[program.id], program.subject
        if kind not in subjects:
            subjects[kind] = subjects_of(deciding, household, kind)
        for path, slots in subjects[kind]:
            try:
                eligible, applies, amounts = function(root, slots, given)
            except Missing:
                open_.append(len(outcomes))
                outcomes.append(Outcome(program, path, "undetermined", None, ()))
                continue
            if eligible:
                pairs = zip(program.grants, amounts, strict=True)
                found = tuple([new(Amount, (g, a is not None, a, a, False)) for g, a in pairs])
                outcomes.append(new(Outcome, (program, path, "eligible", applies, found, (), True)))
            else:
                outcomes.append(new(Outcome, (program, path, "ineligible", applies, (), (), True)))
    if open_:
        from eligibility.decide.settle import settle  # not needed for complete households, which are most

        case = Case(deciding.law, household, compiled.unknown, supposed)
        settle(deciding.law, compiled, deciding.landmarks, case, outcomes, open_, searching=searching)
    return outcomes


def subjects_of(deciding: Deciding, household: Household, subject: str) -> list[tuple[str, Any]]:
    """The subjects of one kind in a document: paths and slots. One without people is about something else than a household."""
    root: Any = household.root
    found = deciding.subjects.get(subject)
    if found is None:
        return [(subject, root)] if deciding.people is None or root[deciding.people] else []
    name, index, alone = found
    if alone:
        return [(name, slots) for slots in root[index]]
    persons = household.persons
    return [(f"{name}[{persons[slots[0]]}]", slots) for slots in root[index] or ()]


def recorded(deciding: Deciding, result: Result) -> Reader:
    """One reading with a record of all that was decided, for explanations."""
    case = Case(deciding.law, result.household, deciding.compiled.unknown)
    reader = Reader(deciding.law, case, record=True)
    root = case.instances[0]
    for outcome in result.outcomes:
        reader.define(f"{outcome.program.id}.eligible", root, case.by_path[outcome.subject])
    return reader
