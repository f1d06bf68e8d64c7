"""A table's value in words: which rows decided it, by their numbers in the file.

100 元（第 1 行） + 50 元（第 3 行）        第 2 行        第 1、3 行
"""

from __future__ import annotations

from eligibility.ir import nodes
from eligibility.ir.nodes import SINGLE
from eligibility.wording.speech import FALSE, TRUE, Env, Speech

Held = list[tuple[int, nodes.Row, int]]  # a row's position, the row, 1 where it holds or 3 where it may


def held(s: Speech, node: nodes.Table, env: Env) -> Held:
    """The rows that decided a table's value: of one that one row decides, as far as they were tried; of `C<` and `C>` those with the value."""
    out: Held = []
    for position, row in nodes.in_order(node):
        mask = s.truth(row.when, env) if s.record.was_read(row.when, env) else FALSE
        if mask & TRUE:
            out.append((position, row, mask))
        if mask == TRUE and node.hit in SINGLE:
            break
    if node.hit in ("C<", "C>"):
        value = s.record.value(node, env)
        if value is not None and value[0] == value[1]:
            return [r for r in out if s.record.value(r[1].then, env)[:2] == value[:2]]
    return out


def is_default(s: Speech, node: nodes.Table, env: Env) -> bool:
    """Whether no row certainly holds, so that the default may be the value."""
    return node.otherwise is not None and all(mask != TRUE for _, _, mask in held(s, node, env))


def is_sum(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Table) and node.hit == "C+"


def rows_said(s: Speech, node: nodes.Table, env: Env) -> str:
    """`第 2 行`, `第 1、3 行`; where none holds that it is the default. Empty while that is open."""
    found = held(s, node, env)
    if any(mask != TRUE for _, _, mask in found):
        return ""
    if not found:
        return s.say("tables.none")
    numbers = s.listed([str(position + 1) for position, _, _ in sorted(found, key=lambda r: r[0])])
    return s.say("tables.row" if len(found) == 1 else "tables.rows", n=numbers)
