"""Lists: filters, quantifiers, iteration and what is made of a list. A filter opens the names of its item; the outer subject's stay behind `member.`."""

from __future__ import annotations

from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check.core import Checker, describe, refuse, span
from eligibility.ir.check.logic import alike_lists, joined, joint_element
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Item, ListOf, Number, Type
from eligibility.values.limits import MAX_LIST


def subject_of(type_: ListOf) -> str | None:
    return type_.element.subject if isinstance(type_.element, Item) else None


def filtered(checker: Checker, tree: ast.Filter, scope: Scope, _: Type | None) -> nodes.Node:
    base, list_type = checker.list(tree.base, scope)
    name = None if isinstance(list_type.element, Item) else "item"
    inner, var = scope.bind(name, list_type.element, subject_of(list_type))
    condition = checker.boolean(tree.condition, inner)
    return nodes.Filter(ListOf(list_type.element, 0, list_type.most), span(tree), base, var, condition)


def quantified(checker: Checker, tree: ast.Quantified, scope: Scope, _: Type | None) -> nodes.Node:
    return quantify(checker, tree, tree.bindings, scope)


def quantify(checker: Checker, tree: ast.Quantified, bindings: tuple[ast.Binding, ...], scope: Scope) -> nodes.Node:
    if not bindings:
        return checker.boolean(tree.body, scope)
    domain, list_type = checker.list(bindings[0].domain, scope)
    inner, var = scope.bind(bindings[0].name, list_type.element, subject_of(list_type))
    kind = nodes.Every if tree.every else nodes.Some
    return kind(Boolean(), span(tree), domain, var, quantify(checker, tree, bindings[1:], inner))


def iteration(checker: Checker, tree: ast.For, scope: Scope, _: Type | None) -> nodes.Node:
    if len(tree.bindings) != 1:
        refuse("not_in_policy", tree, what="for a in x, b in y")
    binding = tree.bindings[0]
    domain, list_type = checker.list(binding.domain, scope)
    inner, var = scope.bind(binding.name, list_type.element, subject_of(list_type))
    value = checker.check(tree.body, inner)
    return collected(tree, domain, list_type, var, value)


def collected(tree: ast.Node, base: nodes.Node, list_type: ListOf, var: int, value: nodes.Node) -> nodes.Node:
    if isinstance(value.type, ListOf | Item):
        refuse("not_in_policy", tree, what=describe(value.type))
    return nodes.Collect(ListOf(value.type, list_type.least, list_type.most), span(tree), base, var, value)


def literal(checker: Checker, tree: ast.List, scope: Scope, expected: Type | None) -> nodes.Node:
    hint = expected.element if isinstance(expected, ListOf) else None
    items = [checker.check(i, scope, hint) for i in tree.items]
    if not items:
        element: Type = hint or Boolean()
        return nodes.ListLiteral(ListOf(element, 0, 0), span(tree), ())
    items = joined(tree, items)
    return nodes.ListLiteral(ListOf(items[0].type, len(items), len(items)), span(tree), tuple(items))


def concatenated(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`concatenate(a, b, …)`"""
    lists: list[nodes.Node] = []
    hint: Type | None = None
    for arg in tree.args:
        node = checker.check(arg, scope, hint)
        if not isinstance(node.type, ListOf):
            refuse("not_a_list", arg, got=describe(node.type))
        hint = hint or node.type
        lists.append(node)
    lists = alike_lists(tree, lists, scope.next_var)
    types = [n.type for n in lists if isinstance(n.type, ListOf)]
    element = joint_element(tree, types)
    most = sum(t.most for t in types)
    if most > MAX_LIST * 2:
        refuse("not_in_policy", tree, what=f"list of {most}")
    return nodes.Concatenate(ListOf(element, sum(t.least for t in types), most), span(tree), tuple(lists))


def count(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`count(list)`"""
    node, list_type = checker.list(tree.args[0], scope)
    return nodes.Count(Number("count", 0, list_type.least, list_type.most), span(tree), node)


def truth_of(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`any(list)`, `all(list)` of truths"""
    node, list_type = checker.list(tree.args[0], scope)
    if not isinstance(list_type.element, Boolean):
        refuse("not_boolean", tree.args[0], got=describe(list_type.element))
    kind = nodes.Some if tree.function == "any" else nodes.Every
    if isinstance(node, nodes.Collect):
        return kind(Boolean(), span(tree), node.list, node.var, node.value)
    return kind(Boolean(), span(tree), node, scope.next_var, nodes.Local(Boolean(), span(tree), scope.next_var))
