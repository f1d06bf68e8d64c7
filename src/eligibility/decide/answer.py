"""One abstract run of one programme for one subject."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from eligibility.decide.completions import Signature
from eligibility.decide.reading.domain import Abstract, around
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.gates import Gate, Gates
from eligibility.decide.reading.reader import Atom, Memo, Reader
from eligibility.decide.reading.residue import Residues
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
    empty: bool  # what was supposed contradicts itself
    memo: Memo  # of the reading

    def signature(self) -> Signature:
        """What a completion in a box with a definite answer comes to."""
        if self.eligible == 2:
            return False, ()
        return True, tuple(v[0] if given == 1 else None for given, v in self.amounts)


def read(reader: Reader, question: Question) -> Answer:
    """The answer that one reading gives. The reader may have been used for other questions of the same box."""
    case, program = reader.case, question.program
    root, instance = case.instances[0], case.instances[question.instance]
    env = around(root, instance)
    mask, deps = reader.define(f"{program.id}.eligible", root, instance)
    deps = deps if mask == 3 else 0
    amounts = []
    for grant in program.grants if mask & 1 else ():
        given, more = (1, 0) if grant.condition is None else reader.value(grant.condition, env)
        deps |= more if given == 3 else 0
        value = reader.value(grant.node, env) if given & 1 else (0, 0, 0)
        deps |= value[2] if value[0] != value[1] else 0
        amounts.append((given, value))
    empty = reader.contradicted
    return Answer(mask, tuple(amounts), 0 if empty else deps, tuple(reader.atoms or ()), empty, reader.memo)


def residue_of(residues: Residues, case: Case, question: Question) -> Hashable | None:
    """What is left of the answer where everything decided is put in; None where that cannot be told."""
    program = question.program
    root, instance = case.instances[0], case.instances[question.instance]
    env = around(root, instance)
    asked = [residues.definition(f"{program.id}.eligible", root, instance)]
    asked += [residues.of(node, env) for grant in program.grants for node in grant.nodes]
    return None if None in asked else tuple(asked)


def gates_of(gates: Gates, case: Case, question: Question) -> list[Gate]:
    """What stands between the answer and some unknowns, what is met most often first."""
    program = question.program
    root, instance = case.instances[0], case.instances[question.instance]
    env = around(root, instance)
    gates.define(f"{program.id}.eligible", root, instance)
    for grant in program.grants:
        if any(gates.rests(node, env) for node in grant.nodes):
            gates.note(gates.reader.law.definitions[f"{program.id}.eligible"].node, env)
            if grant.condition is not None:
                gates.note(grant.condition, env)
            for node in grant.nodes:
                gates.follow(node, env)
    return sorted(gates.found, key=lambda gate: (-gates.found[gate], gate))
