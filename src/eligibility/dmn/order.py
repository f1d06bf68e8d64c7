"""The order in which nodes can be decided: each after those that it requires. A chain may be as long as the file allows, so nothing recurses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Needs = Mapping[str, Iterable[str]]


def ordered(needs: Needs) -> list[str]:
    """Every node after those that it needs; within a circle as met."""
    done: set[str] = set()
    out: list[str] = []
    for first in needs:
        stack = [(first, False)]
        while stack:
            node, finished = stack.pop()
            if finished:
                out.append(node)
            elif node not in done:
                done.add(node)
                stack.append((node, True))
                stack += [(n, False) for n in needs[node] if n not in done]
    return out


def knots(needs: Needs) -> list[list[str]]:
    """The sets of nodes that all need each other (Kosaraju's algorithm): a node alone only where it needs itself."""
    users: dict[str, list[str]] = {node: [] for node in needs}
    for node, wanted in needs.items():
        for one in wanted:
            users[one].append(node)
    out, done = [], set()
    for first in reversed(ordered(needs)):
        if first in done:
            continue
        knot, stack = [], [first]
        done.add(first)
        while stack:
            node = stack.pop()
            knot.append(node)
            fresh = [n for n in users[node] if n not in done]
            done.update(fresh)
            stack += fresh
        if len(knot) > 1 or first in needs[first]:
            out.append(knot)
    return out


def way_round(knot: list[str], needs: Needs) -> list[str]:
    """A way within a knot that ends where it begins."""
    inside = set(knot)
    way = [min(knot)]
    while way[-1] not in way[:-1]:
        way.append(next(n for n in needs[way[-1]] if n in inside))
    return way[way.index(way[-1]) :]
