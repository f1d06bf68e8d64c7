"""On which days the law of a place changes, and whether it holds together on each of them, at every place.

A law can only differ from the day before on a day on which a rule, a piece of one or a parameter's value begins, or which follows its last. So a pack is
without contradiction when the law of each place links on each of those days; a place without a folder of its own has the nation's law.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from eligibility.diagnostics.errors import NotInForce
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.ir.claims import claims_read
from eligibility.ir.program import LinkedLaw
from eligibility.law import parameters
from eligibility.law.ground import Ground
from eligibility.law.inforce import Chosen, Dated, choose
from eligibility.law.layers import containing
from eligibility.law.link import Checking
from eligibility.law.merge import by_id, current
from eligibility.law.shape import Shape, Shapes
from eligibility.policy.model import Condition, Layer, Pack, Program
from eligibility.policy.words import KEYS

NATION: Final = "000000"  # a place in no province
ONE_DAY: Final = timedelta(days=1)


def days_of_change(layers: Iterable[Layer]) -> list[date]:
    """The days on which the law of some layers may change, in order."""
    days: set[date] = set()
    for layer in layers:
        for item in dated(layer):
            if item.since is not None:
                days.add(item.since)
            if item.until is not None and item.until < date.max:
                days.add(item.until + ONE_DAY)
    return sorted(days)


def dated(layer: Layer) -> Iterator[Dated]:
    """Everything in a layer that holds for a period."""
    for parameter in layer.parameters:
        yield from parameter.values
    for definition in layer.definitions:
        yield from definition.pieces
    for program in layer.programs:
        yield from of_program(program)
        yield from program.discretionary


def of_program(program: Program) -> Iterator[Dated]:
    """The rules of a programme that hold for a period."""
    yield program
    for definition in program.definitions:
        yield from definition.pieces
    for condition in (*program.applies, *program.conditions):
        yield from of_condition(condition)
    for grant in program.grants:
        yield grant
        yield from grant.pieces


def of_condition(condition: Condition) -> Iterator[Dated]:
    yield condition
    yield from condition.pieces
    for part in condition.parts:
        yield from of_condition(part)


def check_everywhere(packs: Sequence[Pack], problems: Problems, changed: Collection[str | None] | None = None) -> int:
    """Checks the law of every place on every day of its change, and notes each mistake once. Returns how many laws there were; of those that differ in
    figures only, one is linked. `changed` are the places whose files are new, None for the nation: then the law of these and of what lies in them.

    Nothing is linked while a file could not be read at all: what it declares would be missed everywhere.
    """
    if any(pack.unread for pack in packs):
        return 0
    places = {layer.place or NATION for pack in packs for layer in pack.layers} | {NATION}
    if changed is not None:
        places = {p for p in places if not {*(containing(p) if p != NATION else ()), None}.isdisjoint(changed)}
    seen = {mark(p) for p in problems}
    wrong_lines = {(p.span.source.name, p.span.line) for p in problems if p.span}
    twice = [
        p.span.source.text for p in problems if p.kind in ("duplicate_key", "declared_twice", "name_twice") and p.span
    ]
    count, known = 0, dict[Shape, bool]()
    for place in sorted(places):
        checking = Checking(packs, place)
        layers, shapes = checking.ground.layers, Shapes(checking.ground)
        for problem in encoded_everywhere(layers):
            if mark(problem) not in seen and not known_there(problem, wrong_lines):
                problems.extend([problem])
                seen.add(mark(problem))
        for day in days_of_change(layers):
            shape = shapes.of(day)
            if shape in known:
                count += known[shape]
                continue
            known[shape] = False
            try:
                law, met = checking.on(day)
            except NotInForce:  # asked before the first value of a standard
                continue
            if not law.programs:
                continue
            known[shape] = True
            count += 1
            found = [*met, *covered(checking.ground, day), *unread_relations(law, checking.ground)]
            fresh = [
                p for p in found if mark(p) not in seen and not known_there(p, wrong_lines) and not is_lost(p, twice)
            ]
            problems.extend(fresh)
            seen.update(mark(p) for p in fresh)
    return count


def encoded_everywhere(layers: Sequence[Layer]) -> Iterator[Problem]:
    """The figures that are none of their parameter's type, on whatever day."""
    problems = Problems()
    for declared in parameters.gather(layers, Problems()).values():
        for value in declared.values:
            parameters.encoded(declared, value, problems)
    yield from problems


def known_there(problem: Problem, wrong_lines: set[tuple[str, int]]) -> bool:
    """Whether reading the files has found a mistake on the same line."""
    return problem.span is not None and (problem.span.source.name, problem.span.line) in wrong_lines


def is_lost(problem: Problem, texts: Sequence[str]) -> bool:
    """Whether a name is unknown most likely because something stands twice in a file and only the first was read."""
    if problem.kind != "unknown_name":
        return False
    return any(problem.args["name"] in text or not problem.args["nearest"] for text in texts)


def mark(problem: Problem) -> tuple[str, str, int]:
    """What makes two problems of different days the same one."""
    span = problem.span
    return (problem.kind, span.source.name, span.start) if span else (problem.kind, str(problem.args), -1)


def covered(ground: Ground, day: date) -> Iterator[Problem]:
    """Warnings of local rules that hide a newer one farther out and do not say that they were confirmed since."""
    for offers in ground.offers.values():
        if len(offers) > 1:
            yield from warned(choose([(layer, d.pieces) for layer, d in offers], day))
    for said in ground.spoken.values():
        offered = [*by_id(said, lambda p: (*p.applies, *p.conditions)), *by_id(said, lambda p: p.grants)]
        for one in offered:
            if len(one.versions) > 1:
                yield from warned(choose([(layer, item.pieces) for layer, item in current(one, day)], day))


ACTED_ON: Final = ("tops_up", "leaves_family")  # relations that rules have to act on


def unread_relations(law: LinkedLaw, ground: Ground) -> Iterator[Problem]:
    """Warnings of relations that say that a claim changes something, where no rule asks about the claim."""
    reads = claims_read(law)
    labels = {p.id: p.label for p in law.programs}
    for program in law.programs:
        said = ground.spoken[program.id]
        for relation in program.relations:
            kinds = [k for k in relation.kinds if k in ACTED_ON]
            other = relation.other
            if not kinds or other not in labels or other in reads[program.id] or program.id in reads[other]:
                continue
            span = next(r.span for _, p in said for r in p.relations if r.other == other)
            args = {
                "other": labels[other].zh,
                "other_en": labels[other].en,
                "id": other,
                "kind": KEYS[kinds[0]][0],
                "kind_en": kinds[0],
            }
            yield Problem("relation_unread", span, args, warning=True)


def warned(chosen: Chosen | None) -> Iterator[Problem]:
    if chosen is not None and chosen.hides is not None:
        yield Problem("hides_newer", chosen.piece.span, {"newer": chosen.hides.isoformat()}, warning=True)
