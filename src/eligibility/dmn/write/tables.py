"""Policy tables as decision tables: rows are taken apart into tests of inputs again, and the hit policy keeps its letter (DMN 1.5, 8.2).

The IR holds a row as one condition; its parts that test the same thing are the cell of one column. Where more than one row may hold, the value where none
does is written around the table, as the standard leaves it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.dmn.write import library
from eligibility.dmn.write.lists import widest
from eligibility.dmn.write.model import Column, Entry, Literal, Logic, Rule, Steps, Table
from eligibility.dmn.write.quotients import is_quotient, pair
from eligibility.dmn.write.sizes import Size, product, total
from eligibility.dmn.write.writer import COMPARE, NULL, OR, SUM, Feel, Inexpressible, Ref, Writer, chained, chosen, held
from eligibility.ir import nodes
from eligibility.ir.check.tables import unplaced
from eligibility.ir.nodes import SINGLE
from eligibility.ir.types import ListOf
from eligibility.ir.walk import walk

MADE: Final = {"C+": "sum", "C<": "min", "C>": "max", "C#": "count"}
QUOTIENTS: Final = {"C+": library.SUMMED, "C<": library.LEAST, "C>": library.GREATEST}
HOLE: Final = "?"


def logic(w: Writer, node: nodes.Node) -> Logic:
    """A rule's logic: a table, a table and what is made of its value, or FEEL text."""
    found = next((n for n in walk(node) if isinstance(n, nodes.Table)), None)
    if found is None or any(n.var not in w.variables for n in walk(found) if isinstance(n, nodes.Fact | nodes.Local)):
        return Literal(w.value(node).text)
    table = written(w, found)
    bare = node
    while isinstance(bare, nodes.Rescale):
        bare = bare.operand
    if bare is found and not wrapped(w, found):
        return table
    name, key = w.book.names.found, unplaced(found)
    w.stands_for[key] = name if not wrapped(w, found) else around(w, found, name)
    if is_quotient(found):
        w.sizes[key] = sizes_of(w, found)
    result = w.value(node).text
    w.stands_for.clear()
    return Steps((Entry(name, table), Entry("", Literal(result))))


def wrapped(w: Writer, node: nodes.Table) -> bool:
    return node.hit not in SINGLE or any(w.book.nulls.of(row.when, w.open) for row in node.rows)


def around(w: Writer, node: nodes.Table, name: str) -> str:
    """The value of a table by its name: null where an input may be, and what holds where no row does."""
    out = Feel(name)
    if made_of_quotients(node):
        out = Feel(f"{w.use(Ref('library', QUOTIENTS[node.hit]))}({name})")
    if node.hit not in SINGLE:
        none = Feel(f"{name} = null", COMPARE)
        if node.hit not in MADE:
            none = Feel(f"{name} = null or count({name}) = 0", OR)
        out = chosen(none, Feel(nothing(w, node)), out)
    tests = [f for row in node.rows for f in open_inputs(w, row.when)]
    if tests:
        out = chosen(chained(list(dict.fromkeys(tests)), "or", OR), NULL, out)
    return out.text if out.text == name else f"({out.text})"


def open_inputs(w: Writer, when: nodes.Node) -> list[str]:
    operands = [operand_of(test) for test in parts(when)]
    return [f"{w.at(o, SUM)} = null" for o in operands if w.book.nulls.of(o, w.open)]


def nothing(w: Writer, node: nodes.Table) -> str:
    """The value where no row holds."""
    if node.hit in MADE:
        none = "{{{}: 0, {}: 1}}".format(*w.book.names.parts) if made_of_quotients(node) else "0"
        return none if node.otherwise is None else w.value(node.otherwise).text
    return "[]" if node.otherwise is None else f"[{w.value(node.otherwise).text}]"


def made_of_quotients(node: nodes.Table) -> bool:
    """Whether quotients are added or compared, which DMN cannot do by itself: the table lists them."""
    return node.hit in QUOTIENTS and any(is_quotient(row.then) for row in node.rows)


def sizes_of(w: Writer, node: nodes.Table) -> tuple[Size, Size]:
    """The digits of the parts of a table's value."""
    outputs = [*(row.then for row in node.rows), *([node.otherwise] if node.otherwise else [])]
    pairs = [pair(w, output) for output in outputs]
    top, bottom = widest([(p.top_size, p.bottom_size) for p in pairs])
    if node.hit != "C+":
        return top, bottom
    most = len(node.rows)
    bottom = Size(bottom.whole * most, bottom.fraction * most)
    return total(*[product(top, bottom)] * most), bottom


# ---- columns and cells


def written(w: Writer, node: nodes.Table) -> Table:
    columns: dict[object, nodes.Node] = {}
    for row in node.rows:
        for test in parts(row.when):
            columns.setdefault(unplaced(operand_of(test)), operand_of(test))
    for key, operand in columns.items():
        if is_quotient(operand):
            found = pair(w, operand)
            w.sizes[key] = (found.top_size, found.bottom_size)
    rules = tuple(Rule(tuple(cell(w, key, row.when) for key in columns), w.value(row.then).text) for row in node.rows)
    inputs = tuple(Column(w.book.label(o), w.value(o).text, w.book.type(o.type)) for o in columns.values())
    element = node.type.element if isinstance(node.type, ListOf) else node.type
    outputs = node.rows[0].then.type if node.rows else element
    ranks = ", ".join(w.value(nodes.Const(outputs, node.span, v)).text for v in node.priorities)
    default = w.value(node.otherwise).text if node.otherwise is not None and node.hit in SINGLE else ""
    hit = "C" if made_of_quotients(node) else node.hit
    return Table(hit, inputs, Column("", "", w.book.type(outputs), ranks), rules, default)


def parts(when: nodes.Node) -> tuple[nodes.Node, ...]:
    """The tests of a row; the two ends of a range are one."""
    if not isinstance(when, nodes.And):
        return (when,)
    if len(when.items) == 2 and is_range(when):
        return (when,)
    return when.items


def is_range(node: nodes.And) -> bool:
    return (
        all(isinstance(i, nodes.Compare) for i in node.items)
        and len({unplaced(operand_of(i)) for i in node.items}) == 1
    )


def operand_of(test: nodes.Node) -> nodes.Node:
    """What a cell tests."""
    match test:
        case nodes.OneOf():
            return test.operand
        case nodes.Same() | nodes.Compare():
            return bare(test.left)
        case nodes.Not():
            return operand_of(test.operand)
        case nodes.And() | nodes.Or() if test.items:
            return operand_of(test.items[0])
        case nodes.Among():
            return test.person
        case nodes.Some(condition=nodes.Same() | nodes.Compare() as same):
            return bare(same.right)
    raise Inexpressible("cell")


def bare(node: nodes.Node) -> nodes.Node:
    while isinstance(node, nodes.Rescale | nodes.ToQuotient):
        node = node.operand
    return node


def cell(w: Writer, column: object, when: nodes.Node) -> str:
    """The tests of a row that concern a column, as DMN writes a cell."""
    found = [test for test in parts(when) if unplaced(operand_of(test)) == column]
    if not found:
        return "-"
    simple = plain(w, found[0]) if len(found) == 1 and column not in w.sizes else None
    if simple is not None:
        return simple
    w.stands_for[column] = HOLE
    text = chained([w.at(test, COMPARE) for test in found], "and", COMPARE).text
    del w.stands_for[column]
    return text


def plain(w: Writer, test: nodes.Node) -> str | None:
    """A cell in the short form: values, a comparison, a range, several of them, or `not(…)` of these."""
    match test:
        case nodes.OneOf():
            values = [w.value(nodes.Const(test.operand.type, test.span, v)).text for v in test.values]
            return ", ".join(values) if values else None
        case nodes.Same(right=nodes.Const() as right):
            text = w.value(right).text
            return f"not({text})" if test.negated else text
        case nodes.Compare(right=right) if isinstance(bare(right), nodes.Const):
            text = w.at(right, SUM)
            return {"=": text, "!=": f"not({text})"}.get(test.op, f"{test.op} {text}")
        case nodes.And(items=(nodes.Compare() as low, nodes.Compare() as high)) if is_range(test):
            return ends(w, low, high)
        case nodes.Or():
            each = [plain(w, item) for item in test.items]
            return None if None in each or any("not(" in str(e) for e in each) else ", ".join(map(str, each))
        case nodes.Not():
            inner = plain(w, test.operand)
            return None if inner is None or "not(" in inner else f"not({inner})"
    return None


def ends(w: Writer, low: nodes.Compare, high: nodes.Compare) -> str | None:
    if low.op not in (">", ">=") or high.op not in ("<", "<="):
        return None
    if not all(isinstance(bare(c.right), nodes.Const) for c in (low, high)):
        return None
    start, end = "[" if low.op == ">=" else "(", "]" if high.op == "<=" else ")"
    return f"{start}{w.at(low.right, SUM)}..{w.at(high.right, SUM)}{end}"


# ---- a table inside a larger expression


def table(w: Writer, node: nodes.Table) -> Feel:
    """As FEEL text: rows tried one after the other, or all that hold."""
    rows: Sequence[tuple[Feel, Feel]] = [(w.value(r.when), w.value(r.then)) for _, r in nodes.in_order(node)]
    if node.hit in SINGLE:
        otherwise = rows[-1][1] if node.otherwise is None else w.value(node.otherwise)
        for when, then in reversed(rows if node.otherwise is not None else rows[:-1]):
            otherwise = chosen(when, then, otherwise)
        return otherwise
    if made_of_quotients(node):
        raise Inexpressible("quotient")
    each = ", ".join(f"if {when.text} then [{then.text}] else []" for when, then in rows)
    made = f"concatenate({each})" if len(rows) > 1 else each
    text = Feel(f"{MADE[node.hit]}({made})" if node.hit in MADE else made)
    any_row = chained([held(when, OR + 1) for when, _ in rows], "or", OR)
    return chosen(any_row, text, Feel(nothing(w, node)))
