"""What the names of an expression mean, as the checker reads them (`ir/check/names`), but for a text that need not be well typed.

A tree is walked with the scopes that filters, quantifiers and iterations open. Only what a name needs is known of a part: the subject of a list's items or
of one item, and the enum that a value is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, replace
from typing import Final

from eligibility.editor.symbols import Symbol
from eligibility.feel import ast
from eligibility.feel.names import FUNCTIONS
from eligibility.frozen import record
from eligibility.ir.check.names import HERE, OUTCOME, TODAY
from eligibility.ir.scope import DefinitionHead, ParameterHead, ProgramHead
from eligibility.ir.types import BOUNDARY, Enum, Item, ListOf, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.law.definitions import declared_type
from eligibility.law.link import Linker

SUBJECT_TOO: Final = ("subject", "program")
Head = FactSpec | DefinitionHead | ParameterHead | ProgramHead | SubjectSpec


@record
class Around:
    """What is in scope at a place: the rule's subject and programme, bound variables, and the subjects that filters go through."""

    subject: str
    program: str = ""
    variables: Mapping[str, tuple[Symbol, Type | None]] = field(default_factory=dict)
    items: tuple[str, ...] = ()


@record
class Named:
    """A name of an expression: from where to where in its text, what it means, and the thing itself where the law declares it."""

    start: int
    end: int
    symbol: Symbol
    head: Head | None = None
    declares: bool = False


class Meaning:
    """The names of a law at a place, put to expressions."""

    def __init__(self, linker: Linker) -> None:
        self.linker, self.names = linker, linker.names
        self.root = linker.vocabulary.root.id

    # ---- one name

    def find(self, word: str, around: Around) -> tuple[Symbol, Head | None] | None:
        """What a bare name means."""
        if word in around.variables:
            return around.variables[word][0], None
        names = self.names
        if around.items and (found := names.of_subject(around.items[-1], word)):
            return of_head(found), found
        own: list[Head | None] = [
            names.program_definitions.get(around.program, {}).get(word),
            names.of_subject(around.subject, word),
            names.of_subject(self.root, word),
        ]
        if word not in (*TODAY, *HERE):
            own += [names.parameters.get(word), names.subjects.get(word), names.programs.get(word)]
        for head in own:
            if head is not None:
                return of_head(head), head
        if word in (*TODAY, *HERE):
            return Symbol("built_in", "", TODAY[0] if word in TODAY else HERE[0]), None
        return None

    def member(self, owner: str, word: str) -> tuple[Symbol, Head | None] | None:
        """What a name after `m.` means, where `m` is an item of a subject."""
        found = self.names.of_subject(owner, word)
        if found is not None:
            return of_head(found), found
        program = self.names.programs.get(word)
        return None if program is None else (of_head(program), program)

    def of_program(self, program: str, word: str) -> tuple[Symbol, Head | None] | None:
        """What a name after a programme's means."""
        if word in OUTCOME:
            return Symbol("outcome", program, OUTCOME[0]), None
        found = self.names.program_definitions.get(program, {}).get(word)
        return None if found is None else (of_head(found), found)

    def type_of(self, head: Head | None) -> Type | None:
        """The type of a thing, as far as its declaration tells."""
        if isinstance(head, FactSpec | ParameterHead):
            return head.type
        if isinstance(head, SubjectSpec):
            return Item(head.id)
        if isinstance(head, DefinitionHead):
            return declared_type(self.linker.offers[head.key][-1][1], self.linker.vocabulary)
        return None

    def head_of(self, symbol: Symbol) -> Head | None:
        """The thing that a symbol stands for, where it is one that rules read by name."""
        names = self.names
        match symbol.kind:
            case "fact":
                return names.facts.get(symbol.owner, {}).get(symbol.id)
            case "definition":
                return (names.program_definitions.get(symbol.owner) or names.definitions.get(symbol.owner, {})).get(
                    symbol.id
                )
            case "parameter":
                return names.parameters.get(symbol.id)
            case "program":
                return names.programs.get(symbol.id)
            case "subject":
                return names.subjects.get(symbol.id)
        return None

    # ---- a tree

    def walk(self, tree: object, around: Around, expected: Type | None = None) -> Iterator[Named]:
        """Every name in a tree that means something."""
        match tree:
            case ast.Name():
                if found := self.find(tree.name, around):
                    yield Named(tree.start, tree.end, *found)
            case ast.String():
                yield from self.value(tree, expected)
            case ast.Path():
                yield from self.path(tree, around)
            case ast.Filter():
                yield from self.walk(tree.base, around)
                yield from self.walk(tree.condition, self.inside(tree.base, around))
            case ast.Quantified() | ast.For():
                yield from self.bound(tree, around)
            case ast.Call():
                if tree.function in FUNCTIONS:
                    yield Named(tree.start, tree.function_end, Symbol("function", "", tree.function))
                for arg in tree.args:
                    yield from self.walk(arg, around, BOUNDARY if tree.function == "compare" else None)
            case ast.Binary(op="=" | "!="):
                yield from self.walk(tree.left, around, self.kind(tree.right, around))
                yield from self.walk(tree.right, around, self.kind(tree.left, around))
            case ast.In():
                yield from self.walk(tree.operand, around)
                wanted = self.kind(tree.operand, around)
                for test in tree.tests:
                    yield from self.walk(test, around, wanted)
            case ast.If():
                yield from self.walk(tree.condition, around)
                yield from self.walk(tree.then, around, expected)
                yield from self.walk(tree.otherwise, around, expected)
            case ast.List() | ast.Tests() | ast.UnaryTest():
                for part in parts(tree):
                    yield from self.walk(part, around, expected)
            case ast.Node():
                for part in parts(tree):
                    yield from self.walk(part, around)

    def value(self, tree: ast.String, expected: Type | None) -> Iterator[Named]:
        """An enum's value, by itself or by its label."""
        kind = expected.element if isinstance(expected, ListOf) else expected
        if isinstance(kind, Enum) and (found := self.value_of(kind, tree.value)) is not None:
            own = kind.domain == "program"
            symbol = Symbol("program", "", found) if own else Symbol("value", kind.domain, found)
            yield Named(tree.start + 1, tree.end - 1, symbol, self.names.programs.get(found) if own else None)

    def value_of(self, kind: Enum, word: str) -> str | None:
        if word in kind.values:
            return word
        return next((value for value, label in self.labels(kind) if label == word), None)

    def labels(self, kind: Enum) -> Iterator[tuple[str, str]]:
        """The values of an enum with their Chinese labels."""
        subject, _, fact = kind.domain.rpartition(".")
        spec = self.names.facts.get(subject, {}).get(fact)
        labels = [w.zh for w in spec.value_labels] if spec is not None else []
        if kind.domain == "program":
            labels = [self.names.programs[v].name if v in self.names.programs else v for v in kind.values]
        yield from zip(kind.values, labels or kind.values, strict=False)

    def path(self, tree: ast.Path, around: Around) -> Iterator[Named]:
        yield from self.walk(tree.base, around)
        found = self.after(tree.base, tree.name, around)
        if found is not None:
            yield Named(tree.name_start, tree.name_start + len(tree.name), *found)

    def after(self, base: ast.Node, word: str, around: Around) -> tuple[Symbol, Head | None] | None:
        """What `word` means after `base.`."""
        program = self.program(base, around)
        if program is not None:
            return self.of_program(program, word)
        owner = self.subject(base, around)
        return None if owner is None else self.member(owner, word)

    def bound(self, tree: ast.Quantified | ast.For, around: Around) -> Iterator[Named]:
        for binding in tree.bindings:
            symbol = Symbol("variable", str(binding.start), binding.name)
            yield Named(binding.start, binding.start + len(binding.name), symbol, declares=True)
            yield from self.walk(binding.domain, around)
            around = self.binding(binding.name, binding.domain, around, symbol)
        yield from self.walk(tree.body, around)

    def binding(self, name: str, domain: ast.Node, around: Around, symbol: Symbol) -> Around:
        """The scope in which a name is bound to the items of a list."""
        subject = self.subject(domain, around)
        type_: Type | None = Item(subject) if subject else self.kind(domain, around)
        items = (*around.items, subject) if subject else around.items
        return replace(around, variables={**around.variables, name: (symbol, type_)}, items=items)

    def inside(self, base: ast.Node, around: Around) -> Around:
        """The scope in a filter of a list."""
        subject = self.subject(base, around)
        return replace(around, items=(*around.items, subject)) if subject else around

    # ---- what a part is

    def head(self, tree: ast.Node, around: Around) -> Head | None:
        found = None
        if isinstance(tree, ast.Name):
            found = self.find(tree.name, around)
        elif isinstance(tree, ast.Path):
            found = self.after(tree.base, tree.name, around)
        return found[1] if found else None

    def subject(self, tree: ast.Node, around: Around) -> str | None:
        """The subject of an item, or of the items of a list."""
        kind = self.kind(tree, around)
        kind = kind.element if isinstance(kind, ListOf) else kind
        return kind.subject if isinstance(kind, Item) else None

    def kind(self, tree: ast.Node, around: Around) -> Type | None:
        """The type of a part, where names alone tell it."""
        match tree:
            case ast.Name() if tree.name in around.variables:
                return around.variables[tree.name][1]
            case ast.Name() | ast.Path():
                return self.type_of(self.head(tree, around))
            case ast.Filter():
                return self.kind(tree.base, around)
            case ast.Call(function="concatenate") if tree.args:
                return self.kind(tree.args[0], around)
            case ast.If():
                return self.kind(tree.then, around) or self.kind(tree.otherwise, around)
            case ast.For():
                inner = around
                for one in tree.bindings:
                    inner = self.binding(one.name, one.domain, inner, Symbol("variable", str(one.start), one.name))
                return self.kind(tree.body, inner)
        return None

    def program(self, tree: ast.Node, around: Around) -> str | None:
        """The programme that a path begins with."""
        if isinstance(tree, ast.Name) and tree.name in around.variables:
            return None
        head = self.head(tree, around)
        return head.id if isinstance(head, ProgramHead) else None


def of_head(head: Head) -> Symbol:
    match head:
        case FactSpec():
            return Symbol("fact", head.subject, head.id)
        case DefinitionHead():
            return Symbol("definition", head.program or head.subject, head.id)
        case ParameterHead():
            return Symbol("parameter", "", head.id)
        case ProgramHead():
            return Symbol("program", "", head.id)
        case SubjectSpec():
            return Symbol("subject", "", head.id)


def parts(tree: ast.Node) -> Iterator[object]:
    """The trees in a tree."""
    for one in fields(tree):
        found = getattr(tree, one.name)
        if isinstance(found, tuple):
            yield from found
        elif isinstance(found, ast.Node):
            yield found
