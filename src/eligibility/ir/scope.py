"""What a name means at a place in a rule.

The innermost of these wins: a variable bound by `some`, `every` or `for`; a name of the item that a filter or quantifier goes through; a name of the
rule's own subject; a list of the root; a parameter; a programme. A name that only an outer subject has is refused inside a filter (it must be written
`member.x` or `household.x`), so that nobody reads one person's fact and means another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from eligibility.frozen import record
from eligibility.ir.types import Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary


@record
class DefinitionHead:
    """What can be known of a definition before its expression is read."""

    key: str
    id: str
    subject: str
    program: str | None
    name: str
    unit: str


@record
class ParameterHead:
    id: str
    name: str
    unit: str
    scope: str | None
    type: Type
    source: object = None


@record
class ProgramHead:
    id: str
    name: str
    subject: str


class Names:
    """All names of a law at one place, in both alphabets."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        definitions: Iterable[DefinitionHead],
        parameters: Iterable[ParameterHead],
        programs: Iterable[ProgramHead],
    ) -> None:
        self.vocabulary = vocabulary
        self.facts: dict[str, dict[str, FactSpec]] = {}
        self.definitions: dict[str, dict[str, DefinitionHead]] = {s: {} for s in vocabulary.subjects}
        self.program_definitions: dict[str, dict[str, DefinitionHead]] = {}
        self.parameters: dict[str, ParameterHead] = {}
        self.programs: dict[str, ProgramHead] = {}
        self.subjects: dict[str, SubjectSpec] = {}
        for spec in vocabulary.subjects.values():
            for word in {spec.id, spec.name, spec.label.zh}:
                self.subjects[word] = spec
            table = self.facts.setdefault(spec.id, {})
            for fact in spec.facts:
                for word in (fact.id, fact.name, *fact.also_called):
                    table.setdefault(word, fact)
        for d in definitions:
            target = (
                self.definitions.setdefault(d.subject, {})
                if d.program is None
                else self.program_definitions.setdefault(d.program, {})
            )
            target[d.id] = d
            target.setdefault(d.name, d)
        for p in parameters:
            self.parameters[p.id] = p
            self.parameters.setdefault(p.name, p)
        for g in programs:
            self.programs[g.id] = g
            self.programs.setdefault(g.name, g)

    def of_subject(self, subject: str, word: str) -> FactSpec | DefinitionHead | None:
        return self.facts.get(subject, {}).get(word) or self.definitions.get(subject, {}).get(word)

    def words(self) -> Iterable[str]:
        """Every name there is, for suggestions."""
        tables: list[Mapping[str, object]] = [
            *self.facts.values(),
            *self.definitions.values(),
            *self.program_definitions.values(),
            self.parameters,
            self.programs,
            self.subjects,
        ]
        return (word for table in tables for word in table)


@record
class Scope:
    """The names visible at a place. `variables` maps a bound name to its number and type; `items` are the subjects that filters and quantifiers
    go through, innermost last, as (subject, variable); `own` is the rule's subject and variable; `known` holds what a guard has made sure of."""

    names: Names
    root: str
    own: tuple[str, int]
    program: str | None
    next_var: int
    variables: Mapping[str, tuple[int, Type]] = field(default_factory=dict)
    items: tuple[tuple[str, int], ...] = ()
    known: frozenset[str] = frozenset()

    def bind(self, name: str | None, type_: Type, subject: str | None) -> tuple[Scope, int]:
        """A scope in which one more variable is bound, by a name, as the item of a filter, or both."""
        var = self.next_var
        variables = {**self.variables, name: (var, type_)} if name else self.variables
        items = (*self.items, (subject, var)) if subject else self.items
        known = frozenset(k for k in self.known if self._is_outer(k, variables))
        return replace(self, next_var=var + 1, variables=variables, items=items, known=known), var

    def _is_outer(self, guard: str, variables: Mapping[str, object]) -> bool:
        """Whether a guard means the same inside a loop, where bare names are the item's: only `household.x` and the rule's own `member.x` do."""
        owner, _, name = guard.partition(".")
        return owner in (self.root, self.own[0]) and owner not in variables and name.isidentifier()

    def knowing(self, more: frozenset[str]) -> Scope:
        return replace(self, known=self.known | more) if more else self

    def nearest(self, subject: str) -> int | None:
        """The variable that holds the innermost instance of a subject."""
        for kind, var in reversed(self.items):
            if kind == subject:
                return var
        if self.own[0] == subject:
            return self.own[1]
        return 0 if subject == self.root else None
