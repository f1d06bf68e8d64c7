"""A value for each node, by walking the tree; where the standard says null, null and the reason.

The walk is bounded: a step for each node reached, a depth for nodes within nodes and calls within calls. What goes beyond either is no null but a refusal
(`TooMuch`), since the standard gives such an expression a value that cannot be had here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from eligibility.feel import ast
from eligibility.feel.builtins import BUILTINS, Builtin
from eligibility.feel.domain import NoValue, Value
from eligibility.feel.evaluation.scope import Scope
from eligibility.frozen import record
from eligibility.values.limits import MAX_FEEL_DEPTH, MAX_FEEL_STEPS


@record
class Note:
    """Why something was null: a kind of the catalogue of nulls, and the characters of the expression that it is about."""

    kind: str
    args: dict[str, str]
    start: int
    end: int

    def text(self, lang: str = "zh") -> str:
        from eligibility.messages.catalogue import null_text

        return null_text(self.kind, self.args, lang)


class TooMuch(Exception):
    """An expression that needs more steps or more depth than the limits allow; `kind` is one of the catalogue of mistakes."""

    def __init__(self, kind: str, node: ast.Node, limit: int) -> None:
        super().__init__(kind)
        self.kind, self.node, self.limit = kind, node, limit


class Interpreter:
    """One evaluation: the reasons for nulls so far, and what it has used of the limits.

    `types` are the item definitions that `instance of` may name, each as a type of the standard; `functions` those of the standard, pure where no clock
    was handed in.
    """

    __slots__ = ("depth", "functions", "notes", "steps", "types")
    forms: ClassVar[Mapping[type[ast.Node], Callable[[Any, Any, Scope], Value]]]

    def __init__(
        self,
        notes: list[Note] | None = None,
        types: Mapping[str, ast.Node] | None = None,
        functions: Mapping[str, Builtin] = BUILTINS,
    ) -> None:
        self.notes = notes
        self.functions = functions
        self.types: Mapping[str, ast.Node] = types or {}
        self.steps = self.depth = 0

    def interpret(self, node: ast.Node, scope: Scope) -> Value:
        """The value of a node where the names mean what `scope` says."""
        self.steps += 1
        self.depth += 1
        if self.depth > MAX_FEEL_DEPTH:
            raise TooMuch("evaluation_too_deep", node, MAX_FEEL_DEPTH)
        if self.steps > MAX_FEEL_STEPS:
            raise TooMuch("too_many_evaluation_steps", node, MAX_FEEL_STEPS)
        try:
            return self.forms[type(node)](self, node, scope)
        except NoValue as why:
            self.note(node, why)
            return None
        finally:
            self.depth -= 1

    def spend(self, node: ast.Node, steps: int) -> None:
        """Steps that are taken at once, so that a long range is refused before it is walked."""
        self.steps += steps
        if self.steps > MAX_FEEL_STEPS:
            raise TooMuch("too_many_evaluation_steps", node, MAX_FEEL_STEPS)

    def note(self, node: ast.Node, why: NoValue) -> None:
        """A null and its reason, which take as long as five nodes."""
        self.steps += 4 + why.cost
        if self.notes is not None and len(self.notes) < 1000:
            self.notes.append(Note(why.kind, why.args_, node.start, node.end))
