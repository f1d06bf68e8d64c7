"""A household file as commands take it, with the law that it asks for."""

from __future__ import annotations

from datetime import date

from eligibility.api import Law, Policies, day_of
from eligibility.cli.output import write
from eligibility.diagnostics.errors import HouseholdError, NotInForce
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.render import render_all
from eligibility.facts.document import Document, head, no_law
from eligibility.facts.household import Household
from eligibility.policy.files import read_named


def override(day: str | None) -> date | None:
    """The day given on the command line."""
    return None if day is None else day_of(day)


def household_of(
    policies: Policies, name: str, day: date | None, place: str | None, lang: str
) -> tuple[Law, Household]:
    """The household of a file; a day and a place given on the command line go before its own."""
    problems = Problems()
    source = read_named(name, problems)
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
    return law, household
