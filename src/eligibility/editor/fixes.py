"""What mends a mistake, where its remedy is the very text to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Span
from eligibility.frozen import record
from eligibility.messages.catalogue import phrase

WHOLE: Final = (
    "bare_date", "glued_name", "foreign_operator", "full_width_text", "single_quotes", "digit_grouping", "bare_range", "chained_comparison",
    "outer_name", "glued_number", "not_without_parentheses",
)  # fmt: skip
SIGNS: Final = {"fullwidth_colon": ": ", "wide_space": " "}
MISTAKEN: Final = ("name", "key", "value", "text")


@record
class Fix:
    """A text to write in place of a span, and how it is offered."""

    title: str
    span: Span
    text: str
    problem: Problem


def fixes(problem: Problem, lang: str) -> Iterator[Fix]:
    """The texts that mend a problem."""
    span = problem.span
    if span is None:
        return
    for text in replacements(problem, span.source.text[span.start : span.end]):
        yield Fix(phrase("replace", lang, file="editor", fix=text.strip() or "␠"), span, text, problem)


def replacements(problem: Problem, written: str) -> Iterator[str]:
    args, nearest = problem.args, problem.args.get("nearest", "")
    if problem.kind in SIGNS:
        yield SIGNS[problem.kind]
    if nearest and written in [args.get(key) for key in MISTAKEN]:
        yield nearest
    fix = args.get("fix", "")
    if problem.kind in WHOLE and fix and "…" not in fix:
        yield fix
    if problem.kind == "enum_unquoted" and written == args.get("name"):
        yield f'"{written}"'
