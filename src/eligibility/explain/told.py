"""A node of the tree in words, and its value as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from eligibility.explain.reasons import worded
from eligibility.explain.tree import TreeNode
from eligibility.ir import nodes
from eligibility.ir.program import ConditionRule, DefinitionRule, GrantRule, ParameterRule, ProgramRule
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Type
from eligibility.wording import amounts
from eligibility.wording.nouns import figure, label, list_name, noun
from eligibility.wording.sentences import OUTCOMES, sentence
from eligibility.wording.speech import TRUE, Speech, name_of, upper

JOINED: Final = frozenset({"all", "any", "some", "every"})  # what stands below them says it


def tell(s: Speech, node: TreeNode) -> str:
    """What a node of the tree says, without a final stop."""
    match node.rule:
        case ProgramRule(label=wording):
            return s.of(wording)
        case ConditionRule() as rule:
            return worded(s, rule, node.env)
        case GrantRule() as rule:
            return s.of(rule.label)
        case DefinitionRule() | ParameterRule():
            return told_value(s, node)
    if node.element is not None:
        return name_of(s.record, node.element, s.lang) if hasattr(node.element, "key") else s.say("sentences.it")
    if node.row:
        return told_row(s, node)
    if node.kind in JOINED and node.children:
        return s.say(f"tree.{node.kind}_{('true', 'false', 'open')[node.truth - 1]}")
    if isinstance(node.node, nodes.Fact) or node.truth == 0 or node.node is None:
        return told_value(s, node)
    return sentence(s, node.node, node.env)


def told_row(s: Speech, node: TreeNode) -> str:
    """`第 2 行成立，得 100 元`: what a row gives is said here where it is a constant, else it has a line of its own."""
    said = s.say(f"tree.row_{('true', 'false', 'open')[node.truth - 1]}", n=node.row)
    if node.output is None:
        return said
    key = "tree.row_gives" if node.truth == TRUE else "tree.row_would"
    return s.say(key, row=said, value=figure(s, node.output, node.env))


def told_value(s: Speech, node: TreeNode) -> str:
    assert node.node is not None
    if isinstance(node.node.type, Boolean):
        if isinstance(node.rule, DefinitionRule) and (node.rule.says or node.rule.fails or node.rule.id in OUTCOMES):
            return sentence(s, node.node, node.env)
        return s.say("sentences.fact", name=label(s, node.node, node.env), value=figure(s, node.node, node.env))
    if isinstance(node.node, nodes.Filter | nodes.Collect | nodes.Concatenate):
        return s.say(
            "sentences.fact",
            name=list_name(s, node.node, node.env) or s.say("tree.list"),
            value=figure(s, node.node, node.env),
        )
    name = label(s, node.node, node.env)
    if not name:
        return noun(s, node.node, node.env, breakdown=False)
    value = figure(s, node.node, node.env, full=True)
    return s.say("sentences.fact", name=name, value=value)


# ---- plain data


def definition_path(rule: DefinitionRule, subject: str) -> str:
    """`household.counted_family_income`, `members[zhang].minimum_income.protected`: a definition for an instance, named as facts are."""
    shared = rule.key.removeprefix(f"{rule.subject}.")
    return f"{subject}.{shared}"


def plain(s: Speech, type_: Type, value: Any) -> Any:
    """A value as JSON carries it: decimal texts, ISO days, ids; an interval as from and to; null where nothing is known."""
    if value is None:
        return None
    match type_:
        case Boolean():
            return (True, False, None)[value[0] - 1]
        case Number():
            return number(type_, value)
        case Date():
            if value[0] == value[1]:
                return date.fromordinal(value[0]).isoformat()
            return None
        case Enum():
            mask = value[0]
            return None if mask & (mask - 1) else type_.values[mask.bit_length() - 1]
        case Person():
            found = persons(s, value[0])
            return found[0] if value[0] & (value[0] - 1) == 0 and found else None
        case Persons():
            return persons(s, value[0]) if value[0] == value[1] else None
        case ListOf():
            return [element(s, type_, v) for v, p, _ in value[0] if p == 1]
        case _:
            return value[0]


def number(type_: Number, value: Any) -> Any:
    low, high = (amounts.decimal_text(amounts.exact(v, type_.scale), type_.unit) for v in value[:2])
    return low if value[0] == value[1] else {"from": low, "to": high}


def persons(s: Speech, mask: int) -> list[str]:
    return [id_ for n, id_ in enumerate(s.record.household.persons) if mask >> (n + 1) & 1]


def element(s: Speech, type_: ListOf, value: Any) -> Any:
    if isinstance(type_.element, Item):
        return value.path
    return plain(s, type_.element, value)


def unit_of(type_: Type) -> str | None:
    return type_.unit if isinstance(type_, Number) else None


def label_of(s: Speech, node: TreeNode) -> str:
    """The name of what a node is, without its value."""
    match node.rule:
        case ProgramRule() | GrantRule() | ParameterRule() | DefinitionRule():
            return s.of(node.rule.label)
        case ConditionRule():
            return s.of(node.rule.says) if node.rule.says else ""
    return upper(label(s, node.node, node.env)) if node.node is not None and node.element is None else ""
