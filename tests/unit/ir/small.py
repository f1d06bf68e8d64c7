"""Expressions typed in the scope of the law that the conformance cases use."""

from __future__ import annotations

from eligibility.feel.parser import parse
from eligibility.ir import nodes
from eligibility.ir.check.core import Refused
from eligibility.ir.types import Type
from tests.conformance.bench import linker


def typed(text: str, of: str = "household", expected: Type | None = None) -> nodes.Node:
    made, _ = linker()
    return made.checker.check(parse(text), made.scope(of, {"household": "aid", "member": "care"}[of]), expected)


def refusal(text: str, of: str = "household") -> tuple[str, str, dict[str, str]]:
    """The kind of a mistake, the part of the text that it is shown at, and its words."""
    try:
        typed(text, of)
    except Refused as mistake:
        return mistake.kind, text[mistake.tree.start : mistake.tree.end], mistake.args_
    raise AssertionError(f"not refused: {text}")
