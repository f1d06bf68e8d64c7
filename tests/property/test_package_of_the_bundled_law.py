"""Under the bundled law the package is as good as the best of all claim sets, each of which the law is asked about anew, and breaks no exclusion."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any, Final

from hypothesis import given

from eligibility import load_policies
from eligibility.decide.claims import Claims, Pair, suppose
from eligibility.decide.decision import Outcome
from eligibility.decide.run import Deciding, decide, outcomes_of, subjects_of
from eligibility.facts.household import Household
from eligibility.ir import nodes
from eligibility.ir.claims import claims_read
from eligibility.ir.program import GrantRule, LinkedLaw
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Place, Type
from eligibility.ir.vocabulary import SubjectSpec
from eligibility.ir.walk import PARTS
from eligibility.resolve import Package, resolve
from tests.property.profile import NIGHTLY, tries
from tests.property.real_law import cases

MANY = 8
CONTESTS: Final = (
    ("360100", "2024-03-01"), ("320100", "2022-10-01"), ("310000", "2023-09-01"), ("440100", "2022-10-01"), ("360733", "2023-06-01"),
    ("330100", "2023-06-01"), ("420100", "2023-06-01"), ("440300", "2023-08-01"),
)  # fmt: skip
USUAL: Final = {
    "yuan/month": (10_000, 150_000), "yuan/year": (20_000, 500_000), "yuan": (100_000, 3_000_000), "ratio": (50_000, 900_000),
}  # fmt: skip
TIMES = {"yuan/month": 12, "yuan/year": 1, "yuan": 1}


def outcomes(deciding: Deciding, household: Household, claims: Claims) -> dict[Pair, Outcome]:
    subjects = {k: subjects_of(deciding, household, k) for k in {p.subject for p in deciding.law.programs}}
    supposed = suppose(deciding.law, deciding.compiled, subjects, claims)
    found = outcomes_of(deciding, household, deciding.law.programs, subjects, supposed, searching=False)
    return {(o.program.id, o.subject): o for o in found}


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
    """Whether all mandatory cash is settled."""
    paying = [o for o in found.values() if not o.program.discretionary and any(map(in_cash, o.program.grants))]
    return all(
        o.outcome != "undetermined" and not any(a.missing_parameter for a in o.amounts if in_cash(a.grant))
        for o in paying
    )


def in_cash(grant: GrantRule) -> bool:
    return grant.given_as == "cash" and grant.unit in TIMES


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
            besides = [p for p in besides if not any(clash(deciding, p, c) for c in claims)]
            assert not any(clash(deciding, a, b) for a, b in combinations(besides, 2))
            best = max(best, sum(cash(found[p]) for p in (*claims, *besides)))
    return best


def contested(deciding: Deciding, package: Package) -> list[Pair]:
    """The pairs that exclude another one or that some rule asks about, of those that a package speaks of."""
    asked = frozenset().union(*claims_read(deciding.law).values())
    pairs = [e.pair for e in package.entries if e.status != "review"]
    return [p for p in pairs if p[0] in asked or any(clash(deciding, p, q) for q in pairs if q != p)]


def person(random: Random, id_: str, relation: str, born: str) -> dict[str, Any]:
    """Somebody without income who may have a disability, need care, and draw something already."""
    kind = random.choice(("none", "physical", "intellectual", "mental", "visual"))
    out: dict[str, Any] = {
        "id": id_, "relation": relation, "birth_date": born, "disability_kind": kind, "self_care_failures": random.choice((0, 0, 2, 6)),
        "self_care_loss": random.choice(("none", "partial", "total")), "elder_ability": random.choice(("intact", "moderate", "total")),
        "monthly_wage": random.choice((0, 0, 0, 500, 3000)), "prefers_child_scheme": random.random() < 1 / 2, "support_form": "dispersed",
        "institutional_care": False, "employed": False, "serious_illness": False, "contracted_land": False, "student_level": "none",
        "eldercare_service_kind": "none", "care_need_level": 1, "pays_half_of_care": False, "monthly_pension": 0,
        "monthly_basic_pension": 0, "monthly_other_income": 0, "monthly_business_income": 0, "monthly_property_income": 0,
        "monthly_support_received": 0, "monthly_support_paid": 0, "medical_insurance": "employee", "inpatient_compliant": 0,
        "chronic_compliant": 0, "lives_with_household": True, "coresidence_months": 120,
    }  # fmt: skip
    if kind != "none":
        out |= {"disability_grade": random.choice((1, 1, 2, 3)), "long_term_care_months": 12}
    if random.random() < 1 / 5:
        drawn = ("minimum_income", "extreme_poverty", "disability_care_allowance", "orphan_allowance")
        out["receives"] = [{"program": random.choice(drawn)}]
    return out


def contest(seed: int) -> dict[str, Any]:
    """A household for which several programmes compete, at a place and day of which most amounts are recorded."""
    random = Random(seed)
    place, on = random.choice(CONTESTS)
    members = [person(random, "a", "applicant", "1985-03-01")]
    if random.random() < 3 / 5:
        members.append(person(random, "m", "parent", random.choice(("1938-01-01", "1950-01-01", "1960-01-01"))))
    if random.random() < 3 / 5:
        members.append(person(random, "c", "child", random.choice(("2012-01-01", "2019-01-01"))))
    household: dict[str, Any] = {
        "area": random.choice(("urban", "rural")), "property_within_limits": random.random() < 4 / 5, "financial_assets": 0, "vehicles": 0,
        "homes": 1, "monthly_family_income": random.choice((0, 500, 1500, 2500, 6000)),
    }  # fmt: skip
    if random.random() < 1 / 4:
        household["receives"] = [{"program": random.choice(("minimum_income", "low_income_edge"))}]
    return {
        "on": on, "place": place, "otherwise": "ordinary", "household": household, "members": members, "supporters": [],
    }  # fmt: skip


def without_gaps(law: LinkedLaw) -> LinkedLaw:
    """The law with figures made up where none is recorded, so that whatever competes comes to a sum."""

    def figure(key: tuple[str, str], type_: Type) -> Any:
        random = Random(repr(key))
        if not isinstance(type_, Number):
            return isinstance(type_, Boolean) and random.random() < 1 / 2
        low, high = USUAL.get(type_.unit, (1, 12))
        return min(max(random.randint(low, high), type_.low), type_.high)

    def rebuilt(node: Any) -> Any:
        if isinstance(node, nodes.Parameter):
            return (
                node if node.value is not None else replace(node, value=figure((node.parameter, node.scope), node.type))
            )
        if isinstance(node, tuple):
            return tuple(map(rebuilt, node))
        if isinstance(node, nodes.Row):
            return replace(node, when=rebuilt(node.when), then=rebuilt(node.then))
        if not isinstance(node, nodes.Node) or not PARTS[type(node)]:
            return node
        return replace(node, **{name: rebuilt(getattr(node, name)) for name in PARTS[type(node)]})

    def given(grant: GrantRule) -> GrantRule:
        return replace(grant, node=rebuilt(grant.node), condition=rebuilt(grant.condition))

    definitions = {key: replace(d, node=rebuilt(d.node)) for key, d in law.definitions.items()}
    programs = tuple(replace(p, grants=tuple(map(given, p.grants))) for p in law.programs)
    figures = {k: p if p.value is not None else replace(p, value=figure(k, p.type)) for k, p in law.parameters.items()}
    return replace(law, definitions=definitions, programs=programs, parameters=figures)


def filled(law: LinkedLaw, household: Household) -> Household:
    """The household with everything that it does not say as plain as it can be: no, none, the least."""

    def value(type_: Type) -> Any:
        match type_:
            case Boolean():
                return False
            case Number() | Date():
                return max(type_.low, 0)
            case Enum():
                return 0
            case Place():
                return law.place
            case Person():
                return -1
        return ()

    def whole(spec: SubjectSpec, slots: tuple[Any, ...]) -> tuple[Any, ...]:
        out = [slots[0]]
        for fact, slot in zip(spec.facts, slots[1:], strict=True):
            if slot is None:
                out.append(value(fact.type))
            elif isinstance(fact.type, ListOf) and isinstance(fact.type.element, Item):
                inner = law.vocabulary.subjects[fact.type.element.subject]
                out.append(tuple(whole(inner, item) for item in slot))
            else:
                out.append(slot)
        return tuple(out)

    return replace(household, root=whole(law.vocabulary.root, household.root))


def test_where_programmes_compete_the_package_is_the_best_of_all_claim_sets() -> None:
    """Households made for it, most with a real choice, under the law with all figures: the sum is that of the best set, of which each was asked anew."""
    policies = load_policies()
    laws = {at: without_gaps(policies.at(place=at[0], on=at[1]).linked) for at in CONTESTS}
    deciders = {at: Deciding(law) for at, law in laws.items()}
    compared, clashes = 0, Counter[tuple[str, str]]()
    for seed in range(3_000 if NIGHTLY else 300):
        document = contest(seed)
        law = policies.at(place=document["place"], on=document["on"])
        deciding = deciders[document["place"], document["on"]]
        household = filled(deciding.law, law._household(document))
        package = resolve(deciding, decide(deciding, household))
        among = contested(deciding, package)
        for one, other in combinations(package.claims, 2):
            assert not clash(deciding, one, other), (seed, one, other)
        if len(among) > MANY or package.beyond or not package.settled:
            continue
        expected = most(deciding, household, among)
        if expected is not None:
            compared += 1
            assert package.total == (expected, expected), seed
            clashes.update((a[0], b[0]) for a, b in combinations(sorted(among), 2) if clash(deciding, a, b))
    assert compared >= 200
    assert len(clashes) >= 5, clashes


@given(cases())
@tries(60, 3_000)
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
@tries(60, 3_000)
def test_nothing_that_is_claimed_excludes_another(case: tuple[Deciding, Household]) -> None:
    deciding, household = case
    claims = sorted(resolve(deciding, decide(deciding, household)).claims)
    assert not any(clash(deciding, a, b) for a, b in combinations(claims, 2))
