"""`eligibility list`: the programmes in force, since when and by which instruments; at length for a place or a programme."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from eligibility.cli.household import override
from eligibility.cli.output import write
from eligibility.cli.surveyed import place_of, survey_of

if TYPE_CHECKING:
    from eligibility.survey.parts import Survey


def command(args: argparse.Namespace) -> int:
    from eligibility.survey.force import force
    from eligibility.survey.listed import details, document, table

    day = override(args.on)
    survey = survey_of(args)
    programs = [named(survey, word) for word in args.programs]
    found = force(survey, place_of(args, day), day, programs)
    if args.format == "json":
        write(json.dumps(document(survey, found), ensure_ascii=False))
    elif programs or args.place is not None:
        write(details(survey, found, args.lang, all_=not programs))
    else:
        write(table(survey, found, args.lang))
    return 0


def named(survey: Survey, word: str) -> str:
    """A programme by its id, its name or its label. Raises HouseholdError where there is none."""
    from eligibility.diagnostics.errors import HouseholdError
    from eligibility.diagnostics.problem import Problem
    from eligibility.diagnostics.suggest import nearest

    for id_, frame in survey.frames.items():
        if word in (id_, frame.name, *(() if frame.label is None else (frame.label.zh, frame.label.en))):
            return id_
    close = nearest(word, survey.frames) or ""
    raise HouseholdError((Problem("unknown_program", None, {"name": word, "nearest": close}),))
