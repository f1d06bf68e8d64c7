"""Bodies of rules: an expression, a table, or dated pieces of either. Expressions are parsed here and typed when a law is linked.

An expression that cannot be parsed is noted once and stays in the record as `BROKEN`, so that whatever reads the rule by name is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Items
from typing import Final

from eligibility.diagnostics.problem import Problem
from eligibility.feel import ast
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse, parse_tests
from eligibility.policy.basis import cited, grounded, read_into, rests
from eligibility.policy.entry import NOTHING, Entry, File, as_mapping, as_scalar, wrong_node
from eligibility.policy.figures import NUMBER
from eligibility.policy.model import BROKEN, Body, Expression, Piece, Row, Table
from eligibility.policy.periods import Period, check_periods
from eligibility.policy.shapes import PieceShape, TableShape
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.policy.words import KEY_OF

BODY_KEYS: Final = ("value", "when")
PLAIN_WORD: Final = re.compile(r"[^\W\d]\w*")


def expression(file: File, scalar: Scalar) -> Expression:
    span, text = scalar.span, scalar.text
    assert span is not None
    if text.strip() in NOTHING:
        file.problems.add("empty_expression", span)
        return Expression(text, BROKEN, span)
    try:
        return Expression(text, parse(text), span)
    except Mistake as found:
        from eligibility.feel.beyond import meant  # all of the standard, which no sound policy needs

        mistake = meant(text, found)
        file.problems.extend([Problem(mistake.kind, span.within(mistake.start, mistake.end), mistake.args_)])
        return Expression(text, BROKEN, span)


def optional_expression(entry: Entry, key: str) -> Expression | None:
    found = entry.scalar(key)
    return None if found is None else expression(entry.file, found)


def body(file: File, node: Node, name: str) -> Body:
    """An expression, or `{table: …}`."""
    if isinstance(node, Scalar):
        return expression(file, node)
    if isinstance(node, Mapping) and len(node.items) == 1 and KEY_OF.get(node.items[0][0].text) == "table":
        inner = as_mapping(file, node.items[0][1], "table")
        found = None if inner is None else table(Entry(file, inner, TableShape, node.items[0][0]))
        return found or broken(node)
    wrong_node(file, node, name, "body")
    return broken(node)


def broken(node: Node) -> Expression:
    """What stands for a body that cannot be read."""
    assert node.span is not None
    return Expression("", BROKEN, node.span)


# ---- dated pieces


def pieces(entry: Entry, key: str) -> tuple[Piece, ...]:
    """The pieces of `value` or `when`; one without a period where the body stands there itself."""
    node = entry.node(key)
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        found = body(entry.file, node, key)
        return (Piece(None, None, found, (), (), None, None, found.span),)
    if not node.items:
        entry.problem("empty_list", key, name=key)
    elif not any(isinstance(item, Mapping) for item in node.items):
        wrong_node(entry.file, node, key, "pieces")
        return ()
    out, periods = [], []
    for part in entry.listed(key, PieceShape):
        since, until = part.period()
        periods.append(Period(since, until, part.at, bool(part.flag("after_gap"))))
        days = part.day("published"), part.day("confirmed")
        out.append(Piece(since, until, piece_body(part), cited(part), read_into(part), *days, part.at))
        if not rests(entry):
            grounded(part)
    check_periods(periods, entry.file.problems)
    return tuple(out)


def piece_body(part: Entry) -> Body:
    given = [key for key in BODY_KEYS if key in part]
    if len(given) != 1:
        span = part.key_span(given[1]) if given else part.at
        part.file.problems.add("one_body", span, choices="value, when", given=", ".join(given))
    node = part.node(given[0]) if len(given) == 1 else None
    return Expression("", BROKEN, part.at) if node is None else body(part.file, node, given[0])


# ---- tables


def table(entry: Entry) -> Table | None:
    ready = [entry.need(key) for key in ("hit", "inputs", "rows")]
    hit, given = entry.choice("hit", "hit"), entry.mapping("inputs")
    rows, otherwise = entry.node("rows"), optional_expression(entry, "else")
    if not all(ready) or hit is None or given is None or rows is None:
        return None
    inputs = [
        (name.text, expression(entry.file, s))
        for name, node in given.items
        if (s := as_scalar(entry.file, node, name.text)) is not None
    ]
    if not isinstance(rows, Sequence):
        wrong_node(entry.file, rows, "rows", "list")
        return None
    names = [name for name, _ in inputs]
    read = [row(entry.file, item, names) for item in rows.items]
    return Table(hit, tuple(inputs), tuple(r for r in read if r is not None), otherwise, priorities(entry), entry.at)


def priorities(entry: Entry) -> tuple[Expression, ...] | None:
    """The output values by rank, the first comes first."""
    node = entry.node("priority")
    if node is None:
        return None
    if not isinstance(node, Sequence):
        wrong_node(entry.file, node, "priority", "list")
        return None
    scalars = [as_scalar(entry.file, item, "priority") for item in node.items]
    return tuple(expression(entry.file, s) for s in scalars if s is not None)


def row(file: File, node: Node, names: Items[str]) -> Row | None:
    """A cell for each input, and `then`."""
    found = as_mapping(file, node, "rows")
    if found is None or found.span is None:
        return None
    cells: dict[str, Node] = {}
    then: Expression | None = None
    for key, value in found.items:
        if key.text in names:
            cells[key.text] = value
        elif KEY_OF.get(key.text) == "then":
            scalar = as_scalar(file, value, "then")
            then = expression(file, scalar) if scalar is not None else None
        else:
            file.problems.add("unknown_key", key.span, key=key.text, nearest="", choices=", ".join([*names, "then"]))
    if then is None:
        file.problems.add("missing_key", found.span, key="then", of="rows")
        return None
    tests = tuple(cell(file, cells[n]) if n in cells else None for n in names)
    return Row(tests, tuple(cells[n].span if n in cells else None for n in names), then, found.span)


def cell(file: File, node: Node) -> ast.Tests | None:
    """A value, a list of values, or unary tests in quotes; None where anything will do."""
    if isinstance(node, Mapping):
        wrong_node(file, node, "rows", "cell")
        return None
    if isinstance(node, Sequence):
        scalars = [s for item in node.items if (s := as_scalar(file, item, "rows")) is not None]
        return ast.Tests(start=0, end=0, tests=tuple(plain(s.text) for s in scalars))
    text = node.text.strip()
    if text in ("-", *NOTHING):
        return None
    if not node.quoted and text[0] not in "<>=!":
        return ast.Tests(start=0, end=0, tests=(plain(text),))
    if PLAIN_WORD.fullmatch(text):
        return ast.Tests(start=0, end=0, tests=(plain(text),))
    try:
        return parse_tests(node.text)
    except Mistake as mistake:
        file.problems.extend([Problem(mistake.kind, node.at(mistake.start, mistake.end), mistake.args_)])
        return None


def plain(text: str) -> ast.Node:
    """A value as YAML writes it."""
    if NUMBER.fullmatch(text) and not text.startswith(("-", "+")):
        return ast.Number(start=0, end=0, text=text.rstrip("%"), percent=text.endswith("%"))
    if text in ("true", "false", "是", "否"):
        return ast.Boolean(start=0, end=0, value=text in ("true", "是"))
    return ast.String(start=0, end=0, value=text)
