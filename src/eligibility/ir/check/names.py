"""Names and paths: a fact of a subject, a definition, a parameter, another programme's outcome, a list's column."""

from __future__ import annotations

from eligibility.diagnostics.suggest import nearest
from eligibility.feel import ast
from eligibility.ir import nodes
from eligibility.ir.check.core import Checker, describe, refuse, span
from eligibility.ir.check.lists import collected, subject_of
from eligibility.ir.check.logic import enum_labels
from eligibility.ir.check.meant import unknown, unknown_part, words_of
from eligibility.ir.scope import DefinitionHead, ParameterHead, ProgramHead, Scope
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Place, Type
from eligibility.ir.vocabulary import FactSpec

TODAY, HERE = ("on", "当日"), ("here", "本地")
OUTCOME = ("eligible", "符合")


def name(checker: Checker, tree: ast.Name, scope: Scope, expected: Type | None) -> nodes.Node:
    word = tree.name
    if word in scope.variables:
        var, type_ = scope.variables[word]
        return nodes.Local(type_, span(tree), var)
    found = in_subjects(checker, tree, word, scope)
    if found is not None:
        return found
    if word in TODAY:
        return nodes.Const(Date(checker.host.on, checker.host.on), span(tree), checker.host.on)
    if word in HERE:
        return nodes.Const(Place(), span(tree), checker.host.place)
    head = checker.host.names.parameters.get(word)
    if head is not None:
        return parameter(checker, tree, head, scope)
    if isinstance(expected, Enum) and (
        word in expected.values or any(word in w for w in enum_labels(checker, expected))
    ):
        refuse("enum_unquoted", tree, name=word)
    subject = checker.host.names.subjects.get(word)
    if subject is not None:
        at = (
            scope.own[1] if subject.id == scope.own[0] else scope.nearest(subject.id)
        )  # the rule's own, not a filter's item
        if at is not None:
            return nodes.Local(Item(subject.id), span(tree), at)
    unknown(checker, tree, word, scope)


def in_subjects(checker: Checker, tree: ast.Name, word: str, scope: Scope) -> nodes.Node | None:
    """A fact or definition of the innermost item, the rule's programme, its subject, or a list of the root."""
    names = checker.host.names
    if scope.items:
        subject, var = scope.items[-1]
        found = names.of_subject(subject, word)
        if found is not None:
            return of_subject(checker, tree, found, var)
    local = names.program_definitions.get(scope.program or "", {}).get(word)
    if local is not None:
        return definition(checker, tree, local, scope)
    subject, var = scope.own
    outer = names.of_subject(subject, word)
    if outer is not None and not scope.items:
        return of_subject(checker, tree, outer, var)
    of_root = names.facts.get(scope.root, {}).get(word)
    if of_root is not None and isinstance(of_root.type, ListOf):
        return fact(checker, tree, of_root, 0)
    if outer is not None or names.of_subject(scope.root, word) is not None:
        owner = subject if outer is not None else scope.root
        if owner == scope.root and not scope.items:
            return of_subject(checker, tree, names.of_subject(scope.root, word), 0)
        refuse("outer_name", tree, name=word, fix=f"{owner}.{word}")
    return None


def of_subject(checker: Checker, tree: ast.Node, found: FactSpec | DefinitionHead | None, var: int) -> nodes.Node:
    if isinstance(found, DefinitionHead):
        type_ = checker.host.definition_type(found.key, tree)
        return nodes.Definition(type_, span(tree), found.key, var)
    assert found is not None
    return fact(checker, tree, found, var)


def fact(checker: Checker, tree: ast.Node, spec: FactSpec, var: int) -> nodes.Node:
    """The fact of the subject in `var`; where it has no value it reads as its `else` (an enum as its empty value)."""
    type_ = spec.type
    if isinstance(type_, Date) and type_.high < 0:
        type_ = Date(type_.low, checker.host.on)
    node = nodes.Fact(type_, span(tree), var, spec.subject, spec.id, spec.index)
    if spec.only_if is None:
        return node
    guard = guarded(checker, tree, spec, var)
    if isinstance(type_, Enum):
        wider = Enum(type_.domain, (*type_.values, ""))
        nothing = nodes.Const(wider, span(tree), len(type_.values))
        return nodes.If(wider, span(tree), guard, node, nothing)
    assert spec.otherwise is not None
    return nodes.If(type_, span(tree), guard, node, nodes.Const(type_, span(tree), spec.otherwise))


def guarded(checker: Checker, tree: ast.Node, spec: FactSpec, var: int) -> nodes.Node:
    """Whether a fact with `only_if` has a value."""
    assert spec.only_if is not None
    slot, allowed = spec.only_if
    facts = checker.host.names.vocabulary.subjects[spec.subject].facts
    operand = fact(checker, tree, facts[slot - 1], var)
    if isinstance(operand.type, Boolean):
        return operand if allowed == (True,) else nodes.Not(Boolean(), span(tree), operand)
    return nodes.OneOf(Boolean(), span(tree), operand, tuple(v for v in allowed if isinstance(v, int)))


def definition(checker: Checker, tree: ast.Node, head: DefinitionHead, scope: Scope) -> nodes.Node:
    var = scope.nearest(head.subject)
    if var is None:
        refuse("outer_name", tree, name=head.id, fix=f"some x in … satisfies x.{head.id}")
    type_ = checker.host.definition_type(head.key, tree)
    return nodes.Definition(type_, span(tree), head.key, var)


def parameter(checker: Checker, tree: ast.Node, head: ParameterHead, scope: Scope) -> nodes.Node:
    """A value of the place and day; where it differs by scope, the choice among its values."""
    values = checker.host.parameter_values(head)
    leaves = {s: nodes.Parameter(head.type, span(tree), head.id, s, v) for s, v in values.items()}
    if len(leaves) == 1:
        return next(iter(leaves.values()))
    node = scope_of(checker, tree, head, scope)
    assert isinstance(node.type, Enum)
    chosen = [(i, leaves[v]) for i, v in enumerate(node.type.values) if v in leaves]
    result: nodes.Node = chosen[-1][1]
    for index, leaf in reversed(chosen[:-1]):
        result = nodes.If(head.type, span(tree), nodes.OneOf(Boolean(), span(tree), node, (index,)), leaf, result)
    return result


def scope_of(checker: Checker, tree: ast.Node, head: ParameterHead, scope: Scope) -> nodes.Node:
    """The fact or definition that chooses among a parameter's scopes."""
    subject, _, id_ = (head.scope or "").rpartition(".")
    subject = subject or scope.root
    var = scope.nearest(subject)
    found = checker.host.names.of_subject(subject, id_)
    if var is None or found is None:
        refuse("outer_name", tree, name=head.id, fix=f"some x in … satisfies … ({head.scope})")
    node = of_subject(checker, tree, found, var)
    if not isinstance(node.type, Enum):
        refuse("type_mismatch", tree, left="enum", right=describe(node.type))
    return node


def path(checker: Checker, tree: ast.Path, scope: Scope, _: Type | None) -> nodes.Node:
    program = program_named(checker, tree.base, scope)
    if program is not None:
        return of_program(checker, tree, program[0], program[1], scope)
    base = checker.check(tree.base, scope)
    if isinstance(base.type, ListOf):
        return column(checker, tree, base, base.type, scope)
    if not isinstance(base.type, Item) or not isinstance(base, nodes.Local):
        refuse("not_in_policy", tree, what=f"{describe(base.type)}.{tree.name}")
    found = checker.host.names.of_subject(base.type.subject, tree.name)
    if found is None:
        unknown_part(checker, tree, words_of(checker, base.type.subject), scope)
    return of_subject(checker, tree, found, base.var)


def program_named(checker: Checker, base: ast.Node, scope: Scope) -> tuple[ProgramHead, int | None] | None:
    """The programme a path starts with (`low_income_edge.…`, `m.low_income_edge.…`), and the variable it is asked of."""
    programs = checker.host.names.programs
    if isinstance(base, ast.Name) and base.name in programs and base.name not in scope.variables:
        head = programs[base.name]
        return head, scope.nearest(head.subject)
    if isinstance(base, ast.Path) and base.name in programs:
        owner = checker.check(base.base, scope)
        if isinstance(owner, nodes.Local) and isinstance(owner.type, Item):
            return programs[base.name], owner.var if owner.type.subject == programs[base.name].subject else None
    return None


def of_program(checker: Checker, tree: ast.Path, head: ProgramHead, var: int | None, scope: Scope) -> nodes.Node:
    if tree.name in OUTCOME:
        if var is None:
            refuse("outer_name", tree, name=f"{head.id}.{tree.name}", fix=f"some x in … satisfies x.{head.id}.eligible")
        key = f"{head.id}.eligible"
        return nodes.Definition(checker.host.definition_type(key, tree), span(tree), key, var)
    local = checker.host.names.program_definitions.get(head.id, {})
    if tree.name in local:
        return definition(checker, tree, local[tree.name], scope)
    unknown_part(checker, tree, [*local, "eligible"], scope)


def claimed(checker: Checker, tree: ast.Call, scope: Scope) -> nodes.Node:
    """`claimed(program)`: whether the subject receives a programme, or is taken to claim it."""
    named = tree.args[0]
    found = program_named(checker, named, scope)
    if found is None:
        word = named.name if isinstance(named, ast.Name | ast.Path) else ""
        refuse("unknown_program", named, name=word, nearest=nearest(word, checker.host.names.programs) or "")
    head, var = found
    if var is None:
        refuse("outer_name", tree, name=head.id, fix=f"some x in … satisfies claimed(x.{head.id})")
    key = f"{head.id}.claimed"
    return nodes.Definition(checker.host.definition_type(key, tree), span(tree), key, var)


def column(checker: Checker, tree: ast.Path, base: nodes.Node, list_type: ListOf, scope: Scope) -> nodes.Node:
    """`members.monthly_wage`: the value of each item."""
    subject = subject_of(list_type)
    if subject is None:
        refuse("not_in_policy", tree, what=f"{describe(list_type)}.{tree.name}")
    found = checker.host.names.of_subject(subject, tree.name)
    if found is None:
        unknown_part(checker, tree, words_of(checker, subject), scope)
    _, var = scope.bind(None, list_type.element, subject)
    return collected(tree, base, list_type, var, of_subject(checker, tree, found, var))
