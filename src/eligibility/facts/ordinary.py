"""What a file leaves out and what it may not say together.

`otherwise: ordinary` fills an absent fact with the value its vocabulary calls ordinary. A fact that exists only for some values of another (`only_if`) is
never presumed, nor accepted, where that other has none of them; where the other is unknown it is presumed for the case that it exists.
"""

from __future__ import annotations

from eligibility.facts.document import Head
from eligibility.facts.names import Entries
from eligibility.facts.report import Report, named
from eligibility.ir.nodes import Value
from eligibility.ir.types import Boolean, Enum
from eligibility.ir.vocabulary import FactSpec, SubjectSpec


def presume(spec: SubjectSpec, slots: list[object], asked: set[int], head: Head) -> tuple[int, ...]:
    """Fills what is absent and ordinary; the slots that it filled. What was asked in vain stays unknown."""
    if not head.otherwise_ordinary:
        return ()
    filled = []
    for fact in guards_first(spec):
        if (
            slots[fact.index] is not None
            or fact.index in asked
            or not fact.has_ordinary
            or not may_exist(spec, slots, fact)
        ):
            continue
        slots[fact.index] = head.place if fact.ordinary_is_place else fact.ordinary
        filled.append(fact.index)
    return tuple(filled)


def guards_first(spec: SubjectSpec) -> tuple[FactSpec, ...]:
    """The facts of a subject, each after the one its existence rests on."""

    def depth(fact: FactSpec) -> int:
        steps = 0
        while fact.only_if is not None and steps <= len(spec.facts):
            fact, steps = spec.facts[fact.only_if[0] - 1], steps + 1
        return steps

    return tuple(sorted(spec.facts, key=depth))


def may_exist(spec: SubjectSpec, slots: list[object], fact: FactSpec) -> bool:
    """Whether a fact may have a value: its guard is unknown, or has one of the values that the guard asks for."""
    if fact.only_if is None:
        return True
    index, allowed = fact.only_if
    guard = spec.facts[index - 1]
    if not may_exist(spec, slots, guard):
        return guard.otherwise is not None and guard.otherwise in allowed
    value = slots[index]
    return value is None or value in allowed


def contradictions(spec: SubjectSpec, slots: list[object], entries: Entries, path: str, report: Report) -> None:
    """Tells of facts given where they cannot exist, and of a part greater than its whole."""
    for fact in spec.facts:
        if slots[fact.index] is None or fact.index not in entries:
            continue
        key, node = entries[fact.index]
        if not may_exist(spec, slots, fact):
            assert fact.only_if is not None
            guard = spec.facts[fact.only_if[0] - 1]
            args = {"guard": guard.label.zh, "guard_en": guard.label.en, **worded(guard, fact.only_if[1])}
            report.add("fact_without_guard", key.span, f"{path}.{fact.id}", **named(fact), **args)
        if fact.at_most is not None and exceeds(slots[fact.index], slots[fact.at_most]):
            whole = spec.facts[fact.at_most - 1].label
            args = {"other": whole.zh, "other_en": whole.en}
            report.add("more_than_whole", node.span, f"{path}.{fact.id}", **named(fact), **args)


def exceeds(part: object, whole: object) -> bool:
    return isinstance(part, int) and isinstance(whole, int) and part > whole


def worded(guard: FactSpec, allowed: tuple[Value, ...]) -> dict[str, str]:
    """The values of a guard for which a fact exists, or, where they are fewer, those for which it does not."""
    if isinstance(guard.type, Boolean):
        forms: dict[Value, tuple[str, str]] = {True: ("是", "true"), False: ("否", "false")}
    else:
        assert isinstance(guard.type, Enum)
        zh = [label.zh for label in guard.value_labels] or list(guard.type.values)
        forms = {i: (zh[i], value) for i, value in enumerate(guard.type.values) if value}
    admitted = [forms[v] for v in allowed if v in forms]
    excluded = [words for v, words in forms.items() if v not in allowed]
    if len(excluded) < len(admitted):
        admitted = []
    else:
        excluded = []
    return {
        "choices": "、".join(zh for zh, _ in admitted),
        "choices_en": ", ".join(en for _, en in admitted),
        "excluded": "、".join(zh for zh, _ in excluded),
        "excluded_en": ", ".join(en for _, en in excluded),
    }
