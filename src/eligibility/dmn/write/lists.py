"""Lists. A filter drops an item of which it is not known whether it belongs; so where that can be, it is asked first, and then nothing is known."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from eligibility.dmn.write import library
from eligibility.dmn.write.quotients import is_quotient, named, pair, whole_pair
from eligibility.dmn.write.sizes import ONE, Size, either, is_exact, product
from eligibility.dmn.write.sizes import total as total_size
from eligibility.dmn.write.writer import (
    ANY,
    COMPARE,
    NULL,
    OR,
    PATH,
    SUM,
    Feel,
    Inexpressible,
    Pair,
    Ref,
    Writer,
    chained,
    chosen,
    held,
)
from eligibility.ir import nodes
from eligibility.ir.types import Item, ListOf, Number
from eligibility.ir.walk import walk

ITEM = "item"


def filtered(w: Writer, node: nodes.Filter) -> Feel:
    open_, text = apart(w, node)
    return unless(open_, text)


Known = tuple[list[Feel], Feel]  # when a list is not known, and the list


def apart(w: Writer, node: nodes.Node) -> Known:
    """A list and what must not be so for it to be known, so that whatever is made of the list asks first."""
    if isinstance(node, nodes.Filter):
        return filter_apart(w, node)
    if isinstance(node, nodes.Collect):
        return collect_apart(w, node)
    text = w.value(node)
    return ([Feel(f"{held(text, SUM)} = null", COMPARE)] if w.book.nulls.of_list(node, w.open) else []), text


def unless(open_: list[Feel], text: Feel) -> Feel:
    if not open_:
        return text
    when = open_[0] if len(open_) == 1 else chained([held(f, OR + 1) for f in open_], "or", OR)
    return chosen(when, NULL, text)


def filter_apart(w: Writer, node: nodes.Filter) -> Known:
    """`list[condition]`. A filter inside the condition that speaks of this one's item needs a name for it, and so a loop."""
    open_, base = apart(w, node.list)
    items_open = elements_open(w, node.list)
    name = w.fresh(stem(w, node.list))
    if hidden(node):
        with bound(w, node.list, node.var, name):
            condition = w.value(node.condition)
        found = Feel(f"flatten(for {name} in {held(base, SUM)} return if {condition.text} then [{name}] else [])")
    else:
        with bound(w, node.list, node.var, ITEM):
            found = Feel(f"{held(base, PATH)}[{w.value(node.condition).text}]")
    inner = (w.open - {node.var}) | ({node.var} if items_open else set())
    if w.book.nulls.of(node.condition, inner):
        with bound(w, node.list, node.var, name):
            unknown = f"some {name} in {held(base, SUM)} satisfies {w.at(node.condition, SUM)} = null"
        open_ = [*open_, Feel(unknown, ANY)]
    return open_, found


def hidden(node: nodes.Filter) -> bool:
    """Whether the item is spoken of inside another filter."""
    inner = (n for n in walk(node.condition) if isinstance(n, nodes.Filter))
    return any(getattr(n, "var", None) == node.var for f in inner for n in walk(f.condition))


def stem(w: Writer, base: nodes.Node) -> str:
    assert isinstance(base.type, ListOf)
    element = base.type.element
    return w.book.names.stem(element.subject) if isinstance(element, Item) else "x"


def bound(w: Writer, base: nodes.Node, var: int, name: str) -> AbstractContextManager[None]:
    """A loop's variable, with what is known of the elements of its list."""
    assert isinstance(base.type, ListOf)
    element = base.type.element
    quotient = isinstance(element, Number) and element.quotient
    return w.bound(var, name, open_=elements_open(w, base), sizes=element_sizes(w, base) if quotient else None)


def elements_open(w: Writer, base: nodes.Node) -> bool:
    return w.book.nulls.of_elements(base, w.open)


def collected(w: Writer, node: nodes.Collect) -> Feel:
    open_, text = collect_apart(w, node)
    return unless(open_, text)


def collect_apart(w: Writer, node: nodes.Collect) -> Known:
    """`list.fact`, or a loop."""
    open_, base = apart(w, node.list)
    value = node.value
    if isinstance(value, nodes.Fact) and value.var == node.var:
        return open_, Feel(f"{held(base, PATH)}.{w.book.names.component(value.subject, value.fact)}")
    name = w.fresh(stem(w, node.list))
    with bound(w, node.list, node.var, name):
        return open_, Feel(f"for {name} in {held(base, SUM)} return {w.value(value).text}", ANY)


def concatenated(w: Writer, node: nodes.Concatenate) -> Feel:
    parts = [apart(w, part) for part in node.lists]
    text = Feel(f"concatenate({', '.join(text.text for _, text in parts)})")
    return unless([f for open_, _ in parts for f in open_], text)


def literal(w: Writer, node: nodes.ListLiteral) -> Feel:
    return Feel(f"[{', '.join(w.value(item).text for item in node.items)}]")


def count(w: Writer, node: nodes.Count) -> Feel:
    open_, base = apart(w, node.list)
    return unless(open_, Feel(f"count({base.text})"))


def total(w: Writer, node: nodes.Sum) -> Feel:
    """The sum of nothing is null in FEEL and 0 here."""
    if is_quotient(node):
        return whole_pair(w, node)
    assert isinstance(node.list.type, ListOf)
    open_, base = apart(w, node.list)
    listed = base.text if node.list.type.least > 0 else f"append({base.text}, 0)"
    return unless(open_, Feel(f"sum({listed})"))


def least(w: Writer, node: nodes.LeastOf) -> Feel:
    return extreme(w, node, "min")


def greatest(w: Writer, node: nodes.GreatestOf) -> Feel:
    return extreme(w, node, "max")


def extreme(w: Writer, node: nodes.LeastOf | nodes.GreatestOf, function: str) -> Feel:
    if is_quotient(node):
        return whole_pair(w, node)
    open_, base = apart(w, node.list)
    return unless(open_, Feel(f"{function}({base.text})"))


# ---- lists of quotients


def folded(w: Writer, node: nodes.Sum | nodes.LeastOf | nodes.GreatestOf) -> Pair:
    """The sum, least or greatest of quotients: over one denominator where all have the same, else by a function of the library."""
    common = over_one(w, node)
    if common is not None:
        return common
    top, bottom = element_sizes(w, node.list)
    assert isinstance(node.list.type, ListOf)
    if isinstance(node, nodes.Sum):
        most = max(node.list.type.most, 1)
        bottom = Size(bottom.whole * most, bottom.fraction * most)
        top = total_size(*[product(top, bottom)] * most)
    elif not is_exact(product(top, bottom)):
        raise Inexpressible("digits")
    function = {nodes.Sum: library.SUMMED, nodes.LeastOf: library.LEAST, nodes.GreatestOf: library.GREATEST}[type(node)]
    w.book.items.of(node.list.type)
    open_, base = apart(w, node.list)
    call = unless(open_, Feel(f"{w.use(Ref('library', function))}({base.text})"))
    return named(w, Feel(held(call, PATH)), (top, bottom))


def over_one(w: Writer, node: nodes.Sum | nodes.LeastOf | nodes.GreatestOf) -> Pair | None:
    """Where the denominator does not depend on the element, what is made of the numerators over it."""
    source = node.list
    if not isinstance(source, nodes.Collect) or not is_quotient(source.value):
        return None
    open_, base = apart(w, source.list)
    name = w.fresh(stem(w, source.list))
    with bound(w, source.list, source.var, name):
        found = pair(w, source.value)
    if re.search(rf"\b{re.escape(name)}\b", found.bottom.text):
        return None
    each = f"for {name} in {held(base, SUM)} return {found.top.text}"
    assert isinstance(source.type, ListOf)
    if not isinstance(node, nodes.Sum):
        word = "min" if isinstance(node, nodes.LeastOf) else "max"
        return Pair(unless(open_, Feel(f"{word}({each})")), found.bottom, found.top_size, found.bottom_size)
    size = total_size(*[found.top_size] * max(source.type.most, 1))
    return Pair(unless(open_, Feel(f"sum(append({each}, 0))")), found.bottom, size, found.bottom_size)


def element_sizes(w: Writer, node: nodes.Node) -> tuple[Size, Size]:
    """The digits that the parts of a list's quotients may need."""
    match node:
        case nodes.Collect():
            with bound(w, node.list, node.var, w.fresh(stem(w, node.list))):
                found = pair(w, node.value)
            return found.top_size, found.bottom_size
        case nodes.Filter():
            return element_sizes(w, node.list)
        case nodes.ListLiteral() if node.items:
            pairs = [pair(w, item) for item in node.items]
            return widest([(p.top_size, p.bottom_size) for p in pairs])
        case nodes.Concatenate():
            return widest([element_sizes(w, part) for part in node.lists])
        case nodes.If():
            return widest([element_sizes(w, n) for n in (node.then, node.otherwise)])
        case nodes.Definition():
            rule = w.book.law.definitions[node.definition]
            return element_sizes(w.book.writer(rule.subject), rule.node)
        case nodes.ListLiteral():
            return ONE, ONE
    raise Inexpressible("quotient")


def widest(found: list[tuple[Size, Size]]) -> tuple[Size, Size]:
    top, bottom = found[0]
    for more_top, more_bottom in found[1:]:
        top, bottom = either(top, more_top), either(bottom, more_bottom)
    return top, bottom


# ---- all and some


def some(w: Writer, node: nodes.Some) -> Feel:
    return quantified(w, node, "some")


def every(w: Writer, node: nodes.Every) -> Feel:
    return quantified(w, node, "every")


def quantified(w: Writer, node: nodes.Some | nodes.Every, word: str) -> Feel:
    (open_, base), name = apart(w, node.list), w.fresh(stem(w, node.list))
    with bound(w, node.list, node.var, name):
        condition = w.value(node.condition)
    return unless(open_, Feel(f"{word} {name} in {held(base, SUM)} satisfies {condition.text}", ANY))


def among(w: Writer, node: nodes.Among) -> Feel:
    person, persons = w.value(node.person), w.value(node.persons)
    return Feel(f"list contains({persons.text}, {person.text})")
