"""What is wrong with a file as it is being typed, and then with everything that it may have broken.

At once (`of_file`): the file and the layers behind it are read, and the law of its place is linked on the days on which the file itself changes something.
Afterwards (`rounds`): the laws of all places within it on all other days, one a step, so that whoever waits can go on to something else in between. A
problem is shown at the file that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from eligibility.cases.read import CaseReader
from eligibility.diagnostics.errors import NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.editor.pack import Opened, Spot
from eligibility.law.daily import NATION, covered, days_of_change, known_there, mark
from eligibility.law.layers import chain
from eligibility.law.link import Checking
from eligibility.policy.files import read_source
from eligibility.policy.model import Layer, Pack
from eligibility.values.places import lies_in


def of_file(opened: Opened, path: Path) -> tuple[Problem, ...]:
    """The problems of one file, in its order."""
    spot = opened.spot(path)
    if spot is None:
        return ()
    name = opened.own.name(path)
    if spot.section == "tests":
        return of_cases(name, opened.text(path), spot)
    problems = Problems()
    packs = opened.packs(spot.place, problems)
    if not any(pack.unread for pack in packs):
        checking = Checking(packs, spot.place or NATION)
        for day in own_days(packs, name, spot):
            add_fresh(linked(checking, day), problems)
    return tuple(p for p in problems.in_order() if at(p) == name)


def of_cases(name: str, text: str, spot: Spot) -> tuple[Problem, ...]:
    """The problems of a file of cases; running them is asked for by itself."""
    problems = Problems()
    source = read_source(name, text.encode("utf-8", "replace"), problems)
    if source is not None:
        CaseReader(Source(name, source.text), spot.place, problems).cases()
    return problems.in_order()


def at(problem: Problem) -> str:
    """The name of the file that a problem stands in; empty where it stands in none."""
    return problem.span.source.name if problem.span else problem.args.get("path", "")


def own_days(packs: list[Pack], name: str, spot: Spot) -> list[date]:
    """Of the days on which the law changes, those on which something of this file begins to hold, and the last."""
    days = days_of_change(chain(packs, spot.place or NATION))
    own = days_of_change(only(layer, name) for layer in packs[-1].layers if layer.place == spot.place)
    return sorted({*(d for d in days if d in own), *days[-1:]}, reverse=True)


def only(layer: Layer, name: str) -> Layer:
    """What one file says of a layer."""
    return Layer(
        layer.place,
        layer.name,
        definitions=tuple(d for d in layer.definitions if d.span.source.name == name),
        parameters=tuple(p for p in layer.parameters if p.span.source.name == name),
        programs=tuple(p for p in layer.programs if p.span.source.name == name),
    )


def linked(checking: Checking, day: date) -> list[Problem]:
    """The problems of one law."""
    try:
        law, met = checking.on(day)
    except NotInForce:  # asked before the first value of a standard
        return []
    return [*met, *covered(checking.ground, day)] if law.programs else []


def add_fresh(found: list[Problem], problems: Problems) -> None:
    """Adds what is not known yet, nor follows from a mistake on the same line."""
    seen = {mark(p) for p in problems}
    wrong = {(p.span.source.name, p.span.line) for p in problems if p.span}
    problems.extend(p for p in found if mark(p) not in seen and not known_there(p, wrong))


def rounds(opened: Opened, within: str | None) -> Iterator[tuple[Problem, ...] | None]:
    """Everything that a change at a place (None: the nation) may have broken: None after each law that was linked, all problems in the end."""
    problems = Problems()
    places = [p for folder in opened.folders for p in folder.places if within is None or lies_in(p, within)]
    packs = opened.packs(None, problems)
    unread = any(pack.unread for pack in packs)
    for place in (within or NATION, *sorted(set(places) - {within})):
        packs = opened.packs(None if place == NATION else place, problems)
        yield None
        unread |= any(pack.unread for pack in packs)
        if unread:
            continue
        checking = Checking(packs, place)
        for day in days_of_change(checking.ground.layers):
            add_fresh(linked(checking, day), problems)
            yield None
    yield problems.in_order()
