"""The rows of the DMN Technology Compatibility Kit that lie beside the project, and when a value is the expected one."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from eligibility import feel
from eligibility.feel.domain import DateTime, NoValue, Value, equal, temporal_literal

KIT = Path(__file__).parents[3] / "shared" / "tck" / "literal.jsonl"
# The item definitions that some rows speak of stand in the models of their suites, not in the rows.
TYPES = {
    "tNumberList": "list<number>",
    "tStringList": "list<string>",
    "tAnyList": "list<Any>",
    "tNestedList": "list<list<string>>",
    "t255": "number",
    "tFooBar": "string",
    "t_context_013": "context<a: string, b: string>",
    "tNameAndAge": "context<name: string, age: number>",
    "exactContextType": "context<a: number, b: number>",
    "superContextType": "context<a: number>",
    "otherContextType": "context<a: number, b: number, c: number>",
}
# Where the row is about the type that its decision declares.
DECLARED = ("0082-feel-coercion",)
# What is not right, and why.
REST = {
    "0082-feel-coercion decisionService_001/decision_ds_001": "the null comes from the type of a decision service, which is no part of the row",
}


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in KIT.read_text("utf-8").splitlines()] if KIT.exists() else []


def name(row: dict[str, Any]) -> str:
    return f"{row['suite']} {row['id']}"


def wanted(expected: dict[str, Any]) -> Value | object:
    """The value that a row or another engine tells."""
    ((kind, text),) = expected.items()
    match kind:
        case "null":
            return None
        case "boolean":
            return bool(text == "true")
        case "decimal" | "double" | "integer":
            return number(text)
        case "list":
            return [wanted(item) for item in text]
        case "context":
            return {key: wanted(value) for key, value in text.items()}
        case "string":
            return str(text)
        case "error" | "other":
            return NotImplemented
    try:
        return temporal_literal(text)
    except NoValue:
        return NotImplemented


def number(text: str) -> Decimal | object:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return NotImplemented
    return found if found.is_finite() else NotImplemented


def same(a: Any, b: Any) -> bool:
    """Equal, and a date and time in its zone the same one; numbers to 8 decimals, since the kit writes irrational ones so."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return abs(a - b) <= Decimal("1e-8")
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return type(a) is type(b) and equal(a, b) is True and (not isinstance(a, DateTime) or str(a) == str(b))


def right(row: dict[str, Any]) -> bool:
    """Whether the value is the expected one; an expression that the kit calls an error may be refused too."""
    as_type = row["type"] if row["suite"] in DECLARED else None
    try:
        found = feel.evaluate(row["expr"], types=TYPES, as_type=as_type)
    except feel.FeelError:
        return bool(row["error"])
    return same(found, wanted(row["expected"]))
