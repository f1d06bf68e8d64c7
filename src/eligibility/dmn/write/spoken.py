"""What a condition says in a few words: its own words, or where the file has none those of what it looks at: `周岁不小于60`."""

from __future__ import annotations

from eligibility.ir import nodes
from eligibility.ir.program import ConditionRule, LinkedLaw
from eligibility.ir.types import Number
from eligibility.messages.catalogue import phrase, sentences


def said(law: LinkedLaw, rule: ConditionRule, lang: str) -> str:
    if rule.says is not None:
        return rule.says.of(lang)
    return (said_of(law, rule.node, lang) if rule.node is not None else "") or rule.origin.text or rule.id


def said_of(law: LinkedLaw, node: nodes.Node, lang: str) -> str:
    """The words of a simple condition; empty for any other."""
    match node:
        case nodes.Compare():
            left, right = named(law, node.left, lang), named(law, node.right, lang)
            word = sentences("dmn", lang)["operators"][node.op]
            return phrase("compared", lang, file="dmn", left=left, word=word, right=right) if left and right else ""
        case nodes.Rescale():
            return said_of(law, node.operand, lang)
    return named(law, node, lang)


def named(law: LinkedLaw, node: nodes.Node, lang: str) -> str:
    match node:
        case nodes.Definition():
            return law.definitions[node.definition].label.of(lang)
        case nodes.Fact():
            return law.vocabulary.fact(node.subject, node.fact).label.of(lang)
        case nodes.Parameter():
            return law.parameters[node.parameter, node.scope].label.of(lang)
        case nodes.Const(value=int() as value) if isinstance(node.type, Number):
            scaled = f"{value / 10**node.type.scale:.{node.type.scale}f}"
            return scaled.rstrip("0").rstrip(".") if "." in scaled else scaled
        case nodes.Rescale():
            return named(law, node.operand, lang)
    return ""
