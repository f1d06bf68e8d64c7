"""Diagrams of a model as DMN interchanges them (DMN 1.5, chapter 13): shapes with bounds, edges with waypoints, as `layout` places them."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.dmn.write.layout import Edge, Placed, Shape, laid_out
from eligibility.dmn.write.markup import Tag, tag
from eligibility.dmn.write.model import Model, Node


def requirements(node: Node) -> Iterator[tuple[str, str, str]]:
    """Kind, required node and id of each requirement of a node."""
    for kind, required in (
        *(("information", r) for r in node.information),
        *(("knowledge", r) for r in node.knowledge),
        *(("authority", r) for r in node.authority),
    ):
        yield kind, required, f"{node.id}.needs.{required}"


def interchange(model: Model) -> Tag:
    by_id = {n.id: n for n in model.nodes}
    diagrams = (drawn(number, view.title, [by_id[i] for i in view.nodes]) for number, view in enumerate(model.views, 1))
    return tag("dmndi:DMNDI", diagrams)


def drawn(number: int, title: str, shown: list[Node]) -> Tag:
    ids = {n.id for n in shown}
    edges = [Edge(id_, r, n.id) for n in shown for _, r, id_ in requirements(n) if r in ids]
    placed = laid_out([Shape(n.id, n.kind, n.name) for n in shown], edges)
    return tag(
        "dmndi:DMNDiagram",
        (shape(number, n, placed) for n in shown),
        (edge(number, e, placed) for e in edges),
        id=f"diagram_{number}",
        name=title,
    )


def shape(number: int, node: Node, placed: Placed) -> Tag:
    x, y, width, height = placed.boxes[node.id]
    bounds = tag("dc:Bounds", x=str(x), y=str(y), width=str(width), height=str(height))
    return tag("dmndi:DMNShape", bounds, id=f"shape_{number}_{node.id}", dmnElementRef=node.id)


def edge(number: int, found: Edge, placed: Placed) -> Tag:
    points = (tag("di:waypoint", x=str(x), y=str(y)) for x, y in placed.lines[found.id])
    return tag("dmndi:DMNEdge", points, id=f"edge_{number}_{found.id}", dmnElementRef=found.id)
