"""The packs that a command names, set side by side; and the place that it asks for."""

from __future__ import annotations

import argparse
from datetime import date

from eligibility.cli.check import packs_of
from eligibility.diagnostics.errors import HouseholdError, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.law.daily import NATION
from eligibility.law.places import exists
from eligibility.policy.folder import read_all
from eligibility.survey.parts import Survey


def survey_of(args: argparse.Namespace) -> Survey:
    """Raises PolicyError where the files have mistakes."""
    problems = Problems()
    args.dir = None
    packs = read_all(packs_of(args, problems), problems)
    if problems.errors:
        raise PolicyError(problems.in_order())
    return Survey(packs)


def place_of(args: argparse.Namespace, day: date | None = None) -> str | None:
    """Raises HouseholdError where there is no such place."""
    place: str | None = args.place
    if place is not None and place != NATION and not exists(place, day or date.today()):
        raise HouseholdError((Problem("unknown_place", None, {"place": place, "nearest": ""}),))
    return place
