"""Units: which numbers may meet, and what comes of multiplying and dividing them (DESIGN: units refuse).

Counts, ratios and bare numbers have no dimension and scale anything. Months and years of money meet only through `per_month` and `per_year`.
"""

from __future__ import annotations

from typing import Final

SCALES: Final = {
    "boolean": 0, "count": 0, "number": 4, "ratio": 6, "yuan": 2, "yuan/month": 2, "yuan/year": 2, "m2": 2, "hours": 1, "days": 0, "months": 0,
    "years": 0,
}  # fmt: skip

PLAIN: Final = frozenset({"count", "number", "ratio"})

PRODUCTS: Final = {
    ("yuan/month", "months"): "yuan",
    ("yuan/year", "years"): "yuan",
    ("yuan", "m2"): "yuan",
}
QUOTIENTS: Final = {
    ("yuan", "months"): "yuan/month",
    ("yuan", "years"): "yuan/year",
    ("yuan", "yuan/month"): "months",
    ("yuan", "yuan/year"): "years",
}


def is_number_unit(name: str) -> bool:
    return name in SCALES and name != "boolean"


def meet(left: str, right: str) -> str | None:
    """The unit in which two numbers may be added or compared; None where they may not."""
    if left == right:
        return left
    if left in PLAIN and right in PLAIN:
        return "number" if "number" in (left, right) else "ratio"
    return None


def product(left: str, right: str) -> str | None:
    if left in PLAIN and right in PLAIN:
        return left if left == right else "number"
    if left in PLAIN:
        return right
    if right in PLAIN:
        return left
    return PRODUCTS.get((left, right)) or PRODUCTS.get((right, left))


def quotient(left: str, right: str) -> str | None:
    if left == right:
        return "ratio"
    if right in PLAIN:
        return "number" if left in PLAIN else left
    return QUOTIENTS.get((left, right))


def bridge(left: str, right: str) -> str:
    """The function that would bring the right side to the left side's unit, or an empty text."""
    if (left, right) == ("yuan/month", "yuan/year"):
        return "per_month"
    if (left, right) == ("yuan/year", "yuan/month"):
        return "per_year"
    return ""
