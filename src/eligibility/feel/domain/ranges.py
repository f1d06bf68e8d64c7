"""Ranges (DMN 10.3.2.7): two ends, each closed or open, or a comparison with one end, the other undefined.

An end that is None is undefined: the range goes on without end. `!= 5`, which no two ends can say, is marked by `outside` and holds its value as `low`;
`= 5` holds what `[5..5]` holds and is another range, which `exact` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.frozen import record

if TYPE_CHECKING:
    from eligibility.feel.domain.values import Value


@record
class Range:
    low: Value
    high: Value
    low_closed: bool
    high_closed: bool
    outside: bool = False
    exact: bool = False

    @classmethod
    def of_test(cls, operator: str, end: Value) -> Range:
        """The range of `< 5`, `>= 5`, `= 5`, `!= 5` (Table 42)."""
        if operator in ("<", "<="):
            return cls(None, end, False, operator == "<=")
        exact = operator == "="
        return cls(end, end if exact else None, operator in ("=", ">="), exact, operator == "!=", exact)
