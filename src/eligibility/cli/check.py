"""`eligibility check [DIR]`: every file of the packs, and the law of every place on every day that it changes."""

from __future__ import annotations

import argparse
from pathlib import Path

from eligibility.api import bundled
from eligibility.cli.output import write
from eligibility.diagnostics.errors import PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render_all
from eligibility.law.daily import check_everywhere
from eligibility.messages.catalogue import phrase
from eligibility.policy.folder import PackFolder, find_packs, read_all


def command(args: argparse.Namespace) -> int:
    problems = Problems()
    packs = packs_of(args, problems)
    if args.dir is not None and not any("vocabulary" in folder.files for pack in packs for folder in pack.folders):
        problems.add("add_on_alone", None, path=args.dir)
    laws = check_everywhere(read_all(packs, problems), problems)
    found: tuple[Problem, ...] = problems.in_order()
    if found:
        write(render_all(found, lang=args.lang), "stderr")
    errors = sum(not p.warning for p in found)
    counts = {
        "files": sum(len(p.files) for p in packs),
        "laws": laws,
        "errors": errors,
        "warnings": len(found) - errors,
    }
    write(phrase("checked", args.lang, file="cli", **counts))
    return 1 if errors else 0


def packs_of(args: argparse.Namespace, problems: Problems) -> list[PackFolder]:
    """The packs that a command names: those of a folder, or the bundled ones with what `--policies` adds. Raises PolicyError where there are none."""
    roots = [Path(args.dir)] if args.dir is not None else [] if args.only else [bundled()]
    packs = [pack for root in [*roots, *map(Path, args.policies)] for pack in find_packs(root, problems)]
    if not packs:
        raise PolicyError(problems.in_order())
    return packs
