"""Who is in a document and under which number: the complete list of people first, then the others, each list in its order.

Everything else names people by id, so that numbers are given out before any fact is read. A person without a usable id keeps a number and loses nothing
but the name by which others could point there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from eligibility.facts.names import Entries, Keys
from eligibility.facts.report import Report, named
from eligibility.facts.values import EMPTY, NONE, OUTSIDE, UNKNOWN
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.policy.yaml import Mapping, Scalar, Sequence

ID: Final = re.compile(r"[^\s\[\].,:：{}\"'#]{1,40}")


@dataclass(slots=True)
class People:
    """Ids by number, numbers by id, and which ids stand in a complete list."""

    ids: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)  # by subject: the number of the first in its list


def number_people(keys: Keys, lists: Entries, report: Report) -> People:
    """Numbers for everybody listed. Lists that are no lists are told where they are read."""
    people = People()
    for spec in keys.people:
        people.first[spec.id] = len(people.ids)
        fact = keys.outer[spec.list]
        node = lists[fact.index][1] if fact.index in lists else None
        for position, item in enumerate(node.items if isinstance(node, Sequence) else ()):
            path = f"{spec.list}[{position}]"
            id_ = identify(keys, spec, item, path, people, report) if isinstance(item, Mapping) else None
            if id_ is not None:
                people.numbers[id_] = len(people.ids)
                if spec.complete:
                    people.members[id_] = len(people.ids)
            people.ids.append(id_ or path)
    return people


def identify(keys: Keys, spec: SubjectSpec, item: Mapping, path: str, people: People, report: Report) -> str | None:
    """The id that an item gives itself; None, told, where it gives none that names one person."""
    names = keys.names[spec.id].facts
    fact = names[spec.identified_by]
    found = next(((k, v) for k, v in item.items if names.get(k.text.strip()) is fact), None)
    if found is None:
        start = item.items[0][0].span if item.items else item.span
        report.add("id_missing", start, path, key=fact.id, key_zh=fact.name, **named(spec.label))
        return None
    node, path = found[1], f"{path}.{fact.id}"
    word = node.text.strip() if isinstance(node, Scalar) else ""
    if not ID.fullmatch(word) or word in (*UNKNOWN, *OUTSIDE, *NONE, *EMPTY):
        report.add("id_shape", node.span, path, **named(fact))
        return None
    if word in people.numbers:
        report.add("id_twice", node.span, path, **named(fact))
        return None
    return word


def tie(spec: SubjectSpec) -> FactSpec | None:
    """The fact by which somebody outside a complete list belongs to the document: the first of theirs that names several persons."""
    if spec.complete or not spec.identified_by:
        return None
    return next((f for f in spec.facts if f.unit == "persons"), None)
