"""The frame of the parser: the tokens of one text, how tightly operators bind, and what stands between brackets and commas.

Binding, loosest first: `or`, `and`, comparison with `in` and `between` (which do not chain), `+ -`, `* /`, `**`, unary `-`, then paths, filters and
calls. Operators of one level group to the left. What a token means before and after an operand stands in two tables, which `parser` fills for
policies and `standard` extends for all of FEEL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from eligibility.feel import ast, diagnose
from eligibility.feel.lexer import Token, tokens
from eligibility.feel.mistake import Mistake
from eligibility.values.limits import MAX_EXPRESSION_DEPTH

ANY, OR, AND, COMPARE, ADD, MULTIPLY, POWER, NEGATE = range(8)
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


def too_deep(start: int, end: int) -> Mistake:
    return Mistake("expression_too_deep", start, end, {"limit": str(MAX_EXPRESSION_DEPTH)})


class Parser:
    """The tokens of one text and the next of them. `prefix` and `suffix` say what a token means before and after an operand."""

    __slots__ = ("at", "depth", "text", "tokens")
    prefix: ClassVar[Mapping[str, Callable[[Any, Token], ast.Node]]]
    suffix: ClassVar[Mapping[str, Callable[[Any, ast.Node, int, Token], ast.Node | None]]]

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self.lexed(text)
        self.at = self.depth = 0
        if len(self.tokens) == 1:
            raise Mistake("empty_expression", 0, len(text))

    lexed = staticmethod(tokens)

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
        prefix = self.prefix.get(token.kind)
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
            bound = LEVELS.get(kind, ANY)
            if bound <= level:
                suffix = self.suffix.get(kind)
                if suffix is None or (longer := suffix(self, left, start, token)) is None:
                    return left
                left = longer
                continue
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
            domain = self.domain()
            found.append(ast.Binding(start=name.start, end=self.last_end(), name=name.text, domain=domain))
            if not self.passed(","):
                return tuple(found)

    def argument_name(self) -> str:
        """`name:` of a named argument, if one stands here."""
        token = self.tokens[self.at]
        if token.kind != "name" or self.tokens[self.at + 1].kind != ":":
            return ""
        self.at += 2
        return token.text

    def domain(self) -> ast.Node:
        """What a variable goes through: a list, or `low..high`."""
        first = self.tokens[self.at]
        low = self.expression(ANY)
        if not self.passed(".."):
            return low
        high = self.expression(ANY)
        return ast.Steps(start=first.start, end=self.last_end(), low=low, high=high)

    def after_comparison(self, left: ast.Node, first: Token) -> None:
        """Nothing that binds as tightly as a comparison may follow one."""
        second = self.tokens[self.at]
        if LEVELS.get(second.kind, ANY) == COMPARE:
            self.at += 1
            if isinstance(left, ast.Binary) and second.kind in COMPARISONS and self.tokens[self.at].kind in self.prefix:
                self.expression(COMPARE)
            raise diagnose.chained(self.text, left, first, second, self.last_end())
        if second.kind == "." or LEVELS.get(second.kind, ANY) > COMPARE:
            raise diagnose.after_value(self.text, self.tokens, self.at)
