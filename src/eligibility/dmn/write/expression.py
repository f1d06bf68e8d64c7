"""Which function writes which node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from eligibility.dmn.write import arithmetic, dates, leaves, lists, logic, tables
from eligibility.ir import nodes

EMIT: Final[Mapping[type[nodes.Node], Any]] = {
    nodes.Const: leaves.const,
    nodes.Fact: leaves.fact,
    nodes.Parameter: leaves.parameter,
    nodes.Local: leaves.local,
    nodes.Definition: leaves.definition,
    nodes.And: logic.both,
    nodes.Or: logic.either,
    nodes.Not: logic.opposite,
    nodes.If: logic.choice,
    nodes.Compare: logic.compare,
    nodes.CompareBy: logic.compare_by,
    nodes.Same: logic.same,
    nodes.OneOf: logic.one_of,
    nodes.LiesIn: logic.lies_in,
    nodes.Add: arithmetic.add,
    nodes.Subtract: arithmetic.subtract,
    nodes.Multiply: arithmetic.multiply,
    nodes.Divide: arithmetic.divide,
    nodes.Negate: arithmetic.negate,
    nodes.Absolute: arithmetic.absolute,
    nodes.Rescale: arithmetic.rescale,
    nodes.ToQuotient: arithmetic.to_quotient,
    nodes.Least: arithmetic.least,
    nodes.Greatest: arithmetic.greatest,
    nodes.Round: arithmetic.rounded,
    nodes.YearsBetween: dates.years,
    nodes.MonthsBetween: dates.months,
    nodes.DaysBetween: dates.days,
    nodes.Shift: dates.shift,
    nodes.Filter: lists.filtered,
    nodes.Collect: lists.collected,
    nodes.Concatenate: lists.concatenated,
    nodes.ListLiteral: lists.literal,
    nodes.Count: lists.count,
    nodes.Sum: lists.total,
    nodes.LeastOf: lists.least,
    nodes.GreatestOf: lists.greatest,
    nodes.Some: lists.some,
    nodes.Every: lists.every,
    nodes.Among: lists.among,
    nodes.Table: tables.table,
}
