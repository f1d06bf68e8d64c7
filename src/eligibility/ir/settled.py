"""What a truth can be whatever the facts and figures are: one that rests on constants alone comes out one way only."""

from __future__ import annotations

from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw

TRUE, FALSE, EITHER = 1, 2, 3


class Settled:
    """The truths of one law, as masks: 1 true, 2 false, 3 either."""

    def __init__(self, law: LinkedLaw) -> None:
        self._law = law
        self._kept: dict[str, int] = {}

    def of(self, node: nodes.Node) -> int:
        match node:
            case nodes.Const():
                return TRUE if node.value is True else FALSE if node.value is False else EITHER
            case nodes.Definition():
                return self._definition(node.definition)
            case nodes.Not():
                return {TRUE: FALSE, FALSE: TRUE}.get(self.of(node.operand), EITHER)
            case nodes.And():
                return self._joined(node.items, stops=FALSE)
            case nodes.Or():
                return self._joined(node.items, stops=TRUE)
            case nodes.If():
                mask = self.of(node.condition)
                return (self.of(node.then) if mask & TRUE else 0) | (self.of(node.otherwise) if mask & FALSE else 0)
        return EITHER

    def _definition(self, key: str) -> int:
        if key not in self._kept:
            self._kept[key] = self.of(self._law.definitions[key].node)
        return self._kept[key]

    def _joined(self, items: tuple[nodes.Node, ...], *, stops: int) -> int:
        """Items of which one that is as `stops` decides."""
        found = [self.of(item) for item in items]
        if stops in found:
            return stops
        return EITHER if EITHER in found else EITHER - stops
