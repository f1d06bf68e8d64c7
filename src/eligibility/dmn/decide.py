"""The door: a model that was read once and is run with any facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.dmn import model
from eligibility.dmn.inputs import full_name, note_absent, read_inputs, taken
from eligibility.dmn.items import normal
from eligibility.dmn.model import ModelError
from eligibility.dmn.read import read_graph
from eligibility.dmn.results import Results
from eligibility.dmn.run import Running
from eligibility.feel.domain import Value

T = TypeVar("T")


def read_model(source: Path | bytes | str, *, imports: Iterable[Path] = (), name: str = "<model>") -> Model:
    """The model in a file, or in the bytes or text of one. Imported models are looked for among `imports`, then beside the file.

    Raises ModelError where it cannot be read at all; mistakes in parts of it are `problems`, and the rest can be run.
    """
    problems = Problems()
    graph = read_graph(source, imports, name, problems)
    if graph is None:
        raise ModelError(problems.in_order())
    return Model(graph, problems.in_order())


@dataclass(frozen=True, slots=True)
class Model:
    """Decisions that can be made. Immutable; runs do not touch each other, so threads may share one."""

    graph: model.Graph = field(repr=False)
    problems: tuple[Problem, ...] = field(repr=False)

    @property
    def name(self) -> str:
        return self.graph.name

    @property
    def decisions(self) -> tuple[str, ...]:
        """The names of the decisions, in the order of the file."""
        return tuple(node.name for node in self._of(model.Decision))

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(node.name for node in self._of(model.Service))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names under which facts are given."""
        return tuple({node.key: name for name, node in reversed(taken(self.graph).items())}.values())[::-1]

    def run(
        self,
        facts: Mapping[str, Any] | None = None,
        decision: str | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
    ) -> Results:
        """The values of all decisions of the file, or of one, or of the output decisions of a service, or of a knowledge model with the facts as its arguments.

        `now()` and `today()` are what `clock` says when the run begins; without one they are null.
        Raises ModelError where the model has none of that name.
        """
        node = None if decision is None else self._named(decision)
        if isinstance(node, model.Knowledge):
            return self._called(node, facts or {}, clock)
        problems = Problems()
        service = node if isinstance(node, model.Service) else None
        values = read_inputs(facts or {}, taken(self.graph, service), problems)
        running = Running(self.graph, clock)
        if service is not None:
            targets = list(service.outputs)
            absent = running.serve(service, values)
        else:
            targets = [d.key for d in self._of(model.Decision)] if node is None else [node.key]
            absent = running.decide(targets, values)
        note_absent((full_name(self.graph, key) for key in absent), problems)
        found = {self.graph.nodes[key].name: values.get(key) for key in targets}
        return self._results(found, running, problems)

    def _called(self, node: model.Knowledge, facts: Mapping[str, Any], clock: Callable[[], datetime] | None) -> Results:
        """The value of a knowledge model, the facts for its parameters."""
        problems = Problems()
        parameters = {name: model.InputData(name, name, type_, node.span) for name, type_ in node.logic.parameters}
        values = read_inputs(facts, parameters, problems)
        note_absent((name for name in parameters if name not in values), problems)
        running = Running(self.graph, clock)
        value = running.call(node, [values.get(name) for name in parameters])
        return self._results({node.name: value}, running, problems)

    def _results(self, found: dict[str, Value], running: Running, problems: Problems) -> Results:
        notes = {full_name(self.graph, key): reasons for key, reasons in running.notes.items() if reasons}
        return Results(self.graph.name, found, notes, problems.in_order())

    def _of(self, kind: type[T]) -> list[T]:
        nodes = (self.graph.nodes[key] for key in self.graph.main)
        return [node for node in nodes if isinstance(node, kind)]

    def _named(self, name: str) -> model.Node:
        """The decision, service or knowledge model of a name, in this order; one of an import by its full name."""
        nodes: dict[str, model.Node] = {}
        for kind in (model.Decision, model.Service, model.Knowledge):
            for node in (*self._of(kind), *self.graph.nodes.values()):
                if isinstance(node, kind):
                    nodes.setdefault(full_name(self.graph, node.key), node)
        if (found := nodes.get(normal(name))) is not None:
            return found
        raise ModelError(
            (Problem("dmn_unknown_decision", None, {"name": name, "nearest": nearest(name, nodes) or ""}),)
        )
