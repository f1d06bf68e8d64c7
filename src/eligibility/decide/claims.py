"""What is taken to be claimed (DESIGN: the package): a programme for a subject.

A rule that reads `claimed(program)` looks among what the subject receives. Where claims are supposed instead, the answer stands ready in both readings
before anything is computed: what is among the values that are kept is never computed again.
"""

from __future__ import annotations

from typing import Any, Final

from eligibility.decide.compile import Compiled
from eligibility.frozen import record
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Enum

Pair = tuple[str, str]  # a programme and the path of a subject
Claims = frozenset[Pair]
Subjects = dict[str, list[tuple[str, Any]]]  # of each kind: paths and slots


@record
class Supposed:
    """`values` by definition and number of the subject; `kept` are the same as the compiled functions keep them."""

    values: dict[tuple[str, int], bool]
    kept: tuple[tuple[int, int, bool], ...]

    def enter(self, rows: list[Any]) -> None:
        """Put them where compiled functions look."""
        for number, place, value in self.kept:
            rows[number][place] = value


NOTHING: Final = Supposed({}, ())


def suppose(law: LinkedLaw, compiled: Compiled, subjects: Subjects, claims: Claims) -> Supposed:
    """These claims and no others."""
    values = {
        (key, int(slots[0])): (program, path) in claims
        for program, key in law.claims.items()
        for path, slots in subjects.get(law.definitions[key].subject, ())
    }
    return Supposed(values, tuple((number, compiled.kept[key], value) for (key, number), value in values.items()))


def received(law: LinkedLaw, subjects: Subjects) -> dict[Pair, bool | None]:
    """Whether each subject is said to receive each programme that is decided for it; None where that is not known."""
    out: dict[Pair, bool | None] = {}
    for kind, found in subjects.items():
        programs = [p.id for p in law.programs if p.subject == kind]
        for path, slots in found:
            named = listed(law, kind, slots)
            for id_ in programs:
                out[id_, path] = None if named is None else True if id_ in named else None if "" in named else False
    return out


def listed(law: LinkedLaw, subject: str, slots: Any) -> set[str] | None:
    """The programmes that a subject's list of claims names, with an empty one for what is not known; None where the list is not."""
    found = law.vocabulary.claims_of(subject)
    if found is None:
        return set()
    list_, named = found
    items = slots[list_.index]
    assert isinstance(named.type, Enum)
    words = (*named.type.values, "")
    return None if items is None else {words[-1 if i[named.index] is None else i[named.index]] for i in items}
