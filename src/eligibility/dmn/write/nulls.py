"""Which nodes may have no value in a model: those that rest on a parameter of which no figure is known at the place on the day.

Facts are taken as given. A list may have no value itself (`of_list`), or hold elements that have none (`of_elements`).
"""

from __future__ import annotations

from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import ListOf
from eligibility.ir.walk import children


class Nulls:
    """Asked again and again about the definitions of one law, so that each is looked at once."""

    def __init__(self, law: LinkedLaw) -> None:
        self._law = law
        self._values: dict[str, bool] = {}
        self._elements: dict[str, bool] = {}

    def of(self, node: nodes.Node, open_: frozenset[int] | set[int] = frozenset()) -> bool:
        """Whether a value may be missing; `open_` are variables whose value may be."""
        if isinstance(node.type, ListOf):
            return self.of_list(node, open_)
        match node:
            case nodes.Parameter():
                return node.value is None
            case nodes.Local():
                return node.var in open_
            case nodes.Definition():
                return self.definition(node.definition)
            case nodes.Some() | nodes.Every():
                inner = self._inside(node.list, node.var, open_)
                return self.of_list(node.list, open_) or self.of(node.condition, inner)
            case nodes.Count():
                return self.of_list(node.list, open_)
        return any(self._part(part, open_) for part in children(node))

    def _part(self, node: nodes.Node, open_: frozenset[int] | set[int]) -> bool:
        return self.of(node, open_) or (isinstance(node.type, ListOf) and self.of_elements(node, open_))

    def definition(self, key: str) -> bool:
        if key not in self._values:
            self._values[key] = self.of(self._law.definitions[key].node)
        return self._values[key]

    def _inside(self, base: nodes.Node, var: int, open_: frozenset[int] | set[int]) -> frozenset[int]:
        own = frozenset({var}) if self.of_elements(base, open_) else frozenset()
        return frozenset(open_) - {var} | own

    def of_list(self, node: nodes.Node, open_: frozenset[int] | set[int] = frozenset()) -> bool:
        match node:
            case nodes.Filter():
                inner = self._inside(node.list, node.var, open_)
                return self.of_list(node.list, open_) or self.of(node.condition, inner)
            case nodes.Collect():
                return self.of_list(node.list, open_)
            case nodes.Concatenate():
                return any(self.of_list(part, open_) for part in node.lists)
            case nodes.ListLiteral():
                return False
            case nodes.Definition():
                return self.definition(node.definition)
            case nodes.If():
                return self.of(node.condition, open_) or any(
                    self.of_list(n, open_) for n in (node.then, node.otherwise)
                )
            case nodes.Table():
                return any(self.of(row.when, open_) for row in node.rows)
        return False

    def of_elements(self, node: nodes.Node, open_: frozenset[int] | set[int] = frozenset()) -> bool:
        match node:
            case nodes.Filter():
                return self.of_elements(node.list, open_)
            case nodes.Collect():
                return self.of(node.value, self._inside(node.list, node.var, open_))
            case nodes.Concatenate():
                return any(self.of_elements(part, open_) for part in node.lists)
            case nodes.ListLiteral():
                return any(self.of(item, open_) for item in node.items)
            case nodes.Definition():
                if node.definition not in self._elements:
                    self._elements[node.definition] = self.of_elements(self._law.definitions[node.definition].node)
                return self._elements[node.definition]
            case nodes.If():
                return self.of_elements(node.then, open_) or self.of_elements(node.otherwise, open_)
            case nodes.Table():
                return any(self.of(row.then, open_) for row in node.rows)
        return False
