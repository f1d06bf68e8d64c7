"""A small law whose facts have few values, so that every completion of a household can be tried; its rules are swapped for generated ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from eligibility.decide.run import Deciding
from eligibility.diagnostics.problem import Problems
from eligibility.facts.household import Household
from eligibility.feel.parser import parse
from eligibility.ir import nodes
from eligibility.ir.check.arithmetic import rounded
from eligibility.ir.check.core import rescaled
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.law.ground import Ground
from eligibility.law.link import Linker
from eligibility.law.programs import AT
from eligibility.policy.folder import open_pack

PLACE, DAY = "320100", date(2022, 8, 1)
HERE_AND_ELSEWHERE = ("320100", "110000")


@cache
def linker() -> tuple[Linker, LinkedLaw]:
    problems = Problems()
    pack = open_pack(Path(__file__).with_name("tiny") / "xx", problems)
    made = Linker(Ground([pack.everything(problems)], PLACE), DAY)
    law = made.link()
    assert not problems.errors
    assert not made.problems.errors, [p.kind for p in made.problems]
    return made, law


def law_with(condition: str, money: str, extra_if: str, extra: str) -> Deciding:
    """The law with one condition, an amount that is always given, and one with an `if`. Raises Refused where an expression is none."""
    made, law = linker()
    scope = made.scope("household", "aid")
    truth = made.checker.check(parse(condition), scope, Boolean())
    program = law.programs[0]
    first, second = program.grants
    program = replace(
        program,
        conditions=(replace(program.conditions[0], node=truth),),
        grants=(
            replace(first, node=amount(made, money)),
            replace(second, condition=made.checker.check(parse(extra_if), scope, Boolean()), node=amount(made, extra)),
        ),
    )
    eligible = law.definitions["aid.eligible"]
    definitions = {**law.definitions, "aid.eligible": replace(eligible, node=nodes.And(Boolean(), (0, 0), (truth,)))}
    return Deciding(replace(law, programs=(program,), definitions=definitions, parameters=made.parameter_rules))


def amount(made: Linker, text: str) -> nodes.Node:
    from decimal import Decimal

    node = made.checker.check(parse(text), made.scope("household", "aid"), Number("yuan/month", 2, 0, 0))
    return rescaled(rounded(AT, node, Decimal("0.01"), "half_up"), 2)


# ---- every value a fact may have


def domain(type_: Type, persons: int) -> list[Any]:
    match type_:
        case Boolean():
            return [False, True]
        case Number() | Date():
            return list(range(type_.low, type_.high + 1))
        case Enum():
            return list(range(len(type_.values)))
        case Place():
            return list(HERE_AND_ELSEWHERE)
        case Person():
            return [-1, *range(persons)]
        case Persons():
            everybody = range(persons)
            return [tuple(p for p in everybody if mask >> p & 1) for mask in range(1 << persons)]
        case ListOf():
            return lists(type_, persons)
        case _:
            raise TypeError(type_)


@cache
def things(persons: int) -> tuple[Any, ...]:
    spec = linker()[1].vocabulary.subjects["thing"]
    return tuple(product(*(domain(f.type, persons) for f in spec.facts)))


def lists(type_: ListOf, persons: int) -> list[Any]:
    assert isinstance(type_.element, Item)
    out: list[Any] = []
    for length in range(type_.least, type_.most + 1):
        choices = product(things(persons), repeat=length)
        out += [tuple((position, *values) for position, values in enumerate(items)) for items in choices]
    return out


Where = tuple[str, int, int]  # subject, its position, the slot


def unknown_places(household: Household) -> list[tuple[Where, FactSpec]]:
    """Every empty slot of the root and its members, with its fact."""
    vocabulary = linker()[1].vocabulary
    root = household.root
    out: list[tuple[Where, FactSpec]] = [(("", 0, f.index), f) for f in vocabulary.root.facts if root[f.index] is None]
    members = vocabulary.subjects["member"]
    at = next(f.index for f in vocabulary.root.facts if f.id == "members")
    for position, slots in enumerate(root[at]):  # type: ignore[arg-type]
        out += [(("member", position, f.index), f) for f in members.facts if slots[f.index] is None]
    return out


def filled(household: Household, values: dict[Where, Any]) -> Household:
    """The household with values in empty slots."""
    vocabulary = linker()[1].vocabulary
    at = next(f.index for f in vocabulary.root.facts if f.id == "members")
    root = list(household.root)
    members = [list(m) for m in root[at]]  # type: ignore[call-overload]
    for (subject, position, slot), value in values.items():
        if subject:
            members[position][slot] = value
        else:
            root[slot] = value
    root[at] = tuple(tuple(m) for m in members)
    return replace(household, root=tuple(root))


def allowed(household: Household, spec: SubjectSpec) -> bool:
    """Whether every number that another bounds stays within it."""
    root = household.root
    for fact in spec.facts:
        if fact.at_most is not None:
            small, large = root[fact.index], root[fact.at_most]
            if small is not None and large is not None and small > large:  # type: ignore[operator]
                return False
    return True
