"""`eligibility readings`: what is read into the law, why, where it is used and what it can change; and the clauses that are not encoded."""

from __future__ import annotations

import argparse
import json

from eligibility.cli.household import override
from eligibility.cli.output import write
from eligibility.cli.surveyed import place_of, survey_of


def command(args: argparse.Namespace) -> int:
    from eligibility.survey.clauses import left
    from eligibility.survey.readings import document, page, stated, text

    day = override(args.on)
    survey, place = survey_of(args), place_of(args, day)
    found, clauses = stated(survey, place, day), left(survey, place, day)
    if args.format == "json":
        write(json.dumps(document(survey, found, clauses), ensure_ascii=False))
    else:
        write((page if args.format == "markdown" else text)(survey, found, clauses, args.lang).rstrip("\n"))
    return 0
