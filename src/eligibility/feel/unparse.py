"""The canonical English text of a tree: as few parentheses as its shape needs, one space around an operator, and always the same.

`parse` gives the tree back up to offsets (`parse_tests` where it is the tests of a cell).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from eligibility.feel import ast
from eligibility.feel.pratt import ADD, ANY, COMPARE, LEVELS, NEGATE

POSTFIX: Final = NEGATE + 1
SPELT_APART: Final = re.compile(r"\b(?:date and time|years and months duration|days and time duration)\b")
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
    left, right = within(node.left, level + 1 if level == COMPARE else level), within(node.right, level + 1)
    return f"{left} {node.op} {apart(left, right) if node.op == 'and' else right}"


def apart(left: str, right: str) -> str:
    """What follows an `and`, in parentheses where the two would read as one name of the standard (`date and time`)."""
    return f"({right})" if SPELT_APART.search(f"{left[-5:]} and {right}") else right


def between(node: ast.Between) -> str:
    operand, low, high = (within(part, ADD) for part in (node.operand, node.low, node.high))
    return f"{operand} between {low} and {apart(low, high)}"


def bare(node: ast.Node) -> str:
    """A test in a list of tests; by itself a comparison stands in parentheses."""
    return f"{node.op} {within(node.operand, ADD)}" if isinstance(node, ast.UnaryTest) else unparse(node)


def membership(node: ast.In) -> str:
    """One value stands bare; a comparison, and several tests, in parentheses."""
    one = len(node.tests) == 1 and not isinstance(node.tests[0], ast.UnaryTest)
    tests = within(node.tests[0], ADD) if one else f"({', '.join(map(bare, node.tests))})"
    return f"{within(node.operand, ADD)} in {tests}"


def cell(node: ast.Tests) -> str:
    if node.any:
        return "-"
    texts = [*map(bare, node.tests)]
    if node.negated:
        return f"not({', '.join(texts)})"
    if texts[0].startswith("not("):  # else the cell would be a negated one
        texts[0] = f"({texts[0]})"
    return ", ".join(texts)


def span(node: ast.Range) -> str:
    opening, closing = "[" if node.low_closed else "(", "]" if node.high_closed else ")"
    return f"{opening}{unparse(node.low)}..{unparse(node.high)}{closing}"


def bound(bindings: Iterable[ast.Binding]) -> str:
    return ", ".join(f"{b.name} in {unparse(b.domain)}" for b in bindings)


def negated(node: ast.Negate) -> str:
    """`-1` is a literal, so that a longer operand which starts with a number stands in parentheses."""
    text = within(node.operand, NEGATE)
    bare = isinstance(node.operand, ast.Number) or not (text[0].isdigit() or text[0] == ".")
    return f"-{text}" if bare else f"-({text})"


def key(name: str) -> str:
    """A key of a context as it was given: bare where it is plain words."""
    return name if plain_key().fullmatch(name) else quoted(name)


@cache
def plain_key() -> re.Pattern[str]:
    """Words both for readers and for the standard. Contexts are rare, and its alphabet takes long to compile."""
    from eligibility.feel.standard_lexer import PART, START

    word = rf"(?=[^\W\d])[{START}](?:(?=\w)[{PART}])*"
    return re.compile(rf"{word}(?: {word})*")


def function(node: ast.Function) -> str:
    listed = (f"{p.name}: {unparse(p.type)}" if p.type else p.name for p in node.parameters)
    return f"function({', '.join(listed)}) {'external ' if node.external else ''}{unparse(node.body)}"


def invocation(node: ast.Invoke) -> str:
    """`(f)(1)` calls the value of a name, `f(1)` the function of that name."""
    base = f"({node.base.name})" if isinstance(node.base, ast.Name) else within(node.base, POSTFIX)
    return f"{base}({arguments(node.names, node.args)})"


def arguments(names: tuple[str, ...], args: tuple[ast.Node, ...]) -> str:
    return ", ".join(f"{n}: {unparse(a)}" for n, a in zip(names, args, strict=True)) if names else comma(args)


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
    ast.Negate: (NEGATE, negated),
    ast.Binary: (ANY, binary),
    ast.Between: (COMPARE, between),
    ast.Range: (POSTFIX, span),
    ast.UnaryTest: (POSTFIX, lambda n: f"({bare(n)})"),
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
    ast.Call: (POSTFIX, lambda n: f"{n.function}({arguments(n.names, n.args)})"),
    ast.Invoke: (POSTFIX, invocation),
    ast.Steps: (ANY, lambda n: f"{unparse(n.low)}..{unparse(n.high)}"),
    ast.Entry: (ANY, lambda n: f"{key(n.key)}: {unparse(n.value)}"),
    ast.Context: (POSTFIX, lambda n: f"{{{comma(n.entries)}}}"),
    ast.TypeName: (POSTFIX, lambda n: n.name),
    ast.ListType: (POSTFIX, lambda n: f"list<{unparse(n.item)}>"),
    ast.RangeType: (POSTFIX, lambda n: f"range<{unparse(n.item)}>"),
    ast.Member: (ANY, lambda n: f"{n.key}: {unparse(n.type)}"),
    ast.ContextType: (POSTFIX, lambda n: f"context<{comma(n.members)}>"),
    ast.FunctionType: (POSTFIX, lambda n: f"function<{comma(n.parameters)}> -> {unparse(n.result)}"),
    ast.InstanceOf: (NEGATE, lambda n: f"{within(n.operand, POSTFIX)} instance of {unparse(n.type)}"),
    ast.Function: (ANY, function),
}
