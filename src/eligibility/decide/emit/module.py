"""A law as Python source."""

from __future__ import annotations

from eligibility.frozen import record


@record
class Module:
    """Source text, the names of the programmes' functions, which unknown parameter stands where, and where in a row the value of a definition is kept."""

    source: str
    programs: dict[str, str]
    unknown: dict[tuple[str, str], int]
    kept: dict[str, int]
