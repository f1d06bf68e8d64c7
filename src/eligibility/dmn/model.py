"""What a decision model holds once it is read: nodes that require each other, and the boxed expressions in them (DMN 1.5, chapters 6, 7 and 10.2).

A node's `key` is its namespace and id. Names are those of variables, as FEEL sees them; `imports` are the names under which a document sees the variables of
others. Expressions hold parsed FEEL; one that could not be read is a `Missing`, and the rest of the model runs without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.source import Span
from eligibility.dmn.types import Type
from eligibility.dmn.xml import Element
from eligibility.feel import ast
from eligibility.frozen import record


class ModelError(EligibilityError):
    """A file cannot be read as a decision model."""

    code = "model"


# ---- boxed expressions


@record
class Expression:
    """`type` is the declared type of the value, if any."""

    span: Span
    type: Type | None


@record
class Missing(Expression):
    """What has no value: not written, not FEEL, or in another language. `kind` says why, as a key of the reasons."""

    kind: str
    args: dict[str, str] = field(default_factory=dict)


@record
class Literal(Expression):
    """FEEL text, or the text of the unary tests of a cell. `types` are the item definitions that it may name."""

    node: ast.Node
    text: Element
    types: Mapping[str, ast.Node]


@record
class Clause:
    """A column of a table: its expression (inputs only), the values that it may have, its name and default (outputs only).

    `order` are the allowed outputs one by one, the first the most important: those of the column, else those of its type.
    """

    span: Span
    name: str
    type: Type | None
    expression: Expression | None = None
    allowed: Literal | None = None
    default: Expression | None = None
    order: tuple[Literal, ...] = ()


@record
class Rule:
    span: Span
    tests: tuple[Expression, ...]
    outputs: tuple[Expression, ...]


@record
class Table(Expression):
    """`policy` is one of `U A P F R O C`, `aggregation` one of `+ < > #` or empty."""

    policy: str
    aggregation: str
    inputs: tuple[Clause, ...]
    outputs: tuple[Clause, ...]
    rules: tuple[Rule, ...]


@record
class Binding:
    name: str
    type: Type | None
    expression: Expression


@record
class Invocation(Expression):
    function: Expression
    bindings: tuple[Binding, ...]


@record
class Entry:
    """`name` is empty for the result of the context."""

    name: str
    type: Type | None
    expression: Expression


@record
class Context(Expression):
    entries: tuple[Entry, ...]


@record
class Listing(Expression):
    items: tuple[Expression, ...]


@record
class Relation(Expression):
    columns: tuple[tuple[str, Type | None], ...]
    rows: tuple[tuple[Expression, ...], ...]


@record
class FunctionDefinition(Expression):
    parameters: tuple[tuple[str, Type | None], ...]
    result: Type | None
    body: Expression


@record
class Conditional(Expression):
    condition: Expression
    then: Expression
    otherwise: Expression


@record
class Filter(Expression):
    domain: Expression
    match: Expression


@record
class Iteration(Expression):
    variable: str
    variable_type: Type | None
    domain: Expression
    body: Expression


@record
class Quantified(Expression):
    every: bool
    variable: str
    variable_type: Type | None
    domain: Expression
    body: Expression


# ---- nodes


@record
class Seen:
    """A node that another one requires, with the name of the import through which it is seen (empty: seen directly)."""

    key: str
    through: str = ""


@record
class InputData:
    key: str
    name: str
    type: Type | None
    span: Span


@record
class Decision:
    key: str
    name: str
    type: Type | None
    span: Span
    requires: tuple[Seen, ...]
    logic: Expression


@record
class Knowledge:
    """A business knowledge model: a named function."""

    key: str
    name: str
    type: Type | None
    span: Span
    requires: tuple[Seen, ...]
    logic: FunctionDefinition


@record
class Service:
    """A decision service: its parameters are `inputs` (input data, then input decisions); `outputs` are what it returns."""

    key: str
    name: str
    type: Type | None
    span: Span
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


Node = InputData | Decision | Knowledge | Service


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """All nodes of a model and its imports.

    `main` are the keys of the document asked for and of what it imports without a name; in `order` a node comes after those that it requires.
    """

    name: str
    nodes: dict[str, Node]
    main: tuple[str, ...]
    order: dict[str, int]
    prefixes: dict[str, tuple[str, ...]]  # namespace → import names that lead to it
