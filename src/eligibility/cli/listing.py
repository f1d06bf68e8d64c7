"""`eligibility list`: the programmes, where a place has rules of its own, since when and by which instruments."""

from __future__ import annotations

import argparse
import json

from eligibility.cli.household import override
from eligibility.cli.output import write
from eligibility.cli.surveyed import place_of, survey_of


def command(args: argparse.Namespace) -> int:
    from eligibility.survey.force import document, force, text

    day = override(args.on)
    survey = survey_of(args)
    found = force(survey, place_of(args, day), day)
    if args.format == "json":
        write(json.dumps(document(found), ensure_ascii=False))
    else:
        write(text(survey, found, args.lang))
    return 0
