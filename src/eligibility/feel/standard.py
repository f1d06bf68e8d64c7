"""The `standard` profile: all of FEEL as OMG DMN 1.5 (chapter 10) has it, names with spaces and signs among it.

Where a name may stand, the longest known one is taken (known: the names given, those bound around it, and the keys of contexts written so far); an
unknown one is the run of words up to the next sign or keyword, since two words side by side can be nothing else. Nothing is folded or translated here,
and what the policy profile refuses as a slip (a `{`, a word glued to a number) is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NoReturn

from eligibility.feel import ast, diagnose
from eligibility.feel.lexer import Token, shown
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import PREFIX, arguments, cell, checked_height, filtered
from eligibility.feel.pratt import ANY, COMPARISONS, Parser, too_deep
from eligibility.feel.standard_lexer import KEYWORDS, SPACE, SPELT, WORDS, Names, tokens
from eligibility.values.limits import MAX_EXPRESSION_DEPTH


def parse_feel(text: str, names: Iterable[str] = ()) -> ast.Node:
    """An expression, whole, where `names` are known. Raises `Mistake`."""
    parser = StandardParser(text, names)
    node = parser.expression(ANY)
    parser.end()
    return checked_height(node, len(parser.tokens))


def parse_feel_tests(text: str, names: Iterable[str] = ()) -> ast.Tests:
    """The unary tests of a cell: `-`, `test, test`, `not(test, test)`, and expressions that speak of the cell's value as `?`."""
    names = tuple(names)
    try:
        return cell(StandardParser(text, names))
    except Mistake:
        if not text.lstrip().startswith("not"):
            raise
    plain = StandardParser(text, names)  # `not(?) and x` starts like a negated list of tests, and is an expression
    tests = plain.tests()
    plain.end()
    node = ast.Tests(start=0, end=plain.last_end(), tests=tests)
    checked_height(node, len(plain.tokens))
    return node


def parse_type(text: str) -> ast.Node:
    """A type as `instance of` has it. Raises `Mistake`."""
    parser = StandardParser(text)
    node = parser.type()
    parser.end()
    return node


STANDARD_NAMES: Final = Names(SPELT)


class StandardParser(Parser):
    """The parser with the names that are known at each place: `bound` around it, `members` after a dot."""

    __slots__ = ("bound", "members")
    lexed = staticmethod(tokens)

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        super().__init__(text)
        given = Names(names)
        self.bound = [STANDARD_NAMES, given]
        self.members = [given, Names()]

    def name_at(self, start: int, known: list[Names]) -> str:
        """The name whose first token stands at `start`; its tokens are taken."""
        best, found = 0, ""
        for names in known:
            length, name = names.longest(self.tokens, start)
            if length > best:
                best, found = length, name
        if best:
            self.at = start + best
            return found
        end = start + 1
        while self.tokens[end].kind in WORDS:
            end += 1
        self.at = end
        return " ".join(t.text for t in self.tokens[start:end])

    def new_name(self, *stops: str) -> tuple[str, Token]:
        """A name being given: all tokens up to one of the signs `stops`, and its first token."""
        first, start = self.tokens[self.at], self.at
        while self.tokens[self.at].kind not in (*stops, "end"):
            if self.tokens[self.at].kind in ("string", "other", "{", "}", "(", ")", "[", "]"):
                break
            self.at += 1
        if self.at == start or self.tokens[self.at].kind not in stops:
            raise diagnose.expected(self.text, self.tokens, self.at, "name" if self.at == start else stops[0])
        return re.sub(rf"[{SPACE}]+", " ", self.text[first.start : self.last_end()]), first

    def knowing(self, name: str) -> None:
        """From here to `forget`, the name is bound."""
        self.bound.append(Names((name,)))

    def forget(self, count: int) -> None:
        if count:
            del self.bound[-count:]

    def bindings(self) -> tuple[ast.Binding, ...]:
        """`name in domain, …`; the names stay bound until the caller forgets them."""
        found: list[ast.Binding] = []
        while True:
            name, first = self.new_name("in")
            self.take("in")
            domain = self.domain()
            self.knowing(name)
            found.append(ast.Binding(start=first.start, end=self.last_end(), name=name, domain=domain))
            if not self.passed(","):
                return tuple(found)

    def argument_name(self) -> str:
        at = self.at
        while self.tokens[at].kind in WORDS or self.tokens[at].kind in KEYWORDS:
            at += 1
        if at == self.at or self.tokens[at].kind != ":":
            return ""
        name = " ".join(t.text for t in self.tokens[self.at : at])
        self.at = at + 1
        return name

    def after_comparison(self, left: ast.Node, first: Token) -> None:
        """The standard lets comparisons follow one another, from left to right."""

    def type(self) -> ast.Node:
        """`number`, `list<T>`, `range<T>`, `context<name: T>`, `function<T, T> -> T`, the name of an item definition."""
        first = self.tokens[self.at]
        self.depth += 1
        if self.depth > MAX_EXPRESSION_DEPTH:
            raise too_deep(first.start, first.end)
        name = self.type_name()
        form = TYPE_FORMS.get(name) if self.tokens[self.at].kind == "<" else None
        found = form(self, first) if form else ast.TypeName(start=first.start, end=self.last_end(), name=name)
        self.depth -= 1
        return found

    def type_name(self) -> str:
        if self.tokens[self.at].kind not in (*WORDS, "function", "null"):
            raise diagnose.expected(self.text, self.tokens, self.at, "name")
        name = self.name_at(self.at, self.bound)
        while self.tokens[self.at].kind == "." and self.tokens[self.at + 1].kind == "name":
            name = f"{name}.{self.name_at(self.at + 1, self.bound)}"
        return name


def unknown_sign(parser: StandardParser, token: Token) -> NoReturn:
    found = token.text
    if found == '"':
        raise Mistake("unclosed_quote", token.start, len(parser.text.rstrip()), {"close": found})
    raise Mistake(
        "unexpected_character", token.start, token.end, {"found": shown(found), "code": f"U+{ord(found):04X}"}
    )


def named(parser: StandardParser, token: Token) -> ast.Node:
    """A name, or the call of a named function."""
    name = parser.name_at(parser.at - 1, parser.bound)
    opening, end = parser.tokens[parser.at], parser.last_end()
    if opening.kind != "(":
        return ast.Name(start=token.start, end=end, name=name)
    args, names = arguments(parser, opening)
    last = parser.last_end()
    return ast.Call(start=token.start, end=last, function=name, function_end=end, args=args, names=names)


def path(parser: StandardParser, base: ast.Node, start: int, _: Token) -> ast.Node:
    """`.name`, where the name may be a keyword too."""
    first = parser.tokens[parser.at + 1]
    if first.kind != "name" and first.text not in KEYWORDS:
        parser.at += 1
        raise diagnose.expected(parser.text, parser.tokens, parser.at, "name")
    name = parser.name_at(parser.at + 1, parser.members + parser.bound[2:])
    return ast.Path(start=start, end=parser.last_end(), base=base, name=name, name_start=first.start)


def invoked(parser: StandardParser, base: ast.Node, start: int, opening: Token) -> ast.Node:
    """`(a, b)` after an operand"""
    args, names = arguments(parser, opening)
    return ast.Invoke(start=start, end=parser.last_end(), base=base, args=args, names=names)


def instance_of(parser: StandardParser, operand: ast.Node, start: int, _: Token) -> ast.Node:
    parser.at += 1
    found = parser.type()
    return ast.InstanceOf(start=start, end=parser.last_end(), operand=operand, type=found)


def context(parser: StandardParser, token: Token) -> ast.Node:
    """`{key: value, "another key": value}`; each entry sees those before it."""
    entries: list[ast.Entry] = []
    while not (parser.tokens[parser.at].kind == "}" and not entries):
        first = parser.tokens[parser.at]
        if parser.passed("string"):
            key = first.text
        else:
            key, first = parser.new_name(":")
        parser.take(":")
        parser.knowing(key)  # a function may call itself by its key
        parser.members[1].add(key)
        value = parser.expression(ANY)
        entries.append(ast.Entry(start=first.start, end=parser.last_end(), key=key, value=value))
        if not parser.passed(","):
            break
    end = parser.close(token, "}").end
    parser.forget(len(entries))
    return ast.Context(start=token.start, end=end, entries=tuple(entries))


def function(parser: StandardParser, token: Token) -> ast.Node:
    """`function(a, b: number) body`, `function(a) external {…}`"""
    opening = parser.take("(")
    found: list[ast.Parameter] = []
    while not (parser.tokens[parser.at].kind == ")" and not found):
        name, first = parser.new_name(",", ":", ")")
        kind = parser.type() if parser.passed(":") else None
        found.append(ast.Parameter(start=first.start, end=parser.last_end(), name=name, type=kind))
        if not parser.passed(","):
            break
    parser.close(opening, ")")
    for parameter in found:
        parser.knowing(parameter.name)
    external = parser.passed("external")
    body = parser.expression(ANY)
    parser.forget(len(found))
    return ast.Function(start=token.start, end=parser.last_end(), parameters=tuple(found), body=body, external=external)


def scoped(prefix: Callable[[Any, Token], ast.Node]) -> Callable[[StandardParser, Token], ast.Node]:
    """A form that binds names, which are forgotten after it."""

    def read(parser: StandardParser, token: Token) -> ast.Node:
        before = len(parser.bound)
        node = prefix(parser, token)
        parser.forget(len(parser.bound) - before)
        return node

    return read


def group(parser: StandardParser, token: Token) -> ast.Node:
    """`(x)`, `(a..b]`, and the range that a comparison is by itself: `(< 5)`."""
    if parser.tokens[parser.at].kind in COMPARISONS:
        (test,) = parser.tests(one=True)
        parser.close(token, ")")
        return test
    return PREFIX["("](parser, token)


def list_type(parser: StandardParser, first: Token) -> ast.Node:
    item = one_argument(parser)
    return ast.ListType(start=first.start, end=parser.last_end(), item=item)


def range_type(parser: StandardParser, first: Token) -> ast.Node:
    item = one_argument(parser)
    return ast.RangeType(start=first.start, end=parser.last_end(), item=item)


def one_argument(parser: StandardParser) -> ast.Node:
    parser.take("<")
    item = parser.type()
    parser.take(">")
    return item


def context_type(parser: StandardParser, first: Token) -> ast.Node:
    parser.take("<")
    members: list[ast.Member] = []
    while not (parser.tokens[parser.at].kind == ">" and not members):
        key, at = parser.new_name(":")
        parser.take(":")
        kind = parser.type()
        members.append(ast.Member(start=at.start, end=parser.last_end(), key=key, type=kind))
        if not parser.passed(","):
            break
    parser.take(">")
    return ast.ContextType(start=first.start, end=parser.last_end(), members=tuple(members))


def function_type(parser: StandardParser, first: Token) -> ast.Node:
    parser.take("<")
    found: list[ast.Node] = []
    while not (parser.tokens[parser.at].kind == ">" and not found):
        found.append(parser.type())
        if not parser.passed(","):
            break
    parser.take(">")
    parser.take("-")
    parser.take(">")
    result = parser.type()
    return ast.FunctionType(start=first.start, end=parser.last_end(), parameters=tuple(found), result=result)


TYPE_FORMS: Final[Mapping[str, Callable[[StandardParser, Token], ast.Node]]] = {
    "list": list_type,
    "range": range_type,
    "context": context_type,
    "function": function_type,
}
StandardParser.prefix = PREFIX | {
    "name": named,
    "(": group,
    "{": context,
    "function": function,
    "some": scoped(PREFIX["some"]),
    "every": scoped(PREFIX["every"]),
    "for": scoped(PREFIX["for"]),
    "other": unknown_sign,
}
StandardParser.suffix = {".": path, "[": filtered, "(": invoked, "instance": instance_of}
