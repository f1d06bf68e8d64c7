"""A linked law is data: what is written of it as JSON is all of it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from eligibility.api import load_policies
from eligibility.diagnostics.errors import NotInForce
from eligibility.ir import nodes
from eligibility.ir.plain import canonical, digest, kinds, plain, restored
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Boolean, Number
from eligibility.law.places import exists
from tests.conformance.bench import examples, linker, ready
from tests.conformance.test_emit import VALUED

POLICIES = load_policies()
PLACES = ["110101", *(p for folder in POLICIES.packs for p in folder.places)]
DAYS = ["2016-01-01", "2022-08-01", "2024-01-01", "2026-06-30", "2026-07-01"]


def laws() -> list[tuple[str, str]]:
    """Each place on one of the days, so that all of both are met."""
    found = [(place, DAYS[i % len(DAYS)]) for i, place in enumerate(PLACES)] + [(PLACES[1], day) for day in DAYS]
    return [(place, day if exists(place, date.fromisoformat(day)) else DAYS[0]) for place, day in found]


@pytest.mark.parametrize(("place", "day"), laws())
def test_the_law_of_every_place_is_the_same_after_json(place, day):
    try:
        law = POLICIES.at(place=place, on=day).linked
    except NotInForce:
        law = POLICIES.at(place=place, on=DAYS[-1]).linked
    again = restored(json.loads(json.dumps(plain(law), ensure_ascii=False)))
    assert isinstance(again, LinkedLaw)
    assert again == law
    assert digest(again) == digest(law)
    assert list(again.definitions) == list(law.definitions)


def test_a_law_that_holds_every_kind_of_node_is_the_same_after_json():
    trees = tuple(ready(i).node for i in VALUED)
    assert restored(json.loads(json.dumps(plain(trees)))) == trees


def test_tables_keep_their_order_and_their_pairs_as_keys():
    table = {("a", ""): 1, ("b", "x"): (2, None), "c": {"d": True}}
    again = restored(json.loads(json.dumps(plain(table))))
    assert again == table
    assert list(again) == list(table)


def test_one_value_has_one_sequence_of_bytes():
    _, law = linker()
    assert canonical(law) == canonical(restored(json.loads(canonical(law))))
    assert digest(law).startswith("sha256:")
    assert digest(law) != digest(linker("2019-12-31")[1])


def test_truths_and_numbers_do_not_become_one_another():
    for value in (True, 1, "1"):
        node = nodes.Const(Boolean(), (0, 0), value)
        assert type(restored(json.loads(json.dumps(plain(node)))).value) is type(value)


def test_every_kind_of_record_of_the_ir_is_known_by_name():
    assert kinds()["types.Number"] is Number
    assert {k for k in kinds() if k.startswith("nodes.")} >= {f"nodes.{type(ready(i).node).__name__}" for i in VALUED}
    assert len(examples()) > len(VALUED)
