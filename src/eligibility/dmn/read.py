"""From files to a model: documents, item definitions, nodes, what they require of each other, and their expressions.

A requirement names another node by `href`: `#id`, or `namespace#id`. What a node's expressions may name are the variables of the nodes that it requires,
those of an imported document behind the name of the import. Whoever requires himself, be it through others, has no value; the rest runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.dmn import documents as files
from eligibility.dmn import model
from eligibility.dmn.expressions import Names, Reader, function
from eligibility.dmn.items import Document, Types, normal
from eligibility.dmn.order import knots, ordered, way_round
from eligibility.dmn.types import result_of
from eligibility.dmn.xml import Element

KINDS: Final = ("inputData", "decision", "businessKnowledgeModel", "decisionService")
MEMBERS: Final = ("itemComponent", "output", "column")
FUNCTIONS: Final = ("businessKnowledgeModel", "decisionService")


@dataclass(slots=True, eq=False)
class Written:
    """A node as its file has it. `kind` is the name of its element."""

    key: str
    kind: str
    name: str
    element: Element
    document: Document
    requires: tuple[model.Seen, ...] = ()


def read_graph(
    source: Path | bytes | str, imports: Iterable[Path], name: str, problems: Problems
) -> model.Graph | None:
    """The model of a file or a text, or None where it is none at all."""
    if isinstance(source, Path):
        main, folder = files.read(source, problems), source.parent
    else:
        data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
        main, folder = files.document(name, data, problems), None
    if main is None:
        return None
    found = files.all_documents(main, files.Files(problems, tuple(imports), folder), problems)
    return Linking(found, main, problems).graph()


class Linking:
    """All documents of a model on their way to one graph."""

    def __init__(self, documents: Mapping[str, Document], main: Document, problems: Problems) -> None:
        self._documents, self._main, self._problems = documents, main, problems
        self._types = Types(documents, problems)
        self._written: dict[str, Written] = {}
        for one in documents.values():
            for element in one.root.all(*KINDS):
                self._note(element, one)
        names = frozenset(members(documents.values()))
        self._readers = {
            one.namespace: Reader(one, self._types, problems, names, self._types.syntax(one))
            for one in documents.values()
        }

    def _note(self, element: Element, document: Document) -> None:
        """A node's name is that of its variable, which FEEL sees."""
        name = normal(element.get("name"))
        variable = element.child("variable")
        if variable is not None and variable.get("name"):
            name = normal(variable.get("name"))
        key = f"{document.namespace}#{element.get('id') or f'?{len(self._written)}'}"
        if key in self._written:
            self._problems.add("dmn_id_twice", element.of("id"), name=element.get("id") or name)
            return
        self._written[key] = Written(key, element.name, name, element, document)

    def graph(self) -> model.Graph:
        for one in self._written.values():
            one.requires = tuple(self._requirements(one))
        needs = {w.key: [s.key for s in w.requires] for w in self._written.values()}
        circular = set()
        for knot in knots(needs):
            circular |= set(knot)
            way = [self._written[k] for k in way_round(knot, needs)]
            self._problems.add("dmn_circle", way[0].element.of("name"), names=" → ".join(w.name for w in way))
        nodes = {w.key: self._node(w, w.key in circular) for w in self._written.values()}
        order = {key: place for place, key in enumerate(ordered(needs))}
        main = tuple(k for k, w in self._written.items() if self._main.sees.get(w.document.namespace) == "")
        return model.Graph(self._main.name, nodes, main, order, self._prefixes())

    def _prefixes(self) -> dict[str, tuple[str, ...]]:
        """For each namespace the import names that lead to it from the main document, the shortest way first."""
        found: dict[str, tuple[str, ...]] = {self._main.namespace: ()}
        level = [self._main]
        while level:
            here, level = level, []
            for document in here:
                for name, namespace in document.imports:
                    if namespace in self._documents and namespace not in found:
                        found[namespace] = (*found[document.namespace], name)
                        level.append(self._documents[namespace])
        return found

    # ---- requirements

    def _requirements(self, one: Written) -> Iterator[model.Seen]:
        for requirement in one.element.all("informationRequirement", "knowledgeRequirement"):
            for target in requirement.all("requiredInput", "requiredDecision", "requiredKnowledge"):
                found = self._target(target, one.document)
                if found is not None:
                    yield model.Seen(found.key, self._through(found, one.document))

    def _target(self, reference: Element, document: Document) -> Written | None:
        """The node that an `href` names."""
        namespace, mark, id_ = reference.get("href").rpartition("#")
        found = self._written.get(f"{namespace or document.namespace}#{id_}") if mark else None
        missing = namespace in dict(document.imports).values() and namespace not in self._documents  # which was told
        if found is None and not missing:
            self._problems.add("dmn_unknown_href", reference.of("href"), name=reference.get("href"))
        return found

    def _through(self, found: Written, document: Document) -> str:
        return document.sees.get(found.document.namespace, "")

    def _names(self, one: Written) -> Names:
        names: set[str] = set()
        for seen in one.requires:
            name = self._written[seen.key].name
            names |= {name, seen.through} if seen.through else {name}
        return frozenset(names)

    # ---- nodes

    def _node(self, one: Written, circular: bool) -> model.Node:
        element = one.element
        span = element.of("name")
        type_ = self._types.named(element.child("variable"), one.document)
        reader = self._readers[one.document.namespace]
        match one.kind:
            case "inputData":
                return model.InputData(one.key, one.name, type_, span)
            case "decisionService":
                return self._service(one)
            case "businessKnowledgeModel":
                logic = element.child("encapsulatedLogic")
                found = function(reader, logic or element, self._names(one))
                if circular:
                    missing = model.Missing(span, None, "circular")
                    found = model.FunctionDefinition(found.span, None, found.parameters, found.result, missing)
                return model.Knowledge(one.key, one.name, result_of(type_), span, one.requires, found)
            case _:
                logic_ = reader.inside(element, self._names(one))
                if circular:
                    logic_ = model.Missing(span, None, "circular")
                return model.Decision(one.key, one.name, type_, span, one.requires, logic_)

    def _service(self, one: Written) -> model.Service:
        """Parameters are the input data first, then the input decisions (DMN 1.5, 10.4)."""
        element, document = one.element, one.document
        inputs = [self._target(e, document) for e in [*element.all("inputData"), *element.all("inputDecision")]]
        outputs = [self._target(e, document) for e in element.all("outputDecision")]
        type_ = result_of(self._types.named(element.child("variable"), document))
        return model.Service(
            one.key,
            one.name,
            type_,
            element.of("name"),
            tuple(w.key for w in inputs if w is not None),
            tuple(w.key for w in outputs if w is not None and w.kind == "decision"),
        )


def members(documents: Iterable[Document]) -> Iterator[str]:
    """Names that the entries of contexts may have: components, outputs of tables, columns, entries of boxed contexts."""
    for document in documents:
        left = [document.root]
        while left:
            element = left.pop()
            left += element.children
            if element.name in MEMBERS and element.get("name"):
                yield normal(element.get("name"))
            elif element.name == "contextEntry" and (variable := element.child("variable")) is not None:
                yield normal(variable.get("name"))
