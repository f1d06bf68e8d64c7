"""Diagrams: shapes apart from each other, lines clear of what they pass, the same picture for the same model."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from eligibility.api import load_policies
from eligibility.dmn.write.diagram import requirements
from eligibility.dmn.write.layout import Edge, Placed, Shape, inversions, laid_out, meets, pooled
from eligibility.dmn.write.model import Model
from eligibility.dmn.write.program import model_of

PROGRAMS = ("minimum_income", "low_income_edge", "minimum_income_single", "extreme_poverty")


def drawn(model: Model, number: int) -> tuple[Placed, list[Edge]]:
    nodes = {n.id: n for n in model.nodes}
    shown = [nodes[i] for i in model.views[number].nodes]
    ids = {n.id for n in shown}
    edges = [Edge(id_, r, n.id) for n in shown for _, r, id_ in requirements(n) if r in ids]
    return laid_out([Shape(n.id, n.kind, n.name) for n in shown], edges), edges


@pytest.fixture(scope="module", params=PROGRAMS)
def model(request) -> Model:
    return model_of(load_policies().at(place="320100", on="2022-08-01").linked, request.param, chinese=True)


def test_no_two_shapes_of_any_diagram_touch(model):
    for number in range(len(model.views)):
        boxes = drawn(model, number)[0].boxes
        for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes.values(), 2):
            assert ax + aw < bx or bx + bw < ax or ay + ah < by or by + bh < ay


def test_a_line_runs_from_shape_to_shape_and_over_no_other(model):
    for number in range(len(model.views)):
        placed, edges = drawn(model, number)
        for edge in edges:
            points = placed.lines[edge.id]
            (x, y, width, _), (ex, ey, ewidth, eheight) = placed.boxes[edge.start], placed.boxes[edge.end]
            assert points[0][1] == y
            assert x <= points[0][0] <= x + width
            assert points[-1][1] == ey + eheight
            assert ex <= points[-1][0] <= ex + ewidth
            others = [box for id_, box in placed.boxes.items() if id_ not in (edge.start, edge.end)]
            assert not any(inside(a, b, box) for a, b in pairwise(points) for box in others), edge.id


def inside(a, b, box) -> bool:
    """Whether a line goes through a shape itself, not only near it."""
    x, y, width, height = box
    return meets(a, b, (x + 9, y + 9, width - 18, height - 18))


def test_what_is_required_stands_below_what_requires_it(model):
    placed, edges = drawn(model, 0)
    for edge in edges:
        assert placed.boxes[edge.start][1] > placed.boxes[edge.end][1]


def test_every_node_is_in_some_diagram_and_every_outcome_in_the_first(model):
    assert {n.id for n in model.nodes if n.kind != "knowledgeSource"} <= {i for v in model.views for i in v.nodes}
    assert model.views[0].nodes[0].startswith("outcome_")


def test_the_same_model_gives_the_same_picture(model):
    assert drawn(model, 0)[0] == drawn(model, 0)[0]


def test_an_order_without_crossings_is_found():
    shapes = [Shape(name, "decision", name) for name in "abcxyz"]
    edges = [Edge(f"{a}{b}", a, b) for a, b in ("xc", "ya", "zb")]
    boxes = laid_out(shapes, edges).boxes
    upper, lower = (sorted(names, key=lambda n: boxes[n][0]) for names in ("abc", "xyz"))
    assert [dict(["ya", "zb", "xc"])[n] for n in lower] == upper


def test_inversions_are_counted():
    assert inversions([0, 1, 2]) == 0
    assert inversions([2, 1, 0]) == 3
    assert inversions([1, 1, 0]) == 2


def test_neighbours_that_would_overlap_meet_half_way():
    assert pooled([10.0, 0.0], [1.0, 1.0], [0.0, 20.0]) == [-5.0, -5.0]
    assert pooled([0.0, 50.0], [1.0, 1.0], [0.0, 20.0]) == [0.0, 30.0]
