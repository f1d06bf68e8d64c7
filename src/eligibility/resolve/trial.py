"""The law decided again under supposed claims, as far as it asks about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from eligibility.decide.claims import Claims, Pair, Subjects, suppose
from eligibility.decide.decision import Outcome, Result
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import Deciding, outcomes_of
from eligibility.resolve.ties import Ties

Outcomes = dict[Pair, Outcome]
Tried = tuple[str, bool, Claims]  # a programme, whether it was settled to the end, the claims that it asks about


class Trials:
    """One household under one law: which pairs there are, and what comes of them under claims."""

    def __init__(
        self, deciding: Deciding, result: Result, subjects: Subjects, ties: Ties, received: Mapping[Pair, bool | None]
    ) -> None:
        self._deciding, self._household = deciding, result.household
        self._subjects, self._ties, self._received = subjects, ties, received
        self.plain: Outcomes = {(o.program.id, o.subject): o for o in result.outcomes}
        self._tried: dict[Tried, Outcomes] = {}
        self._asking = [p for p in result.law.programs if ties.reads[p.id]]

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

    def under(self, claims: Claims, *, settled: bool, only: Collection[str] | None = None) -> Outcomes:
        """The outcomes under these claims and no others, of all programmes or `only` some; where facts are missing as one abstract run tells, or `settled` to
        the end."""
        asking = [p for p in self._asking if only is None or p.id in only]
        if settled:
            asking = [p for p in asking if not self._as_things_are(p.id, claims)]
        keys = {p.id: (p.id, settled, self._asked_about(p.id, claims)) for p in asking}
        if new := [p for p in asking if keys[p.id] not in self._tried]:
            supposed = suppose(self._deciding.law, self._deciding.compiled, self._subjects, claims)
            found = outcomes_of(self._deciding, self._household, new, self._subjects, supposed, searching=settled)
            self._tried.update((keys[p.id], {}) for p in new)
            for outcome in found:
                self._tried[keys[outcome.program.id]][outcome.program.id, outcome.subject] = outcome
        return self.plain | {pair: o for key in keys.values() for pair, o in self._tried[key].items()}

    def _asked_about(self, program: str, claims: Claims) -> Claims:
        """Of these claims those that a programme asks about, in whatever way: with the same it comes to the same."""
        return frozenset(pair for pair in claims if pair[0] in self._ties.reads[program])

    def _as_things_are(self, program: str, claims: Claims) -> bool:
        """Whether these claims are what is received, as far as a programme asks, and what comes of that was found out to the end."""
        asked = self._ties.reads[program]
        return all(o.exact for (p, _), o in self.plain.items() if p == program) and all(
            has is (pair in claims) for pair, has in self._received.items() if pair[0] in asked
        )
