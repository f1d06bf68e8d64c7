"""A picture as PNG, by a package that is not installed by itself."""

from __future__ import annotations

from typing import Final

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem

EXTRA: Final = "chart"
SCALE: Final = 2  # pixels of the file for each of the drawing


def png(svg: str) -> bytes:
    """Raises EligibilityError where the extra is missing."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise EligibilityError((Problem("missing_extra", None, {"extra": EXTRA, "package": "resvg-py"}),)) from None
    return bytes(svg_to_bytes(svg_string=svg, zoom=SCALE))
