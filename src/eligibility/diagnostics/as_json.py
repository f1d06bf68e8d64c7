"""Problems as data for other programs: one object a problem, in both languages, with the file on disk and where the characters meant begin and end.

Lines and columns count from 1, columns in characters; `end_column` is the column after the last character. A problem of a whole file has no line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from eligibility.diagnostics.problem import Problem
from eligibility.messages.catalogue import LANGUAGES, problem_text

Named = Callable[[str], str]  # the name that is shown -> the path on disk


def same(name: str) -> str:
    return name


def render_json(problems: Iterable[Problem], on_disk: Named = same) -> str:
    """A JSON list, one problem a line."""
    lines = [json.dumps(as_object(p, on_disk), ensure_ascii=False) for p in problems]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def as_object(problem: Problem, on_disk: Named = same) -> dict[str, Any]:
    said = {lang: problem_text(problem.kind, problem.args, lang) for lang in LANGUAGES}
    return {
        "code": problem.code,
        "kind": problem.kind,
        "severity": "warning" if problem.warning else "error",
        **place(problem, on_disk),
        "message": {lang: words.text for lang, words in said.items()},
        "remedy": {lang: words.remedy for lang, words in said.items()},
    }


def place(problem: Problem, on_disk: Named = same) -> dict[str, str | int | None]:
    """The file, and the first and last place of the characters meant."""
    span = problem.span
    if span is None:
        path = problem.args.get("path")
        found = on_disk(path) if path else None
        return {"file": found, "line": None, "column": None, "end_line": None, "end_column": None}
    line, column = span.source.line_column(span.start)
    end_line, end_column = span.source.line_column(max(span.end, span.start))
    return {
        "file": on_disk(span.source.name),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
