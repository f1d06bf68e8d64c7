"""How many nodes a reading of a law can meet at most, known before any household is: every list is as long as it may be.

The same bound serves every interpreter, so that none has to stop in the middle of a household that another can read. A definition about a subject that
is told apart by a number is computed once for each instance; any other is counted wherever it is used.
"""

from __future__ import annotations

from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import ListOf
from eligibility.ir.vocabulary import Vocabulary
from eligibility.ir.walk import LOOPS, children


def steps_of(law: LinkedLaw) -> dict[tuple[str, str], int]:
    """The nodes met in deciding every programme for every subject of the largest household: of each definition, by its key, and each grant."""
    counting = Counting(law)
    out = {("", d.key): counting.instances(d.subject) * counting.of(d.node) for d in law.definitions.values()}
    for program in law.programs:
        for grant in program.grants:
            out[program.id, grant.id] = counting.instances(program.subject) * sum(counting.of(n) for n in grant.nodes)
    return out


def most_steps(law: LinkedLaw) -> int:
    return sum(steps_of(law).values())


def is_numbered(vocabulary: Vocabulary, subject: str) -> bool:
    """Whether slot 0 tells all instances of a subject apart; the items of two lists may share their positions."""
    spec = vocabulary.subjects[subject]
    return not spec.within or spec.alone or bool(spec.identified_by)


class Counting:
    def __init__(self, law: LinkedLaw) -> None:
        self._law = law
        self._inlined: dict[str, int] = {}

    def instances(self, subject: str) -> int:
        """The most instances of a subject that a household can hold."""
        spec = self._law.vocabulary.subjects[subject]
        return sum(spec.most * self.instances(parent) for parent in spec.within) if spec.within else 1

    def of(self, node: nodes.Node) -> int:
        if isinstance(node, LOOPS):
            assert isinstance(node.list.type, ListOf)
            inner = node.value if isinstance(node, nodes.Collect) else node.condition
            return 1 + self.of(node.list) + node.list.type.most * self.of(inner)
        if isinstance(node, nodes.Definition):
            return 1 + self._definition(node.definition)
        return 1 + sum(self.of(part) for part in children(node))

    def _definition(self, key: str) -> int:
        rule = self._law.definitions[key]
        if is_numbered(self._law.vocabulary, rule.subject):
            return 0
        if key not in self._inlined:
            self._inlined[key] = self.of(rule.node)
        return self._inlined[key]
