"""What a part can change: the programmes whose outcome or amount reads it, directly or through definitions.

Taken from the names that expressions mention, so that it needs no linked law: a name that two subjects share counts for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from eligibility.feel import ast
from eligibility.feel.beyond import walked
from eligibility.frozen import record
from eligibility.policy.model import Layer, Program
from eligibility.survey.parts import NOTHING, Key, Part, Survey

NAMED = ("definition", "value")  # kinds of parts that expressions can name


@record
class Effect:
    """What of a programme may come out otherwise."""

    program: str
    outcome: bool
    amount: bool


class Reach:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    @cached_property
    def names(self) -> dict[str, set[Key]]:
        """What each name in either alphabet may mean."""
        out: dict[str, set[Key]] = defaultdict(set)
        for layer in self.survey.layers:
            for d in (*layer.definitions, *(d for p in layer.programs for d in p.definitions)):
                for name in filter(None, (d.id, d.name)):
                    out[name].add(("definition", d.program or d.subject or "", d.id))
            for p in layer.parameters:
                for name in filter(None, (p.id, p.name)):
                    out[name].add(("value", "", p.id))
        return out

    @cached_property
    def readers(self) -> dict[Key, list[Part]]:
        """The parts that read each definition and parameter."""
        out: dict[Key, list[Part]] = defaultdict(list)
        for part in self.survey.parts:
            for key in {key for name in mentioned(part.trees) for key in self.names.get(name, ())}:
                if key[0] == "value" or key[1] in (*self.subjects, part.program):
                    out[key].append(part)
        for frame in self.frames:
            for key in self.names.get(f"apply_at_{frame.apply_at}", ()):
                if key[1] == frame.for_each:
                    out[key].append(whole(self.survey, frame))
        for id_, scope in self.scopes:
            for key in self.names.get(scope, ()):
                out[key].extend(part for part in self.survey.parts if part.key == ("value", "", id_))
        return out

    @property
    def frames(self) -> Iterable[Program]:
        return self.survey.frames.values()

    @property
    def scopes(self) -> Iterator[tuple[str, str]]:
        """The parameters whose value is chosen by something else, with its name."""
        for p in (p for layer in self.survey.layers for p in layer.parameters):
            if p.scope is not None:
                yield p.id, p.scope.rpartition(".")[2]

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        return tuple({s for layer in self.survey.layers for s in layer.subjects})

    def effects(self, parts: Iterable[Part]) -> tuple[Effect, ...]:
        """What these parts can change, by programme."""
        outcomes: set[str] = set()
        amounts: set[str] = set()
        for part in parts:
            for reached in self.onward(part):
                (amounts if reached.kind == "grant" else outcomes).add(reached.program)
        order = [id_ for id_ in self.survey.frames if id_ in outcomes | amounts]
        return tuple(Effect(id_, id_ in outcomes, id_ in amounts) for id_ in order)

    def farther(self, effects: Iterable[Effect]) -> tuple[str, ...]:
        """The other programmes that ask for the outcome of these, or whether they are received, and so on."""
        first = {e.program for e in effects}
        stack, seen = [e.program for e in effects if e.outcome], set(first)
        while stack:
            for asking in self.asking.get(stack.pop(), set()) - seen:
                seen.add(asking)
                stack.append(asking)
        return tuple(id_ for id_ in self.survey.frames if id_ in seen - first)

    @cached_property
    def asking(self) -> dict[str, set[str]]:
        """By programme, those whose rules name it."""
        words = {word: id_ for id_, frame in self.survey.frames.items() for word in (id_, frame.name) if word}
        out: dict[str, set[str]] = defaultdict(set)
        for part in self.survey.parts:
            for id_ in {words[name] for name in mentioned(part.trees) if name in words}:
                out[id_] |= {reached.program for reached in self.onward(part)} - {id_, ""}
        return out

    def onward(self, part: Part) -> Iterator[Part]:
        """The conditions, amounts and relations that rest on a part, itself among them; a clause of a definition goes as far as that."""
        stack, seen = [part], {id(part)}
        while stack:
            one = stack.pop()
            key = one.within if one.within is not None and one.within[0] in NAMED else one.key
            if key[0] not in NAMED:
                yield one
                continue
            for reader in self.readers.get(key, ()):
                if id(reader) not in seen and self.meet(part.layer, reader.layer):
                    seen.add(id(reader))
                    stack.append(reader)

    def meet(self, one: Layer, other: Layer) -> bool:
        """Whether there is a place at which both layers speak."""
        return one in self.survey.farther(other) or other in self.survey.farther(one)


def whole(survey: Survey, frame: Program) -> Part:
    """A programme as a part, for what decides whether it applies at a place."""
    home = next(layer for layer in survey.layers if any(p is frame for p in layer.programs))
    return Part(
        home, "program", frame.id, frame.id, frame.label or NOTHING, frame.since, frame.until, (), (), frame.id, (), (),
        None, frame.span,
    )  # fmt: skip


def mentioned(trees: Iterable[ast.Node]) -> Iterator[str]:
    for tree in trees:
        for node in walked(tree):
            if isinstance(node, ast.Name | ast.Path):
                yield node.name
