"""Why a decision has no value, or only part of one: a kind with its words, and the place in the model's file."""

from __future__ import annotations

from typing import Final

from eligibility.diagnostics.source import Span
from eligibility.frozen import record

LIMITS: Final = ("evaluation_too_deep", "too_many_evaluation_steps")


@record
class Reason:
    """`kind` is one of the catalogue of nulls, or of mistakes where a limit was met."""

    kind: str
    args: dict[str, str]
    span: Span | None

    def text(self, lang: str = "zh") -> str:
        from eligibility.messages.catalogue import null_text, problem_text

        return (
            problem_text(self.kind, self.args, lang).text
            if self.kind in LIMITS
            else null_text(self.kind, self.args, lang)
        )

    def plain(self, lang: str = "zh") -> dict[str, str]:
        """For JSON: the kind, which is stable, the place and the words."""
        return {"kind": self.kind, "at": self.span.place() if self.span else "", "text": self.text(lang)}

    def told(self, lang: str = "zh") -> str:
        """The place and the reason on one line."""
        return f"{self.span.place()}: {self.text(lang)}" if self.span else self.text(lang)


class Exhausted(Exception):
    """A decision needs more than the limits allow; the reason was noted."""
