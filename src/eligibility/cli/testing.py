"""`eligibility test [DIR]`: the cases that stand beside the law, with the kinds of their origin counted apart.

`--coverage` tells what they exercise, `--accept` takes what came for what is expected, `--format json` is for other programs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eligibility.cli.output import coloured, write
from eligibility.messages.catalogue import phrase

if TYPE_CHECKING:
    from eligibility.api import Policies
    from eligibility.cases.case import Case
    from eligibility.cases.coverage import Coverage
    from eligibility.cases.run import Ran
    from eligibility.diagnostics.problem import Problems
    from eligibility.policy.folder import PackFolder


def arguments(sub: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    words = say["testing"]
    sub.add_argument("dir", nargs="?", metavar="DIR", help=words["dir"])
    sub.add_argument("--filter", metavar="WORDS", action="append", default=[], help=words["filter"])
    sub.add_argument("--coverage", action="store_true", help=words["coverage_option"])
    sub.add_argument(
        "--require-coverage", metavar="PERCENT", nargs="?", type=int, const=100, default=None, help=words["require"]
    )
    sub.add_argument("--accept", action="store_true", help=words["accept"])
    sub.add_argument("--format", choices=("text", "json"), default="text", help=say["format"])


def command(args: argparse.Namespace) -> int:
    from eligibility.api import Policies
    from eligibility.cases.run import run_case
    from eligibility.diagnostics.problem import Problems
    from eligibility.diagnostics.render import render_all

    problems = Problems()
    packs, file = packs_for(args, problems)
    policies = Policies(packs)
    found = [case for case in read_cases(packs, problems, file) if chosen(case, args.filter)]
    if problems.errors:
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
        return 2
    ran = [run_case(policies, case) for case in found]
    coverage = measure(policies, packs, found, problems) if wanted(args) else None
    if args.format == "json":
        show_json(ran, coverage, packs)
    else:
        show_text(ran, coverage, args)
    if args.accept and (rest := accept(policies, packs, ran, args)) is not None:
        return rest
    failed = not ran or any(not r.passed for r in ran)
    return 1 if failed or below(coverage, args) else 0


def wanted(args: argparse.Namespace) -> bool:
    return args.coverage or args.require_coverage is not None


def below(coverage: Coverage | None, args: argparse.Namespace) -> bool:
    """Whether less was exercised than is required; said where it is so."""
    if coverage is None or args.require_coverage is None:
        return False
    met, total = coverage.share()
    if met * 100 >= args.require_coverage * total:
        return False
    write(phrase("testing.below", args.lang, file="cli", percent=args.require_coverage), "stderr")
    return True


# ---- which cases


def packs_for(args: argparse.Namespace, problems: Problems) -> tuple[list[PackFolder], Path | None]:
    """The packs, and the one file of cases that was named, if any."""
    from eligibility.cli.check import packs_of
    from eligibility.policy.folder import home_of

    file = Path(args.dir) if args.dir is not None and Path(args.dir).is_file() else None
    if file is None:
        return packs_of(args, problems), None
    home = home_of(file)
    return packs_of(argparse.Namespace(**{**vars(args), "dir": str(home or file)}), problems), file


def read_cases(packs: Sequence[PackFolder], problems: Problems, only: Path | None = None) -> list[Case]:
    """The cases of some packs, or of one file."""
    from eligibility.cases.read import CaseReader
    from eligibility.policy.yaml import read_file

    out = []
    for pack in packs:
        for place, path in pack.case_files():
            if only is None or path.resolve() == only.resolve():
                source = read_file(path, problems, name=pack.name(path))
                if source is not None:
                    out += CaseReader(source, place, problems).cases()
    return out


def chosen(case: Case, filters: Sequence[str]) -> bool:
    """Whether one of the words is in the case's name, its programme's or its file's; `*` and `?` stand for any characters."""
    names = (case.name, case.program, case.span.source.name, case.place)
    return not filters or any(fnmatchcase(name, f"*{words}*") for words in filters for name in names)


# ---- what came


def measure(policies: Policies, packs: Sequence[PackFolder], cases: Sequence[Case], problems: Problems) -> Coverage:
    from eligibility.cases.coverage import measured
    from eligibility.policy.folder import read_all

    return measured(policies, read_all(packs, problems), cases)


def show_text(ran: Sequence[Ran], coverage: Coverage | None, args: argparse.Namespace) -> None:
    from eligibility.cases.report import covered, summary, told

    for one in ran:
        if not one.passed:
            write(told(one, args.lang, colour=coloured(sys.stdout)))
    for line in summary(ran, args.lang):
        write(line)
    if coverage is not None:
        write(covered(coverage, args.lang))


def show_json(ran: Sequence[Ran], coverage: Coverage | None, packs: Sequence[PackFolder]) -> None:
    import json

    from eligibility.cases import coverage as measuring
    from eligibility.cases.report import as_data
    from eligibility.cli.check import path_on_disk

    names = {r.case.span.source.name for r in ran}
    found = as_data(ran, {name: path_on_disk(name, packs) for name in names})
    if coverage is not None:
        found["coverage"] = measuring.as_data(coverage)
    write(json.dumps(found, ensure_ascii=False))


# ---- taking it for what is expected


def accept(policies: Policies, packs: Sequence[PackFolder], ran: Sequence[Ran], args: argparse.Namespace) -> int | None:
    """Writes what came into the case files, after the lines that change were shown; None where nothing failed."""
    from eligibility.authoring.sheets.apply import write_one
    from eligibility.cases.accept import accepted
    from eligibility.diagnostics.problem import Problems
    from eligibility.diagnostics.render import render_all

    failed = [r for r in ran if not r.passed]
    to: Any = "stderr" if args.format == "json" else "stdout"
    if not failed:
        return None
    if any(r.problems for r in failed):
        write(phrase("testing.not_accepted", args.lang, file="cli"), "stderr")
        return 1
    problems = Problems()
    files = {pack.name(path): (place, path) for pack in packs for place, path in pack.case_files()}
    found = accepted(policies, failed, {name: place for name, (place, _) in files.items()}, problems)
    for one in found:
        write(one.diff(), to)
        path = files[one.name][1]
        bom = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
        write_one(path, bom + one.after.encode())
    if problems.errors:
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
    count = sum(one.count for one in found)
    write(phrase("testing.accepted", args.lang, file="cli", count=count, files=len(found)), to)
    return 1 if problems.errors else 0
