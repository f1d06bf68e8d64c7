"""Boxed expressions from elements to records (DMN 1.5, 7.3 and 10.2), their FEEL parsed with the names that are in scope there.

Nothing stops at a mistake: it is noted where it stands, and the expression becomes a `Missing` that has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.dmn import model
from eligibility.dmn.items import Document, Types, normal
from eligibility.dmn.types import Type, constraint, result_of
from eligibility.dmn.xml import Element
from eligibility.feel import ast
from eligibility.feel.mistake import Mistake
from eligibility.feel.standard import parse_feel, parse_feel_tests

ALWAYS: Final = ast.Tests(start=0, end=0, tests=(), any=True)
Names = frozenset[str]
POLICIES: Final = {
    "UNIQUE": "U",
    "ANY": "A",
    "PRIORITY": "P",
    "FIRST": "F",
    "RULE ORDER": "R",
    "OUTPUT ORDER": "O",
    "COLLECT": "C",
}
AGGREGATIONS: Final = {"SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#", "": ""}


@dataclass(slots=True, eq=False)
class Reader:
    """What reads the expressions of one document. `members` are the names of all entries that contexts of the model may have."""

    document: Document
    types: Types
    problems: Problems
    members: Names
    syntax: Mapping[str, ast.Node]
    _trees: dict[tuple[str, Names, bool], ast.Node] = field(default_factory=dict)

    def expression(self, element: Element | None, names: Names, around: Element) -> model.Expression:
        """The expression of an element; `around` is the element that should have it."""
        if element is None:
            return model.Missing(around.span, None, "no_logic")
        return READ[element.name](self, element, names)

    def inside(self, element: Element, names: Names) -> model.Expression:
        """The expression among the children of an element."""
        return self.expression(element.child(*READ), names, element)

    def part(self, element: Element, name: str, names: Names) -> model.Expression:
        """The expression in the child `name` of an element."""
        child = element.child(name)
        return model.Missing(element.span, None, "no_logic") if child is None else self.inside(child, names)

    def type(self, element: Element | None) -> Type | None:
        return self.types.named(element, self.document)

    def feel(self, element: Element, names: Names, type_: Type | None, *, tests: bool = False) -> model.Expression:
        """The FEEL in the child `text` of an element."""
        text = element.child("text")
        if text is None or not text.text.strip():
            return model.Missing(element.span, type_, "no_logic")
        language = element.get("expressionLanguage") or self.document.language
        if language and "feel" not in language.lower():
            return model.Missing(text.span, type_, "other_language", {"language": language})
        try:
            node = self.parsed(text.text, names, tests)
        except Mistake as mistake:
            self.problems.add(mistake.kind, text.at(mistake.start, mistake.end), **mistake.args_)
            return model.Missing(text.at(mistake.start, mistake.end), type_, "not_feel")
        return model.Literal(text.at(0, len(text.text)), type_, node, text, self.syntax)

    def parsed(self, text: str, names: Names, tests: bool) -> ast.Node:
        """The tree of a text; the cells of a table repeat each other, and are read once."""
        if tests and text.strip() == "-":
            return ALWAYS
        key = (text, names, tests)
        if key not in self._trees:
            self._trees[key] = (parse_feel_tests if tests else parse_feel)(text, names | self.members)
        return self._trees[key]


def literal(reader: Reader, element: Element, names: Names) -> model.Expression:
    if element.child("importedValues") is not None:
        return model.Missing(element.span, reader.type(element), "imported_values")
    return reader.feel(element, names, reader.type(element))


def table(reader: Reader, element: Element, names: Names) -> model.Expression:
    policy = normal(element.get("hitPolicy", "UNIQUE"))
    aggregation = element.get("aggregation")
    if policy not in POLICIES or aggregation not in AGGREGATIONS:
        attribute = "aggregation" if policy in POLICIES else "hitPolicy"
        reader.problems.add("dmn_hit_policy", element.of(attribute), name=element.get(attribute))
        return model.Missing(element.span, None, "not_feel")
    inputs = tuple(input_clause(reader, e, names) for e in element.all("input"))
    outputs = tuple(output_clause(reader, e, names) for e in element.all("output"))
    cells = names | {"?"}
    rules = tuple(rule(reader, e, names, cells) for e in element.all("rule"))
    if POLICIES[policy] in "PO" and not any(clause.order for clause in outputs):
        reader.problems.add("dmn_no_priorities", element.of("hitPolicy"), name=policy)
        return model.Missing(element.span, None, "not_feel")
    for found in rules:
        if len(found.tests) != len(inputs) or len(found.outputs) != len(outputs):
            reader.problems.add("dmn_rule_width", found.span, inputs=len(inputs), outputs=len(outputs))
            return model.Missing(found.span, None, "not_feel")
    return model.Table(
        element.span, reader.type(element), POLICIES[policy], AGGREGATIONS[aggregation], inputs, outputs, rules
    )


def input_clause(reader: Reader, element: Element, names: Names) -> model.Clause:
    expression = element.child("inputExpression")
    type_ = reader.type(expression)
    found = reader.expression(None, names, element) if expression is None else reader.feel(expression, names, type_)
    return model.Clause(element.span, "", type_, found, allowed(reader, element.child("inputValues"), names))


def output_clause(reader: Reader, element: Element, names: Names) -> model.Clause:
    default = element.child("defaultOutputEntry")
    type_ = reader.type(element)
    entry = None if default is None or not has_text(default) else reader.feel(default, names, type_)
    values = allowed(reader, element.child("outputValues"), names)
    tests = constraint(type_) if values is None else values.node
    order = tuple(
        model.Literal(element.span, None, ast.Tests(start=t.start, end=t.end, tests=(t,)), element, reader.syntax)
        for t in (tests.tests if isinstance(tests, ast.Tests) else ())
    )
    return model.Clause(element.span, normal(element.get("name")), type_, None, values, entry, order)


def allowed(reader: Reader, element: Element | None, names: Names) -> model.Literal | None:
    if element is None or not has_text(element):
        return None
    found = reader.feel(element, names, None, tests=True)
    return found if isinstance(found, model.Literal) else None


def has_text(element: Element) -> bool:
    text = element.child("text")
    return text is not None and bool(text.text.strip())


def rule(reader: Reader, element: Element, names: Names, cells: Names) -> model.Rule:
    """A cell left empty is `-`."""
    tests = tuple(
        reader.feel(e, cells, None, tests=True) if has_text(e) else model.Literal(e.span, None, ALWAYS, e, {})
        for e in element.all("inputEntry")
    )
    outputs = tuple(reader.feel(e, names, reader.type(e)) for e in element.all("outputEntry"))
    return model.Rule(element.span, tests, outputs)


def invocation(reader: Reader, element: Element, names: Names) -> model.Expression:
    bindings = []
    for e in element.all("binding"):
        parameter = e.child("parameter")
        name = normal(parameter.get("name")) if parameter is not None else ""
        bindings.append(model.Binding(name, reader.type(parameter), reader.inside(e, names)))
    return model.Invocation(element.span, reader.type(element), reader.inside(element, names), tuple(bindings))


def context(reader: Reader, element: Element, names: Names) -> model.Expression:
    """Each entry sees those before it."""
    entries = []
    for e in element.all("contextEntry"):
        variable = e.child("variable")
        name = "" if variable is None else normal(variable.get("name"))
        entries.append(model.Entry(name, reader.type(variable), reader.inside(e, names)))
        names |= {name} if name else frozenset()
    return model.Context(element.span, reader.type(element), tuple(entries))


def listing(reader: Reader, element: Element, names: Names) -> model.Expression:
    items = tuple(reader.expression(c, names, element) for c in element.children if c.name in READ)
    return model.Listing(element.span, reader.type(element), items)


def relation(reader: Reader, element: Element, names: Names) -> model.Expression:
    columns = tuple((normal(c.get("name")), reader.type(c)) for c in element.all("column"))
    rows = []
    for row in element.all("row"):
        cells = tuple(reader.expression(c, names, row) for c in row.children if c.name in READ)
        if len(cells) != len(columns):
            reader.problems.add("dmn_row_width", row.span, columns=len(columns))
            return model.Missing(row.span, None, "not_feel")
        rows.append(cells)
    return model.Relation(element.span, reader.type(element), columns, tuple(rows))


def function(reader: Reader, element: Element, names: Names) -> model.FunctionDefinition:
    """`functionDefinition` and `encapsulatedLogic`; of the kinds Java and PMML nothing can be run."""
    parameters = tuple((normal(p.get("name")), reader.type(p)) for p in element.all("formalParameter"))
    kind = element.get("kind", "FEEL")
    inner = names | {name for name, _ in parameters}
    body = (
        reader.inside(element, inner)
        if kind == "FEEL"
        else model.Missing(element.span, None, "other_language", {"language": kind})
    )
    return model.FunctionDefinition(element.span, None, parameters, result_of(reader.type(element)), body)


def conditional(reader: Reader, element: Element, names: Names) -> model.Expression:
    parts = (reader.part(element, name, names) for name in ("if", "then", "else"))
    return model.Conditional(element.span, reader.type(element), *parts)


def filtered(reader: Reader, element: Element, names: Names) -> model.Expression:
    domain = reader.part(element, "in", names)
    return model.Filter(element.span, reader.type(element), domain, reader.part(element, "match", names | {"item"}))


def iteration(reader: Reader, element: Element, names: Names) -> model.Expression:
    variable = normal(element.get("iteratorVariable"))
    body = reader.part(element, "return", names | {variable, "partial"})
    domain = reader.part(element, "in", names)
    return model.Iteration(element.span, reader.type(element), variable, reader.type(element.child("in")), domain, body)


def quantified(reader: Reader, element: Element, names: Names) -> model.Expression:
    variable = normal(element.get("iteratorVariable"))
    body = reader.part(element, "satisfies", names | {variable})
    domain = reader.part(element, "in", names)
    kind = reader.type(element.child("in"))
    return model.Quantified(element.span, reader.type(element), element.name == "every", variable, kind, domain, body)


READ: Final[dict[str, Callable[[Reader, Element, Names], model.Expression]]] = {
    "literalExpression": literal,
    "decisionTable": table,
    "invocation": invocation,
    "context": context,
    "list": listing,
    "relation": relation,
    "functionDefinition": function,
    "conditional": conditional,
    "filter": filtered,
    "for": iteration,
    "some": quantified,
    "every": quantified,
}
