"""The law of a place on a day: every rule in force, typed, with nothing left to look up.

Definitions and programmes are typed when something first reads them; what is being typed and read again is a cycle, shown as it runs. A mistake ends
the expression it stands in, not the run: the definition keeps its declared type and everything else is still checked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from eligibility.diagnostics.errors import NotInForce, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check.core import Refused, refuse
from eligibility.ir.check.expression import checker_for
from eligibility.ir.program import DefinitionRule, LinkedLaw, Origin, ParameterRule, ProgramRule, ReadingText
from eligibility.ir.scope import ParameterHead
from eligibility.ir.steps import steps_of
from eligibility.ir.types import Enum, Text, Type
from eligibility.ir.vocabulary import FactSpec, Wording
from eligibility.law import parameters
from eligibility.law.bodies import Bodies
from eligibility.law.definitions import declared_type
from eligibility.law.ground import Ground
from eligibility.law.inforce import Chosen, choose
from eligibility.law.merge import bringer
from eligibility.law.programs import Programs
from eligibility.law.rules import Library, origin
from eligibility.law.typed import Asked, Kept, Memory
from eligibility.law.vocabulary import wording, words
from eligibility.policy.model import Layer, Pack
from eligibility.values.limits import MAX_STEPS

T = TypeVar("T")
AT = ast.Null(start=0, end=0)  # asked from outside of any expression


class Linker:
    """One link step. It is the checker's host: it answers what names, definitions and parameters there are."""

    def __init__(self, ground: Ground, day: date, kept: Kept | None = None) -> None:
        self.ground, self.layers, self.vocabulary, self.names = ground, ground.layers, ground.vocabulary, ground.names
        self.frames, self.declared, self.offers = ground.frames, ground.declared, ground.offers
        self.scope = ground.scope
        self.place, self.day, self.on = ground.place, day, day.toordinal()
        self.problems = Problems()
        self.problems.extend(ground.problems)
        self.library = Library(self.layers, day)
        self.brought = {i: by for i in self.frames if (by := bringer(ground.spoken[i], day)) is not None}
        self.memory = None if kept is None else Memory(kept, self.answer, self.problems)
        self.checker = checker_for(self)
        self.bodies = Bodies(self.checker, self.problems)
        self.chosen = {
            key: choose([(layer, d.pieces) for layer, d in offers if not d.drop], day)
            for key, offers in self.offers.items()
        }
        self.rules: dict[str, DefinitionRule] = {}
        self.parameter_rules: dict[tuple[str, str], ParameterRule] = {}
        self._scopes: dict[str, Mapping[str, nodes.Value | None]] = {}
        self._open: list[str] = []
        self.programs = Programs(self)

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
        type_ = self.rules[key].type
        if self.memory is not None:
            self.memory.heard("definition", key, type_)
        return type_

    def _define(self, key: str) -> None:
        program, _, last = key.rpartition(".")
        if program in self.frames and last in ("eligible", "applies"):
            self.programs.outcome(program)
        elif program in self.frames and last == "claimed":
            self.programs.claim(program)
        else:
            chosen = self.chosen[key]
            self.rules[key] = self.remembered((key, id(chosen and chosen.piece)), lambda: self._definition(key, chosen))

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """A rule as `make` makes it, or as it was made before, where laws share what is only checked."""
        return make() if self.memory is None else self.memory.recall(key, make)

    def _definition(self, key: str, chosen: Chosen | None) -> DefinitionRule:
        offers = self.offers[key]
        frame = offers[-1][1]
        head = self.ground.heads[key]
        type_ = declared_type(frame, self.vocabulary)
        if isinstance(type_, Text) and frame.type not in ("text", ""):
            self.problems.add("unknown_type", frame.span, name=frame.type, nearest="")
        scope = self.scope(head.subject, frame.program)
        node: nodes.Node | None = None
        if chosen is not None:
            node = self.bodies.body(chosen.piece.body, scope, type_ if frame.type else None)
            if node is not None and frame.type and not self.bodies.fits(node, type_, frame.type, chosen.piece):
                node = None
        else:
            self.problems.add("nothing_in_force", frame.span, name=key, day=self.day.isoformat())
        nearest = next((d for layer, d in offers if chosen is not None and layer is chosen.layer), frame)
        return DefinitionRule(
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

    def parameter_values(self, head: ParameterHead) -> Mapping[str, nodes.Value | None]:
        if head.id not in self._scopes:
            self._scopes[head.id] = self._parameter(head)
        values = self._scopes[head.id]
        if self.memory is not None:
            self.memory.heard("parameter", head.id, tuple(values))
        return values

    def answer(self, asked: Asked) -> Hashable:
        """What a body that asks this is answered; None for a definition that is being typed itself."""
        kind, name = asked
        if kind == "parameter":
            return tuple(self.parameter_values(self.names.parameters[name]))
        try:
            return self.definition_type(name, AT)
        except Refused:
            return None

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
        try:
            for key in self.offers:
                if self.chosen[key] is not None:  # one that nothing in force reads need not have a wording on the day
                    self.definition_type(key, AT)
            programs: list[ProgramRule] = []
            for id_ in self.frames:
                self.definition_type(f"{id_}.eligible", AT)
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
    return whole(Linker(Ground(packs, place), day))


class Checking:
    """The laws of one place, to be checked and not decided by: what they share is linked once, and a rule may hold the figures of another day."""

    def __init__(self, packs: Sequence[Pack], place: str) -> None:
        self.ground: Final = Ground(packs, place)
        self._kept: Final = Kept()

    def on(self, day: date) -> tuple[LinkedLaw, Problems]:
        """The law of a day and the problems in it."""
        return whole(Linker(self.ground, day, self._kept))


def whole(linker: Linker) -> tuple[LinkedLaw, Problems]:
    """Everything linked, and no more of it than a household can be read by."""
    law = linker.link()
    steps = steps_of(law)
    if (total := sum(steps.values())) > MAX_STEPS:
        most = max(steps, key=lambda one: (steps[one], one))
        linker.problems.add("too_many_steps", linker.place_of(*most), steps=total, limit=MAX_STEPS)
    return law, linker.problems
