"""A table: rows that may hold are joined until one certainly does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.logic import join
from eligibility.ir import nodes

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader


def table(r: Reader, node: nodes.Table, env: Env) -> Abstract:
    found: Abstract = None
    deps = 0
    for row in node.rows:
        mask, d = r.value(row.when, env)
        if mask == 2:
            continue
        deps |= d
        value = r.value(row.then, env)
        found = value if found is None else join(node.type, found, value, deps)
        if mask == 1:
            return found
    value = r.value(node.otherwise, env)
    return value if found is None else join(node.type, found, value, deps)
