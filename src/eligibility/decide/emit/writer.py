"""Lines of Python being written, block by block.

A node becomes statements followed by an expression (usually the name of a variable), so that `and`, `or` and `if` really skip what they need not
know. What was read in an outer block is not read again in an inner one. Only indices and the `repr` of typed literals are ever written, never a text
from a policy file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import Final

from eligibility.frozen import record
from eligibility.ir import nodes

ROOT_AND_SUBJECT: Final = {0: "h", 1: "m"}
LITERALS: Final = {"True": True, "False": False}
DEEPEST: Final = 50  # blocks in blocks; Python allows a hundred
MOST_LOOPS: Final = 12  # loops in loops; Python allows twenty


@record
class Shared:
    """What the functions of one law share: how nodes are written, the names of definitions, where their values are kept in a row, where unknown parameters
    stand, the definitions that are written where they are read, the facts that are never unknown, and parts that were put apart."""

    emit: Mapping[type[nodes.Node], Emit]
    definitions: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[tuple[str, str], int] = field(default_factory=dict)
    inline: Mapping[str, nodes.Node] = field(default_factory=dict)
    certain: frozenset[tuple[str, int]] = frozenset()
    apart: list[list[str]] = field(default_factory=list)


class Writer:
    """One function being written. `variables` are the Python names of the IR's variables."""

    def __init__(self, shared: Shared, variables: Mapping[int, str] = ROOT_AND_SUBJECT) -> None:
        self.shared = shared
        self.lines: list[str] = []
        self.variables = dict(variables)
        self.depth = 1
        self._loops = 0
        self.names = 0
        self._read: list[dict[tuple[object, ...], str]] = [{}]
        self.known: list[dict[str, bool]] = [{}]  # truths that are settled in this block and those around it
        self.own: set[str] = set()  # variables that only whoever asked for their value reads

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def line_at(self, position: int, text: str) -> None:
        """A line before others that were written already in the same block."""
        self.lines.insert(position, "    " * self.depth + text)

    def fresh(self) -> str:
        self.names += 1
        return f"v{self.names}"

    def assign(self, name: str, value: str) -> None:
        """`name = value` at the end of a block. A variable that was made just before, only to be handed on, is not made."""
        start = f"{'    ' * self.depth}{value} = "
        if self.lines and self.lines[-1].startswith(start):
            self.line(f"{name} = {self.lines.pop().removeprefix(start)}")
        else:
            self.line(f"{name} = {value}")

    def truth(self, name: str) -> bool | None:
        """What a condition that was met before is known to be here."""
        if name in LITERALS:
            return LITERALS[name]
        return next((known[name] for known in reversed(self.known) if name in known), None)

    @contextmanager
    def block(self, header: str, **known: bool) -> Iterator[None]:
        """`header` and an indented block, where the truths of some names are `known`; what is read inside is forgotten after it."""
        self.line(header)
        self.depth += 1
        self._loops += header.startswith("for ")
        self._read.append({})
        self.known.append(known)
        start = len(self.lines)
        yield
        if len(self.lines) == start:
            self.line("pass")
        self._read.pop()
        self.known.pop()
        self.depth -= 1
        self._loops -= header.startswith("for ")

    def once(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        """The name that `make` gave to `key` in this block or one around it."""
        for known in reversed(self._read):
            if key in known:
                return known[key]
        name = make()
        self._read[-1][key] = name
        return name

    def row(self, subject: str) -> str:
        """The name of the row in which the values of a subject are kept."""

        def read() -> str:
            name = self.fresh()
            self.line(f"{name} = x[{subject}[0]]")
            return name

        return self.once(("row", subject), read)

    def value(self, node: nodes.Node) -> str:
        """Write what computes a node; the expression that holds its value (a pair, where it is a quotient)."""
        if self.depth > DEEPEST or self._loops > MOST_LOOPS:
            return self._apart(node)
        return self.shared.emit[type(node)](self, node)

    def _apart(self, node: nodes.Node) -> str:
        """The call of a function of its own, which takes all that is in reach."""
        name, taken = f"a{len(self.shared.apart)}", ", ".join(dict.fromkeys(("h", "m", "x", *self.variables.values())))
        lines = self.shared.apart
        lines.append([])  # so that the number is taken
        writer = Writer(self.shared, self.variables)
        writer.names = self.names
        value = writer.value(node)
        lines[int(name[1:])] = [f"def {name}({taken}):", *writer.lines, f"    return {value}"]
        return f"{name}({taken})"

    def inside(self, body: nodes.Node, subject: str) -> str:
        """A definition's body written here, for the subject of that name."""
        outer, self.variables = self.variables, {0: "h", 1: subject}
        value = self.value(body)
        self.variables = outer
        return value

    def named(self, node: nodes.Node) -> str:
        """The same, as a variable's name."""
        return self.named_text(self.value(node))

    def named_text(self, text: str) -> str:
        """An expression as a variable's name."""
        if text.isidentifier():
            return text
        name = self.fresh()
        self.line(f"{name} = {text}")
        return name


Emit = Callable[[Writer, nodes.Node], str]
