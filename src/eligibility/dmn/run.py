"""Running a model: facts in, the value of each decision out (DMN 1.5, 6.3 and 10.4).

Decisions are made in an order in which each follows those that it requires, without recursion. What a decision sees are the values of what it requires; a
decision service is a world of its own, in which its arguments stand for its input data and input decisions. A decision that goes wrong is null with its
reasons, and the others are made all the same.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from eligibility.dmn import model
from eligibility.dmn.boxed import Defined, Evaluation, arguments
from eligibility.dmn.reasons import Exhausted, Reason
from eligibility.feel.builtins import library
from eligibility.feel.builtins.temporal import Clock
from eligibility.feel.domain import Function, NoValue, Value
from eligibility.feel.evaluation.functions import BuiltinFunction
from eligibility.feel.evaluation.interpret import Scope
from eligibility.values.limits import MAX_FEEL_DEPTH, MAX_VALUE_NODES


class Running:
    """One run: what functions the model has, and the reasons found for each decision."""

    def __init__(self, graph: model.Graph, clock: Clock | None = None) -> None:
        self.graph = graph
        self.around = Scope(timed(clock))
        self.evaluation = Evaluation()
        self.notes: dict[str, tuple[Reason, ...]] = {}
        self.functions: dict[str, Value] = {}
        self._make_functions()

    def _make_functions(self) -> None:
        """Knowledge models may call each other: each scope is filled after all functions are made."""
        scopes: dict[str, dict[str, Value]] = {}
        for key, node in self.graph.nodes.items():
            if isinstance(node, model.Knowledge):
                scopes[key] = {}
                self.functions[key] = Defined(
                    self.evaluation, node.logic, Scope(scopes[key], self.around), node.name, node.type
                )
            elif isinstance(node, model.Service):
                self.functions[key] = Serving(self, node)
        for key, names in scopes.items():
            node = self.graph.nodes[key]
            assert isinstance(node, model.Knowledge)
            names.update(seen_names(self.graph, node.requires, self.functions))

    def decide(self, targets: Iterable[str], values: dict[str, Value]) -> list[str]:
        """Makes the decisions in `targets` and what they require; `values` holds what is known by key, and takes what is decided.

        The keys of input data that they rest on and that have no value.
        """
        outermost = self.evaluation.interpreter.depth == 0
        order = self.graph.order
        absent = []
        for key in sorted(self._needed(targets, values), key=order.__getitem__):
            node = self.graph.nodes[key]
            if isinstance(node, model.Decision):
                made = partial(self._value, node, values)
                values[key] = self._limited(node, made) if outermost else made()
            else:
                absent.append(key)
        return absent

    def _needed(self, targets: Iterable[str], values: Mapping[str, Value]) -> set[str]:
        """Decisions not yet made that the targets rest on, and input data without a value."""
        found: set[str] = set()
        left = list(targets)
        while left:
            key = left.pop()
            node = self.graph.nodes[key]
            if key not in values and key not in found and isinstance(node, model.Decision | model.InputData):
                found.add(key)
                left += [seen.key for seen in node.requires] if isinstance(node, model.Decision) else []
        return found

    def serve(self, service: model.Service, values: dict[str, Value]) -> list[str]:
        """Makes the output decisions of a service; they are null where they are not of the type that the service declares."""
        absent = [key for key in service.inputs if key not in values]
        values.update(dict.fromkeys(absent))
        self.decide(service.outputs, values)
        evaluation = self.evaluation
        serving = self.functions[service.key]
        assert isinstance(serving, Serving)
        whole = evaluation.typed(serving.result(values), service.type, service.span)
        self.notes[service.key] = tuple(evaluation.reasons)
        for key in service.outputs:
            name = self.graph.nodes[key].name
            values[key] = whole.get(name) if isinstance(whole, dict) and len(service.outputs) > 1 else whole
        return absent

    def call(self, node: model.Knowledge, args: list[Value]) -> Value:
        """The value of a knowledge model by itself."""
        function = self.functions[node.key]
        assert isinstance(function, Function)
        return self._limited(node, lambda: function.call(args))

    def _limited(self, node: model.Node, decide: Callable[[], Value]) -> Value:
        """What is decided with limits and reasons of its own."""
        evaluation = self.evaluation
        evaluation.begin()
        try:
            return decide()
        except NoValue as why:
            evaluation.because(why, node.span)
            return None
        except Exhausted:
            return None
        except RecursionError:
            evaluation.add(Reason("evaluation_too_deep", {"limit": str(MAX_FEEL_DEPTH)}, node.span))
            return None
        finally:
            self.notes[node.key] = tuple(evaluation.reasons)
            evaluation.begin()

    def _value(self, node: model.Decision, values: dict[str, Value]) -> Value:
        names = seen_names(self.graph, node.requires, ChainMap(values, self.functions))
        value = self.evaluation.value(node.logic, Scope(names, self.around))
        if not small(value):
            self.evaluation.add(Reason("too_large", {}, node.span))
            return None
        return self.evaluation.typed(value, node.type, node.span)


def timed(clock: Clock | None) -> dict[str, Value]:
    """`now` and `today`, of one moment for the whole run."""
    if clock is None:
        return {}
    moment = clock()
    found = library(lambda: moment)
    return {name: BuiltinFunction(found[name]) for name in ("now", "today")}


def small(value: Value) -> bool:
    """Whether a value can be gone through: a list may hold another many times over, and each counts."""
    left, seen = [value], 0
    while left and seen <= MAX_VALUE_NODES:
        seen += 1
        part = left.pop()
        left += part if isinstance(part, list) else part.values() if isinstance(part, dict) else ()
    return seen <= MAX_VALUE_NODES


def seen_names(graph: model.Graph, requires: Iterable[model.Seen], values: Mapping[str, Value]) -> dict[str, Value]:
    """The variables of what a node requires; those of an import in a context of its name."""
    names: dict[str, Any] = {}
    for seen in requires:
        inside = names.setdefault(seen.through, {}) if seen.through else names
        inside[graph.nodes[seen.key].name] = values.get(seen.key)
    return names


class Serving(Function):
    """A decision service as a function: its output decision, or a context of several."""

    def __init__(self, running: Running, service: model.Service) -> None:
        self._running, self._service = running, service
        self._inputs = [running.graph.nodes[key] for key in service.inputs]
        self.name = service.name
        self.parameters = tuple(node.name for node in self._inputs)

    def call(self, args: list[Value]) -> Value:
        service, running = self._service, self._running
        typed = [(n.name, n.type) for n in self._inputs]
        checker = running.evaluation.checker
        given = arguments(service.name, typed, args, checker)
        values = dict(zip(service.inputs, given.values(), strict=True))
        running.decide(service.outputs, values)
        return checker.coerced(self.result(values), service.type)

    def result(self, values: Mapping[str, Value]) -> Value:
        outputs = self._service.outputs
        if len(outputs) == 1:
            return values[outputs[0]]
        return {self._running.graph.nodes[key].name: values[key] for key in outputs}
