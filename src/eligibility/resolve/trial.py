"""The law decided again under supposed claims, as far as it asks about them."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.decide.claims import Claims, Pair, Subjects, Supposed, suppose
from eligibility.decide.decision import Amount, Outcome, Result
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import Deciding
from eligibility.decide.runtime import Missing
from eligibility.resolve.ties import Ties

Outcomes = dict[Pair, Outcome]


class Trials:
    """One household under one law: which pairs there are, and what comes of them under claims."""

    def __init__(self, deciding: Deciding, result: Result, subjects: Subjects, ties: Ties) -> None:
        self._deciding, self._household = deciding, result.household
        self._subjects = subjects
        self.plain: Outcomes = {(o.program.id, o.subject): o for o in result.outcomes}
        self._asking = [p for p in result.law.programs if ties.reads[p.id]]
        self._open: Case | None = None

    def possible(self) -> list[Pair]:
        """The pairs that some claims may be made with, in the order of the law."""
        law, household = self._deciding.law, self._household
        asking = {p.id for p in self._asking}
        reader: Reader | None = None
        out = []
        for pair, outcome in self.plain.items():
            if pair[0] not in asking:
                possible = outcome.outcome != "ineligible"
            else:
                if reader is None:
                    case = Case(law, household, self._deciding.compiled.unknown)
                    case.leave_claims_open(law)
                    reader = Reader(law, case)
                instance = reader.case.by_path[pair[1]]
                possible = bool(reader.define(f"{pair[0]}.eligible", reader.case.instances[0], instance)[0] & 1)
            if possible:
                out.append(pair)
        return out

    def under(self, claims: Claims, *, settled: bool) -> Outcomes:
        """The outcomes under these claims and no others; where facts are missing as one abstract run tells, or `settled` to the end."""
        law, compiled = self._deciding.law, self._deciding.compiled
        supposed = suppose(law, compiled, self._subjects, claims)
        given = compiled.fresh()
        given.update(supposed.kept)
        root = self._household.root
        found: list[Outcome] = []
        open_: list[int] = []
        for program in self._asking:
            function = compiled.programs[program.id]
            for path, slots in self._subjects[program.subject]:
                try:
                    eligible, applies, amounts = function(root, slots, given)
                except Missing:
                    open_.append(len(found))
                    found.append(Outcome(program, path, "undetermined", None, ()))
                    continue
                if eligible:
                    made = tuple(Amount(g, a is not None, a, a) for g, a in zip(program.grants, amounts, strict=True))
                    found.append(Outcome(program, path, "eligible", applies, made))
                else:
                    found.append(Outcome(program, path, "ineligible", applies, ()))
        if open_:
            self._fill(supposed, found, open_, settled=settled)
        return {**self.plain, **{(o.program.id, o.subject): o for o in found}}

    def _fill(self, supposed: Supposed, found: list[Outcome], open_: Iterable[int], *, settled: bool) -> None:
        from eligibility.decide.settle import estimate, settle

        deciding = self._deciding
        case = Case(deciding.law, self._household, deciding.compiled.unknown, supposed)
        if settled:
            settle(deciding.law, deciding.compiled, deciding.landmarks, case, found, list(open_))
        else:
            estimate(deciding.law, deciding.compiled, case, found, open_)
