"""How a mistake in a household is told: by its place in the text, or, where the household came as Python objects, by its path.

INVARIANT: what is told never holds the value of a fact; labels, choices and limits say what is expected, and only a terminal shows the line itself.
"""

from __future__ import annotations

from typing import NoReturn

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.ir.vocabulary import FactSpec, Wording


class Unfit(Exception):
    """A word is no value of its fact."""

    def __init__(self, kind: str, args: dict[str, object]) -> None:
        super().__init__(kind)
        self.kind, self.args_ = kind, args


def refuse(kind: str, **args: object) -> NoReturn:
    raise Unfit(kind, args)


class Report:
    """The problems of one document."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.errors = 0

    def add(self, kind: str, span: Span | None, path: str, **args: object) -> None:
        self.errors += 1
        self._put(kind, span, path, args, warning=False)

    def warn(self, kind: str, span: Span | None, path: str, **args: object) -> None:
        self._put(kind, span, path, args, warning=True)

    def _put(self, kind: str, span: Span | None, path: str, args: dict[str, object], *, warning: bool) -> None:
        words = {name: str(value) for name, value in args.items()}
        if span is None:
            words["path"] = path
        self.problems.extend((Problem(kind, span, words, warning),))


def named(what: FactSpec | Wording) -> dict[str, object]:
    """A fact's label in both languages, as arguments of a sentence."""
    label = what.label if isinstance(what, FactSpec) else what
    return {"label": label.zh, "label_en": label.en}
