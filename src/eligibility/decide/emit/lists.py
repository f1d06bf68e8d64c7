"""Lists as loops. A filter or a column is never built only to be counted or summed: the loop goes through to the facts."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.decide.emit.logic import comparison
from eligibility.decide.emit.writer import Writer
from eligibility.ir import nodes
from eligibility.ir.types import ListOf, Number

Body = Callable[[str], None]


def each(w: Writer, node: nodes.Node, body: Body) -> None:
    """Write `body` once for every element of a list, with the element's name."""
    match node:
        case nodes.Filter():

            def kept(name: str) -> None:
                w.variables[node.var] = name
                with w.block(f"if {w.value(node.condition)}:"):
                    body(name)

            each(w, node.list, kept)
        case nodes.Collect():

            def made(name: str) -> None:
                w.variables[node.var] = name
                body(w.named(node.value))

            each(w, node.list, made)
        case nodes.Concatenate():
            for part in node.lists:
                each(w, part, body)
        case nodes.ListLiteral():
            for item in node.items:
                body(w.named(item))
        case _:
            name = w.fresh()
            with w.block(f"for {name} in {w.value(node)}:"):
                body(name)


def materialised(w: Writer, node: nodes.Node) -> str:
    """A list as a Python list: what a definition returns."""
    name = w.fresh()
    w.line(f"{name} = []")
    each(w, node, lambda element: w.line(f"{name}.append({element})"))
    return name


def count(w: Writer, node: nodes.Count) -> str:
    name = w.fresh()
    w.line(f"{name} = 0")
    each(w, node.list, lambda _: w.line(f"{name} += 1"))
    return name


def total(w: Writer, node: nodes.Sum) -> str:
    name = w.fresh()
    assert isinstance(node.type, Number)
    if node.type.quotient:
        w.line(f"{name} = (0, 1)")
        each(w, node.list, lambda e: w.line(f"{name} = ({name}[0] * {e}[1] + {e}[0] * {name}[1], {name}[1] * {e}[1])"))
    else:
        w.line(f"{name} = 0")
        each(w, node.list, lambda e: w.line(f"{name} += {e}"))
    return name


def least(w: Writer, node: nodes.LeastOf) -> str:
    return extreme(w, node.list, "<")


def greatest(w: Writer, node: nodes.GreatestOf) -> str:
    return extreme(w, node.list, ">")


def extreme(w: Writer, node: nodes.Node, op: str) -> str:
    assert isinstance(node.type, ListOf)
    name, element_type = w.fresh(), node.type.element
    w.line(f"{name} = None")

    def keep(element: str) -> None:
        with w.block(f"if {name} is None or {comparison(w, nodes.Local(element_type, (0, 0), 0), op, element, name)}:"):
            w.line(f"{name} = {element}")

    each(w, node, keep)
    return name


def some(w: Writer, node: nodes.Some) -> str:
    return quantified(w, node, "False", "True", "{}")


def every(w: Writer, node: nodes.Every) -> str:
    return quantified(w, node, "True", "False", "not {}")


def quantified(w: Writer, node: nodes.Some | nodes.Every, start: str, found: str, test: str) -> str:
    name = w.fresh()
    w.line(f"{name} = {start}")

    def look(element: str) -> None:
        w.variables[node.var] = element
        with w.block(f"if {test.format(w.value(node.condition))}:"):
            w.line(f"{name} = {found}")
            if not straight_line(node.list):
                w.line("break")

    each(w, node.list, look)
    return name


def straight_line(node: nodes.Node) -> bool:
    """Whether the elements are written one after another, with no loop to break from."""
    match node:
        case nodes.Filter() | nodes.Collect():
            return straight_line(node.list)
        case nodes.ListLiteral():
            return True
        case nodes.Concatenate():
            return any(straight_line(part) for part in node.lists)
        case _:
            return False


def among(w: Writer, node: nodes.Among) -> str:
    return f"({w.value(node.person)} in {w.value(node.persons)})"


def is_list(node: nodes.Node) -> bool:
    return isinstance(node.type, ListOf)
