"""Truth and choice. FEEL's `and`, `or` and `not` are Kleene's, as ours; its `if`, `=` and `in` take null for an answer, so they are guarded."""

from __future__ import annotations

from eligibility.dmn.write import library
from eligibility.dmn.write.leaves import literal, number
from eligibility.dmn.write.quotients import crossed, is_quotient
from eligibility.dmn.write.writer import (
    AND,
    ANY,
    COMPARE,
    OR,
    PATH,
    SUM,
    Feel,
    Ref,
    Writer,
    chained,
    chosen,
    guarded,
    held,
    quoted,
)
from eligibility.ir import nodes
from eligibility.ir.types import BOUNDARY, Number

CROSSED = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
# of `x op p` with p from low to high: when it holds for every p, and when for none
FOR_ALL = {"<": ("<", "low"), "<=": ("<=", "low"), ">": (">", "high"), ">=": (">=", "high")}
FOR_NONE = {"<": (">=", "high"), "<=": (">", "high"), ">": ("<=", "low"), ">=": ("<", "low")}


def both(w: Writer, node: nodes.And) -> Feel:
    return joined(w, node.items, "and", AND, "true")


def either(w: Writer, node: nodes.Or) -> Feel:
    return joined(w, node.items, "or", OR, "false")


def joined(w: Writer, items: tuple[nodes.Node, ...], word: str, level: int, empty: str) -> Feel:
    if len(items) == 1:
        return w.value(items[0])
    ranged = as_range(w, items) if word == "and" else None
    if ranged is not None:
        return ranged
    return chained([w.at(item, level + 1) for item in items], word, level) if items else Feel(empty)


def as_range(w: Writer, items: tuple[nodes.Node, ...]) -> Feel | None:
    """`x in [a..b]`, where both ends are figures and x is one thing."""
    if len(items) != 2 or not all(isinstance(i, nodes.Compare) for i in items):
        return None
    low, high = items
    assert isinstance(low, nodes.Compare)
    assert isinstance(high, nodes.Compare)
    if low.op not in (">", ">=") or high.op not in ("<", "<=") or not same_text(w, low.left, high.left):
        return None
    if not (isinstance(low.right, nodes.Const) and isinstance(high.right, nodes.Const)) or is_quotient(low.left):
        return None
    start, end = "[" if low.op == ">=" else "(", "]" if high.op == "<=" else ")"
    ends = f"{start}{w.at(low.right, SUM)}..{w.at(high.right, SUM)}{end}"
    return Feel(f"{w.at(low.left, SUM)} in {ends}", COMPARE)


def same_text(w: Writer, one: nodes.Node, other: nodes.Node) -> bool:
    return w.value(one).text == w.value(other).text


def opposite(w: Writer, node: nodes.Not) -> Feel:
    return Feel(f"not({w.value(node.operand).text})")


def choice(w: Writer, node: nodes.If) -> Feel:
    condition = w.value(node.condition)
    return guarded(unknown(w, node.condition), chosen(condition, w.value(node.then), w.value(node.otherwise)))


def unknown(w: Writer, condition: nodes.Node) -> list[Feel]:
    """The texts of which one is null where a condition is: what it compares, or itself."""
    if not w.book.nulls.of(condition, w.open):
        return []
    match condition:
        case nodes.Not():
            return unknown(w, condition.operand)
        case nodes.Compare(op="<" | "<=" | ">" | ">=") if not (
            is_unknown(condition.left) or is_unknown(condition.right)
        ):
            sides = (condition.left, condition.right)
            if not any(is_quotient(s) for s in sides):
                return open_among(w, *((s, w.value(s)) for s in sides))
    return [w.value(condition)]


# ---- comparison


def compare(w: Writer, node: nodes.Compare) -> Feel:
    if is_quotient(node.left) or is_quotient(node.right):
        left, right = crossed(w, node.left, node.right)
    else:
        left, right = w.value(node.left), w.value(node.right)
        bounded = within_bounds(w, node, left, right)
        if bounded is not None:
            return bounded
    text = Feel(f"{held(left, SUM)} {node.op} {held(right, SUM)}", COMPARE)
    return text if node.op not in ("=", "!=") else guarded(open_among(w, (node.left, left), (node.right, right)), text)


def open_among(w: Writer, *parts: tuple[nodes.Node, Feel]) -> list[Feel]:
    """The texts of those nodes that may have no value."""
    return [text for node, text in parts if w.book.nulls.of(node, w.open)]


def within_bounds(w: Writer, node: nodes.Compare, left: Feel, right: Feel) -> Feel | None:
    """A comparison with a figure that is not known is still answered where every figure in its range gives the same answer."""
    op, value, limit = node.op, node.left, node.right
    if is_unknown(node.left):
        op, value, limit, left, right = MIRRORED[op], node.right, node.left, right, left
    if not is_unknown(limit) or op not in FOR_ALL or w.book.nulls.of(value, w.open):
        return None
    assert isinstance(limit.type, Number)
    assert isinstance(value.type, Number)
    bounds = {"low": number(limit.type.low, limit.type.scale), "high": number(limit.type.high, limit.type.scale)}
    x, p = held(left, SUM), held(right, SUM)
    surely, never = (f"{x} {sign} {bounds[end].text}" for sign, end in (FOR_ALL[op], FOR_NONE[op]))
    unknown = chosen(Feel(surely), Feel("true"), chosen(Feel(never), Feel("false"), Feel("null")))
    return chosen(Feel(f"{p} != null"), Feel(f"{x} {op} {p}"), unknown)


def is_unknown(node: nodes.Node) -> bool:
    node = node.operand if isinstance(node, nodes.Rescale) else node
    return isinstance(node, nodes.Parameter) and node.value is None and isinstance(node.type, Number)


def compare_by(w: Writer, node: nodes.CompareBy) -> Feel:
    """By a boundary word, which is known: one comparison; else by whichever it is."""
    if is_quotient(node.left) or is_quotient(node.right):
        left, right = crossed(w, node.left, node.right)
    else:
        left, right = w.value(node.left), w.value(node.right)
    boundary = w.at(node.boundary, SUM)
    words = [quoted(w.book.names.value(BOUNDARY, i)) for i in range(len(BOUNDARY.values))]
    tests = [Feel(f"{held(left, SUM)} {op} {held(right, SUM)}", COMPARE) for op in ("<", "<=", ">", ">=")]
    out = tests[-1]
    for word, test in reversed(list(zip(words[:-1], tests[:-1], strict=True))):
        out = chosen(Feel(f"{boundary} = {word}", COMPARE), test, out)
    return guarded(open_among(w, (node.boundary, Feel(boundary))), out)


def same(w: Writer, node: nodes.Same) -> Feel:
    left, right = w.value(node.left), w.value(node.right)
    text = Feel(f"{held(left, SUM)} {'!=' if node.negated else '='} {held(right, SUM)}", COMPARE)
    return guarded(open_among(w, (node.left, left), (node.right, right)), text)


def one_of(w: Writer, node: nodes.OneOf) -> Feel:
    operand = w.value(node.operand)
    words = [literal(w, node.operand.type, v).text for v in node.values]
    if len(words) == 1:
        text = Feel(f"{held(operand, SUM)} = {words[0]}", COMPARE)
    else:
        text = Feel(f"{held(operand, SUM)} in ({', '.join(words)})", COMPARE) if words else Feel("false", PATH)
    return guarded(open_among(w, (node.operand, operand)), text)


def lies_in(w: Writer, node: nodes.LiesIn) -> Feel:
    """A code lies in another that begins alike, as far as that says something."""
    place, within = w.value(node.place), w.value(node.within)
    open_ = open_among(w, (node.place, place), (node.within, within))
    if not isinstance(node.within, nodes.Const):
        call = f"{w.use(Ref('library', library.LIES_IN))}({place.text}, {within.text})"
        return guarded(open_, Feel(call))
    code = str(node.within.value)
    told = code.removesuffix("00").removesuffix("00") if code.endswith("00") else code
    part = held(place, SUM) if told == code else f"substring({place.text}, 1, {len(told)})"
    return guarded(open_, Feel(f"{part} = {quoted(told)}", COMPARE))


__all__ = ["ANY", "both", "choice", "compare", "compare_by", "either", "lies_in", "one_of", "opposite", "same"]
