"""Problems as a SARIF 2.1.0 log (OASIS), which code-scanning services read: a rule a kind, with the help of `--explain`, and a result a problem."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from eligibility.diagnostics.as_json import Named, place, same
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import STOP
from eligibility.messages.catalogue import Explained, explained, problem_text

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TONGUE: Final = {"zh": "zh-CN", "en": "en"}
REGION: Final = {"line": "startLine", "column": "startColumn", "end_line": "endLine", "end_column": "endColumn"}


def render_sarif(problems: Sequence[Problem], *, lang: str = "zh", version: str = "", on_disk: Named = same) -> str:
    kinds = list(dict.fromkeys(p.kind for p in problems))
    run = {
        "tool": {"driver": {"name": "eligibility", "version": version, "rules": [rule(k, lang) for k in kinds]}},
        "language": TONGUE.get(lang, "zh-CN"),
        "columnKind": "unicodeCodePoints",
        "results": [result(p, kinds.index(p.kind), lang, on_disk) for p in problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def rule(kind: str, lang: str) -> dict[str, Any]:
    told = explained(kind, lang)
    return {
        "id": told.code,
        "name": "".join(word.capitalize() for word in kind.split("_")),
        "shortDescription": {"text": told.text},
        "fullDescription": {"text": f"{told.means}{'' if lang == 'zh' else ' '}{told.why}"},
        "help": {"text": f"{told.means}\n{told.why}\n\n{told.wrong}\n\n→\n\n{told.right}", "markdown": markdown(told)},
        "defaultConfiguration": {"level": "error"},
    }


def markdown(told: Explained) -> str:
    fence = "```"
    return f"{told.means}\n\n{told.why}\n\n{fence}\n{told.wrong}\n{fence}\n\n→\n\n{fence}\n{told.right}\n{fence}\n"


def result(problem: Problem, index: int, lang: str, on_disk: Named = same) -> dict[str, Any]:
    said = problem_text(problem.kind, problem.args, lang)
    found = place(problem, on_disk)
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(str(found["file"]))}} if found["file"] else {}
    region = {REGION[key]: value for key, value in found.items() if key in REGION and value is not None}
    if region:
        physical["region"] = region
    return {
        "ruleId": said.code,
        "ruleIndex": index,
        "level": "warning" if problem.warning else "error",
        "message": {"text": said.text + (STOP.get(lang, "; ") + said.remedy if said.remedy else "")},
        "locations": [{"physicalLocation": physical}] if physical else [],
    }


def uri(path: str) -> str:
    """A path as a URI reference: relative to the working folder, or a `file:` one."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
