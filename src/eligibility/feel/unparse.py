"""The canonical English text of a tree: as few parentheses as its shape needs, one space around an operator, and always the same.

`parse` gives the tree back up to offsets (`parse_tests` where it is the tests of a cell).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from eligibility.feel import ast
from eligibility.feel.parser import ADD, ANY, COMPARE, LEVELS, NEGATE, POWER

POSTFIX: Final = POWER + 1
ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def unparse(node: ast.Node) -> str:
    return WRITERS[type(node)][1](node)


def within(node: ast.Node, level: int) -> str:
    """The text of a part where only what binds at least as tightly as `level` may stand bare."""
    text = unparse(node)
    return text if level_of(node) >= level else f"({text})"


def level_of(node: ast.Node) -> int:
    return LEVELS[node.op] if isinstance(node, ast.Binary) else WRITERS[type(node)][0]


def comma(nodes: Iterable[ast.Node]) -> str:
    return ", ".join(map(unparse, nodes))


def quoted(value: str) -> str:
    return f'"{value.translate(ESCAPES)}"'


def binary(node: ast.Binary) -> str:
    level = LEVELS[node.op]
    left = within(node.left, level + 1 if level == COMPARE else level)
    return f"{left} {node.op} {within(node.right, level + 1)}"


def between(node: ast.Between) -> str:
    operand, low, high = (within(part, ADD) for part in (node.operand, node.low, node.high))
    return f"{operand} between {low} and {high}"


def membership(node: ast.In) -> str:
    """One value stands bare; a comparison, and several tests, in parentheses."""
    one = len(node.tests) == 1 and not isinstance(node.tests[0], ast.UnaryTest)
    tests = within(node.tests[0], ADD) if one else f"({comma(node.tests)})"
    return f"{within(node.operand, ADD)} in {tests}"


def cell(node: ast.Tests) -> str:
    if node.any:
        return "-"
    text = comma(node.tests)
    if node.negated:
        return f"not({text})"
    first, rest = node.tests[0], node.tests[1:]
    if not unparse(first).startswith("not("):
        return text
    return ", ".join((f"({unparse(first)})", *map(unparse, rest)))


def span(node: ast.Range) -> str:
    opening, closing = "[" if node.low_closed else "(", "]" if node.high_closed else ")"
    return f"{opening}{unparse(node.low)}..{unparse(node.high)}{closing}"


def bound(bindings: Iterable[ast.Binding]) -> str:
    return ", ".join(f"{b.name} in {unparse(b.domain)}" for b in bindings)


def call(node: ast.Call) -> str:
    if not node.names:
        return f"{node.function}({comma(node.args)})"
    named = zip(node.names, node.args, strict=True)
    return f"{node.function}({', '.join(f'{name}: {unparse(arg)}' for name, arg in named)})"


# The level each kind of node binds at (a `Binary`'s is its operator's), and how it is written.
WRITERS: Final[dict[type[ast.Node], tuple[int, Callable[[Any], str]]]] = {
    ast.Number: (POSTFIX, lambda n: f"{n.text}%" if n.percent else n.text),
    ast.String: (POSTFIX, lambda n: quoted(n.value)),
    ast.Boolean: (POSTFIX, lambda n: "true" if n.value else "false"),
    ast.Null: (POSTFIX, lambda _: "null"),
    ast.At: (POSTFIX, lambda n: f"@{quoted(n.value)}"),
    ast.Name: (POSTFIX, lambda n: n.name),
    ast.Path: (POSTFIX, lambda n: f"{within(n.base, POSTFIX)}.{n.name}"),
    ast.Filter: (POSTFIX, lambda n: f"{within(n.base, POSTFIX)}[{unparse(n.condition)}]"),
    ast.Negate: (NEGATE, lambda n: f"-{within(n.operand, NEGATE)}"),
    ast.Binary: (ANY, binary),
    ast.Between: (COMPARE, between),
    ast.Range: (POSTFIX, span),
    ast.UnaryTest: (ANY, lambda n: f"{n.op} {within(n.operand, ADD)}"),
    ast.In: (COMPARE, membership),
    ast.Tests: (ANY, cell),
    ast.List: (POSTFIX, lambda n: f"[{comma(n.items)}]"),
    ast.If: (ANY, lambda n: f"if {unparse(n.condition)} then {unparse(n.then)} else {unparse(n.otherwise)}"),
    ast.Binding: (ANY, lambda n: f"{n.name} in {unparse(n.domain)}"),
    ast.Quantified: (
        ANY,
        lambda n: f"{'every' if n.every else 'some'} {bound(n.bindings)} satisfies {unparse(n.body)}",
    ),
    ast.For: (ANY, lambda n: f"for {bound(n.bindings)} return {unparse(n.body)}"),
    ast.Call: (POSTFIX, call),
}
