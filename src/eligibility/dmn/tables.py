"""Hit policies (DMN 1.5, 8.2.11): from the outputs of the rules that fit to the one value of the table. Values in, value out; nothing else is read.

| policy | name | value |
|---|---|---|
| `U` | unique | the one rule's; none where several fit |
| `A` | any | that of all rules, which must be the same |
| `P` | priority | the rule's whose output comes first among the allowed outputs |
| `F` | first | the first rule's |
| `R` | rule order | a list, in the order of the rules |
| `O` | output order | a list, in the order of the allowed outputs |
| `C` | collect | a list; with `+ < > #` the sum, the least, the greatest, the number of outputs |

Where no rule fits the value is the default, if the table has one; else null. Of nothing the number is 0 and a list is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from eligibility.feel.domain import DaysTimeDuration, NoValue, Value, YearsMonthsDuration, arithmetic, compare

Row = Sequence[Value]
Rank = tuple[int, ...]
SUMMED = (Decimal, DaysTimeDuration, YearsMonthsDuration)


def decided(
    policy: str,
    rows: Sequence[Row],
    *,
    aggregation: str = "",
    names: Sequence[str] = ("",),
    ranks: Sequence[Rank] = (),
    default: Row | None = None,
) -> Value:
    """The table's value. `rows` are the outputs of the rules that fit, `names` those of the outputs; `ranks` say for each row at which place among the
    allowed outputs its outputs stand. Raises NoValue where the policy gives none.
    """
    if not rows:
        if default is not None:
            return output(default, names)
        return nothing(policy, aggregation)
    match policy:
        case "U" if len(rows) > 1:
            raise NoValue("several_rules", count=len(rows))
        case "A" if not all(same(rows[0], row) for row in rows[1:]):
            raise NoValue("different_outputs", count=len(rows))
        case "U" | "A" | "F":
            return output(rows[0], names)
        case "P":
            return output(in_order(rows, ranks)[0], names)
        case "O":
            return [output(row, names) for row in in_order(rows, ranks)]
    return collected(rows, aggregation, names)


def nothing(policy: str, aggregation: str) -> Value:
    """The value where no rule fits and there is no default."""
    if policy == "C" and aggregation == "#":
        return Decimal(0)
    raise NoValue("no_rule")


def output(row: Row, names: Sequence[str]) -> Value:
    """One output as it is, several as a context."""
    return row[0] if len(names) == 1 else dict(zip(names, row, strict=True))


def same(one: Row, other: Row) -> bool:
    return all(a is b or compare.equal(a, b) is True for a, b in zip(one, other, strict=True))


def in_order(rows: Sequence[Row], ranks: Sequence[Rank]) -> list[Row]:
    """The rows by the rank of their outputs, the first output first; of equal ones the earlier rule."""
    return [rows[i] for i in sorted(range(len(rows)), key=lambda i: ranks[i])]


def collected(rows: Sequence[Row], aggregation: str, names: Sequence[str]) -> Value:
    outputs = [output(row, names) for row in rows]
    match aggregation:
        case "":
            return outputs
        case "#":
            return Decimal(len(outputs))
        case "+":
            return total(outputs)
    best = outputs[0]
    for value in outputs:
        order = compare.order(value, best)
        if order is None:
            raise NoValue("not_aggregable")
        if order < 0 if aggregation == "<" else order > 0:
            best = value
    return best


def total(values: Sequence[Value]) -> Value:
    """The sum of numbers, or of durations of one kind."""
    kind = type(values[0])
    if kind not in SUMMED or any(type(v) is not kind for v in values):
        raise NoValue("not_aggregable")
    found = values[0]
    for value in values[1:]:
        found = arithmetic.add(found, value)
    return found
