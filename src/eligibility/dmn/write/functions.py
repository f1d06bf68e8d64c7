"""What all parts of one model share: the law, the names, and the functions that definitions of members become.

A function in DMN sees its parameters and other functions, and nothing else (6.3.9); so everything that a definition reads, directly or through others, is
a parameter of its function: the root and its lists, the subject, decisions about the root, parameters of the law, in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from eligibility.dmn.write import library, lists, quotients, tables
from eligibility.dmn.write.expression import EMIT
from eligibility.dmn.write.items import Items
from eligibility.dmn.write.model import Entry, Information, Literal, Logic, Steps
from eligibility.dmn.write.naming import Naming
from eligibility.dmn.write.nulls import Nulls
from eligibility.dmn.write.sizes import Size
from eligibility.dmn.write.wishes import Wishes
from eligibility.dmn.write.writer import ORDER, Inexpressible, Pair, Ref, Writer
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.program import DefinitionRule, LinkedLaw
from eligibility.ir.types import Number, Type
from eligibility.ir.vocabulary import SubjectSpec

ROOT: Final = Ref("root")


@record
class Function:
    """`takes` are the parameters in order, `calls` the functions that it needs."""

    key: str
    takes: tuple[Ref, ...]
    calls: tuple[Ref, ...]
    logic: Logic


class Book:
    """The parts of a model on their way to it. `refuse` notes a part that has no equal in FEEL."""

    emit = EMIT

    def __init__(
        self,
        law: LinkedLaw,
        names: Naming,
        lang: str,
        read: Iterable[str],
        refuse: Callable[[str, Inexpressible], None],
    ) -> None:
        """`read` are the definitions that are in the model."""
        self.law, self.names, self.lang = law, names, lang
        self.root: SubjectSpec = law.vocabulary.root
        self.lists = people_lists(law)
        self.nulls = Nulls(law)
        self.items = Items(self)
        self.wishes = Wishes(law, names, read)
        self.given: dict[Ref, str] = {}  # the names of what can be used
        self.functions: dict[str, Function] = {}
        self._refuse = refuse
        self._quotients: dict[str, tuple[Size, Size]] = {}

    # ---- what the writers ask

    def name(self, ref: Ref) -> str:
        if ref not in self.given:
            wish = self.wishes.of(ref)
            self.given[ref] = self.names.one(wish.word, wish.before, alone=wish.alone)
        return self.given[ref]

    def is_free(self, name: str) -> bool:
        return self.names.is_free(name)

    def type(self, type_: Type) -> str:
        return self.items.of(type_)

    def label(self, node: nodes.Node) -> str:
        """What a column of a table is called."""
        match node:
            case nodes.Fact():
                return self.law.vocabulary.fact(node.subject, node.fact).label.of(self.lang)
            case nodes.Definition():
                return self.law.definitions[node.definition].label.of(self.lang)
            case nodes.If(then=nodes.Fact() as fact):
                return self.label(fact)
        return ""

    def folded(self, w: Writer, node: nodes.Sum | nodes.LeastOf | nodes.GreatestOf) -> Pair:
        return lists.folded(w, node)

    def quotient(self, key: str) -> tuple[Size, Size]:
        """The digits of the parts of a definition whose value is a quotient."""
        if key not in self._quotients:
            rule = self.law.definitions[key]
            found = quotients.pair(self.writer(rule.subject), rule.node)
            self._quotients[key] = (found.top_size, found.bottom_size)
        return self._quotients[key]

    # ---- writing parts

    def writer(self, subject: str) -> Writer:
        """For a rule about a subject: the root is variable 0, the subject, where that is another, 1."""
        variables, refs = {0: self.name(ROOT)}, {0: ROOT}
        if subject != self.root.id:
            variables[1], refs[1] = self.subject_name(subject), Ref("subject", subject)
        return Writer(self, variables, refs)

    def subject_name(self, subject: str) -> str:
        return self.name(Ref("subject", subject))

    def written(self, path: str, w: Writer, write: Callable[[Writer], Logic]) -> Logic:
        """A part's logic; an empty one where it has none in FEEL, which is then noted."""
        try:
            return write(w)
        except Inexpressible as reason:
            self._refuse(path, reason)
            return Literal("null")

    def logic(self, path: str, w: Writer, node: nodes.Node) -> Logic:
        return self.written(path, w, lambda w: tables.logic(w, node))

    # ---- functions

    def function(self, key: str) -> Function:
        """A definition about a subject other than the root."""
        if key not in self.functions:
            rule = self.law.definitions[key]
            w = self.writer(rule.subject)
            logic = self.logic(rule.origin.path, w, rule.node)
            self.functions[key] = self._function(key, rule, w, logic)
        return self.functions[key]

    def _function(self, key: str, rule: DefinitionRule, w: Writer, logic: Logic) -> Function:
        takes = {r for r in w.uses if r.kind in ORDER} | {Ref("subject", rule.subject)}
        calls = tuple(r for r in w.uses if r.kind in ("function", "library"))
        return Function(key, tuple(sorted(takes, key=self.place)), calls, logic)

    def place(self, ref: Ref) -> tuple[int, int]:
        keys = (
            list(self.law.definitions)
            if ref.kind == "definition"
            else sorted(p + "/" + s for p, s in self.law.parameters)
        )
        if ref.kind == "list":
            keys = list(self.lists)
        return ORDER.index(ref.kind), keys.index(ref.key) if ref.key in keys else 0

    def formal(self, ref: Ref) -> Information:
        return Information(self.name(ref), self.type_of(ref))

    def type_of(self, ref: Ref) -> str:
        match ref.kind:
            case "root":
                return self.items.of_subject(self.root.id)
            case "list":
                return self.items.of(self.law.vocabulary.fact(self.root.id, ref.key).type)
            case "subject":
                return self.items.of_subject(ref.key)
            case "parameter":
                return self.type(self.law.parameters[split(ref.key)].type)
        return self.type(self.law.definitions[ref.key].type)


def split(key: str) -> tuple[str, str]:
    parameter, _, scope = key.partition("/")
    return parameter, scope


def people_lists(law: LinkedLaw) -> dict[str, str]:
    """The lists of the root that a household file writes beside it, and the subjects in them."""
    root = law.vocabulary.root
    return {s.list: s.id for s in law.vocabulary.children(root.id) if s.identified_by}


def library_logic(book: Book, key: str) -> tuple[tuple[Information, ...], Logic]:
    """A function that FEEL lacks, with the names of this model."""
    function = library.FUNCTIONS[key]
    words = {k: book.names.word(k) for k, _ in function.parameters} | {
        k: book.names.word(k) for k, _ in function.steps if k
    }
    filled: dict[str, Any] = {letter: words[k] for letter, (k, _) in zip("ab", function.parameters, strict=False)}
    filled |= words | {c: book.name(Ref("library", c)) for c in function.calls}
    filled["numerator"], filled["denominator"] = book.names.parts
    entries = tuple(Entry(words.get(k, ""), Literal(text.format_map(filled))) for k, text in function.steps)
    formals = tuple(Information(words[k], type_) for k, type_ in function.parameters)
    if function.parameters == library.LISTED:
        book.items.quotients()
    return formals, entries[0].logic if len(entries) == 1 else Steps(entries)


__all__ = ["Book", "Function", "Number", "library_logic"]
