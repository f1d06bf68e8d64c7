"""`eligibility explain FILE…`: one file a household; a bad one is reported and does not stop the rest."""

from __future__ import annotations

import argparse
import sys

from eligibility.api import load_policies
from eligibility.cli.household import household_of, override
from eligibility.cli.output import coloured, width, write
from eligibility.decided import Explanation
from eligibility.diagnostics.errors import EligibilityError, HouseholdError
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import render_all
from eligibility.diagnostics.suggest import nearest
from eligibility.store import usual_store


def command(args: argparse.Namespace) -> int:
    policies = load_policies(*args.policies, only=args.only, store=usual_store())
    day = override(args.on)
    failed = False
    for number, name in enumerate(args.files):
        try:
            law, household = household_of(policies, name, day, args.place, args.lang)
            explanation = law.explain(household)
            show(explanation, args, first=number == 0)
        except EligibilityError as mistake:
            failed = True
            write(render_all(mistake.problems, lang=args.lang), "stderr")
    return 2 if failed else 0


def show(explanation: Explanation, args: argparse.Namespace, *, first: bool) -> None:
    if args.program is not None and args.program not in explanation.program_ids:
        close = nearest(args.program, explanation.program_ids) or ""
        raise HouseholdError((Problem("unknown_program", None, {"name": args.program, "nearest": close}),))
    if args.format == "json":
        write(explanation.to_json(full=args.full, program=args.program))
    elif args.format == "markdown":
        write(("" if first else "\n") + explanation.to_markdown(lang=args.lang, full=args.full, program=args.program))
    else:
        text = explanation.to_text(
            lang=args.lang, width=width(sys.stdout), full=args.full, color=coloured(sys.stdout), program=args.program
        )
        write(("" if first else "\n") + text)
