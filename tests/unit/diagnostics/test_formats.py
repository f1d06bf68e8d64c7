"""Problems for other programs: the JSON list, workflow commands of GitHub, and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

from eligibility.diagnostics.as_github import render_github
from eligibility.diagnostics.as_json import render_json
from eligibility.diagnostics.as_sarif import render_sarif
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Source, Span

TEXT = "program: aid\nlabel: {zh: 互助金}\nfor_each: household\n"
SOURCE = Source("policies/cn/programs/aid.yaml", TEXT)
MISSING = Problem("missing_key", Span(SOURCE, 20, 29), {"key": "en", "of": "label"})
WHOLE = Problem("too_large", None, {"path": "policies/cn/大 文件,1.yaml", "limit": "4"})
OLD = Problem("hides_newer", Span(SOURCE, 0, 7), {"newer": "2021-07-01"}, warning=True)
ODD = Problem("unknown_key", Span(SOURCE, 0, 7), {"key": "100%\n::error::x", "nearest": "", "choices": "a"})
ALL = (WHOLE, OLD, MISSING)

STRING = {"type": "string", "minLength": 1}
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": STRING}, "additionalProperties": False}


def strict(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    properties = {**required, **optional}
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


# What SARIF 2.1.0 says of the properties that are written here (3.13, 3.14, 3.19, 3.27, 3.29, 3.30, 3.49); no others are.
POSITIVE = {"type": "integer", "minimum": 1}
REGION = strict({"startLine": POSITIVE}, startColumn=POSITIVE, endLine=POSITIVE, endColumn=POSITIVE)
ARTIFACT = strict({"uri": {"type": "string", "format": "uri-reference", "pattern": r"^[!-~]+$"}})
PLACE = strict({"physicalLocation": strict({"artifactLocation": ARTIFACT}, region=REGION)})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = strict(
    {"id": STRING},
    name={"type": "string", "pattern": "^[A-Z][A-Za-z]+$"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=strict({"text": STRING}, markdown=STRING),
    defaultConfiguration=strict({"level": LEVEL}),
)
RESULT = strict(
    {"message": MESSAGE},
    ruleId=STRING,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    locations={"type": "array", "items": PLACE},
)
RUN = strict(
    {
        "tool": strict(
            {
                "driver": strict(
                    {"name": STRING}, version=STRING, rules={"type": "array", "items": RULE, "uniqueItems": True}
                )
            }
        )
    },
    language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = strict({"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}}, **{"$schema": STRING})


def test_json_holds_both_languages_and_where_the_characters_end() -> None:
    large, old, missing = json.loads(render_json(ALL))
    assert missing == {
        "code": "E302",
        "kind": "missing_key",
        "severity": "error",
        "file": "policies/cn/programs/aid.yaml",
        "line": 2,
        "column": 8,
        "end_line": 2,
        "end_column": 17,
        "message": {"zh": "「label」缺少「en」", "en": "`label` lacks `en`"},
        "remedy": {"zh": "加上 en:", "en": "add en:"},
    }
    assert old["severity"] == "warning"
    assert (large["file"], large["line"], large["end_column"]) == ("policies/cn/大 文件,1.yaml", None, None)


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(render_json(())) == []


def test_the_name_on_disk_takes_the_place_of_the_one_that_is_shown() -> None:
    for text in (
        render_json(ALL, str.upper),
        render_github(ALL, on_disk=str.upper),
        render_sarif(ALL, on_disk=str.upper),
    ):
        assert "POLICIES/CN/PROGRAMS/AID.YAML" in text


def test_a_workflow_command_names_file_and_columns() -> None:
    assert render_github((MISSING, OLD), lang="en").splitlines() == [
        "::error file=policies/cn/programs/aid.yaml,line=2,col=8,endLine=2,endColumn=17,title=E302::`label` lacks `en`; add en:",
        "::warning file=policies/cn/programs/aid.yaml,line=1,col=1,endLine=1,endColumn=8,title=E231::this local rule is older than "
        "the one of 2021-07-01 farther out that it covers; if it still holds add confirmed: with the day of checking, else add until",
    ]


def test_no_text_of_a_file_can_end_a_workflow_command_or_begin_another() -> None:
    [line] = render_github((ODD,), lang="en").splitlines()
    assert line.count("::error") == 2  # the second is text within the first
    assert "100%25" in line
    assert render_github((WHOLE,)).startswith("::error file=policies/cn/大 文件%2C1.yaml,title=E004::")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("problems", [(), ALL, (*ALL, *ALL)], ids=["none", "three", "twice"])
def test_sarif_is_as_the_standard_has_it(problems: tuple[Problem, ...], lang: str) -> None:
    log = json.loads(render_sarif(problems, lang=lang, version="1.0"))
    jsonschema.Draft202012Validator(LOG).validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert (
        [rules[r["ruleIndex"]] for r in run["results"]]
        == [r["ruleId"] for r in run["results"]]
        == [p.code for p in problems]
    )


def test_a_rule_of_sarif_has_the_help_of_explain() -> None:
    log = json.loads(render_sarif((MISSING,), lang="en"))
    [rule] = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["name"] == "MissingKey"
    assert "label: {zh: 互助金, en: Mutual aid}" in rule["help"]["markdown"]


def test_a_path_becomes_a_uri() -> None:
    log = json.loads(render_sarif((WHOLE,), on_disk=lambda name: f"/data/{name}"))
    [place] = log["runs"][0]["results"][0]["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"file:///data/policies/cn/[%A-F0-9]+%20[%A-F0-9]+,?(%2C)?1\.yaml", uri)
    assert "region" not in place["physicalLocation"]
