"""What the pages show is what happens."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from eligibility.answer import decision_schema
from eligibility.api import load_policies
from eligibility.cases.read import CaseReader
from eligibility.cli import check
from eligibility.cli.main import parser
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.facts.document import Document, head
from eligibility.feel.names import FUNCTIONS
from eligibility.policy.layer import read_layer
from eligibility.policy.model import Layer
from eligibility.policy.tree import Mapping
from eligibility.policy.words import KEYS
from eligibility.policy.yaml import load
from tests.docs.pages import PAGES, ROOT, Block, Run, blocks, commands, words

KINDS = {
    "subject": "vocabulary", "definitions_of": "definitions", "parameter": "parameters", "program": "programs", "extends": "programs",
    "sources": "sources", "项目": "programs", "修改": "programs", "参数": "parameters",
}  # fmt: skip
OF_THE_GRAMMAR = {
    "unknown_key",
    "missing_key",
    "wrong_choice",
    "wrong_node",
    "key_not_text",
    "bad_id",
    "overlap",
    "gap",
}
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def law_only(tmp_path_factory) -> Path:
    """The nation's bundled rules, without cases: all of them are checked and run elsewhere."""
    path = tmp_path_factory.mktemp("bundled") / "policies"
    return Path(copytree(ROOT / "policies", path, ignore=ignore_patterns("tests", "[0-9]*-*")))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_blocks_show_what_commands_and_programs_print(page, law_only, tmp_path, monkeypatch, regenerate):
    for folder in ("examples", "policies"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(check, "bundled", lambda: law_only)
    run = Run(page)
    run.all()
    if regenerate:
        run.mend()
        return
    told = [f"{page.name}:{block.line} should read\n{wanted}" for block, wanted in run.wrong]
    assert not told, "\n\n".join(told)


def test_the_first_two_shell_blocks_of_the_readme_are_one_line_each():
    first, second = [b.text.splitlines() for b in blocks(ROOT / "README.md") if b.language == "sh"][:2]
    assert (len(first), len(second)) == (1, 1)
    assert "eligibility explain examples/" in first[0]
    assert "-m pytest" in second[0]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_are_spelt_as_the_command_line_takes_them(page):
    for block in blocks(page):
        for line in commands(block) if block.language == "sh" else ():
            parser("zh").parse_args(words(line))


# ---- documents


def documents() -> list[object]:
    return [
        pytest.param(block, id=f"{name(page)}:{block.line}")
        for page in PAGES
        for block in blocks(page)
        if block.language == "yaml" and block.mark not in ("fragment", "wrong file")
    ]


def nation() -> list[Layer]:
    return list(load_policies().packs[0].layers((None,), Problems()).layers)


@pytest.mark.parametrize("block", documents())
def test_yaml_is_what_our_readers_take(block: Block):
    problems = Problems()
    source = Source("page.yaml", block.text)
    node = load(source, problems)
    assert isinstance(node, Mapping)
    assert not problems.errors
    first = node.items[0][0].text
    if first in KINDS:
        read_layer(None, "page", {KINDS[first]: [source]}, nation(), problems)
        assert not [p for p in problems.errors if p.kind in OF_THE_GRAMMAR]
    elif first == "families":
        assert CaseReader(source, "320100", problems).cases()
        assert not problems.errors
    elif {key.text for key, _ in node.items} & {"members", "家庭成员"}:
        document = Document.from_source(source, problems)
        assert document is not None
        about = head(document, problems)
        assert about is not None
        law = load_policies().at(place=about.place, on=about.on)
        assert law.household(document, about, problems).names


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_json_is_json(page):
    for block in blocks(page):
        if block.language == "json" and block.mark != "fragment":
            json.loads(block.text)


# ---- reference


def options(command: str) -> set[str]:
    """The options of a command, and of its actions where it has such."""
    top = next(a for a in parser("zh")._actions if isinstance(a, argparse._SubParsersAction))
    found: set[str] = set()
    left = [top.choices[command]]
    while left:
        for action in left.pop()._actions:
            found |= {word for word in action.option_strings if word.startswith("--")}
            if isinstance(action, argparse._SubParsersAction):
                left += action.choices.values()
    return found


def test_the_page_of_the_command_line_names_just_its_options():
    text = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `eligibility (\w+)[^\n]*\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    common = set(re.findall(r"`(--[a-z-]+)", text.partition("\n## `")[0]))
    top = next(a for a in parser("zh")._actions if isinstance(a, argparse._SubParsersAction))
    assert set(sections) == set(top.choices)
    for command, said in sections.items():
        assert common | set(re.findall(r"`(--[a-z-]+)", said)) == options(command), command


def test_the_page_of_the_decision_names_every_key():
    text = (ROOT / "docs/reference/decision.md").read_text(encoding="utf-8")
    schema = decision_schema()
    found = set(schema["properties"])
    for part in schema["$defs"].values():
        for one in part.get("oneOf", [part]):
            found |= set(one.get("properties", {}))
    assert {key for key in found if f"`{key}`" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.M)
            assert anchor in {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}, anchor


def test_the_readme_names_the_packages_that_are_needed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    everywhere = ", ".join(re.split("[><=]", d)[0] for d in project["dependencies"] if ";" not in d)
    somewhere = ", ".join(d.split(";")[0] for d in project["dependencies"] if ";" in d)
    assert f"It needs these packages: {everywhere}; on Windows also {somewhere}." in (ROOT / "README.md").read_text(
        encoding="utf-8"
    )


def test_every_page_is_reached_from_the_index():
    reached, left = set(), [ROOT / "docs/index.md"]
    while left:
        page = left.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        left += [
            (page.parent / target).resolve() for target, _ in LINK.findall(page.read_text(encoding="utf-8")) if target
        ]
    assert {p for p in PAGES if p.is_relative_to(ROOT / "docs")} <= reached


def test_the_table_of_the_law_names_every_place_and_programme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    policies = load_policies()
    assert {p for p in policies.packs[0].places if p not in text} == set()
    law = policies.at(place="320100", on=date(2022, 8, 1)).linked
    assert all(f"`{p.id}`" in text for p in law.programs)


def test_the_page_of_expressions_names_every_function_in_both_alphabets():
    text = (ROOT / "docs/language/expressions.md").read_text(encoding="utf-8")
    assert {(f, w) for f, words in FUNCTIONS.items() for w in words if f"| `{f}` | `{w}` |" not in text} == set()


def test_the_page_of_policy_files_names_every_key_in_both_alphabets():
    text = (ROOT / "docs/language/policy-files.md").read_text(encoding="utf-8")
    keys = text.partition("## Keys and words in Chinese")[2].partition("| words of |")[0]
    told = dict(re.findall(r"`([a-z_]+)`\s+([^\s,.`]+)", keys))
    assert {key: words for key, words in KEYS.items() if not set(words) <= set(told.get(key, "").split("、"))} == {}
