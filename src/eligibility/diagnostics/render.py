"""A problem as at most three lines: where and what, the line of the file, carets under the part that is meant with the remedy and the code.

Carets count in columns of a terminal, so that they stand right under Chinese. Without the source (in an exception, which must hold no values) or without
a place the remedy follows the message.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Span
from eligibility.diagnostics.width import width
from eligibility.messages.catalogue import problem_text

LONGEST: Final = 120  # columns of a source line that are shown
WARNING: Final = {"zh": "提醒：", "en": "warning: "}
RANGES: Final = ((0, 32), (127, 160), (0x2028, 0x202F), (0x2066, 0x206A), (0xD800, 0xE000))
STEERING: Final = dict.fromkeys((c for start, end in RANGES for c in range(start, end)), "?") | {9: " "}
STOP: Final = {"zh": "；", "en": "; "}


def render(problem: Problem, *, lang: str = "zh", with_source: bool = True) -> str:
    """The problem in words."""
    said = problem_text(problem.kind, problem.args, lang)
    where = problem.span.place() if problem.span else problem.args.get("path", "")
    text = (WARNING.get(lang, "") if problem.warning else "") + said.text
    head = harmless(f"{where}: {text}" if where else text)
    if problem.span is None or not with_source:
        remedy = STOP.get(lang, "; ") + said.remedy if said.remedy else ""
        return f"{head}{harmless(remedy)}   [{said.code}]"
    line, carets = marked(problem.span)
    remedy = f" {said.remedy}" if said.remedy else ""
    return f"{head}\n{line}\n{carets}{harmless(remedy)}   [{said.code}]"


def harmless(text: str) -> str:
    """A text of one line without the characters that steer a terminal, turn the direction of writing, or are half of one that cannot be written."""
    return text.translate(STEERING)


def render_all(problems: Iterable[Problem], *, lang: str = "zh", with_source: bool = True) -> str:
    return "\n".join(render(p, lang=lang, with_source=with_source) for p in problems)


def marked(span: Span) -> tuple[str, str]:
    """The line that a span begins on, shortened around the span where it is long, and carets under the span."""
    number, column = span.source.line_column(span.start)
    line = harmless(span.source.line(number))
    first = min(column - 1, len(line))
    last = min(first + max(span.end - span.start, 1), max(len(line.rstrip()), first + 1))
    if width(line) > LONGEST:
        line, first, last = shortened(line, first, last)
    return line, " " * width(line[:first]) + "^" * max(1, width(line[first:last]))


def shortened(line: str, first: int, last: int) -> tuple[str, int, int]:
    """A part of a long line with the marked characters in it."""
    start = first
    while start > 0 and width(line[start:first]) < LONGEST // 3:
        start -= 1
    end = start
    while end < len(line) and width(line[start:end]) < LONGEST - 4:
        end += 1
    before, after = "…" if start else "", "…" if end < len(line) else ""
    moved = len(before) - start
    return before + line[start:end] + after, first + moved, min(last, end) + moved
