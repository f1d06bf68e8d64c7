"""`eligibility test [DIR]`: the cases that stand beside the law, with the kinds of their origin counted apart."""

from __future__ import annotations

import argparse
from collections import Counter

from eligibility.api import Policies
from eligibility.cases.read import CaseReader
from eligibility.cases.run import Ran, run_case
from eligibility.cli.check import packs_of
from eligibility.cli.output import write
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.render import render_all
from eligibility.messages.catalogue import phrase
from eligibility.policy.folder import PackFolder
from eligibility.policy.yaml import read_file


def command(args: argparse.Namespace) -> int:
    problems = Problems()
    packs = packs_of(args, problems)
    ran = run_all(packs, problems)
    if problems.errors:
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
        return 2
    failed = [r for r in ran if not r.passed]
    for one in failed:
        write(told(one, args.lang))
    write(phrase("tested", args.lang, file="cli", passed=len(ran) - len(failed), failed=len(failed)))
    kinds = Counter(r.case.origin for r in ran)
    if kinds:
        parts = [f"{phrase(f'origin.{k}', args.lang, file='cli')} {n}" for k, n in sorted(kinds.items())]
        write(f"{phrase('origins', args.lang, file='cli')}: {', '.join(parts)}")
    return 1 if failed or not ran else 0


def run_all(packs: list[PackFolder], problems: Problems) -> list[Ran]:
    policies = Policies(packs)
    out = []
    for pack in packs:
        for place, path in pack.case_files():
            source = read_file(path, problems, name=pack.name(path))
            if source is not None:
                out += [run_case(policies, case) for case in CaseReader(source, place, problems).cases()]
    return out


def told(ran: Ran, lang: str) -> str:
    """A case that did not come out as expected."""
    lines = [f"{ran.case.span.place()}: {ran.case.name} [{ran.case.program} {ran.case.subject}]"]
    lines += [
        f"  {d.what}: {phrase('expected', lang, file='cli', expected=d.expected, got=d.got)}" for d in ran.differences
    ]
    if ran.problems:
        lines.append(render_all(ran.problems, lang=lang))
    return "\n".join(lines)
