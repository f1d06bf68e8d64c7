"""`eligibility explain FILE…`: one file a household; a bad one is reported and does not stop the rest."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from eligibility.api import Policies, day_of, load_policies
from eligibility.cli.output import coloured, width, write
from eligibility.decided import Explanation
from eligibility.diagnostics.errors import EligibilityError, HouseholdError, NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render_all
from eligibility.diagnostics.source import Source
from eligibility.diagnostics.suggest import nearest
from eligibility.facts.document import Document, head, no_law
from eligibility.policy.yaml import read_file, read_source
from eligibility.values.limits import MAX_FILE_BYTES


def command(args: argparse.Namespace) -> int:
    policies = load_policies(*args.policies, only=args.only)
    day = override(args.on)
    failed = False
    for number, name in enumerate(args.files):
        try:
            explanation = explained(policies, name, day, args.place, args.lang)
            show(explanation, args, first=number == 0)
        except EligibilityError as mistake:
            failed = True
            write(render_all(mistake.problems, lang=args.lang), "stderr")
    return 2 if failed else 0


def override(day: str | None) -> date | None:
    """The day given on the command line."""
    return None if day is None else day_of(day)


def explained(policies: Policies, name: str, day: date | None, place: str | None, lang: str) -> Explanation:
    problems = Problems()
    source = source_of(name, problems)
    document = None if source is None else Document.from_source(source, problems)
    about = None if document is None else head(document, problems, on=day, place=place)
    if document is None or about is None:
        raise HouseholdError(problems.in_order())
    try:
        law = policies.at(place=about.place, on=about.on)
    except NotInForce as nothing:
        raise no_law(nothing, about, problems) from None
    household = law.household(document, about, problems)
    if problems.warnings:
        write(render_all(problems.warnings, lang=lang), "stderr")
    return law.explain(household)


def source_of(name: str, problems: Problems) -> Source | None:
    if name != "-":
        return read_file(Path(name), problems, name=name)
    if sys.stdin is None:
        problems.add("file_unreadable", None, path="<stdin>")
        return None
    return read_source("<stdin>", sys.stdin.buffer.read(MAX_FILE_BYTES + 1), problems)


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
