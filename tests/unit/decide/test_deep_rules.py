"""However deep a rule goes and however long its tables are, it is written for the fast path: Python nests only so many loops and blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eligibility.decide.emit.writer import DEEPEST, MOST_LOOPS
from eligibility.decide.run import Deciding, decide
from eligibility.ir import nodes
from eligibility.ir.types import Boolean, Number
from tests.unit.ir.small import typed

from .small import household, law_with

ROWS = 150


def long_table(when: str) -> Deciding:
    """The amount is ten times the number of the row that holds."""
    law = law_with("true", "balance")
    rows = tuple(
        nodes.Row(typed(when.format(n), "household", Boolean()), typed(f"{n} * 10", "household")) for n in range(ROWS)
    )
    grant = law.programs[0].grants[0]
    type_ = Number(scale=0, low=0, high=10 * ROWS, unit=grant.node.type.unit)
    amount = nodes.Table(type_, (0, 0), "F", rows, typed("7", "household"))
    program = replace(law.programs[0], grants=(replace(grant, node=amount, type=type_),))
    return Deciding(replace(law, programs=(program,)))


@pytest.mark.parametrize("when", ["balance = {}", "sum(for d in [balance] return d) = {}"], ids=["plain", "statements"])
@pytest.mark.parametrize("number", [0, 1, DEEPEST - 1, DEEPEST, DEEPEST + 1, 90])
def test_every_row_of_a_long_table_is_reached(when, number):
    (found,) = decide(long_table(when), household(f"balance: {number}")).outcomes
    (amount,) = found.amounts
    assert amount.low == amount.high == number * 10


def test_the_default_of_a_long_table_is_reached():
    (found,) = decide(long_table("balance = {} + 300"), household("balance: 5")).outcomes
    assert found.amounts[0].low == 7


@pytest.mark.parametrize("depth", range(DEEPEST - 4, DEEPEST + 3))
def test_a_table_within_choices(depth):
    """At whatever depth it begins."""
    deciding = long_table("balance = {}")
    (program,) = deciding.law.programs
    node = program.grants[0].node
    for n in range(depth):
        other = typed(f"sum(for d in [balance] return d) = {500 + n}", "household", Boolean())
        node = nodes.If(node.type, (0, 0), other, nodes.Const(node.type, (0, 0), 0), node)
    grants = (replace(program.grants[0], node=node),)
    law = replace(deciding.law, programs=(replace(program, grants=grants),))
    (found,) = decide(Deciding(law), household("balance: 7")).outcomes
    assert found.amounts[0].low == 70


@pytest.mark.parametrize("loops", [MOST_LOOPS, MOST_LOOPS + 1, 3 * MOST_LOOPS])
@pytest.mark.parametrize("flag", ["true", "false"])
def test_loops_in_loops(loops, flag):
    asked = " ".join(f"some m{n} in members satisfies" for n in range(loops))
    same = " and ".join(f"m{n}.able = m0.able" for n in range(1, loops))
    found = decide(
        Deciding(law_with(f"{asked} ({same} and household.flag)")),
        household(f"flag: {flag}, members: [{{id: a, able: true}}]"),
    ).outcomes[0]
    assert found.outcome == ("eligible" if flag == "true" else "ineligible")
