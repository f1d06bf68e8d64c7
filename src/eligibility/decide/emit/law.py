"""A linked law as one Python module: a function for each definition, and one for each programme.

Every function takes the root's slots `h`, the subject's slots `m` (the root's again where the root is the subject) and `x`: for each number of a subject a
row of the values that were computed already in this decision (None for one that was not), and at the end the values of the parameters that the law does not
know. Whoever reads a definition looks into the row before it calls. A definition that is read in one place only is written there. A programme's function
answers `(eligible, applies, amounts)`: an amount for each grant, None for one that is not given; no amounts unless eligible.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

from eligibility.decide.emit.expression import EMIT
from eligibility.decide.emit.module import Module
from eligibility.decide.emit.writer import Shared, Writer
from eligibility.ir import nodes
from eligibility.ir.program import GrantRule, LinkedLaw, ProgramRule
from eligibility.ir.steps import is_numbered
from eligibility.ir.types import Boolean, Item, ListOf
from eligibility.ir.vocabulary import Vocabulary
from eligibility.ir.walk import definitions_read, parameters_read

TRUTH = Boolean()


def emit_law(law: LinkedLaw) -> Module:
    names = {key: f"d{i}" for i, key in enumerate(law.definitions)}
    unknown = {key: i for i, key in enumerate(unknown_parameters(law))}
    uses = Counter(k for d in law.definitions.values() for k in definitions_read(d.node))
    for program in law.programs:
        uses.update(k for g in program.grants for n in g.nodes for k in definitions_read(n))
        uses[eligible_of(program)] += 1
        uses[applies_of(program)] += uses[eligible_of(program)] > 1  # else the same function has read it already
    inline = written_where_read(law, uses)
    claims = frozenset(law.claims.values())
    repeated = [k for k in law.definitions if k not in inline and (uses[k] > 1 or k in claims)]
    kept = {k: i for i, k in enumerate(k for k in repeated if is_numbered(law.vocabulary, law.definitions[k].subject))}
    shared = Shared(EMIT, names, kept, unknown, inline, never_missing(law.vocabulary))
    lines: list[str] = []
    for key, rule in law.definitions.items():
        if key not in inline:
            lines += function(shared, key, rule.node)
    programs = {}
    for i, program in enumerate(law.programs):
        programs[program.id] = f"p{i}"
        lines += program_function(shared, f"p{i}", program, 0 if program.subject == law.vocabulary.root.id else 1)
    lines += chain.from_iterable(shared.apart)
    return Module("\n".join(lines) + "\n", programs, unknown, kept)


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
    """The definitions that one other definition or programme reads once."""
    read = {k for d in law.definitions.values() for k in definitions_read(d.node)}
    read.update(k for p in law.programs for k in (applies_of(p), eligible_of(p)))
    supposed = frozenset(law.claims.values())  # what the package supposes has to be looked up
    return {k: d.node for k, d in law.definitions.items() if uses[k] == 1 and k in read and k not in supposed}


def unknown_parameters(law: LinkedLaw) -> list[tuple[str, str]]:
    """The parameters without a value that some rule reads, in the order of their identifiers."""
    roots = [d.node for d in law.definitions.values()]
    roots += [n for p in law.programs for g in p.grants for n in g.nodes]
    return sorted({(p.parameter, p.scope) for n in roots for p in parameters_read(n) if p.value is None})


def function(shared: Shared, key: str, node: nodes.Node) -> list[str]:
    writer = Writer(shared)
    value = writer.value(node)
    if key in shared.kept:
        writer.line(f"{writer.row('m')}[{shared.kept[key]}] = result = {value}")
        value = "result"
    return [f"def {shared.definitions[key]}(h, m, x):", *writer.lines, f"    return {value}"]


def program_function(shared: Shared, name: str, program: ProgramRule, subject: int) -> list[str]:
    """Whether it applies to its subject, an IR variable, is asked first: most programmes do not concern most subjects."""
    writer = Writer(shared)
    applies = writer.named(nodes.Definition(TRUTH, (0, 0), applies_of(program), subject))
    writer.line(f"if not {applies}: return (False, False, ())")
    writer.known[-1][applies] = True
    eligible = writer.value(nodes.Definition(TRUTH, (0, 0), eligible_of(program), subject))
    writer.line(f"if not {eligible}: return (False, True, ())")
    amounts = [grant_value(writer, g) for g in program.grants]
    return [
        f"def {name}(h, m, x):",
        *writer.lines,
        f"    return (True, True, ({''.join(a + ', ' for a in amounts)}))",
    ]


def applies_of(program: ProgramRule) -> str:
    return f"{program.id}.applies"


def eligible_of(program: ProgramRule) -> str:
    return f"{program.id}.eligible"


def grant_value(writer: Writer, grant: GrantRule) -> str:
    if grant.condition is None:
        return writer.named(grant.node)
    name = writer.fresh()
    writer.line(f"{name} = None")
    with writer.block(f"if {writer.value(grant.condition)}:"):
        writer.assign(name, writer.value(grant.node))
    return name
