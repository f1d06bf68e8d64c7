"""What is left of a node in a part of a case once everything decided there is put in: equal residues are the same function of what is left unknown."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from eligibility.decide.reading.domain import Instance, around
from eligibility.ir import nodes
from eligibility.ir.nodes import SINGLE
from eligibility.ir.types import ListOf
from eligibility.ir.walk import LOOPS, PARTS, children

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader


class Residues:
    """Residues in the part that `part` reads, of a case that `whole` reads. What there rests on none of the `suspect` bits stands for itself; None where
    nothing can be said."""

    def __init__(self, whole: Reader, part: Reader, suspect: int) -> None:
        self._whole, self._part, self._suspect = whole, part, suspect
        self._kept: dict[tuple[str, int], Hashable | None] = {}

    def of(self, node: nodes.Node, env: Env) -> Hashable | None:
        value = self._part.value(node, env)
        if value is None or isinstance(value, Instance):
            return None if value is None else ("item", value.key)
        if not isinstance(node.type, ListOf) and not value[-1]:
            return ("is", value)
        if not self._whole.value(node, env)[-1] & self._suspect:
            return ("stays", id(node), tuple(i.key if isinstance(i, Instance) else i for i in env))
        match node:
            case nodes.Definition():
                return self.definition(node.definition, env[0], env[node.var])
            case nodes.If():
                mask, _ = self._part.value(node.condition, env)
                if mask != 3:
                    return self.of(node.then if mask == 1 else node.otherwise, env)
            case nodes.Table() if node.hit in SINGLE:
                return self._rows(node, env)
            case nodes.Fact():
                return ("fact", env[node.var].slots[node.index].number)
            case nodes.Parameter():
                return ("parameter", node.parameter, node.scope)
            case nodes.Table() | nodes.Local():
                return None
        if isinstance(node, LOOPS):
            return None
        return self._joined((type(node).__name__, *said_by(node)), [self.of(part, env) for part in children(node)])

    def definition(self, key: str, root: Instance, instance: Instance) -> Hashable | None:
        at = (key, instance.key)
        if at not in self._kept:
            env = around(root, instance)
            self._kept[at] = self.of(self._part.law.definitions[key].node, env)
        return self._kept[at]

    def _rows(self, node: nodes.Table, env: Env) -> Hashable | None:
        """A table as the rows that may hold, up to the first that does."""
        out: list[Hashable | None] = []
        rows = [row for _, row in nodes.in_order(node)]
        for row in rows:
            mask, _ = self._part.value(row.when, env)
            if mask == 2:
                continue
            then = self.of(row.then, env)
            if mask == 1:
                return self._joined(("rows",), [*out, then]) if out else then
            out += [self.of(row.when, env), then]
        last = node.otherwise if node.otherwise is not None else rows[-1].then
        return self._joined(("rows",), [*out, self.of(last, env)]) if out else self.of(last, env)

    def _joined(self, head: tuple[Hashable, ...], parts: list[Hashable | None]) -> Hashable | None:
        return None if None in parts else (*head, *parts)


def said_by(node: nodes.Node) -> Iterator[Any]:
    """What a node says besides its parts: an operator, a scale, a mode of rounding."""
    inner = PARTS[type(node)]
    return (getattr(node, f.name) for f in fields(node) if f.name not in ("type", "span", *inner))
