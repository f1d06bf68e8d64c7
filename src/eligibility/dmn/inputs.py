"""Which facts a run takes, under which names, and what becomes of them.

A fact is named as its input data; one of an imported model after the name of the import (`import.name`), or by its own name where no other has it; any of
them after its namespace (`namespace#name`). A run of a decision service takes its input decisions as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.dmn import model
from eligibility.dmn.facts import given
from eligibility.dmn.items import normal
from eligibility.dmn.types import Checker, said
from eligibility.feel.domain import NoValue, Value
from eligibility.feel.evaluation.interpret import Interpreter

Taken = model.InputData | model.Decision


def full_name(graph: model.Graph, key: str) -> str:
    """A node's name as the file asked for sees it."""
    way = graph.prefixes.get(key.rpartition("#")[0], ())
    return ".".join((*(name for name in way if name), graph.nodes[key].name))


def taken(graph: model.Graph, service: model.Service | None = None) -> dict[str, Taken]:
    """What a fact may stand for, by its names: of each node the full name first."""
    nodes = [node for node in graph.nodes.values() if isinstance(node, model.InputData)]
    names: dict[str, Taken] = {}
    for node in nodes:
        names.setdefault(full_name(graph, node.key), node)
    short: dict[str, list[model.InputData]] = {}
    for node in nodes:
        short.setdefault(node.name, []).append(node)
    for name, same in short.items():
        if len(same) == 1:
            names.setdefault(name, same[0])
    for key in () if service is None else service.inputs:
        decision = graph.nodes[key]
        if isinstance(decision, model.Decision):
            names[decision.name] = decision
    return names | {f"{node.key.rpartition('#')[0]}#{node.name}": node for node in nodes}


def read_inputs(facts: Mapping[str, Any], names: Mapping[str, Taken], problems: Problems) -> dict[str, Value]:
    """The facts by the keys of their nodes, each of the type that its node declares."""
    values: dict[str, Value] = {}
    for name, value in facts.items():
        node = names.get(normal(str(name)))
        if node is None:
            problems.warn("dmn_unknown_input", None, name=name, nearest=nearest(str(name), names) or "")
            continue
        try:
            values[node.key] = Checker(Interpreter()).coerced(given(value, node.type), node.type)
        except NoValue:
            values[node.key] = None
            problems.warn("dmn_input_type", None, name=name, type="" if node.type is None else said(node.type))
    return values


def note_absent(names: Iterable[str], problems: Problems) -> None:
    """A warning that names the inputs which were asked for and not given."""
    if absent := ", ".join(names):
        problems.warn("dmn_input_absent", None, names=absent)
