"""Drafts as `check` and `test` read them; written to disk only where nothing is wrong with them."""

from __future__ import annotations

from pathlib import Path

from eligibility.api import Policies
from eligibility.authoring.new.target import Target
from eligibility.cases.read import CaseReader
from eligibility.cases.run import run_case
from eligibility.diagnostics.errors import EligibilityError, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.law.daily import check_everywhere
from eligibility.law.layers import containing
from eligibility.policy.folder import read_all

PACK = "pack.toml"


def checked(target: Target) -> None:
    """Raises PolicyError with what is wrong with the drafts."""
    problems = Problems()
    wanted = {p for place in target.own.places for p in containing(place)}
    drafted = {
        f.place for f in target.own.folders if any(p in target.made for paths in f.files.values() for p in paths)
    }
    check_everywhere(read_all(target.packs, problems, (None, *sorted(wanted))), problems, drafted)
    names = {target.own.name(path) for path in target.made}
    found = [p for p in problems.in_order() if not p.warning and (p.span is None or p.span.source.name in names)]
    if found:
        raise PolicyError(found)
    run(target)


def run(target: Target) -> None:
    """Raises PolicyError where a drafted case does not come out as it says."""
    policies, problems = Policies(target.packs), Problems()
    for folder in target.own.folders:
        for path in folder.files.get("tests", ()):
            if path not in target.made:
                continue
            for case in CaseReader(Source(target.own.name(path), target.made[path]), folder.place, problems).cases():
                ran = run_case(policies, case)
                problems.extend(ran.problems)
                for d in ran.differences:
                    problems.add("case_differs", case.span, what=d.what, expected=d.expected, got=d.got)
    if problems.errors:
        raise PolicyError(problems.in_order())


def write(target: Target) -> list[Path]:
    """Writes the drafts; a file that has come into being meanwhile stays as it is. Raises EligibilityError where one cannot be written."""
    out = []
    for path, text in target.made.items():
        put(path, text)
        out.append(path)
    pack = target.own.root / PACK
    if not pack.exists():
        put(pack, f'id = "{target.own.shown}"\nversion = "0"\n')
        out.append(pack)
    return out


def put(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise PolicyError((Problem("file_exists", None, {"path": str(path)}),)) from None
    except OSError:
        raise EligibilityError((Problem("file_not_written", None, {"path": str(path)}),)) from None
