"""Which claims the programmes of a law ask about, through whatever definitions they read."""

from __future__ import annotations

from eligibility.ir.program import LinkedLaw, ProgramRule
from eligibility.ir.walk import definitions_read


def claims_read(law: LinkedLaw) -> dict[str, frozenset[str]]:
    """For each programme the programmes whose claims its outcome or its amounts ask about."""
    asked = {key: frozenset((program,)) for program, key in law.claims.items()}
    through: dict[str, frozenset[str]] = {}
    for key, rule in law.definitions.items():  # what is used comes first
        inner = (through[k] for k in dict.fromkeys(definitions_read(rule.node)))
        through[key] = asked.get(key) or frozenset().union(*inner)
    return {p.id: frozenset().union(*(through[key] for key in keys_of(p))) for p in law.programs}


def keys_of(program: ProgramRule) -> set[str]:
    """The definitions that a programme reads itself."""
    own = {f"{program.id}.eligible", f"{program.id}.applies"}
    return own.union(*(definitions_read(node) for grant in program.grants for node in grant.nodes))
