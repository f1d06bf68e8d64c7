"""What a programme reads: the definitions, and through them the facts of each subject."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw, ProgramRule
from eligibility.ir.walk import definitions_read, facts_read, walk


def definitions_read_by(law: LinkedLaw, program: ProgramRule) -> dict[str, None]:
    """The keys of the definitions that a programme rests on, its own outcome among them."""
    left = [f"{program.id}.{word}" for word in ("applies", "eligible")]
    left += [key for node in amounts(program) for key in definitions_read(node)]
    found: dict[str, None] = {}
    while left:
        key = left.pop()
        if key not in found:
            found[key] = None
            left += definitions_read(law.definitions[key].node)
    return found


def amounts(program: ProgramRule) -> Iterator[nodes.Node]:
    for grant in program.grants:
        yield grant.node
        if grant.condition is not None:
            yield grant.condition


def expressions(law: LinkedLaw, program: ProgramRule) -> Iterator[nodes.Node]:
    """The expressions of a programme and of every definition that they read, each once."""
    yield from amounts(program)
    for key in definitions_read_by(law, program):
        yield law.definitions[key].node


def facts_read_by(law: LinkedLaw, program: ProgramRule) -> dict[str, set[str]]:
    """The facts of each subject; ids of people always, as others name them."""
    out: dict[str, set[str]] = {}
    for node in expressions(law, program):
        for fact in facts_read(node):
            out.setdefault(fact.subject, set()).add(fact.fact)
    for spec in law.vocabulary.subjects.values():
        if spec.identified_by and spec.list in out.get(law.vocabulary.root.id, ()):
            out.setdefault(spec.id, set()).add(spec.identified_by)
            out[law.vocabulary.root.id].discard(spec.list)
    if key := law.vocabulary.subjects[program.subject].identified_by:
        out.setdefault(program.subject, set()).add(key)
    return out


__all__ = ["expressions", "facts_read_by", "walk"]
