"""Literals, facts, parameters, definitions."""

from __future__ import annotations

from eligibility.decide.emit.writer import Writer
from eligibility.ir import nodes


def const(_: Writer, node: nodes.Const) -> str:
    return repr(node.value)


def fact(w: Writer, node: nodes.Fact) -> str:
    """A slot; an unknown one ends the fast path."""

    def read() -> str:
        name = w.fresh()
        w.line(f"{name} = {w.variables[node.var]}[{node.index}]")
        if (node.subject, node.index) not in w.shared.certain:
            w.line(f"if {name} is None: raise Missing")
        return name

    return w.once(("fact", w.variables[node.var], node.index), read)


def parameter(w: Writer, node: nodes.Parameter) -> str:
    if node.value is not None:
        return repr(node.value)

    def read() -> str:
        name = w.fresh()
        w.line(f"{name} = x[-1][{w.shared.unknown[node.parameter, node.scope]}]")
        w.line(f"if {name} is None: raise Missing")
        return name

    return w.once(("parameter", node.parameter, node.scope), read)


def local(w: Writer, node: nodes.Local) -> str:
    return w.variables[node.var]


def definition(w: Writer, node: nodes.Definition) -> str:
    subject = w.variables[node.var]

    def call() -> str:
        body = w.shared.inline.get(node.definition)
        if body is not None:
            name = w.named_text(w.inside(body, subject))
            w.own.discard(name)
            return name
        computed = f"{w.shared.definitions[node.definition]}(h, {subject}, x)"
        name, place = w.fresh(), w.shared.kept.get(node.definition)
        if place is None:
            w.line(f"{name} = {computed}")
        else:
            w.line(f"{name} = {w.row(subject)}[{place}]")
            w.line(f"if {name} is None: {name} = {computed}")
        return name

    return w.once(("definition", node.definition, subject), call)
