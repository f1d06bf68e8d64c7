"""`eligibility articles`: the table of the articles that the policies cite, as a page or as data."""

from __future__ import annotations

import argparse
import json

from eligibility.cli.output import write
from eligibility.cli.surveyed import survey_of


def command(args: argparse.Namespace) -> int:
    from eligibility.survey.articles import document, instruments, page

    survey = survey_of(args)
    found = instruments(survey)
    if args.format == "json":
        write(json.dumps(document(found), ensure_ascii=False))
    else:
        write(page(survey, found, args.lang).rstrip("\n"))
    return 0
