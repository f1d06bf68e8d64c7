"""Item definitions to types (DMN 1.5, 7.3.2), and the names that a `typeRef` may give them.

A `typeRef` is a type of FEEL, an item definition of the same document, or one of an imported document: `import.name`, or `prefix:name` as DMN 1.1 writes it.
Definitions may name each other in any order, also in a circle through a component; a circle of mere names is a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.dmn.types import (
    ALIASES,
    ANY,
    CLASSES,
    Constrained,
    FunctionOf,
    ListOf,
    Named,
    Simple,
    Structure,
    Type,
    syntax,
    words_of,
)
from eligibility.dmn.xml import Element
from eligibility.feel import ast
from eligibility.feel.mistake import Mistake
from eligibility.feel.standard import parse_feel_tests


def normal(name: str) -> str:
    """A name as FEEL compares names: white space is one space."""
    return " ".join(name.split())


@dataclass(slots=True, eq=False)
class Document:
    """One file of a model.

    `imports` are the names of its imports with their namespaces, `sees` the namespaces whose names it may use with what stands in front of them; `types`
    are its item definitions by name.
    """

    root: Element
    namespace: str
    name: str
    imports: tuple[tuple[str, str], ...] = ()
    sees: dict[str, str] = field(default_factory=dict)
    types: dict[str, Named] = field(default_factory=dict)
    language: str = ""


class Types:
    """The item definitions of all documents of a model."""

    def __init__(self, documents: Mapping[str, Document], problems: Problems) -> None:
        self._documents, self._problems = documents, problems
        for document in documents.values():
            for element in document.root.all("itemDefinition"):
                name = normal(element.get("name"))
                document.types[name] = Named(f"{document.namespace}#{name}", name)
        for document in documents.values():
            for element in document.root.all("itemDefinition"):
                found = self.defined(element, document)
                document.types[normal(element.get("name"))].type = found
            self._no_circles(document)

    def syntax(self, document: Document) -> dict[str, ast.Node]:
        """All item definitions as types of FEEL, under their keys, and under the names that this document has for them."""
        out: dict[str, ast.Node] = {}
        for other in self._documents.values():
            out |= {found.key: syntax(found.type) for found in other.types.values()}
        for namespace, through in reversed(document.sees.items()):
            for name, found in self._documents[namespace].types.items():
                out[f"{through}.{name}" if through else name] = syntax(found)
        return out

    def _no_circles(self, document: Document) -> None:
        """A name that leads to itself by names alone is of any type."""
        for element in document.root.all("itemDefinition"):
            first = document.types[normal(element.get("name"))]
            type_: Type = first.type
            seen = {id(first)}
            while isinstance(type_, Named | Constrained | ListOf):
                if isinstance(type_, Named):
                    if id(type_) in seen:
                        self._problems.add("dmn_type_circle", element.of("name"), name=first.name)
                        first.type = ANY
                        break
                    seen.add(id(type_))
                type_ = (
                    type_.type
                    if isinstance(type_, Named)
                    else type_.base
                    if isinstance(type_, Constrained)
                    else type_.item
                )

    def defined(self, element: Element, document: Document) -> Type:
        """The type of an `itemDefinition` or `itemComponent`; the allowed values are those of an item, the constraint that of the whole."""
        components = list(element.all("itemComponent"))
        function = element.child("functionItem")
        reference = element.child("typeRef")
        found: Type = ANY
        if components:
            found = Structure(tuple((normal(c.get("name")), self.defined(c, document)) for c in components))
        elif function is not None:
            parameters = tuple(self.named(p, document) or ANY for p in function.all("parameters"))
            found = FunctionOf(parameters, self.named(function, document, "outputTypeRef"))
        elif reference is not None:
            found = self.resolved(reference.text, document, reference) or ANY
        found = self.constrained(found, element.child("allowedValues"))
        if element.get("isCollection") in ("true", "1"):
            found = ListOf(found)
        return self.constrained(found, element.child("typeConstraint"))

    def constrained(self, base: Type, values: Element | None) -> Type:
        text = None if values is None else values.child("text")
        if text is None or not text.text.strip():
            return base
        tests = self.tests(text)
        return base if tests is None else Constrained(base, tests, text.text, words_of(tests))

    def tests(self, text: Element) -> ast.Tests | None:
        try:
            return parse_feel_tests(text.text, ())
        except Mistake as mistake:
            self._problems.add(mistake.kind, text.at(mistake.start, mistake.end), **mistake.args_)
            return None

    def named(self, element: Element | None, document: Document, attribute: str = "typeRef") -> Type | None:
        """The type that an attribute (in DMN 1.1 perhaps a child) of an element names, if it names one."""
        if element is None:
            return None
        return self.resolved(element.get(attribute), document, element, attribute)

    def resolved(self, reference: str, document: Document, element: Element, attribute: str = "") -> Type | None:
        name = normal(reference)
        if not name:
            return None
        found = self._found(name, document) or self._prefixed(name, document, element)
        if found is None and not self._of_missing(name, document):
            span = element.of(attribute) if attribute else element.at(0, len(element.text))
            close = nearest(name, [*CLASSES, *document.types]) or ""
            self._problems.add("dmn_unknown_type", span, name=name, nearest=close)
        return found

    def _of_missing(self, name: str, document: Document) -> bool:
        """Whether a name is of an imported document that was not found, which was told."""
        return any(name.startswith(f"{i}.") and ns not in self._documents for i, ns in document.imports)

    def _found(self, name: str, document: Document) -> Type | None:
        if name in document.types:
            return document.types[name]
        plain = name.removeprefix("feel:").removeprefix("feel.")
        plain = ALIASES.get(plain, plain)
        if plain in CLASSES:
            return Simple(plain)
        for namespace, through in document.sees.items():
            if not through or name.startswith(f"{through}."):
                rest = name[len(through) + 1 :] if through else name
                if rest in self._documents[namespace].types:
                    return self._documents[namespace].types[rest]
        return None

    def _prefixed(self, name: str, document: Document, element: Element) -> Type | None:
        """`prefix:name`, the prefix declared where it is used or at the top."""
        prefix, colon, rest = name.partition(":")
        declared = f"xmlns:{prefix}"
        namespace = element.get(declared) or document.root.get(declared)
        if not colon:
            return None
        if "/FEEL" in namespace.upper() and (plain := ALIASES.get(rest, rest)) in CLASSES:
            return Simple(plain)
        other = document if namespace == document.namespace else self._documents.get(namespace)
        return None if other is None else other.types.get(rest)
