"""The law of a place on a day: every rule in force, typed, with nothing left to look up.

Definitions and programmes are typed when something first reads them; what is being typed and read again is a cycle, shown as it runs. A mistake ends
the expression it stands in, not the run: the definition keeps its declared type and everything else is still checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from eligibility.diagnostics.errors import NotInForce, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check.core import Refused, refuse
from eligibility.ir.check.expression import checker_for
from eligibility.ir.only_if import admitted
from eligibility.ir.program import DefinitionRule, LinkedLaw, Origin, ParameterRule, ProgramRule, ReadingText
from eligibility.ir.scope import DefinitionHead, Names, ParameterHead, ProgramHead, Scope
from eligibility.ir.steps import steps_of
from eligibility.ir.types import Boolean, Enum, Text, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary, Wording
from eligibility.law import parameters, vocabulary
from eligibility.law.bodies import Bodies
from eligibility.law.definitions import declared_type, gather_definitions
from eligibility.law.inforce import choose
from eligibility.law.layers import chain
from eligibility.law.merge import base_of, bringer, spoken
from eligibility.law.programs import Programs
from eligibility.law.rules import Library, origin
from eligibility.law.vocabulary import wording, words
from eligibility.policy.model import Definition, Layer, Pack
from eligibility.values.limits import MAX_STEPS


class Linker:
    """One link step. It is the checker's host: it answers what names, definitions and parameters there are."""

    def __init__(self, packs: Sequence[Pack], place: str, day: date, problems: Problems) -> None:
        self.layers = chain(packs, place)
        self.place, self.day, self.on = place, day, day.toordinal()
        self.problems = problems
        self.library = Library(self.layers, day)
        ids = sorted({p.id for layer in self.layers for p in layer.programs})
        self.frames = {i: frame for i in ids if (frame := base_of(spoken(self.layers, i))) is not None}
        self.brought = {i: by for i in self.frames if (by := bringer(spoken(self.layers, i), day)) is not None}
        self.declared = parameters.gather(self.layers, problems)
        self.offers = gather_definitions(self.layers)
        self.vocabulary = vocabulary.build(self.layers, ids, problems)
        self.names = self._names()
        self.checker = checker_for(self)
        self.bodies = Bodies(self.checker, problems)
        self.vocabulary = self._with_guards()
        self.names = self._names()
        self.rules: dict[str, DefinitionRule] = {}
        self.parameter_rules: dict[tuple[str, str], ParameterRule] = {}
        self._scopes: dict[str, Mapping[str, nodes.Value | None]] = {}
        self._open: list[str] = []
        self.programs = Programs(self)

    def _names(self) -> Names:
        heads = [
            DefinitionHead(key, d.id, self._subject(d), d.program, d.name, d.type)
            for key, offers in self.offers.items()
            for d in (offers[-1][1],)
        ]
        programs = [
            ProgramHead(i, frame.name, frame.for_each or self.vocabulary.root.id)
            for i, (_, frame) in self.frames.items()
        ]
        return Names(self.vocabulary, heads, [parameters.head(d) for d in self.declared.values()], programs)

    def _subject(self, d: Definition) -> str:
        if d.subject:
            return d.subject
        frame = self.frames.get(d.program or "")
        return (frame[1].for_each if frame else None) or self.vocabulary.root.id

    # ---- facts that exist only sometimes

    def _with_guards(self) -> Vocabulary:
        declared = {
            (f.subject, f.id): f for layer in reversed(self.layers) for t in layer.facts.values() for f in t.values()
        }
        subjects = {}
        for spec in self.vocabulary.subjects.values():
            facts = []
            for fact in spec.facts:
                source = declared.get((fact.subject, fact.id))
                if source is not None and source.only_if is not None:
                    fact = self._guarded(spec, fact, source)
                facts.append(fact)
            subjects[spec.id] = replace(spec, facts=tuple(facts))
        return Vocabulary(subjects)

    def _guarded(self, spec: SubjectSpec, fact: FactSpec, source: object) -> FactSpec:
        from eligibility.policy.model import Fact

        assert isinstance(source, Fact)
        assert source.only_if is not None
        scope = self.scope(spec.id)
        node = self.bodies.expression(source.only_if, scope, Boolean())
        guard = None if node is None else admitted(node)
        if guard is None:
            if node is not None:
                self.problems.add("only_if_shape", source.only_if.span, name=fact.id)
            return fact
        otherwise = None
        if source.otherwise is not None:
            value = self.bodies.expression(source.otherwise, scope, fact.type)
            otherwise = value.value if isinstance(value, nodes.Const) else None
        if otherwise is None and not isinstance(fact.type, Enum):
            self.problems.add("missing_else", source.span, name=fact.id)
            return fact
        return replace(fact, only_if=guard, otherwise=otherwise)

    def scope(self, subject: str, program: str | None = None) -> Scope:
        """What is visible at the top of a rule about a subject."""
        root = self.vocabulary.root.id
        var = 0 if subject == root else 1
        return Scope(self.names, root, (subject, var), program, var + 1)

    # ---- the checker's host

    def definition_type(self, key: str, tree: ast.Node) -> Type:
        if key in self._open:
            refuse("cycle", tree, path=" → ".join([*self._open[self._open.index(key) :], key]))
        if key not in self.rules:
            self._open.append(key)
            try:
                self._define(key)
            finally:
                self._open.pop()
        return self.rules[key].type

    def _define(self, key: str) -> None:
        program, _, last = key.rpartition(".")
        if program in self.frames and last in ("eligible", "applies"):
            self.programs.outcome(program)
        elif program in self.frames and last == "claimed":
            self.programs.claim(program)
        else:
            self._definition(key)

    def _definition(self, key: str) -> None:
        offers = self.offers[key]
        frame = offers[-1][1]
        head = next(d for d in (*self._heads(),) if d.key == key)
        type_ = declared_type(frame, self.vocabulary)
        if isinstance(type_, Text) and frame.type not in ("text", ""):
            self.problems.add("unknown_type", frame.span, name=frame.type, nearest="")
        chosen = choose([(layer, d.pieces) for layer, d in offers if not d.drop], self.day)
        scope = self.scope(head.subject, frame.program)
        node: nodes.Node | None = None
        if chosen is not None:
            node = self.bodies.body(chosen.piece.body, scope, type_ if frame.type else None)
            if node is not None and frame.type and not self.bodies.fits(node, type_, frame.type, chosen.piece):
                node = None
        else:
            self.problems.add("nothing_in_force", frame.span, name=key, day=self.day.isoformat())
        nearest = next((d for layer, d in offers if chosen is not None and layer is chosen.layer), frame)
        self.rules[key] = DefinitionRule(
            key,
            frame.id,
            head.subject,
            words(frame.label),
            node.type if node is not None else type_,
            frame.type,
            node if node is not None else nodes.Const(type_, (0, 0), 0),
            wording(nearest.says or frame.says),
            wording(nearest.fails or frame.fails),
            self.library.caveats(u for _, d in offers for u in d.untranslatable),
            wording(nearest.note),
            origin(f"definitions.{key}", frame.span, offers[-1][0], self.library, (), (), chosen=chosen),
        )

    def _heads(self) -> list[DefinitionHead]:
        tables = [*self.names.definitions.values(), *self.names.program_definitions.values()]
        return [d for t in tables for d in t.values()]

    def parameter_values(self, head: ParameterHead) -> Mapping[str, nodes.Value | None]:
        if head.id not in self._scopes:
            self._scopes[head.id] = self._parameter(head)
        return self._scopes[head.id]

    def _parameter(self, head: ParameterHead) -> Mapping[str, nodes.Value | None]:
        d = self.declared[head.id]
        first = parameters.first_day(d)
        if d.declaration.before_first == "refuse" and first is not None and self.day < first:
            args = {
                "name": d.label.zh,
                "name_en": d.label.en,
                "place": d.owner.place or "" if d.owner else "",
                "first": first.isoformat(),
            }
            raise NotInForce((Problem("before_first_value", None, args),))
        scopes = self._scope_values(head)
        found = parameters.values_on(d, self.day, scopes, self.problems)
        for scope, value in found.items():
            rule = parameters.rule(d, scope, value, self.place, self.day, self.library, self.problems)
            self.parameter_rules[head.id, scope] = replace(rule, scope_label=self._scope_label(head, scope))
        return {s: self.parameter_rules[head.id, s].value for s in found}

    def _scope_fact(self, head: ParameterHead) -> Type | None:
        if not head.scope:
            return None
        subject, _, id_ = head.scope.rpartition(".")
        found = self.names.of_subject(subject or self.vocabulary.root.id, id_)
        if isinstance(found, FactSpec):
            return found.type
        return declared_type(self.offers[found.key][-1][1], self.vocabulary) if found else None

    def _scope_values(self, head: ParameterHead) -> tuple[str, ...]:
        type_ = self._scope_fact(head)
        return tuple(v for v in type_.values if v) if isinstance(type_, Enum) else ()

    def _scope_label(self, head: ParameterHead, scope: str) -> Wording | None:
        type_ = self._scope_fact(head)
        if not scope or not isinstance(type_, Enum):
            return None
        subject, _, fact = type_.domain.partition(".")
        return self.vocabulary.fact(subject, fact).value_labels[type_.values.index(scope)]

    # ---- the whole

    def link(self) -> LinkedLaw:
        at = ast.Null(start=0, end=0)
        try:
            for key in self.offers:
                if self._in_force(key):
                    self.definition_type(key, at)
            programs: list[ProgramRule] = []
            for id_ in self.frames:
                self.definition_type(f"{id_}.eligible", at)
                if id_ in self.brought:
                    programs.append(self.programs.rule(id_))
        except Refused as mistake:  # a cycle met from the outside is reported inside, where it is written
            self.problems.add(mistake.kind, None, **mistake.args_)
            programs = []
        used_first = {key: position for position, key in enumerate(self.rules)}
        programs.sort(key=lambda p: used_first[f"{p.id}.eligible"])
        idle = tuple((i, words(f.label)) for i, (_, f) in self.frames.items() if i not in self.brought and f.label)
        return LinkedLaw(
            self.place, self.day.isoformat(), self.vocabulary, self.rules, tuple(programs), self.parameter_rules,
            self._readings(), idle, {p: key for p in self.frames if (key := f"{p}.claimed") in self.rules},
        )  # fmt: skip

    def _in_force(self, key: str) -> bool:
        """Whether a definition has a wording on the day; one that nothing in force reads need not have one."""
        return choose([(layer, d.pieces) for layer, d in self.offers[key]], self.day) is not None

    def _readings(self) -> dict[str, ReadingText]:
        out: dict[str, ReadingText] = {}
        for layer in reversed(self.layers):
            for table in (layer.readings, *layer.file_readings.values()):
                out.update({k: ReadingText(k, words(r.text), words(r.reason)) for k, r in table.items()})
        return out

    def place_of(self, program: str, id_: str) -> Span | None:
        """Where a grant of a programme, or a definition by its key, is written; a programme's outcome at the programme."""
        for _, d in self.offers.get(id_, ()) if not program else ():
            return d.span
        frame = self.frames.get(program or id_.partition(".")[0])
        if frame is None:
            return None
        return next((g.span for g in frame[1].grants if g.id == id_), frame[1].span)

    def nowhere(self, path: str, layer: Layer) -> Origin:
        """The origin of what the linker itself makes: a programme's outcome out of its conditions."""
        frame = self.frames[path.split(".", maxsplit=1)[0]][1]
        return Origin(path, frame.span.source.name, frame.span.line, layer.place or "", "", "", (), ())


def link(packs: Sequence[Pack], place: str, day: date) -> LinkedLaw:
    """The law of `place` on `day`. Raises PolicyError with every mistake found, NotInForce where nothing is known for the day."""
    law, problems = check(packs, place, day)
    if not law.programs and all(p.kind == "nothing_in_force" for p in problems.errors):
        args = {"place": place, "day": day.isoformat()}
        raise NotInForce((Problem("nothing_on_day", None, args),))
    if problems.errors:
        raise PolicyError(problems.in_order())
    return law


def check(packs: Sequence[Pack], place: str, day: date) -> tuple[LinkedLaw, Problems]:
    """The same, with the problems instead of an exception."""
    problems = Problems()
    linker = Linker(packs, place, day, problems)
    law = linker.link()
    steps = steps_of(law)
    if (total := sum(steps.values())) > MAX_STEPS:
        most = max(steps, key=lambda one: (steps[one], one))
        problems.add("too_many_steps", linker.place_of(*most), steps=total, limit=MAX_STEPS)
    return law, problems
