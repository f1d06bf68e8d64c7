"""What the law of a place is made of, whatever the day: its layers, the frames of its programmes, all names, and the vocabulary.

Linking many days of one place shares it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eligibility.diagnostics.problem import Problems
from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check.core import refuse
from eligibility.ir.check.expression import checker_for
from eligibility.ir.only_if import admitted
from eligibility.ir.scope import DefinitionHead, Names, ParameterHead, ProgramHead, Scope
from eligibility.ir.types import Boolean, Enum, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary
from eligibility.law import parameters, vocabulary
from eligibility.law.bodies import Bodies
from eligibility.law.definitions import gather_definitions
from eligibility.law.layers import chain
from eligibility.law.merge import base_of, spoken
from eligibility.policy.model import Definition, Fact, Pack


class Ground:
    """The part of linking that no day changes. `problems` are those found on the way."""

    def __init__(self, packs: Sequence[Pack], place: str) -> None:
        self.place = place
        self.layers = chain(packs, place)
        self.problems = Problems()
        ids = sorted({p.id for layer in self.layers for p in layer.programs})
        self.spoken = {i: spoken(self.layers, i) for i in ids}
        self.frames = {i: frame for i in ids if (frame := base_of(self.spoken[i])) is not None}
        self.declared = parameters.gather(self.layers, self.problems)
        self.offers = gather_definitions(self.layers)
        self.vocabulary = vocabulary.build(self.layers, ids, self.problems)
        self.names = self._names()
        self.vocabulary = Guarding(self).vocabulary()
        self.names = self._names()
        self.heads = {d.key: d for d in self._heads()}

    def _heads(self) -> list[DefinitionHead]:
        return [
            DefinitionHead(key, d.id, self._subject(d), d.program, d.name, d.type)
            for key, offers in self.offers.items()
            for d in (offers[-1][1],)
        ]

    def _names(self) -> Names:
        programs = [
            ProgramHead(i, frame.name, frame.for_each or self.vocabulary.root.id)
            for i, (_, frame) in self.frames.items()
        ]
        return Names(self.vocabulary, self._heads(), [parameters.head(d) for d in self.declared.values()], programs)

    def _subject(self, d: Definition) -> str:
        if d.subject:
            return d.subject
        frame = self.frames.get(d.program or "")
        return (frame[1].for_each if frame else None) or self.vocabulary.root.id

    def scope(self, subject: str, program: str | None = None) -> Scope:
        """What is visible at the top of a rule about a subject."""
        root = self.vocabulary.root.id
        var = 0 if subject == root else 1
        return Scope(self.names, root, (subject, var), program, var + 1)


class Guarding:
    """Types when facts exist. As the checker's host it knows facts only: a guard that asks for anything else is refused."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.names, self.place, self.on = ground.names, ground.place, 0
        self._bodies = Bodies(checker_for(self), ground.problems)
        self._fact = ""

    def definition_type(self, key: str, tree: ast.Node) -> Type:  # noqa: ARG002
        refuse("only_if_shape", tree, name=self._fact)

    def parameter_values(self, head: ParameterHead) -> Mapping[str, nodes.Value | None]:  # noqa: ARG002
        return {"": None}

    def vocabulary(self) -> Vocabulary:
        """The ground's vocabulary with its guards."""
        declared = {
            (f.subject, f.id): f
            for layer in reversed(self._ground.layers)
            for table in layer.facts.values()
            for f in table.values()
        }
        subjects = {}
        for spec in self._ground.vocabulary.subjects.values():
            facts = []
            for fact in spec.facts:
                source = declared.get((fact.subject, fact.id))
                if source is not None and source.only_if is not None:
                    fact = self._guarded(spec, fact, source)
                facts.append(fact)
            subjects[spec.id] = replace(spec, facts=tuple(facts))
        return Vocabulary(subjects)

    def _guarded(self, spec: SubjectSpec, fact: FactSpec, source: Fact) -> FactSpec:
        assert source.only_if is not None
        self._fact = fact.id
        scope = self._ground.scope(spec.id)
        node = self._bodies.expression(source.only_if, scope, Boolean())
        guard = None if node is None else admitted(node)
        if guard is None:
            if node is not None:
                self._ground.problems.add("only_if_shape", source.only_if.span, name=fact.id)
            return fact
        otherwise = None
        if source.otherwise is not None:
            value = self._bodies.expression(source.otherwise, scope, fact.type)
            otherwise = value.value if isinstance(value, nodes.Const) else None
        if otherwise is None and not isinstance(fact.type, Enum):
            self._ground.problems.add("missing_else", source.span, name=fact.id)
            return fact
        return replace(fact, only_if=guard, otherwise=otherwise)
