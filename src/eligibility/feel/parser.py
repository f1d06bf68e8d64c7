"""From tokens to the syntax tree: a Pratt parser of the core of FEEL (DMN 1.5, 10.3.1.2).

Binding, loosest first: `or`, `and`, comparison with `in` and `between` (which do not chain), `+ -`, `* /`, unary `-`, `**`, then paths, filters and
calls. Operators of one level group to the left. `if`, `some`, `every` and `for` reach as far to the right as they can. A node's `start` and `end`
include the parentheses of its parts but not its own, so that the text between them is the node's own expression again.

Nesting is counted while parsing and the height of a long tree afterwards, so that no later stage can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Final

from eligibility.feel import ast, diagnose
from eligibility.feel.lexer import Token, tokens
from eligibility.feel.mistake import Mistake
from eligibility.feel.names import FUNCTION_OF
from eligibility.values.limits import MAX_EXPRESSION_DEPTH

ANY, OR, AND, COMPARE, ADD, MULTIPLY, NEGATE, POWER = range(8)
COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
LEVELS: Final = {
    **dict.fromkeys(COMPARISONS, COMPARE),
    "or": OR,
    "and": AND,
    "in": COMPARE,
    "between": COMPARE,
    "+": ADD,
    "-": ADD,
    "*": MULTIPLY,
    "/": MULTIPLY,
    "**": POWER,
}


def parse(text: str) -> ast.Node:
    """An expression, whole."""
    parser = Parser(text)
    node = parser.expression(ANY)
    parser.end()
    return checked_height(node, len(parser.tokens))


def parse_tests(text: str) -> ast.Tests:
    """The unary tests of a table's cell: `-`, `test, test`, `not(test, test)`."""
    parser = Parser(text)
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


def too_deep(start: int, end: int) -> Mistake:
    return Mistake("expression_too_deep", start, end, {"limit": str(MAX_EXPRESSION_DEPTH)})


class Parser:
    """The tokens of one text and the next of them."""

    __slots__ = ("at", "depth", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = self.depth = 0
        if len(self.tokens) == 1:
            raise Mistake("empty_expression", 0, len(text))

    def take(self, kind: str) -> Token:
        """The next token, which must be of this kind."""
        token = self.tokens[self.at]
        if token.kind != kind:
            raise diagnose.expected(self.text, self.tokens, self.at, kind)
        self.at += 1
        return token

    def passed(self, kind: str) -> bool:
        """Whether the next token is of this kind; if so it is taken."""
        if self.tokens[self.at].kind != kind:
            return False
        self.at += 1
        return True

    def close(self, opening: Token, *kinds: str) -> Token:
        """The bracket that closes `opening`."""
        token = self.tokens[self.at]
        if token.kind not in kinds:
            raise diagnose.not_closed(self.text, self.tokens, self.at, opening, kinds[0])
        self.at += 1
        return token

    def end(self) -> None:
        if self.tokens[self.at].kind != "end":
            raise diagnose.after_value(self.text, self.tokens, self.at)

    def last_end(self) -> int:
        return self.tokens[self.at - 1].end

    def expression(self, level: int) -> ast.Node:
        """One operand and all operators that bind more tightly than `level`."""
        token = self.tokens[self.at]
        prefix = PREFIX.get(token.kind)
        if prefix is None:
            raise diagnose.no_value(self.text, self.tokens, self.at)
        self.depth += 1
        if self.depth > MAX_EXPRESSION_DEPTH:
            raise too_deep(token.start, token.end)
        self.at += 1
        left = self.operators(prefix(self, token), token.start, level)
        self.depth -= 1
        return left

    def operators(self, left: ast.Node, start: int, level: int) -> ast.Node:
        """What follows an operand that starts at `start`: `.name`, `[filter]`, then operators."""
        while True:
            token = self.tokens[self.at]
            kind = token.kind
            if kind == ".":
                self.at += 1
                name = self.take("name")
                left = ast.Path(start=start, end=name.end, base=left, name=name.text, name_start=name.start)
                continue
            if kind == "[" and self.tokens[self.at + 1].kind in STARTS:
                self.at += 1
                condition = self.expression(ANY)
                left = ast.Filter(start=start, end=self.close(token, "]").end, base=left, condition=condition)
                continue
            bound = LEVELS.get(kind, ANY)
            if bound <= level:
                return left
            self.at += 1
            if bound == COMPARE:
                left = self.membership(left, start) if kind == "in" else self.comparison(token, left, start)
                self.after_comparison(left, token)
                continue
            right = self.expression(bound)
            left = ast.Binary(start=start, end=self.last_end(), op=kind, left=left, right=right)

    def comparison(self, token: Token, left: ast.Node, start: int) -> ast.Node:
        """`= x`, `between a and b`"""
        right = self.expression(COMPARE)
        if token.kind != "between":
            return ast.Binary(start=start, end=self.last_end(), op=token.kind, left=left, right=right)
        self.take("and")
        high = self.expression(COMPARE)
        return ast.Between(start=start, end=self.last_end(), operand=left, low=right, high=high)

    def membership(self, left: ast.Node, start: int) -> ast.Node:
        """`in < 5`, `in (test, test)`, `in x`, `在 a 到 b 之间`; `(a + b) * c` starts like tests and is a value."""
        opening = self.tokens[self.at]
        if opening.kind in COMPARISONS:
            (operand,) = self.tests(one=True)
        elif opening.kind == "(":
            self.at += 1
            tests = self.tests()
            if len(tests) > 1 or isinstance(tests[0], ast.UnaryTest):
                return ast.In(start=start, end=self.close(opening, ")").end, operand=left, tests=tests)
            operand = self.operators(self.grouped(opening, tests[0]), opening.start, COMPARE)
        else:
            operand = self.expression(COMPARE)
        if not self.passed("to"):
            return ast.In(start=start, end=self.last_end(), operand=left, tests=(operand,))
        high = self.expression(COMPARE)
        return ast.Between(start=start, end=self.take("inside").end, operand=left, low=operand, high=high)

    def tests(self, *, one: bool = False) -> tuple[ast.Node, ...]:
        """`test, test`: each `< x` or an expression."""
        found: list[ast.Node] = []
        while True:
            token = self.tokens[self.at]
            if token.kind in COMPARISONS:
                self.at += 1
                operand = self.expression(COMPARE)
                found.append(ast.UnaryTest(start=token.start, end=self.last_end(), op=token.kind, operand=operand))
            else:
                found.append(self.expression(ANY))
            if one or not self.passed(","):
                return tuple(found)

    def grouped(self, opening: Token, inner: ast.Node) -> ast.Node:
        """What `(` has opened: `(inner)`, or the range `(inner..high]`."""
        if self.tokens[self.at].kind == "..":
            return self.range(opening, inner)
        self.close(opening, ")")
        return inner

    def range(self, opening: Token, low: ast.Node) -> ast.Node:
        """`..high]` of a range that `opening` has opened."""
        self.take("..")
        high = self.expression(ANY)
        closing = self.close(opening, "]", ")", "[")
        return ast.Range(
            start=opening.start,
            end=closing.end,
            low=low,
            high=high,
            low_closed=opening.kind == "[",
            high_closed=closing.kind == "]",
        )

    def bindings(self) -> tuple[ast.Binding, ...]:
        """`name in domain, name in low..high`"""
        found: list[ast.Binding] = []
        while True:
            name = self.take("name")
            self.take("in")
            first = self.tokens[self.at]
            domain = self.expression(ANY)
            if self.passed(".."):
                high = self.expression(ANY)
                domain = ast.Range(
                    start=first.start, end=self.last_end(), low=domain, high=high, low_closed=True, high_closed=True
                )
            found.append(ast.Binding(start=name.start, end=self.last_end(), name=name.text, domain=domain))
            if not self.passed(","):
                return tuple(found)

    def after_comparison(self, left: ast.Node, first: Token) -> None:
        """Nothing that binds as tightly as a comparison may follow one."""
        second = self.tokens[self.at]
        if LEVELS.get(second.kind, ANY) == COMPARE:
            self.at += 1
            if isinstance(left, ast.Binary) and second.kind in COMPARISONS and self.tokens[self.at].kind in STARTS:
                self.expression(COMPARE)
            raise diagnose.chained(self.text, left, first, second, self.last_end())
        if second.kind == "." or LEVELS.get(second.kind, ANY) > COMPARE:
            raise diagnose.after_value(self.text, self.tokens, self.at)


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
    parser.at += 1
    args: list[ast.Node] = []
    names: list[str] = []
    while not (parser.tokens[parser.at].kind == ")" and not args):
        first = parser.tokens[parser.at]
        if first.kind == "name" and parser.tokens[parser.at + 1].kind == ":":
            names.append(first.text)
            parser.at += 2
        args.append(parser.expression(ANY))
        if names and len(names) != len(args):
            raise Mistake("mixed_arguments", first.start, parser.last_end())
        if not parser.passed(","):
            break
    end = parser.close(opening, ")").end
    function = FUNCTION_OF.get(token.text, token.text)
    return ast.Call(
        start=token.start, end=end, function=function, function_end=token.end, args=tuple(args), names=tuple(names)
    )


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
STARTS: Final = frozenset(PREFIX) - {"]"}
