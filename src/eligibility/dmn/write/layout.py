"""Where the shapes of a diagram stand: in rows, what is required below what requires it, edges going up without crossing a shape.

The steps are Sugiyama's: a row for each node by its longest way from the top; an edge over several rows gets a place in each of them; the order in the
rows is swept until crossings stay as few; then each row is moved as near as its order allows to what it is joined to (least squares by pooling
neighbours that would overlap). The same model gives the same picture.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from eligibility.frozen import record

LEAST_WIDTH, MOST_WIDTH = 150, 340
HEIGHTS: Final = {"inputData": 46, "decision": 60, "businessKnowledgeModel": 50, "knowledgeSource": 64}
GAP, ROW_GAP, LEFT, TOP = 36, 76, 40, 100  # a tool may show the model's title above the diagram
LANE: Final = 18  # the room of an edge in a row that it passes
SWEEPS, MOVES = 24, 16
NARROW, WIDE, SIDES = 7.0, 12.5, 68  # of a letter, of a Chinese character, of what stands beside the name

CLEAR: Final = 8  # between a line and a shape that it passes

Point = tuple[int, int]
Box = tuple[int, int, int, int]  # x, y, width, height


@record
class Shape:
    id: str
    kind: str
    text: str


@record
class Edge:
    """From what is required to what requires it."""

    id: str
    start: str
    end: str


@record
class Placed:
    boxes: dict[str, Box]
    lines: dict[str, tuple[Point, ...]]


Slot = tuple[str, ...]  # (node,) or (edge, row) of an edge that passes a row


def laid_out(shapes: Sequence[Shape], edges: Sequence[Edge]) -> Placed:
    """Places for all shapes and ways for all edges."""
    return Layout(shapes, edges).placed()


def width_of(shape: Shape) -> int:
    """Wide enough for the name, which is broken into lines where it is very long."""
    letters = sum(WIDE if ord(c) > 0x2000 else NARROW for c in shape.text) + SIDES
    return int(min(max(letters, LEAST_WIDTH), MOST_WIDTH)) // 2 * 2


class Layout:
    def __init__(self, shapes: Sequence[Shape], edges: Sequence[Edge]) -> None:
        self.shapes = {s.id: s for s in shapes}
        self.edges = [e for e in edges if e.start in self.shapes and e.end in self.shapes]
        self.rank = ranks(list(self.shapes), self.edges)
        self.paths = {e.id: self._path(e) for e in self.edges}
        self.up: dict[Slot, list[Slot]] = defaultdict(list)
        self.down: dict[Slot, list[Slot]] = defaultdict(list)
        for path in self.paths.values():
            for below, above in pairwise(path):
                self.up[below].append(above)
                self.down[above].append(below)
        self.rows = self._rows()

    def _path(self, e: Edge) -> list[Slot]:
        """The slots of an edge from bottom to top."""
        between = range(self.rank[e.start] - 1, self.rank[e.end], -1)
        return [(e.start,), *((e.id, str(row)) for row in between), (e.end,)]

    def _rows(self) -> list[list[Slot]]:
        rows: list[list[Slot]] = [[] for _ in range(max(self.rank.values(), default=0) + 1)]
        for id_ in self.shapes:
            rows[self.rank[id_]].append((id_,))
        for path in self.paths.values():
            for slot in path[1:-1]:
                rows[int(slot[1])].append(slot)
        return rows

    # ---- order

    def order(self) -> None:
        """Sweeps down and up by the mean place of neighbours; the order with the fewest crossings stays."""
        best, fewest = [list(r) for r in self.rows], self.crossings()
        for sweep in range(SWEEPS):
            downward = sweep % 2 == 0
            rows = self.rows[1:] if downward else self.rows[-2::-1]
            for row in rows:
                self._sort(row, self.up if downward else self.down)
            self._transpose()
            found = self.crossings()
            if found < fewest:
                best, fewest = [list(r) for r in self.rows], found
        self.rows = best

    def _sort(self, row: list[Slot], joined: Mapping[Slot, list[Slot]]) -> None:
        places = {s: i for r in self.rows for i, s in enumerate(r)}
        old = {s: i for i, s in enumerate(row)}

        def mean(slot: Slot) -> float:
            near = [places[s] for s in joined.get(slot, ())]
            return sum(near) / len(near) if near else float(old[slot])

        row.sort(key=lambda s: (mean(s), old[s]))

    def _transpose(self) -> None:
        """Neighbours change places where that takes a crossing away."""
        for number, row in enumerate(self.rows):
            near = [
                {s: i for i, s in enumerate(self.rows[n])} if 0 <= n < len(self.rows) else {}
                for n in (number - 1, number + 1)
            ]
            ends = {
                s: [sorted(p[t] for t in j.get(s, ())) for p, j in zip(near, (self.up, self.down), strict=True)]
                for s in row
            }
            for i in range(len(row) - 1):
                one, other = ends[row[i]], ends[row[i + 1]]
                now = sum(crossed(a, b) for a, b in zip(one, other, strict=True))
                if now > sum(crossed(b, a) for a, b in zip(one, other, strict=True)):
                    row[i], row[i + 1] = row[i + 1], row[i]

    def crossings(self) -> int:
        """Of all edges between neighbouring rows."""
        return sum(self._between(n) for n in range(len(self.rows) - 1))

    def _between(self, upper: int) -> int:
        above = {s: i for i, s in enumerate(self.rows[upper])}
        return inversions([e for s in self.rows[upper + 1] for e in sorted(above[t] for t in self.up.get(s, ()))])

    # ---- places

    def width(self, slot: Slot) -> int:
        return width_of(self.shapes[slot[0]]) if len(slot) == 1 else LANE

    def columns(self) -> dict[Slot, float]:
        """The middle of each slot."""
        x: dict[Slot, float] = {}
        for row in self.rows:
            at = 0.0
            for slot in row:
                x[slot] = at + self.width(slot) / 2
                at += self.width(slot) + GAP
        for move in range(MOVES):
            joined = (self.up, self.down) if move % 2 == 0 else (self.down, self.up)
            for row in self.rows if move % 2 == 0 else reversed(self.rows):
                self._settle(row, x, joined if move < MOVES - 4 else (self.up, self.down), both=move >= MOVES - 4)
        least = min((x[s] - self.width(s) / 2 for s in x), default=0)
        return {s: v - least + LEFT for s, v in x.items()}

    def _settle(
        self, row: list[Slot], x: dict[Slot, float], joined: tuple[Mapping[Slot, list[Slot]], ...], *, both: bool
    ) -> None:
        wanted, weights = [], []
        for slot in row:
            near = [x[s] for table in (joined if both else joined[:1]) for s in table.get(slot, ())]
            wanted.append(sum(near) / len(near) if near else x[slot])
            weights.append(4.0 if len(slot) > 1 else float(max(len(near), 1)))
        offsets, at = [], 0.0
        for i, slot in enumerate(row):
            if i:
                at += (self.width(row[i - 1]) + self.width(slot)) / 2 + GAP
            offsets.append(at)
        for slot, place, offset in zip(row, pooled(wanted, weights, offsets), offsets, strict=True):
            x[slot] = place + offset

    def placed(self) -> Placed:
        self.order()
        x = self.columns()
        heights = [max((HEIGHTS[self.shapes[s[0]].kind] for s in row if len(s) == 1), default=0) for row in self.rows]
        tops, at = [], TOP
        for height in heights:
            tops.append(at)
            at += height + ROW_GAP
        boxes = {}
        for id_, shape in self.shapes.items():
            row, width, height = self.rank[id_], width_of(shape), HEIGHTS[shape.kind]
            boxes[id_] = (round(x[(id_,)] - width / 2), tops[row] + (heights[row] - height) // 2, width, height)
        return Placed(boxes, self._lines(x, boxes, tops, heights))

    def _lines(
        self,
        x: Mapping[Slot, float],
        boxes: Mapping[str, Box],
        tops: Sequence[int],
        heights: Sequence[int],
    ) -> dict[str, tuple[Point, ...]]:
        """From the top of one shape to the bottom of another; edges that meet at a shape are spread over its side."""
        outgoing, incoming = self._ports(x, boxes)
        lines = {}
        for e in self.edges:
            start, end = outgoing[e.id], incoming[e.id]
            points: list[Point] = [(start, boxes[e.start][1])]
            points.append((start, tops[self.rank[e.start]]))  # past higher shapes of its row
            for slot in self.paths[e.id][1:-1]:
                row = int(slot[1])
                points += [(round(x[slot]), tops[row] + heights[row]), (round(x[slot]), tops[row])]
            points.append((end, tops[self.rank[e.end]] + heights[self.rank[e.end]]))
            points.append((end, boxes[e.end][1] + boxes[e.end][3]))
            lines[e.id] = straightened(points, [b for i, b in boxes.items() if i not in (e.start, e.end)])
        return lines

    def _ports(self, x: Mapping[Slot, float], boxes: Mapping[str, Box]) -> tuple[dict[str, int], dict[str, int]]:
        outgoing: dict[str, int] = {}
        incoming: dict[str, int] = {}
        for id_, (left, _, width, _) in boxes.items():
            ups = sorted((e for e in self.edges if e.start == id_), key=lambda e: x[self.paths[e.id][1]])
            downs = sorted((e for e in self.edges if e.end == id_), key=lambda e: x[self.paths[e.id][-2]])
            outgoing.update(spread(ups, left, width))
            incoming.update(spread(downs, left, width))
        return outgoing, incoming


def spread(edges: Sequence[Edge], left: int, width: int) -> Iterable[tuple[str, int]]:
    step = min(24.0, width * 0.8 / max(len(edges), 1))
    middle = left + width / 2
    return [(e.id, round(middle + (i - (len(edges) - 1) / 2) * step)) for i, e in enumerate(edges)]


def straightened(points: Sequence[Point], boxes: Sequence[Box]) -> tuple[Point, ...]:
    """Without the bends that are not needed to keep clear of other shapes."""
    out = list(points)
    i = 1
    while i < len(out) - 1:
        if any(meets(out[i - 1], out[i + 1], box) for box in boxes):
            i += 1
        else:
            del out[i]
            i = max(i - 1, 1)
    return tuple(out)


def meets(a: Point, b: Point, box: Box) -> bool:
    """Whether a line comes nearer to a box than is good to look at (Liang and Barsky)."""
    left, top, width, height = box
    enter, leave = 0.0, 1.0
    for start, step, low, high in (
        (a[0], b[0] - a[0], left - CLEAR, left + width + CLEAR),
        (a[1], b[1] - a[1], top - CLEAR, top + height + CLEAR),
    ):
        if step == 0:
            if not low < start < high:
                return False
            continue
        first, last = sorted(((low - start) / step, (high - start) / step))
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave


def ranks(ids: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way from a node that nothing requires; what requires nothing stands in the last row that its users allow."""
    rank = dict.fromkeys(ids, 0)
    for _ in ids:
        changed = False
        for e in edges:
            if rank[e.start] <= rank[e.end]:
                rank[e.start] = rank[e.end] + 1
                changed = True
        if not changed:
            break
    return rank


def crossed(left: Sequence[int], right: Sequence[int]) -> int:
    """How many edges of a node cross those of its neighbour to the right, by where they end."""
    return sum(bisect_left(right, end) for end in left)


def inversions(values: Sequence[int]) -> int:
    """How many pairs stand the wrong way round."""
    seen: list[int] = []
    found = 0
    for value in values:
        found += len(seen) - bisect_right(seen, value)
        insort(seen, value)
    return found


def pooled(wanted: Sequence[float], weights: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """The places nearest to those wanted that keep the order: for each slot where the first of its row would stand."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, length
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, total, length = want - offset, weight, 1
        while blocks and blocks[-1][0] > mean:
            before, more, longer = blocks.pop()
            mean = (before * more + mean * total) / (more + total)
            total, length = total + more, length + longer
        blocks.append((mean, total, length))
    return [mean for mean, _, length in blocks for _ in range(length)]
