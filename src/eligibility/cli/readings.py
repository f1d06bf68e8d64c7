"""`eligibility readings`: what is read into the law, why, where it is used and what it can change."""

from __future__ import annotations

import argparse
import json

from eligibility.cli.output import write
from eligibility.cli.surveyed import place_of, survey_of


def command(args: argparse.Namespace) -> int:
    from eligibility.survey.readings import document, page, stated, text

    survey = survey_of(args)
    found = stated(survey, place_of(args))
    if args.format == "json":
        write(json.dumps(document(survey, found), ensure_ascii=False))
    else:
        write((page if args.format == "markdown" else text)(survey, found, args.lang).rstrip("\n"))
    return 0
