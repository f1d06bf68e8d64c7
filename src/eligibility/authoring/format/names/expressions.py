"""An expression in the other alphabet: its tokens are exchanged, all that stands between them stays.

Keywords are exchanged wherever they stand, names by what they mean there. `x between a and b` has a word more in Chinese, `x 在 a 到 b 之间`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.authoring.format.names.scope import Around, Known, subject_of
from eligibility.feel import ast
from eligibility.feel.lexer import Token, tokens
from eligibility.feel.mistake import Mistake
from eligibility.feel.names import FUNCTIONS, KEYWORDS, ONLY_CHINESE
from eligibility.feel.parser import parse, parse_tests
from eligibility.ir.scope import ProgramHead
from eligibility.ir.types import Enum, ListOf, Type

Edit = tuple[int, int, str]
PART: Final = (ast.Path,)


def expression(text: str, known: Known, around: Around, expected: Type | None = None) -> str:
    """An expression; one that cannot be parsed stays as it is."""
    return rewritten(text, known, around, expected, tests=False)


def cell(text: str, known: Known, around: Around, expected: Type | None) -> str:
    """The unary tests of a table's cell."""
    return rewritten(text, known, around, expected, tests=True)


def rewritten(text: str, known: Known, around: Around, expected: Type | None, *, tests: bool) -> str:
    try:
        tree: ast.Node = parse_tests(text) if tests else parse(text)
    except Mistake:
        return text
    work = Expression(text, known)
    work.walk(tree, around, expected)
    work.keywords()
    return work.result()


class Expression:
    """One expression with the edits that it needs, by where they begin."""

    def __init__(self, text: str, known: Known) -> None:
        self.text, self.known = text, known
        self.tokens = tokens(text)
        self.edits: dict[int, Edit] = {}

    def put(self, start: int, end: int, new: str) -> None:
        if new != self.text[start:end]:
            self.edits[start] = (start, end, new)

    def result(self) -> str:
        out, at = [], 0
        for start, end, new in sorted(self.edits.values()):
            out += [self.text[at:start], new]
            at = end
        return "".join([*out, self.text[at:]])

    # ---- keywords

    def keywords(self) -> None:
        for token in self.tokens:
            forms = KEYWORDS.get(token.kind, ())
            if token.start in self.edits or token.kind not in KEYWORDS:
                continue
            if self.known.lang == "zh" and forms:
                self.put(token.start, token.end, forms[0])
            elif self.known.lang == "en" and token.kind not in ONLY_CHINESE:
                self.put(token.start, token.end, token.kind)

    def between(self, node: ast.Between) -> None:
        """The words around the ends: `between … and …`, `在 … 到 … 之间`."""
        chinese = self.known.lang == "zh"
        first = self._first(node.operand.end, ("between", "in"), node.low.start)
        middle = self._first(node.low.end, ("and", "to"), node.high.start)
        last = self._first(node.high.end, ("inside",), node.end)
        if first is None or middle is None:
            return
        self.put(first.start, first.end, "在" if chinese else "between")
        self.put(middle.start, middle.end, "到" if chinese else "and")
        if not chinese and last is not None:
            before = self.text[: last.start].rstrip()
            self.put(len(before), last.end, "")
        elif chinese and last is None:
            self.edits[node.end] = (node.end, node.end, " 之间")

    def _first(self, start: int, kinds: tuple[str, ...], end: int) -> Token | None:
        return next((t for t in self.tokens if start <= t.start and t.end <= end and t.kind in kinds), None)

    # ---- names

    def walk(self, tree: object, around: Around, expected: Type | None = None) -> Type | None:
        """Notes the edits of a tree; its type, as far as names and values need it."""
        match tree:
            case ast.Name():
                self.put(tree.start, tree.end, self.known.name(tree.name, around))
                variables = around.variables
                return (
                    variables[tree.name]
                    if tree.name in variables
                    else self.known.type_of(self.known.bare(tree.name, around))
                )
            case ast.String():
                if isinstance(expected, Enum):
                    self.put(tree.start + 1, tree.end - 1, self.known.value(tree.value, expected))
            case ast.Path():
                return self.path(tree, around)
            case ast.Filter():
                base = self.walk(tree.base, around)
                self.walk(tree.condition, around.filtering(element(base)))
                return base
            case ast.Quantified() | ast.For():
                return self.bound(tree, around)
            case ast.Call():
                return self.call(tree, around, expected)
            case ast.Binary() if tree.op in ("=", "!=", "<", "<=", ">", ">="):
                self.alike([tree.left, tree.right], around)
            case ast.Between():
                self.alike([tree.operand, tree.low, tree.high], around)
                self.between(tree)
            case ast.In():
                self.alike([tree.operand, *tree.tests], around)
            case ast.If():
                self.walk(tree.condition, around)
                types = [self.walk(t, around, expected) for t in (tree.then, tree.otherwise)]
                return next((t for t in types if t is not None), None)
            case ast.List():
                types = [self.walk(i, around, element(expected) or expected) for i in tree.items]
                return next((ListOf(t, 0, 0) for t in types if t is not None), None)
            case _:
                for part in parts(tree):
                    self.walk(part, around, expected)
        return None

    def alike(self, sides: list[ast.Node], around: Around) -> None:
        """Things that are compared: the values among them are of the enum that another one has."""
        marked = dict(self.edits)
        types = [self.walk(side, around) for side in sides]
        found = next((t for t in map(enum_of, types) if t is not None), None)
        if found is not None:
            self.edits = marked
            for side in sides:
                self.walk(side, around, found)

    def path(self, tree: ast.Path, around: Around) -> Type | None:
        program = self.program(tree.base, around)
        owner = self.walk(tree.base, around)
        start, end = tree.name_start, tree.name_start + len(tree.name)
        if program is not None:
            self.put(start, end, self.known.of_program(program, tree.name))
            found = self.known.names.program_definitions.get(program.id, {}).get(tree.name)
            return self.known.type_of(found)
        self.put(start, end, self.known.part(tree.name, owner))
        subject = subject_of(owner)
        type_ = self.known.type_of(self.known.member(subject, tree.name)) if subject else None
        return (
            ListOf(type_, 0, 0)
            if isinstance(owner, ListOf) and type_ is not None and not isinstance(type_, ListOf)
            else type_
        )

    def program(self, base: ast.Node, around: Around) -> ProgramHead | None:
        """The programme that a path asks."""
        if isinstance(base, ast.Name):
            found = self.known.bare(base.name, around)
            return found if isinstance(found, ProgramHead) else None
        return self.known.names.programs.get(base.name) if isinstance(base, ast.Path) else None

    def bound(self, tree: ast.Quantified | ast.For, around: Around) -> Type | None:
        for binding in tree.bindings:
            around = around.bind(binding.name, element(self.walk(binding.domain, around)))
        type_ = self.walk(tree.body, around)
        return ListOf(type_, 0, 0) if isinstance(tree, ast.For) and type_ is not None else None

    def call(self, tree: ast.Call, around: Around, expected: Type | None) -> Type | None:
        forms = FUNCTIONS.get(tree.function)
        if forms:
            self.put(tree.start, tree.function_end, forms[0] if self.known.lang == "zh" else tree.function)
        types = [self.walk(a, around, expected) for a in tree.args]
        return types[0] if tree.function == "concatenate" and types else None


def element(type_: Type | None) -> Type | None:
    return type_.element if isinstance(type_, ListOf) else None


def enum_of(type_: Type | None) -> Enum | None:
    """The enum that something is of, or its items."""
    inner = element(type_) or type_
    return inner if isinstance(inner, Enum) else None


def parts(tree: object) -> Iterator[ast.Node]:
    """The nodes right below a node."""
    for name in getattr(tree, "__match_args__", ()) or getattr(tree, "__dataclass_fields__", ()):
        value = getattr(tree, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, ast.Node):
                yield item
