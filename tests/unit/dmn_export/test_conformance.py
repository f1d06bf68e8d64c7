"""Every complete case that the interpreters share, as a DMN model: an expression, or a table as a decision table by its hit policy."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from eligibility.dmn import read_model
from eligibility.dmn.write.document import xml
from eligibility.dmn.write.facts import Input
from eligibility.dmn.write.program import model_of
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Type
from tests.conformance.bench import ASKED, emitted, examples, is_complete, ready

COMPLETE = [i for i, one in enumerate(examples()) if one.error is None and is_complete(ready(i))]


@pytest.mark.parametrize("number", COMPLETE, ids=lambda i: str(examples()[i]))
def test_a_model_computes_what_is_expected(number):
    case = ready(number)
    expected = emitted(case, case.household, (None,) * len(case.unknown))
    model = model_of(case.law, ASKED)
    found = read_model(xml(model).encode())
    assert not found.problems, [(p.kind, p.args) for p in found.problems]
    program = next(p for p in case.law.programs if p.id == ASKED)
    person = case.one.of.partition(" ")[2]
    results = found.run(Input(case.law, program).of(case.household, person, fill=True))
    assert not results.problems, [(p.kind, p.args) for p in results.problems]
    value = results[next(n.name for n in model.nodes if n.id.startswith("grant_"))]
    assert plain(value) == shown(case.node.type, expected, case.household.persons)


def plain(value: Any) -> Any:
    """A value of FEEL, a quotient as a fraction and a person by the id."""
    if isinstance(value, Decimal):
        return Fraction(value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        if "denominator" in value:
            assert value["denominator"] > 0
            return Fraction(value["numerator"]) / Fraction(value["denominator"])
        return value["id"] if "id" in value else {k: plain(v) for k, v in value.items()}
    return value if value is None or isinstance(value, bool | str) else date.fromisoformat(str(value))


def shown(type_: Type, value: Any, persons: tuple[str, ...]) -> Any:
    """An encoded value in the same form."""
    match type_:
        case Boolean():
            return value
        case Number(scale=scale, quotient=quotient):
            return (Fraction(*value) if quotient else Fraction(value)) / 10**scale
        case Date():
            return date.fromordinal(value)
        case Enum(values=values):
            return values[value]
        case Person():
            return "outside" if value < 0 else persons[value]
        case Persons():
            return [persons[v] for v in value]
        case Item():
            return persons[value[0]]
        case ListOf(element=element):
            return [shown(element, v, persons) for v in value]
    return value
