"""`needed` against every completion of small households: equal to what matters wherever it says that it is exact, never less than that."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from eligibility.decide.decision import Outcome
from eligibility.decide.run import Deciding, decide
from eligibility.facts.household import Household
from eligibility.ir.check.core import Refused
from eligibility.ir.vocabulary import FactSpec

from .profile import tries
from .strategies import households, money, truths
from .tiny_law import allowed, domain, filled, law_with, linker, unknown_places

LIMIT = 3_000
RULES = st.tuples(truths(2), money(1), truths(0), money(1))


def given_as_such(household: Household, fact: FactSpec, values: list[object]) -> list[object]:
    """What a fact may be where another was given that exists only for some of its values."""
    for other in linker()[1].vocabulary.subjects[fact.subject].facts:
        if other.only_if and other.only_if[0] == fact.index and household.root[other.index] is not None:
            return [v for v in values if v in other.only_if[1]]
    return values


class Brute:
    """Every completion, decided by the fast path."""

    def __init__(self, deciding: Deciding, household: Household) -> None:
        self.fresh = deciding.compiled.fresh
        self.function = deciding.compiled.programs["aid"]
        persons = len(household.persons)
        self.places = unknown_places(household)
        self.domains = [given_as_such(household, f, domain(f.type, persons)) for _, f in self.places]
        self.parameters = [domain(deciding.law.parameters[k].type, persons) for k in deciding.compiled.unknown]
        self.names = [path(household, where, fact.id) for where, fact in self.places]
        self.names += [f"{p}@{PLACE_OF[p]}" for p, _ in deciding.compiled.unknown]
        self.household = household

    @property
    def size(self) -> int:
        return prod(len(d) for d in (*self.domains, *self.parameters))

    def answers(self) -> dict[tuple[int, ...], object]:
        """The answer for each choice of positions in the domains."""
        root = linker()[1].vocabulary.root
        out: dict[tuple[int, ...], object] = {}
        spaces = [range(len(d)) for d in (*self.domains, *self.parameters)]
        count = len(self.domains)
        for choice in product(*spaces):
            values = {w: d[i] for (w, _), d, i in zip(self.places, self.domains, choice, strict=False)}
            complete = filled(self.household, values)
            if not allowed(complete, root):
                continue
            given_ = [p[i] for p, i in zip(self.parameters, choice[count:], strict=True)]
            eligible, _, amounts = self.function(
                complete.root, complete.root, self.fresh(len(complete.persons), given_)
            )
            out[choice] = (eligible, amounts)
        return out


PLACE_OF = {"line": "320100", "bound": "320100"}


def path(household: Household, where: tuple[str, int, int], fact: str) -> str:
    subject, position, _ = where
    return f"members[{household.persons[position]}].{fact}" if subject else f"household.{fact}"


def relevant(answers: dict[tuple[int, ...], object]) -> set[int]:
    """The positions of unknowns of which two values give different answers, all else being equal."""
    out = set()
    width = len(next(iter(answers), ()))
    for at in range(width):
        seen: dict[tuple[int, ...], object] = {}
        for choice, answer in answers.items():
            rest = choice[:at] + choice[at + 1 :]
            if seen.setdefault(rest, answer) != answer:
                out.add(at)
                break
    return out


def check(deciding: Deciding, household: Household) -> Outcome | None:
    brute = Brute(deciding, household)
    if brute.size > LIMIT:
        return None
    answers = brute.answers()
    outcome = decide(deciding, household).outcomes[0]
    outcomes = {a[0] for a in answers.values()}  # type: ignore[index]
    said = {"eligible": {True}, "ineligible": {False}, "undetermined": {True, False}}[outcome.outcome]
    assert outcomes <= said
    true_names = {brute.names[i] for i in relevant(answers)}
    got = {n.path for n in outcome.needed}
    assert true_names <= got
    if outcome.exact:
        assert got == true_names
        assert outcomes == said
    for index, amount in enumerate(outcome.amounts):
        paid = {a[1][index] for a in answers.values() if a[0]}  # type: ignore[index]
        if amount.given is True:
            assert None not in paid
        if amount.given is False:
            assert paid == {None}
        if amount.low is not None and amount.high is not None:
            numbers = [max(p, 0) if amount.low == 0 < amount.high else p for p in paid if p is not None]
            assert all(amount.low <= n <= amount.high for n in numbers)
    return outcome


def test_needed_equals_brute_force():
    """Wherever it says that it is exact, which it says of at least 99 in 100."""
    exact: Counter[bool] = Counter()

    @tries(500, 10_000)
    @given(RULES, households(least=2, unknown=4))
    def look(rules, household):
        try:
            deciding = law_with(*rules)
        except Refused:
            return
        outcome = check(deciding, household)
        if outcome is not None:
            exact[outcome.exact] += 1

    look()
    assert exact[True] >= 0.99 * exact.total(), dict(exact)
