"""Small packs written into a folder, and records without the places they were written at."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.policy.folder import PackFolder, open_pack
from eligibility.policy.model import Pack

HOUSEHOLD = """\
subject: household
label: {zh: 家庭, en: Household}
facts:
  area:
    label: {zh: 城乡, en: Area}
    type: enum
    values:
      urban: {zh: 城镇, en: urban}
      rural: {zh: 农村, en: rural}
  income:
    label: {zh: 家庭月收入, en: Monthly income}
    type: yuan/month
    range: 0..100000
"""
SOURCES = "sources:\n  A1: {title: 互助办法, en: Measures, from: 2020-01-01, grade: text}\n"
SOUND = {"vocabulary/household.yaml": HOUSEHOLD, "sources.yaml": SOURCES}


def written(root: Path, files: dict[str, str]) -> Path:
    """The files of a jurisdiction `cn` under a folder `policies`."""
    for name, text in files.items():
        path = root / "policies" / "cn" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "policies"


def opened(root: Path, files: dict[str, str]) -> PackFolder:
    problems = Problems()
    pack = open_pack(written(root, files), problems)
    assert not list(problems)
    return pack


def read(root: Path, files: dict[str, str]) -> tuple[Pack, tuple[Problem, ...]]:
    """Everything the files say, and what is wrong with it."""
    problems = Problems()
    pack = open_pack(written(root, files), problems).everything(problems)
    return pack, problems.in_order()


def without_places(value: object) -> object:
    """A record as plain data, its spans left out."""
    if isinstance(value, Span):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, {f.name: without_places(getattr(value, f.name)) for f in fields(value)})
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [without_places(v) for v in value]
    return value
