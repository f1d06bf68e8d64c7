"""Problems as workflow commands of GitHub Actions, which shows them beside the lines of a change.

::error file=policies/cn/programs/aid.yaml,line=7,col=11,endLine=7,endColumn=15,title=E201::no fact … is called `x`; did you mean y?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from eligibility.diagnostics.as_json import Named, place, same
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import STOP, harmless
from eligibility.messages.catalogue import problem_text

DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY: Final = {**DATA, ":": "%3A", ",": "%2C"}
NAMES: Final = {"file": "file", "line": "line", "column": "col", "end_line": "endLine", "end_column": "endColumn"}


def render_github(problems: Iterable[Problem], *, lang: str = "zh", on_disk: Named = same) -> str:
    return "\n".join(command(p, lang, on_disk) for p in problems)


def command(problem: Problem, lang: str, on_disk: Named = same) -> str:
    said = problem_text(problem.kind, problem.args, lang)
    found = place(problem, on_disk)
    parts = [f"{NAMES[key]}={escaped(str(value), PROPERTY)}" for key, value in found.items() if value is not None]
    parts.append(f"title={escaped(said.code, PROPERTY)}")
    text = harmless(said.text + (STOP.get(lang, "; ") + said.remedy if said.remedy else ""))
    return f"::{'warning' if problem.warning else 'error'} {','.join(parts)}::{escaped(text, DATA)}"


def escaped(text: str, signs: Mapping[str, str]) -> str:
    return text.translate(str.maketrans(dict[str, int | str | None](signs)))
