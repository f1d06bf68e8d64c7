"""A linked law as one Python module: a function for each definition, and one for each programme.

Every function takes the root's slots `h`, the subject's slots `m` (the root's again where the root is the subject) and `x`, a pair of what was
computed already in this decision and the values of parameters that the law does not know. A programme's function answers
`(eligible, applies, amounts)`: an amount for each grant, None for one that is not given; no amounts unless eligible.
"""

from __future__ import annotations

from collections import Counter

from eligibility.decide.emit.expression import EMIT
from eligibility.decide.emit.writer import Writer
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.program import GrantRule, LinkedLaw, ProgramRule
from eligibility.ir.steps import is_numbered
from eligibility.ir.walk import definitions_read, parameters_read


@record
class Module:
    """Source text, the names of the programmes' functions, and which unknown parameter stands where in `x[1]`."""

    source: str
    programs: dict[str, str]
    unknown: dict[tuple[str, str], int]


def emit_law(law: LinkedLaw) -> Module:
    names = {key: f"d{i}" for i, key in enumerate(law.definitions)}
    unknown = {key: i for i, key in enumerate(unknown_parameters(law))}
    uses = Counter(k for d in law.definitions.values() for k in definitions_read(d.node))
    for program in law.programs:
        uses.update(k for g in program.grants for k in grant_definitions(g))
        uses.update((f"{program.id}.eligible", f"{program.id}.applies"))
    lines: list[str] = []
    for key, rule in law.definitions.items():
        kept = uses[key] > 1 and is_numbered(law.vocabulary, rule.subject)
        lines += function(names[key], rule.node, names, unknown, memo=kept)
    programs = {}
    for i, program in enumerate(law.programs):
        programs[program.id] = f"p{i}"
        lines += program_function(f"p{i}", program, names, unknown)
    return Module("\n".join(lines) + "\n", programs, unknown)


def unknown_parameters(law: LinkedLaw) -> list[tuple[str, str]]:
    """The parameters without a value that some rule reads, in the order of their identifiers."""
    roots = [d.node for d in law.definitions.values()]
    roots += [n for p in law.programs for g in p.grants for n in grant_nodes(g)]
    return sorted({(p.parameter, p.scope) for n in roots for p in parameters_read(n) if p.value is None})


def grant_nodes(grant: GrantRule) -> list[nodes.Node]:
    return [grant.node] if grant.condition is None else [grant.condition, grant.node]


def grant_definitions(grant: GrantRule) -> list[str]:
    return [k for n in grant_nodes(grant) for k in definitions_read(n)]


def function(
    name: str, node: nodes.Node, names: dict[str, str], unknown: dict[tuple[str, str], int], *, memo: bool
) -> list[str]:
    writer = Writer(EMIT, names, unknown)
    value = writer.value(node)
    if not memo:
        return [f"def {name}(h, m, x):", *writer.lines, f"    return {value}"]
    return [
        f"def {name}(h, m, x):",
        f"    key = m[0] * {len(names)} + {list(names.values()).index(name)}",
        "    if key in x[0]: return x[0][key]",
        *writer.lines,
        f"    x[0][key] = result = {value}",
        "    return result",
    ]


def program_function(
    name: str, program: ProgramRule, names: dict[str, str], unknown: dict[tuple[str, str], int]
) -> list[str]:
    writer = Writer(EMIT, names, unknown)
    applies, eligible = names[f"{program.id}.applies"], names[f"{program.id}.eligible"]
    writer.line(f"if not {eligible}(h, m, x): return (False, {applies}(h, m, x), ())")
    amounts = [grant_value(writer, g) for g in program.grants]
    return [
        f"def {name}(h, m, x):",
        *writer.lines,
        f"    return (True, True, ({''.join(a + ', ' for a in amounts)}))",
    ]


def grant_value(writer: Writer, grant: GrantRule) -> str:
    if grant.condition is None:
        return writer.named(grant.node)
    name = writer.fresh()
    writer.line(f"{name} = None")
    with writer.block(f"if {writer.value(grant.condition)}:"):
        writer.line(f"{name} = {writer.value(grant.node)}")
    return name
