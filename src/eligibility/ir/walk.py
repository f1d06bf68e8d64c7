"""Going through an expression tree: its parts, and what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from eligibility.ir import nodes


def parts_of(kind: type[nodes.Node]) -> tuple[str, ...]:
    """The fields of a node kind that hold nodes, rows, or tuples of them."""
    return tuple(
        f.name
        for f in fields(kind)
        if f.name not in ("type", "span") and any(w in str(f.type) for w in ("Node", "Row"))
    )


PARTS = {
    kind: parts_of(kind)
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, nodes.Node) and kind is not nodes.Node
}


def children(node: nodes.Node) -> Iterator[nodes.Node]:
    """The nodes directly below a node."""
    for name in PARTS[type(node)]:
        part = getattr(node, name)
        if isinstance(part, nodes.Node):
            yield part
        elif isinstance(part, tuple):
            for item in part:
                if isinstance(item, nodes.Row):
                    yield item.when
                    yield item.then
                else:
                    yield item


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and everything below it, outer first."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(children(current))))


LOOPS = (nodes.Filter, nodes.Collect, nodes.Some, nodes.Every)


def definitions_read(node: nodes.Node) -> list[str]:
    """The definitions that a node reads; twice where a loop may read one more than once for the same subject."""
    out: list[str] = []
    stack: list[tuple[nodes.Node, tuple[int, ...]]] = [(node, ())]
    while stack:
        current, loops = stack.pop()
        if isinstance(current, nodes.Definition):
            again = bool(loops) and loops != (current.var,)
            out += [current.definition] * (2 if again else 1)
        elif isinstance(current, LOOPS):
            inner = current.value if isinstance(current, nodes.Collect) else current.condition
            stack += [(current.list, loops), (inner, (*loops, current.var))]
        else:
            stack += [(part, loops) for part in children(current)]
    return out


def parameters_read(node: nodes.Node) -> list[nodes.Parameter]:
    return [n for n in walk(node) if isinstance(n, nodes.Parameter)]


def facts_read(node: nodes.Node) -> list[nodes.Fact]:
    return [n for n in walk(node) if isinstance(n, nodes.Fact)]
