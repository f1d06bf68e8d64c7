"""What a model consists of before it is written: nodes that require each other, and the logic in them (DMN 1.5, chapters 6 to 8)."""

from __future__ import annotations

from eligibility.frozen import record


@record
class Literal:
    """FEEL text."""

    text: str


@record
class Column:
    """An input of a table, or its output."""

    label: str
    text: str  # the expression of an input, empty for the output
    type: str
    values: str = ""  # allowed values as unary tests; of an output by rank


@record
class Rule:
    tests: tuple[str, ...]
    output: str


@record
class Table:
    """A decision table. `hit` is a hit policy by its letters (`U`, `C+`); `default` FEEL text, empty where there is none."""

    hit: str
    inputs: tuple[Column, ...]
    output: Column
    rules: tuple[Rule, ...]
    default: str


@record
class Entry:
    """A named step of a context; the last one has no name and is the result."""

    name: str
    logic: Literal | Table


@record
class Steps:
    entries: tuple[Entry, ...]


Logic = Literal | Table | Steps


@record
class Information:
    """Something with a name and a type that FEEL can speak of."""

    name: str
    type: str


@record
class Node:
    """One element of the requirements graph. `kind` is the name of its XML element; the requirements are ids."""

    kind: str
    id: str
    name: str
    label: str
    type: str = ""
    description: str = ""
    question: str = ""
    answers: str = ""
    information: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    formals: tuple[Information, ...] = ()
    logic: Logic | None = None


@record
class Item:
    """An item definition, or a component of one: of another type, with allowed values, or with components of its own."""

    name: str
    label: str = ""
    description: str = ""
    type: str = ""
    values: str = ""
    collection: bool = False
    components: tuple[Item, ...] = ()


@record
class View:
    """A diagram: its title and the ids of the nodes that it shows."""

    title: str
    nodes: tuple[str, ...]


@record
class Model:
    id: str
    name: str
    namespace: str
    description: str
    items: tuple[Item, ...]
    nodes: tuple[Node, ...]
    views: tuple[View, ...]
