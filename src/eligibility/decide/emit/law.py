"""A linked law as one Python module: a function for each definition, and one for each programme.

Every function takes the root's slots `h`, the subject's slots `m` (the root's again where the root is the subject) and `x`: what was computed already in
this decision, and under -1, -2, … the values of parameters that the law does not know. A definition that is read in one place only is written there. A
programme's function answers
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
from eligibility.ir.types import Item, ListOf
from eligibility.ir.vocabulary import Vocabulary
from eligibility.ir.walk import LOOPS, children, definitions_read, parameters_read

MOST_LOOPS = 5


@record
class Module:
    """Source text, the names of the programmes' functions, and which unknown parameter stands where."""

    source: str
    programs: dict[str, str]
    unknown: dict[tuple[str, str], int]
    numbers: dict[str, int]  # of the definitions, by which their values are kept


def emit_law(law: LinkedLaw) -> Module:
    numbers = {key: i for i, key in enumerate(law.definitions)}
    names = {key: f"d{i}" for key, i in numbers.items()}
    unknown = {key: i for i, key in enumerate(unknown_parameters(law))}
    uses = Counter(k for d in law.definitions.values() for k in definitions_read(d.node))
    for program in law.programs:
        uses.update(k for g in program.grants for n in g.nodes for k in definitions_read(n))
        uses.update((f"{program.id}.eligible", f"{program.id}.applies"))
    inline = written_where_read(law, uses)
    emitting = Emitting(names, unknown, inline, never_missing(law.vocabulary))
    lines: list[str] = []
    claims = frozenset(law.claims.values())
    for key, rule in law.definitions.items():
        if key not in inline:
            kept = (uses[key] > 1 or key in claims) and is_numbered(law.vocabulary, rule.subject)
            lines += function(emitting, names[key], rule.node, memo=kept)
    programs = {}
    for i, program in enumerate(law.programs):
        programs[program.id] = f"p{i}"
        lines += program_function(emitting, f"p{i}", program)
    return Module("\n".join(lines) + "\n", programs, unknown, numbers)


@record
class Emitting:
    """What the functions of one law share: their names, where unknown parameters stand, and the definitions that are written where they are read."""

    names: dict[str, str]
    unknown: dict[tuple[str, str], int]
    inline: dict[str, nodes.Node]
    certain: frozenset[tuple[str, int]]

    def writer(self) -> Writer:
        return Writer(EMIT, self.names, self.unknown, self.inline, self.certain)


def never_missing(vocabulary: Vocabulary) -> frozenset[tuple[str, int]]:
    """The facts that every household has: ids, and the lists that are complete."""
    out = set()
    for spec in vocabulary.subjects.values():
        for fact in spec.facts:
            element = fact.type.element if isinstance(fact.type, ListOf) else None
            complete = isinstance(element, Item) and vocabulary.subjects[element.subject].complete
            if complete or fact.id == spec.identified_by:
                out.add((spec.id, fact.index))
    return frozenset(out)


def written_where_read(law: LinkedLaw, uses: Counter[str]) -> dict[str, nodes.Node]:
    """The definitions that one other definition reads once, so long as loops do not nest too deep (Python allows twenty)."""
    read = {k for d in law.definitions.values() for k in definitions_read(d.node)}
    supposed = frozenset(law.claims.values())  # what the package supposes has to be looked up
    out: dict[str, nodes.Node] = {}
    depths: dict[str, int] = {}
    for key, rule in law.definitions.items():  # what is used comes first
        depths[key] = loops_deep(rule.node, depths, out)
        if uses[key] == 1 and key in read and depths[key] <= MOST_LOOPS and key not in supposed:
            out[key] = rule.node
    return out


def loops_deep(node: nodes.Node, depths: dict[str, int], inline: dict[str, nodes.Node]) -> int:
    if isinstance(node, nodes.Definition):
        return depths[node.definition] if node.definition in inline else 0
    own = 1 if isinstance(node.type, ListOf) or isinstance(node, LOOPS) else 0
    return own + max((loops_deep(part, depths, inline) for part in children(node)), default=0)


def unknown_parameters(law: LinkedLaw) -> list[tuple[str, str]]:
    """The parameters without a value that some rule reads, in the order of their identifiers."""
    roots = [d.node for d in law.definitions.values()]
    roots += [n for p in law.programs for g in p.grants for n in g.nodes]
    return sorted({(p.parameter, p.scope) for n in roots for p in parameters_read(n) if p.value is None})


def function(emitting: Emitting, name: str, node: nodes.Node, *, memo: bool) -> list[str]:
    writer = emitting.writer()
    value = writer.value(node)
    if not memo:
        return [f"def {name}(h, m, x):", *writer.lines, f"    return {value}"]
    return [
        f"def {name}(h, m, x):",
        f"    key = m[0] * {len(emitting.names)} + {name.removeprefix('d')}",
        "    if key in x: return x[key]",
        *writer.lines,
        f"    x[key] = result = {value}",
        "    return result",
    ]


def program_function(emitting: Emitting, name: str, program: ProgramRule) -> list[str]:
    writer = emitting.writer()
    applies, eligible = (emitting.names[f"{program.id}.{word}"] for word in ("applies", "eligible"))
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
