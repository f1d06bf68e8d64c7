"""`eligibility check [DIR|FILE]`: every file of the packs, and the law of every place on every day that it changes.

`--explain CODE` tells about a kind of mistake at length; `--format` gives the mistakes to other programs.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from eligibility.api import bundled
from eligibility.cli.output import write
from eligibility.diagnostics.errors import PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render_all
from eligibility.law.daily import check_everywhere
from eligibility.messages.catalogue import phrase
from eligibility.policy.folder import PackFolder, find_packs, home_of, read_all


def command(args: argparse.Namespace) -> int:
    if args.explain is not None:
        from eligibility.cli.explaining import explain

        return explain(args.explain, args.lang)
    try:
        return check(args)
    except PolicyError as mistake:  # there is nothing to check
        if args.format != "text":
            show(mistake.problems, args, [])
            return 2
        raise


def check(args: argparse.Namespace) -> int:
    problems = Problems()
    if args.dir is not None and is_file(args.dir):
        packs, laws = check_file(args, problems)
        found = [p for p in problems.in_order() if shown_file(p) in names_of(args.dir, packs)]
        files, elsewhere = 1, sum(not p.warning for p in problems.in_order()) - sum(not p.warning for p in found)
    else:
        packs = packs_of(args, problems)
        laws = check_folder(args, packs, problems)
        found, files, elsewhere = list(problems.in_order()), sum(len(p.files) for p in packs), 0
    errors = sum(not p.warning for p in found)
    show(found, args, packs)
    counts = {"files": files, "laws": laws, "errors": errors, "warnings": len(found) - errors}
    if args.format == "text":
        write(phrase("checked", args.lang, file="cli", **counts))
        if elsewhere:
            write(phrase("elsewhere", args.lang, file="cli", count=elsewhere))
    return 1 if errors else 0


def check_folder(args: argparse.Namespace, packs: list[PackFolder], problems: Problems) -> int:
    """How many laws were linked. A folder that only adds to other policies is checked for how its files are written, and told how to check the rest."""
    if args.dir is None or has_vocabulary(packs):
        return check_everywhere(read_all(packs, problems), problems)
    alone = Problems()
    read_all(packs, alone)
    problems.extend(p for p in alone if p.code.startswith(("E0", "E1")))
    problems.add("add_on_alone", None, path=args.dir)
    return 0


def has_vocabulary(packs: Iterable[PackFolder]) -> bool:
    return any("vocabulary" in folder.files for pack in packs for folder in pack.folders)


def packs_of(args: argparse.Namespace, problems: Problems) -> list[PackFolder]:
    """The packs that a command names: those of a folder, or the bundled ones with what `--policies` adds. Raises PolicyError where there are none."""
    roots = [Path(args.dir)] if args.dir is not None else [] if args.only else [bundled()]
    packs = [pack for root in [*roots, *map(Path, args.policies)] for pack in find_packs(root, problems)]
    if not packs:
        raise PolicyError(problems.in_order())
    return packs


# ---- one file


def is_file(path: str) -> bool:
    """Whether a file is meant; one that is missing may be told by its ending."""
    return Path(path).is_file() or (path.endswith((".yaml", ".yml", ".json")) and not Path(path).is_dir())


def check_file(args: argparse.Namespace, problems: Problems) -> tuple[list[PackFolder], int]:
    """The packs that a file is linked with: those that a command names, and the one that it lies in."""
    file = Path(args.dir)
    home = home_of(file)
    if home is None or not file.is_file():
        raise PolicyError((Problem("file_outside" if file.is_file() else "file_missing", None, {"path": args.dir}),))
    own = find_packs(home, problems, below_here(home))
    roots = [] if args.only or has_vocabulary(own) else [bundled()]
    roots += [Path(path) for path in args.policies]
    packs = [pack for root in roots if not same_folder(root, home) for pack in find_packs(root, problems)] + own
    laws = check_everywhere(read_all(packs, problems), problems, {place_of(file, own)})
    if "tests" in file.resolve().relative_to(home.resolve()).parts:
        check_cases(file, own, problems)
    return packs, laws


def place_of(file: Path, packs: Iterable[PackFolder]) -> str | None:
    """The place for which a file speaks: that of the innermost folder it lies in."""
    around = [f for pack in packs for f in pack.folders if f.path.resolve() in file.resolve().parents]
    return max(around, key=lambda f: len(f.path.parts)).place if around else None


def check_cases(file: Path, packs: Iterable[PackFolder], problems: Problems) -> None:
    """The mistakes in a file of cases, which is no part of the law."""
    from eligibility.cases.read import CaseReader
    from eligibility.policy.yaml import read_file

    for pack in packs:
        for place, path in pack.case_files():
            if path.resolve() == file.resolve():
                source = read_file(path, problems, name=pack.name(path))
                if source is not None:
                    CaseReader(source, place, problems).cases()


def same_folder(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def names_of(file: str, packs: Iterable[PackFolder]) -> set[str]:
    """The names under which a file may be shown."""
    path = Path(file).resolve()
    return {pack.name(pack.root / path.relative_to(pack.root.resolve())) for pack in packs if within(path, pack)}


def within(path: Path, pack: PackFolder) -> bool:
    return path.is_relative_to(pack.root.resolve())


def shown_file(problem: Problem) -> str:
    return problem.span.source.name if problem.span else problem.args.get("path", "")


# ---- showing


def show(problems: Sequence[Problem], args: argparse.Namespace, packs: Sequence[PackFolder]) -> None:
    """Text goes to standard error; what another program reads goes to standard output."""
    if args.format == "text":
        if problems:
            write(render_all(problems, lang=args.lang), "stderr")
        return

    def on_disk(name: str) -> str:
        return path_on_disk(name, packs)

    if args.format == "json":
        from eligibility.diagnostics.as_json import render_json

        write(render_json(problems, on_disk))
    elif args.format == "sarif":
        from eligibility.diagnostics.as_sarif import render_sarif
        from eligibility.values.version import VERSION

        write(render_sarif(problems, lang=args.lang, version=VERSION, on_disk=on_disk))
    elif problems:
        from eligibility.diagnostics.as_github import render_github

        write(render_github(problems, lang=args.lang, on_disk=on_disk))


def path_on_disk(name: str, packs: Iterable[PackFolder]) -> str:
    """The path behind a name that is shown, below the working folder where it lies there."""
    for pack in packs:
        path = pack.root / name.removeprefix(f"{pack.shown}/")
        if name.startswith(f"{pack.shown}/") and path.exists():
            return below_here(path)
    return name


def below_here(path: Path) -> str:
    full, here = path.resolve(), Path(os.getcwd()).resolve()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()
