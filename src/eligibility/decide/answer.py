"""One abstract run of one programme for one subject."""

from __future__ import annotations

from typing import Any

from eligibility.decide.completions import Signature
from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.reader import Atom, Reader
from eligibility.frozen import record
from eligibility.ir.program import ProgramRule


@record
class Question:
    """One programme for one subject, with its compiled function."""

    program: ProgramRule
    function: Any
    instance: int


@record
class Answer:
    """Truth of being eligible, each grant's (given, value), and what all of it may rest on."""

    eligible: int
    amounts: tuple[tuple[int, Abstract], ...]
    deps: int
    atoms: tuple[Atom, ...]

    def signature(self) -> Signature:
        """What a completion in a box with a definite answer comes to."""
        if self.eligible == 2:
            return False, ()
        return True, tuple(v[0] if given == 1 else None for given, v in self.amounts)


def read(reader: Reader, question: Question) -> Answer:
    """The answer that one reading gives. The reader may have been used for other questions of the same box."""
    case, program = reader.case, question.program
    root, instance = case.instances[0], case.instances[question.instance]
    env = (root,) if instance is root else (root, instance)
    mask, deps = reader.define(f"{program.id}.eligible", root, instance)
    deps = deps if mask == 3 else 0
    amounts = []
    for grant in program.grants if mask & 1 else ():
        given, more = (1, 0) if grant.condition is None else reader.value(grant.condition, env)
        deps |= more if given == 3 else 0
        value = reader.value(grant.node, env) if given & 1 else (0, 0, 0)
        deps |= value[2] if value[0] != value[1] else 0
        amounts.append((given, value))
    return Answer(mask, tuple(amounts), deps, tuple(reader.atoms or ()))
