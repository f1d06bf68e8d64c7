"""Literals, facts, parameters, definitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from eligibility.dmn.write.sizes import is_exact, size_of
from eligibility.dmn.write.writer import PATH, PRODUCT, Feel, Inexpressible, Ref, Writer, quoted
from eligibility.ir import nodes
from eligibility.ir.nodes import Value
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Type


def const(w: Writer, node: nodes.Const) -> Feel:
    return literal(w, node.type, node.value)


def literal(w: Writer, type_: Type, value: Value) -> Feel:
    """An encoded value as FEEL writes it."""
    match type_:
        case Boolean():
            return Feel("true" if value else "false")
        case Number(scale=scale):
            assert isinstance(value, int)
            return number(value, scale)
        case Date():
            assert isinstance(value, int)
            return Feel(f'date("{date.fromordinal(value).isoformat()}")')
        case Enum():
            assert isinstance(value, int)
            return Feel(quoted(w.book.names.value(type_, value)))
        case Person() if value == -1:
            return Feel(quoted(w.book.names.outside))
        case _ if isinstance(value, str):
            return Feel(quoted(value))
    raise Inexpressible("literal")


def number(encoded: int, scale: int) -> Feel:
    text = f"{Decimal(encoded).scaleb(-scale):f}" if scale <= 34 else ""
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Feel(text, PRODUCT if encoded < 0 else PATH)


def fact(w: Writer, node: nodes.Fact) -> Feel:
    check_size(node)
    if node.var == 0 and node.fact in w.book.lists:
        return Feel(w.use(Ref("list", node.fact)))
    return Feel(f"{w.variable(node.var)}.{w.book.names.component(node.subject, node.fact)}")


def check_size(node: nodes.Node) -> None:
    if isinstance(node.type, Number) and not node.type.quotient and not is_exact(size_of(node.type)):
        raise Inexpressible("digits")


def parameter(w: Writer, node: nodes.Parameter) -> Feel:
    check_size(node)
    return Feel(w.use(Ref("parameter", f"{node.parameter}/{node.scope}")))


def local(w: Writer, node: nodes.Local) -> Feel:
    if isinstance(node.type, Item) and node.type.subject == w.book.root.id:
        raise Inexpressible("root_as_value")
    return Feel(w.variable(node.var))


def definition(w: Writer, node: nodes.Definition) -> Feel:
    """A decision about the root, or a function of the subject that it is about."""
    rule = w.book.law.definitions[node.definition]
    if rule.subject == w.book.root.id:
        return Feel(w.use(Ref("definition", node.definition)))
    function = w.book.function(node.definition)
    arguments = [w.variable(node.var) if ref.kind == "subject" else w.use(ref) for ref in function.takes]
    return Feel(f"{w.use(Ref('function', node.definition))}({', '.join(arguments)})")


def is_list(node: nodes.Node) -> bool:
    return isinstance(node.type, ListOf)
