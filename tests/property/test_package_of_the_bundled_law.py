"""Under the bundled law the package is as good as the best of all claim sets, each of which the law is asked about anew, and breaks no exclusion."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given

from eligibility.decide.claims import Claims, Pair, suppose
from eligibility.decide.decision import Outcome
from eligibility.decide.run import Deciding, decide, subjects_of
from eligibility.facts.household import Household
from eligibility.ir.claims import claims_read
from eligibility.resolve import Package, resolve
from tests.property.profile import tries
from tests.property.real_law import cases

MANY = 8
TIMES = {"yuan/month": 12, "yuan/year": 1, "yuan": 1}


def outcomes(deciding: Deciding, household: Household, claims: Claims) -> dict[Pair, Outcome]:
    subjects = {k: subjects_of(deciding, household, k) for k in {p.subject for p in deciding.law.programs}}
    supposed = suppose(deciding.law, deciding.compiled, subjects, claims)
    return {(o.program.id, o.subject): o for o in decide(deciding, household, supposed).outcomes}


def clash(deciding: Deciding, one: Pair, other: Pair) -> bool:
    """Whether the relations of the law keep two pairs apart, read once more from the law itself."""
    programs = {p.id: p for p in deciding.law.programs}
    for a, b in ((one, other), (other, one)):
        for relation in programs[a[0]].relations:
            if relation.other != b[0] or not {"excludes", "higher_of"} & set(relation.kinds):
                continue
            of_household = [p for p in (a, b) if programs[p[0]].subject == "household"]
            if of_household and (len(of_household) == 2 or "leaves_family" not in relation.kinds):
                return True
            if not of_household and (relation.same == "household" or a[1] == b[1]):
                return True
    return False


def cash(outcome: Outcome) -> int:
    if outcome.program.discretionary:
        return 0
    return sum(
        TIMES.get(a.grant.unit, 0) * (a.low or 0) for a in outcome.amounts if a.given and a.grant.given_as == "cash"
    )


def sure(found: dict[Pair, Outcome]) -> bool:
    return all(o.outcome != "undetermined" and not any(a.missing_parameter for a in o.amounts) for o in found.values())


def most(deciding: Deciding, household: Household, contested: list[Pair]) -> int | None:
    """The most cash of all lawful sets of the contested pairs, with all that is met besides; None where something stays open."""
    best = 0
    for n in range(len(contested) + 1):
        for chosen in combinations(contested, n):
            claims = frozenset(chosen)
            found = outcomes(deciding, household, claims)
            if not sure(found):
                return None
            if any(found[p].outcome != "eligible" for p in claims) or any(
                clash(deciding, a, b) for a, b in combinations(sorted(claims), 2)
            ):
                continue
            besides = [p for p, o in found.items() if p not in contested and o.outcome == "eligible"]
            best = max(best, sum(cash(found[p]) for p in (*claims, *besides)))
    return best


def contested(deciding: Deciding, package: Package) -> list[Pair]:
    """The pairs that exclude another one or that some rule asks about, of those that a package speaks of."""
    asked = frozenset().union(*claims_read(deciding.law).values())
    pairs = [e.pair for e in package.entries if e.status != "review"]
    return [p for p in pairs if p[0] in asked or any(clash(deciding, p, q) for q in pairs if q != p)]


@given(cases())
@tries(150, 3_000)
def test_the_package_is_worth_as_much_as_the_best_of_all_claim_sets(case: tuple[Deciding, Household]) -> None:
    deciding, household = case
    found = resolve(deciding, decide(deciding, household))
    among = contested(deciding, found)
    if len(among) <= MANY and not found.beyond:
        expected = most(deciding, household, among)
        if expected is not None:
            assert found.settled
            assert found.total == (expected, expected)


@given(cases(gaps=(0.0, 0.02)))
@tries(150, 3_000)
def test_nothing_that_is_claimed_excludes_another(case: tuple[Deciding, Household]) -> None:
    deciding, household = case
    claims = sorted(resolve(deciding, decide(deciding, household)).claims)
    assert not any(clash(deciding, a, b) for a, b in combinations(claims, 2))
