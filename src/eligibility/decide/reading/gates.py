"""What stands between the answer and an unknown: undecided truths and choices, of which one value may cut the unknown off."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from eligibility.decide.reading.domain import Instance, around
from eligibility.ir import nodes
from eligibility.ir.types import Boolean, Enum
from eligibility.ir.walk import LOOPS, children

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader

Gate = tuple[str, int, int]  # a definition, an instance, and values it is asked for

DIRECT = (nodes.Not, nodes.And, nodes.Or, nodes.If)


class Gates:
    """The gates before the unknowns `its`, found by following what rests on them. Loops are not looked into."""

    def __init__(self, reader: Reader, its: int) -> None:
        self.reader, self._its = reader, its
        self._seen: set[tuple[str, int]] = set()
        self._noted: set[tuple[str, int]] = set()
        self.found: Counter[Gate] = Counter()

    def rests(self, node: nodes.Node, env: Env) -> bool:
        value = self.reader.value(node, env)
        return not isinstance(value, Instance) and value is not None and bool(value[-1] & self._its)

    def follow(self, node: nodes.Node, env: Env) -> None:
        if isinstance(node, LOOPS) or not self.rests(node, env):
            return
        match node:
            case nodes.Definition():
                self.define(node.definition, env[0], env[node.var])
            case nodes.If():
                self.note(node.condition, env)
            case nodes.And() | nodes.Or():
                for item in node.items:
                    if not self.rests(item, env):
                        self.note(item, env)
            case nodes.Table():
                for row in node.rows:
                    self.note(row.when, env)
        for part in children(node):
            self.follow(part, env)

    def define(self, key: str, root: Instance, instance: Instance) -> None:
        if (key, instance.key) not in self._seen:
            self._seen.add((key, instance.key))
            self.follow(self.reader.law.definitions[key].node, around(root, instance))

    def note(self, node: nodes.Node, env: Env) -> None:
        """The undecided definitions that a condition asks about."""
        if isinstance(node.type, Boolean) and self.reader.value(node, env)[0] != 3:
            return
        match node:
            case nodes.Definition() if isinstance(node.type, Boolean):
                self.found[node.definition, env[node.var].key, 1] += 1
                key, instance = node.definition, env[node.var]
                if (key, instance.key) not in self._noted:
                    self._noted.add((key, instance.key))
                    inner = around(env[0], instance)
                    self.note(self.reader.law.definitions[key].node, inner)
            case nodes.OneOf(operand=nodes.Definition() as asked):
                self.found[asked.definition, env[asked.var].key, sum(1 << v for v in node.values)] += 1
            case nodes.Same(left=nodes.Definition() as asked, right=nodes.Const() as const) if isinstance(
                asked.type, Enum
            ):
                assert isinstance(const.value, int)
                self.found[asked.definition, env[asked.var].key, 1 << const.value] += 1
        if isinstance(node, DIRECT):
            for part in children(node):
                self.note(part, env)
