"""FEEL being written: texts that know how tightly they bind, and what the place where they stand makes use of.

A node becomes one FEEL expression. Numbers are written at their own scale (120 fen as 1.20), so bringing one to a finer scale says nothing; quotients are
pairs of a numerator and a denominator that are multiplied crosswise and never divided until they are rounded. Whatever cannot be said ends the part it
stands in with `Inexpressible`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from eligibility.dmn.write.sizes import Size
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.check.tables import unplaced

if TYPE_CHECKING:
    from eligibility.dmn.write.functions import Book

ANY, OR, AND, COMPARE, SUM, PRODUCT, PATH = range(7)  # how tightly a text binds: the outermost operator in it
WIDE: Final = 96  # columns after which a chain of `and`, `or` or `+` is broken


class Inexpressible(Exception):
    """A node has no equal in FEEL; `why` is a key of the messages about it."""

    def __init__(self, why: str, **args: object) -> None:
        super().__init__(why)
        self.why, self.args_ = why, {k: str(v) for k, v in args.items()}


@record
class Feel:
    text: str
    level: int = PATH


@record
class Pair:
    """A quotient, with the digits that its two parts may need; the denominator is positive."""

    top: Feel
    bottom: Feel
    top_size: Size
    bottom_size: Size


@record
class Ref:
    """What a place uses: `root`, a `list` of the root, its own `subject`, a `definition` of the root, a `parameter`, a `function`."""

    kind: str
    key: str = ""


ORDER: Final = ("root", "list", "subject", "definition", "parameter")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class Writer:
    """One expression being written. `variables` are the FEEL names of the IR's variables; `uses` is what was met."""

    def __init__(self, book: Book, variables: Mapping[int, str], refs: Mapping[int, Ref]) -> None:
        self.book = book
        self.variables = dict(variables)
        self.refs = dict(refs)  # of variables that are not bound here
        self.uses: dict[Ref, None] = {}
        self.open: set[int] = set()  # bound variables that may have no value
        self.stands_for: dict[object, str] = {}  # nodes that have a name here
        self.sizes: dict[object, tuple[Size, Size]] = {}  # of those that are quotients
        self.bound_sizes: dict[int, tuple[Size, Size]] = {}  # of bound variables that are quotients

    def value(self, node: nodes.Node) -> Feel:
        """A node as FEEL; a quotient as a context of its two parts."""
        if self.stands_for and (name := self.stands_for.get(unplaced(node))):
            return Feel(name)
        found: Feel = self.book.emit[type(node)](self, node)
        return found

    def at(self, node: nodes.Node, level: int) -> str:
        """A node as a part of something that binds by `level`."""
        return held(self.value(node), level)

    def variable(self, var: int) -> str:
        if var in self.refs:
            self.uses.setdefault(self.refs[var])
        return self.variables[var]

    def use(self, ref: Ref) -> str:
        """The name of something that this place then requires."""
        self.uses.setdefault(ref)
        return self.book.name(ref)

    @contextmanager
    def bound(
        self, var: int, name: str, *, open_: bool = False, sizes: tuple[Size, Size] | None = None
    ) -> Iterator[None]:
        """A variable bound by a loop; `open_` where its value may be missing, `sizes` where it is a quotient."""
        outer = self.variables, self.refs, self.open, self.bound_sizes
        self.variables = {**self.variables, var: name}
        self.refs = {k: v for k, v in self.refs.items() if k != var}
        self.open = (self.open - {var}) | ({var} if open_ else set())
        self.bound_sizes = {**self.bound_sizes, var: sizes} if sizes else self.bound_sizes
        yield
        self.variables, self.refs, self.open, self.bound_sizes = outer

    def fresh(self, stem: str) -> str:
        """A name for a loop's variable that nothing in sight has."""
        taken = set(self.variables.values())
        return next(
            n for i in range(1, 1000) if (n := stem if i == 1 else f"{stem}{i}") not in taken and self.book.is_free(n)
        )


Emit = Callable[[Writer, nodes.Node], Feel]


def held(feel: Feel, level: int) -> str:
    """The text in parentheses where it binds less tightly than what is around it."""
    return feel.text if feel.level >= level else f"({feel.text})"


def chained(items: list[str], word: str, level: int) -> Feel:
    """Items joined by an operator, one a line where they are long."""
    text = f" {word} ".join(items)
    if len(text) > WIDE or "\n" in text:
        text = f"\n{word} ".join(item.replace("\n", "\n  ") for item in items)
    return Feel(text, level)


def chosen(condition: Feel, then: Feel, otherwise: Feel) -> Feel:
    """`if … then … else …`, over several lines where it is long."""
    text = f"if {condition.text} then {then.text} else {otherwise.text}"
    if len(text) > WIDE or "\n" in text:
        parts = [t.text.replace("\n", "\n  ") for t in (condition, then)]
        rest = otherwise.text if otherwise.text.startswith("if ") else otherwise.text.replace("\n", "\n  ")
        text = f"if {parts[0]}\nthen {parts[1]}\nelse {rest}"
    return Feel(text, ANY)


NULL: Final = Feel("null")


def guarded(open_: list[Feel], then: Feel) -> Feel:
    """`then`, but null where one of the texts is: FEEL's `=`, `if` and `count` would answer where no answer is known."""
    if not open_:
        return then
    tests = list(dict.fromkeys(f"{held(f, SUM)} = null" for f in open_))
    return chosen(chained(tests, "or", OR), NULL, then)
