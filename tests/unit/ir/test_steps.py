"""The steps that a law can make a reading take, known from the law alone and never exceeded by any household."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.ir.steps import Counting, is_numbered, most_steps
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons
from tests.conformance.bench import examples, law_of, linker, ready
from tests.conformance.test_emit import VALUED

from .small import typed


def count(text: str) -> int:
    return Counting(linker()[1]).of(typed(text))


def test_a_leaf_is_one_step_and_an_operation_one_more_than_its_parts():
    assert count("flag") == 1
    assert count("not(flag)") == 2
    assert count("flag and other_flag") == 3
    assert count("if flag then number else larger") == 4


def test_a_list_counts_its_longest():
    assert count("count(members)") == 2
    assert count("sum(members.wage)") == 1 + (1 + 1 + 5 * 1)
    assert count("some m in members satisfies some n in members satisfies m.able") == 2 + 5 * (2 + 5 * 1)


def test_a_definition_of_a_numbered_subject_is_read_once_and_any_other_wherever_it_is_used():
    assert count("count(members[earns])") == 1 + (2 + 5 * 1)
    weight = Counting(linker()[1]).of(linker()[1].definitions["gift.weight"].node)
    assert count("sum(gifts.weight)") == 1 + 2 + 3 * (1 + weight)


def test_only_what_a_number_tells_apart_is_computed_once():
    vocabulary = linker()[1].vocabulary
    numbered = {s for s in vocabulary.subjects if is_numbered(vocabulary, s)}
    assert numbered == {"household", "member", "helper", "shop"}


def test_the_most_instances_of_a_subject_in_two_lists_are_those_of_both():
    counting = Counting(linker()[1])
    assert [counting.instances(s) for s in ("household", "member", "helper", "thing", "gift")] == [
        1,
        5,
        3,
        4,
        3 + 5 * 3,
    ]


def largest(number: int):
    """The case's law with a household in which every list is as long as it may be."""
    case = ready(number)
    vocabulary = case.law.vocabulary
    people = iter(range(100))

    def value(type_):
        match type_:
            case Number() | Date():
                return type_.low
            case Enum() | Persons():
                return 0 if isinstance(type_, Enum) else ()
            case Boolean():
                return True
            case Person():
                return -1
            case ListOf(element=Item(subject=subject)):
                return tuple(slots(vocabulary.subjects[subject], i) for i in range(type_.most))
        return ""

    def slots(spec, position):
        first = next(people) if spec.identified_by else position
        return (first, *(first if f.id == spec.identified_by else value(f.type) for f in spec.facts))

    root = (0, *(value(f.type) for f in vocabulary.root.facts))
    ids = tuple(map(str, range(next(people))))
    return case.law, replace(case.household, root=root, persons=ids, names=ids), case.unknown


@pytest.mark.parametrize("number", VALUED[::12], ids=lambda i: str(examples()[i]))
def test_no_reading_of_the_largest_household_meets_more(number):
    law, household, unknown = largest(number)
    case = Case(law, household, unknown)
    reader = Reader(law, case, record=True)
    for key, rule in law.definitions.items():
        for instance in case.instances:
            if instance.subject == rule.subject:
                reader.define(key, case.instances[0], instance)
    assert reader.record is not None
    assert 0 < len(reader.record) <= most_steps(law)


def test_a_longer_rule_takes_more_steps():
    one = examples()[VALUED[0]]
    law = law_of(one, typed("flag"))
    longer = law_of(one, typed("some m in members satisfies m.able"))
    assert most_steps(longer) > most_steps(law)
