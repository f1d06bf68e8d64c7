"""A model as a DMN document (1.5; or the same under the names of 1.3, which dmn-js opens: nothing here is newer than those).

definitions = itemDefinition* (inputData | decision | businessKnowledgeModel | knowledgeSource)* DMNDI
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from eligibility.dmn.write import diagram
from eligibility.dmn.write.markup import Tag, document, tag, texts
from eligibility.dmn.write.model import Information, Item, Literal, Logic, Model, Node, Steps, Table
from eligibility.values.version import VERSION

VERSIONS: Final = {"1.5": "20230324", "1.3": "20191111"}
HIT: Final = {
    "U": ("UNIQUE", ""),
    "A": ("ANY", ""),
    "P": ("PRIORITY", ""),
    "F": ("FIRST", ""),
    "R": ("RULE ORDER", ""),
    "O": ("OUTPUT ORDER", ""),
    "C": ("COLLECT", ""),
    "C+": ("COLLECT", "SUM"),
    "C<": ("COLLECT", "MIN"),
    "C>": ("COLLECT", "MAX"),
    "C#": ("COLLECT", "COUNT"),
}


def xml(model: Model, *, version: str = "1.5") -> str:
    """The document as text."""
    base = f"https://www.omg.org/spec/DMN/{VERSIONS[version]}/"
    names = (
        ("xmlns", f"{base}MODEL/"),
        ("xmlns:dmndi", f"{base}DMNDI/"),
        ("xmlns:dc", "http://www.omg.org/spec/DMN/20180521/DC/"),
        ("xmlns:di", "http://www.omg.org/spec/DMN/20180521/DI/"),
        ("id", model.id),
        ("name", model.name),
        ("namespace", model.namespace),
        ("exporter", "eligibility"),
        ("exporterVersion", VERSION),
    )
    children = (
        *texts("description", model.description),
        *(item(i) for i in model.items),
        *(NODES[n.kind](n) for n in model.nodes),
        diagram.interchange(model),
    )
    return document(Tag("definitions", names, children))


# ---- types


def item(found: Item, name: str = "itemDefinition") -> Tag:
    inside: tuple[Tag, ...] = tuple(item(c, "itemComponent") for c in found.components)
    if not inside:
        inside = (*texts("typeRef", found.type), *allowed("allowedValues", found.values))
    many = "true" if found.collection else ""
    return tag(
        name, texts("description", found.description), inside, name=found.name, label=found.label, isCollection=many
    )


def allowed(name: str, values: str) -> tuple[Tag, ...]:
    return (tag(name, texts("text", values)),) if values else ()


def variable(node: Node) -> Tag:
    return tag("variable", name=node.name, typeRef=node.type)


# ---- nodes


def common(node: Node) -> tuple[Tag, ...]:
    return texts("description", node.description)


def input_data(node: Node) -> Tag:
    return tag("inputData", common(node), variable(node), id=node.id, name=node.name, label=node.label)


def decision(node: Node) -> Tag:
    return tag(
        "decision",
        common(node),
        texts("question", node.question),
        texts("allowedAnswers", node.answers),
        variable(node),
        requirements(node),
        expression(node.logic, node.type) if node.logic is not None else (),
        id=node.id,
        name=node.name,
        label=node.label,
    )


def knowledge(node: Node) -> Tag:
    assert node.logic is not None
    formals = (tag("formalParameter", name=f.name, typeRef=f.type) for f in node.formals)
    logic = tag("encapsulatedLogic", formals, expression(node.logic, node.type), typeRef=node.type)
    return tag(
        "businessKnowledgeModel", common(node), variable(node), logic, requirements(node), id=node.id, name=node.name,
        label=node.label,
    )  # fmt: skip


def source(node: Node) -> Tag:
    return tag("knowledgeSource", common(node), id=node.id, name=node.name, label=node.label)


NODES: Final[dict[str, Callable[[Node], Tag]]] = {
    "inputData": input_data,
    "decision": decision,
    "businessKnowledgeModel": knowledge,
    "knowledgeSource": source,
}


def requirements(node: Node) -> Iterator[Tag]:
    for kind, required, id_ in diagram.requirements(node):
        yield tag(f"{kind}Requirement", Tag(target(kind, required), (("href", f"#{required}"),)), id=id_)


def target(kind: str, required: str) -> str:
    if kind == "information":
        return "requiredInput" if required.split("_")[0] in INPUTS else "requiredDecision"
    return {"knowledge": "requiredKnowledge", "authority": "requiredAuthority"}[kind]


INPUTS: Final = ("root", "list", "id")


# ---- logic


def expression(logic: Logic, type_: str) -> Tag:
    match logic:
        case Literal(text):
            return tag("literalExpression", texts("text", text), typeRef=type_)
        case Table():
            return table(logic)
        case Steps(entries):
            return tag(
                "context", (entry(e.name, expression(e.logic, "" if e.name else type_)) for e in entries), typeRef=type_
            )


def entry(name: str, inside: Tag) -> Tag:
    return tag("contextEntry", (tag("variable", name=name),) if name else (), inside)


def table(found: Table) -> Tag:
    policy, aggregation = HIT[found.hit]
    inputs = (
        tag("input", tag("inputExpression", texts("text", c.text), typeRef=c.type), label=c.label) for c in found.inputs
    )
    default = (tag("defaultOutputEntry", texts("text", found.default)),) if found.default else ()
    output = tag("output", allowed("outputValues", found.output.values), default, typeRef=found.output.type)
    rules = (tag("rule", (cell("inputEntry", t) for t in r.tests), cell("outputEntry", r.output)) for r in found.rules)
    options: dict[str, Any] = {"hitPolicy": policy, "aggregation": aggregation}
    return tag("decisionTable", inputs, output, rules, **options)


def cell(name: str, text: str) -> Tag:
    return tag(name, texts("text", text))


__all__ = ["Information", "xml"]
