"""The syntax tree of FEEL, and nothing else: what was written, where, before names and types are known.

The nodes down to `Call` are what a policy may write (`ir/check` says more about each); those after it are the rest of the standard.

Every node has `start` and `end`, character offsets into the text that was parsed. Keywords are already the same in either alphabet;
names are as written (folded only from full-width to ASCII punctuation), because only a scope can tell what they mean.
"""

from __future__ import annotations

from eligibility.frozen import named_record


@named_record
class Node:
    start: int
    end: int


@named_record
class Number(Node):
    """`12`, `0.5`, `.5`, `1e3`; with `percent`, `20%` (exactly 20/100)."""

    text: str
    percent: bool = False


@named_record
class String(Node):
    value: str


@named_record
class Boolean(Node):
    value: bool


@named_record
class Null(Node):
    pass


@named_record
class At(Node):
    """`@"2026-07-01"`, `@"P6M"`: a temporal literal, not yet read."""

    value: str


@named_record
class Name(Node):
    name: str


@named_record
class Path(Node):
    base: Node
    name: str
    name_start: int


@named_record
class Filter(Node):
    base: Node
    condition: Node


@named_record
class Negate(Node):
    operand: Node


@named_record
class Binary(Node):
    """`op` is one of `+ - * / ** = != < <= > >= and or`."""

    op: str
    left: Node
    right: Node


@named_record
class Between(Node):
    operand: Node
    low: Node
    high: Node


@named_record
class Range(Node):
    """`[a..b]`, `(a..b]`, `]a..b[`; an open end of a unary test such as `< 5` is a `UnaryTest`, not a range."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


@named_record
class UnaryTest(Node):
    """`< 5` where the left side is understood; `op` is one of `= != < <= > >=`."""

    op: str
    operand: Node


@named_record
class In(Node):
    """`x in test`, `x in (test, test)`; a test is a `UnaryTest`, a `Range`, or any expression (a value or a list)."""

    operand: Node
    tests: tuple[Node, ...]


@named_record
class Tests(Node):
    """The unary tests of a table cell: `-` (then `any` is true), `1, 2`, `not(< 5)`."""

    tests: tuple[Node, ...]
    any: bool = False
    negated: bool = False


@named_record
class List(Node):
    items: tuple[Node, ...]


@named_record
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@named_record
class Binding(Node):
    name: str
    domain: Node


@named_record
class Quantified(Node):
    """`every` is false for `some`."""

    every: bool
    bindings: tuple[Binding, ...]
    body: Node


@named_record
class For(Node):
    bindings: tuple[Binding, ...]
    body: Node


@named_record
class Call(Node):
    """A call of a named function; `names` is empty for positional arguments, else one name an argument."""

    function: str
    function_end: int
    args: tuple[Node, ...]
    names: tuple[str, ...] = ()


# ---- what only the standard profile reads


@named_record
class Invoke(Node):
    """A call of what is no plain name: `(function(a) a + 1)(2)`, `model.rate(3)`."""

    base: Node
    args: tuple[Node, ...]
    names: tuple[str, ...] = ()


@named_record
class Steps(Node):
    """`1..3` of a `for`: every step from one to the other, upwards or downwards."""

    low: Node
    high: Node


@named_record
class Entry(Node):
    """`key: value` of a context; the key without its quotes."""

    key: str
    value: Node


@named_record
class Context(Node):
    entries: tuple[Entry, ...]


@named_record
class TypeName(Node):
    """`number`, `years and months duration`, or the name of an item definition; `list`, `context` and the like without arguments."""

    name: str


@named_record
class ListType(Node):
    item: Node


@named_record
class RangeType(Node):
    item: Node


@named_record
class Member(Node):
    """`name: type` of a context type."""

    key: str
    type: Node


@named_record
class ContextType(Node):
    members: tuple[Member, ...]


@named_record
class FunctionType(Node):
    parameters: tuple[Node, ...]
    result: Node


@named_record
class InstanceOf(Node):
    operand: Node
    type: Node


@named_record
class Parameter(Node):
    name: str
    type: Node | None = None


@named_record
class Function(Node):
    """`function(a: number, b) a + b`; `external` where the body is a context that names Java or PMML."""

    parameters: tuple[Parameter, ...]
    body: Node
    external: bool = False
