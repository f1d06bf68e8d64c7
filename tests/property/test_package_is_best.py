"""The package equals an exhaustive search over claim sets that knows nothing of the resolver: claims are written into the household as what is received, and
the law is asked in the ordinary way."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import load_policies
from eligibility.api import Law
from eligibility.resolve import Package, choose, world
from tests.property.profile import tries

TIMES = {"yuan/month": 12, "yuan/year": 1, "yuan": 1}
APART = (("care", "nursing"), ("nursing", "ticket"))  # a member never claims both
MANY = 10


@cache
def law() -> Law:
    return load_policies(Path(__file__).with_name("package"), only=True).at(place="320100", on="2022-08-01")


def family(random: Random, *, gaps: float = 0.0) -> dict[str, Any]:
    """A household of one to three, with few enough programmes in reach for all claim sets to be tried."""

    def maybe(value: Any) -> dict[str, Any]:
        return {} if random.random() < gaps else {"value": value}

    def facts(made: dict[str, Any]) -> dict[str, Any]:
        return {k: v["value"] for k, v in ((k, maybe(v)) for k, v in made.items()) if v}

    members = []
    for i in range(random.randint(1, 3)):
        made = {
            "unable": random.random() < 0.4,
            "own_rate": random.choice((0, 50, 100, 120, 150)),
            "care_rate": random.choice((0, 0, 30, 60)),
            "nursing_rate": random.choice((0, 0, 30, 45, 60)),
            "young": random.random() < 0.4,
            "apart": random.random() < 0.3,
        }
        members.append({"id": f"m{i}", "awards": [], **facts(made)})
    return {
        "on": "2022-08-01",
        "place": "320100",
        "household": {"awards": [], **facts({"income": random.choice((0, 40, 100, 150, 210, 320))})},
        "members": members,
    }


def claiming(document: dict[str, Any], claims: frozenset[tuple[str, str]]) -> dict[str, Any]:
    def awards(subject: str) -> list[dict[str, str]]:
        return [{"program": p} for p, s in sorted(claims) if s == subject]

    return {
        **document,
        "household": {**document["household"], "awards": awards("household")},
        "members": [{**m, "awards": awards(f"members[{m['id']}]")} for m in document["members"]],
    }


def lawful(claims: frozenset[tuple[str, str]]) -> bool:
    """The relations of the small law, said once more."""
    has_family = ("family", "household") in claims
    if has_family and any(p == "single" for p, _ in claims):
        return False
    if ("help", "household") in claims and not has_family:
        return False
    return not any((a, s) in claims and (b, s) in claims for a, b in APART for _, s in claims)


def worth(document: dict[str, Any], claims: frozenset[tuple[str, str]]) -> Decimal | None:
    """Twelve months of cash under these claims; None where one of them is not met."""
    total = Decimal(0)
    decided = {(d.program, d.subject): d for d in law().decide(claiming(document, claims))}
    for pair in claims:
        found = decided[pair]
        if found.outcome != "eligible":
            return None
        for grant in found.grants.values():
            if found.program != "ticket" and grant.amount is not None:
                total += TIMES[grant.unit] * grant.amount
    return total


def passed_over(document: dict[str, Any], claims: frozenset[tuple[str, str]]) -> int:
    decided = {(d.program, d.subject): d.outcome for d in law().decide(claiming(document, claims))}
    return sum(1 for p, s in claims if p == "care" and decided["nursing", s] == "eligible")


def in_reach(document: dict[str, Any]) -> list[tuple[str, str]]:
    """The pairs that some claims of the small law make eligible: nothing claimed, or every person's own support."""
    out = set()
    everybody = frozenset(("own", f"members[{m['id']}]") for m in document["members"])
    subsets = (frozenset(c) for n in range(len(everybody) + 1) for c in combinations(sorted(everybody), n))
    for claims in subsets:
        out |= {(d.program, d.subject) for d in law().decide(claiming(document, claims)) if d.outcome == "eligible"}
    return sorted(out)


def best(document: dict[str, Any]) -> tuple[Decimal, frozenset[tuple[str, str]]] | None:
    pairs = in_reach(document)
    if len(pairs) > MANY:
        return None
    found: list[tuple[Decimal, int, int, list[tuple[str, str]]]] = []
    for n in range(len(pairs) + 1):
        for chosen in combinations(pairs, n):
            claims = frozenset(chosen)
            total = worth(document, claims) if lawful(claims) else None
            if total is not None:
                found.append((-total, passed_over(document, claims), -n, sorted(claims)))
    total, _, _, claims_ = min(found)
    return -total, frozenset(claims_)


def resolved(document: dict[str, Any]) -> Package:
    return law().explain(document).package


@given(st.integers(0, 2**32))
@tries(150, 3_000)
def test_the_package_is_the_best_of_all_claim_sets(seed: int) -> None:
    document = family(Random(seed))
    expected = best(document)
    if expected is not None:
        found = resolved(document)
        assert found.settled
        assert (Decimal(found.total[0]) / 100, found.claims) == expected
        assert found.total[0] == found.total[1]


@given(st.integers(0, 2**32))
@tries(150, 3_000)
def test_no_package_breaks_a_declared_exclusion(seed: int) -> None:
    for gaps in (0.0, 0.3):
        assert lawful(resolved(family(Random(seed), gaps=gaps)).claims)


@given(st.integers(0, 2**32))
@tries(60, 1_000)
def test_a_settled_package_is_best_for_every_completion(seed: int) -> None:
    random = Random(seed)
    document = family(random, gaps=0.25)
    found = resolved(document)
    if not found.settled:
        return
    for _ in range(5):
        whole = completed(document, random)
        filled = resolved(whole)
        together = found.claims | {p for p in filled.claims if lawful(found.claims | {p})}
        total = worth(whole, together)
        assert total is not None
        assert 100 * total == filled.total[0]


def completed(document: dict[str, Any], random: Random) -> dict[str, Any]:
    """A household with its gaps filled by chance."""
    whole = family(random)
    extra = whole["members"]
    members = [{**extra[i % len(extra)], **m} for i, m in enumerate(document["members"])]
    return {**document, "household": {**whole["household"], **document["household"]}, "members": members}


@given(st.integers(0, 2**32))
@tries(100, 2_000)
def test_nobody_is_worse_off_for_a_right_that_need_not_be_used(seed: int) -> None:
    document = family(Random(seed))
    before = resolved(document).total[0]
    for member in document["members"]:
        for change in ({"unable": True}, {"young": True}, {"apart": True}):
            with_right = {
                **document,
                "members": [{**m, **change} if m is member else m for m in document["members"]],
            }
            assert resolved(with_right).total[0] >= before


def test_a_supported_member_who_leaves_the_family_changes_its_aid() -> None:
    plain = {"care_rate": 0, "nursing_rate": 0, "young": False, "apart": False, "awards": []}
    members = [
        {"id": "m0", "unable": True, "own_rate": 150, **plain},
        {"id": "m1", "unable": False, "own_rate": 0, **plain},
    ]
    document = {
        "on": "2022-08-01", "place": "320100", "household": {"income": 40, "awards": []}, "members": members,
    }  # fmt: skip
    assert law().decide(document).one("family").grants["gap"].amount == 160
    found = resolved(document)
    assert found.claims == {("family", "household"), ("own", "members[m0]"), ("help", "household")}
    family_aid = next(e for e in found.entries if e.pair == ("family", "household"))
    assert family_aid.outcome.amounts[0].low == 6_000
    assert found.total == (12 * (15_000 + 6_000) + 5_000,) * 2


def test_with_more_sets_than_are_compared_what_is_received_is_listed_if_it_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choose, "MAX_SETS", 0)
    member = {
        "id": "m0",
        "unable": True,
        "own_rate": 150,
        "care_rate": 30,
        "nursing_rate": 30,
        "young": False,
        "apart": True,
    }
    document = {"on": "2022-08-01", "place": "320100", "household": {"income": 40, "awards": []}, "members": [member]}
    for received in ([], ["own", "care"], ["care", "nursing"], ["child"]):
        own = {**member, "awards": [{"program": p} for p in received]}
        found = resolved({**document, "members": [own]})
        assert found.beyond
        assert not found.settled
        assert lawful(found.claims)


def test_what_is_received_against_the_law_does_not_end_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "MAX_SETS", 0)
    monkeypatch.setattr(world.World, "_clash", lambda _, pairs: bool(pairs))  # whatever is received may not be received
    member = {
        "id": "m0",
        "unable": True,
        "own_rate": 150,
        "care_rate": 0,
        "nursing_rate": 0,
        "young": False,
        "apart": False,
    }
    document = {
        "on": "2022-08-01", "place": "320100", "household": {"income": 40, "awards": []},
        "members": [{**member, "awards": [{"program": "own"}]}],
    }  # fmt: skip
    found = resolved(document)
    assert found.beyond
    assert ("own", "members[m0]") not in found.claims
