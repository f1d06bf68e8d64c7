"""From tokens to the syntax tree: a Pratt parser of the core of FEEL (DMN 1.5, 10.3.1.2), the `policy` profile.

`if`, `some`, `every` and `for` reach as far to the right as they can. A node's `start` and `end` include the parentheses of its parts but not its own,
so that the text between them is the node's own expression again. Nesting is counted while parsing and the height of a long tree afterwards, so that no
later stage can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Final

from eligibility.feel import ast, diagnose
from eligibility.feel.lexer import Token
from eligibility.feel.mistake import Mistake
from eligibility.feel.names import FUNCTION_OF
from eligibility.feel.pratt import ANY, NEGATE, Parser, too_deep
from eligibility.values.limits import MAX_EXPRESSION_DEPTH


def parse(text: str) -> ast.Node:
    """An expression, whole."""
    parser = Parser(text)
    node = parser.expression(ANY)
    parser.end()
    return checked_height(node, len(parser.tokens))


def parse_tests(text: str) -> ast.Tests:
    """The unary tests of a table's cell: `-`, `test, test`, `not(test, test)`."""
    return cell(Parser(text))


def cell(parser: Parser) -> ast.Tests:
    first, second = parser.tokens[:2]
    if first.kind == "-" and second.kind == "end":
        return ast.Tests(start=first.start, end=first.end, tests=(), any=True)
    negated = second.kind == "(" and FUNCTION_OF.get(first.text, first.text) == "not"
    if negated:
        parser.at = 2
    tests = parser.tests()
    if negated:
        parser.close(second, ")")
    parser.end()
    node = ast.Tests(start=first.start, end=parser.tokens[-1].start, tests=tests, negated=negated)
    checked_height(node, len(parser.tokens))
    return node


def checked_height(node: ast.Node, length: int) -> ast.Node:
    """A tree is never higher than its text has tokens, so only a long text is measured."""
    if length <= MAX_EXPRESSION_DEPTH:
        return node
    level = [node]
    for _ in range(MAX_EXPRESSION_DEPTH):
        level = [child for parent in level for child in children(parent)]
        if not level:
            return node
    raise too_deep(node.start, node.end)


def children(node: ast.Node) -> Iterator[ast.Node]:
    for found in fields(node):
        value = getattr(node, found.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, ast.Node):
                yield part


def number(parser: Parser, token: Token) -> ast.Node:
    if token.text.startswith("0") and (mistake := diagnose.grouped_digits(parser.text, parser.tokens, parser.at - 1)):
        raise mistake
    percent = parser.passed("%")
    return ast.Number(start=token.start, end=parser.last_end(), text=token.text, percent=percent)


def string(_: Parser, token: Token) -> ast.Node:
    return ast.String(start=token.start, end=token.end, value=token.text)


def temporal(parser: Parser, token: Token) -> ast.Node:
    """`@"..."`"""
    value = parser.take("string")
    return ast.At(start=token.start, end=value.end, value=value.text)


def boolean(_: Parser, token: Token) -> ast.Node:
    return ast.Boolean(start=token.start, end=token.end, value=token.kind == "true")


def null(_: Parser, token: Token) -> ast.Node:
    return ast.Null(start=token.start, end=token.end)


def named(parser: Parser, token: Token) -> ast.Node:
    """`name`, `function(a, b)`, `function(name: a)`"""
    opening = parser.tokens[parser.at]
    if opening.kind != "(":
        return ast.Name(start=token.start, end=token.end, name=token.text)
    args, names = arguments(parser, opening)
    function = FUNCTION_OF.get(token.text, token.text)
    end = parser.last_end()
    return ast.Call(start=token.start, end=end, function=function, function_end=token.end, args=args, names=names)


def arguments(parser: Parser, opening: Token) -> tuple[tuple[ast.Node, ...], tuple[str, ...]]:
    """`(a, b)`, `(name: a, name: b)`: the arguments and, where they are given, their names."""
    parser.at += 1
    args: list[ast.Node] = []
    names: list[str] = []
    while not (parser.tokens[parser.at].kind == ")" and not args):
        first = parser.tokens[parser.at]
        if name := parser.argument_name():
            names.append(name)
        args.append(parser.expression(ANY))
        if names and len(names) != len(args):
            raise Mistake("mixed_arguments", first.start, parser.last_end())
        if not parser.passed(","):
            break
    parser.close(opening, ")")
    return tuple(args), tuple(names)


def group(parser: Parser, token: Token) -> ast.Node:
    """`(x)`, `(a..b]`"""
    return parser.grouped(token, parser.expression(ANY))


def listed(parser: Parser, token: Token) -> ast.Node:
    """`[a, b]`, `[a..b]`"""
    items: list[ast.Node] = []
    while not (parser.tokens[parser.at].kind == "]" and not items):
        items.append(parser.expression(ANY))
        if len(items) == 1 and parser.tokens[parser.at].kind == "..":
            return parser.range(token, items[0])
        if not parser.passed(","):
            break
    return ast.List(start=token.start, end=parser.close(token, "]").end, items=tuple(items))


def open_range(parser: Parser, token: Token) -> ast.Node:
    """`]a..b[`"""
    if not any(t.kind == ".." for t in parser.tokens[parser.at :]):
        raise diagnose.no_value(parser.text, parser.tokens, parser.at - 1)
    return parser.range(token, parser.expression(ANY))


def minus(parser: Parser, token: Token) -> ast.Node:
    """`-x`; `-1` is one literal, so that what follows is about the negative number (DMN 10.3.1.2, rule 37)."""
    if parser.passed("number"):
        operand = number(parser, parser.tokens[parser.at - 1])
    else:
        operand = parser.expression(NEGATE)
    return ast.Negate(start=token.start, end=parser.last_end(), operand=operand)


def choice(parser: Parser, token: Token) -> ast.Node:
    """`if a then b else c`"""
    condition = parser.expression(ANY)
    parser.take("then")
    then = parser.expression(ANY)
    parser.take("else")
    otherwise = parser.expression(ANY)
    return ast.If(start=token.start, end=parser.last_end(), condition=condition, then=then, otherwise=otherwise)


def quantified(parser: Parser, token: Token) -> ast.Node:
    """`some a in x, b in y satisfies e`"""
    bindings = parser.bindings()
    parser.take("satisfies")
    body = parser.expression(ANY)
    every = token.kind == "every"
    return ast.Quantified(start=token.start, end=parser.last_end(), every=every, bindings=bindings, body=body)


def iteration(parser: Parser, token: Token) -> ast.Node:
    """`for a in x return e`"""
    bindings = parser.bindings()
    parser.take("return")
    body = parser.expression(ANY)
    return ast.For(start=token.start, end=parser.last_end(), bindings=bindings, body=body)


def path(parser: Parser, base: ast.Node, start: int, _: Token) -> ast.Node:
    """`.name`"""
    parser.at += 1
    name = parser.take("name")
    return ast.Path(start=start, end=name.end, base=base, name=name.text, name_start=name.start)


def filtered(parser: Parser, base: ast.Node, start: int, token: Token) -> ast.Node | None:
    """`[condition]`; none where the bracket closes a range `]a..b[`."""
    after = parser.tokens[parser.at + 1].kind
    if after not in parser.prefix or after == "]":
        return None
    parser.at += 1
    condition = parser.expression(ANY)
    return ast.Filter(start=start, end=parser.close(token, "]").end, base=base, condition=condition)


PREFIX: Final[dict[str, Callable[[Parser, Token], ast.Node]]] = {
    "number": number,
    "string": string,
    "@": temporal,
    "true": boolean,
    "false": boolean,
    "null": null,
    "name": named,
    "(": group,
    "[": listed,
    "]": open_range,
    "-": minus,
    "if": choice,
    "some": quantified,
    "every": quantified,
    "for": iteration,
}
Parser.prefix = PREFIX
Parser.suffix = {".": path, "[": filtered}
