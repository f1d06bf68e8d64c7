"""What leaves `feel` where a text is no FEEL, or needs more than the limits allow."""

from __future__ import annotations

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Source, Span
from eligibility.feel.mistake import Mistake


class FeelError(EligibilityError):
    """The text of an expression cannot be read or run; `problems` holds the mistake with its place in the text."""

    code = "feel"


def refused(text: str, mistake: Mistake) -> FeelError:
    return FeelError([Problem(mistake.kind, Span(Source("FEEL", text), mistake.start, mistake.end), mistake.args_)])
