"""The explanation of a household as lines of one language, before any layout: who and when, the conclusion, the next step, then the reasons.

Nothing undetermined, discretionary or resting on a clause that could not be encoded is worded as a plain refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eligibility.decide.decision import Needed, Outcome, Result
from eligibility.decide.reading.reader import Reader
from eligibility.explain.notes import Note, exclusive, notes
from eligibility.explain.packaged import package_lines
from eligibility.explain.reasons import Account, Reasons, amount_figure, text
from eligibility.explain.recorded import Recorded
from eligibility.explain.sections import Section, folds, hushed, needed_label, plainest, ranked, sections, subject_name
from eligibility.frozen import record
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Item, ListOf
from eligibility.ir.vocabulary import SubjectSpec
from eligibility.resolve.package import Package
from eligibility.wording import amounts
from eligibility.wording.nouns import inside
from eligibility.wording.questions import how
from eligibility.wording.speech import Speech, place_name, upper

MOST_NEEDED = 8


@record
class Page:
    lang: str
    head: tuple[str, ...]  # what this is, place, family, day
    package: tuple[str, ...]
    conclusions: tuple[str, ...]
    steps: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def page(
    result: Result,
    reader: Reader,
    package: Package | None = None,
    *,
    lang: str = "zh",
    full: bool = False,
    program: str | None = None,
) -> Page:
    """The page of a decision; with `full` every condition and the whole tree, with `program` only that programme and no package."""
    recorded = Recorded(result, reader)
    reasons = Reasons(recorded)
    s = Speech(recorded, lang)
    accounts = hushed(ranked(s, [reasons.of(o) for o in result.outcomes if program in (None, o.program.id)]))
    packaged = package_lines(s, package) if package is not None and program is None else []
    return Page(
        lang,
        head(s),
        tuple(packaged),
        tuple(conclusions(s, accounts, packaged=bool(packaged))),
        tuple(steps(s, accounts)),
        tuple(sections(s, recorded, accounts, full=full)),
        tuple(notes(s, accounts, full=full)),
    )


def head(s: Speech) -> tuple[str, ...]:
    household = s.record.household
    return (
        s.say("page.title"),
        place_name(s.record.law, household.place, s.lang),
        family(s),
        amounts.day_of(household.on, s.lang),
    )


def family(s: Speech) -> str:
    """张某家庭 3 人: called after the first person in the list that every household has; and what else the document is about."""
    law, household = s.record.law, s.record.household
    root = law.vocabulary.root
    count = 0
    for fact in root.facts:
        if isinstance(fact.type, ListOf) and isinstance(fact.type.element, Item) and fact.type.least > 0:
            items = household.root[fact.index]
            count = len(items) if isinstance(items, tuple) else 0
            break
    sections = [s.of(spec.label) for spec in law.vocabulary.alone if household.root[root_slot(law, spec)]]
    if not count and sections:
        return s.listed(sections)
    first = household.names[0] if household.names else ""
    key = "page.family_one" if count == 1 else "page.family"
    return s.listed([s.say(key, owner=s.owned(first, s.of(root.label)), n=count), *sections])


def root_slot(law: LinkedLaw, spec: SubjectSpec) -> int:
    return next(f.index for f in law.vocabulary.root.facts if f.id == spec.list)


# ---- the conclusion


def conclusions(s: Speech, accounts: list[Account], *, packaged: bool) -> list[str]:
    """What came out, most important first: what is met (unless the package has said so), what is still open; if nothing, that nothing is met."""
    outcomes = [a.outcome for a in accounts]
    out = [] if packaged else [met(s, o) for o in outcomes if o.outcome == "eligible"]
    out += [] if packaged else exclusive(s, accounts)
    grouped: dict[str, list[Outcome]] = {}
    for a in accounts:
        if a.outcome.outcome == "undetermined" and not a.quiet:
            grouped.setdefault(a.outcome.program.id, []).append(a.outcome)
    out += [undecided(s, group) for group in grouped.values()]
    quiet = dict.fromkeys(s.of(a.outcome.program.label) for a in accounts if a.quiet)
    out += [s.say("page.quiet", n=len(quiet), programs=s.listed(list(quiet), most=30))] if quiet else []
    if out or packaged:
        return out
    reserved = any(a.reserved for a in accounts)
    nowhere = bool(outcomes) and all(o.applies is False for o in outcomes)
    text = s.say("page.nowhere" if nowhere else "page.none")
    return [s.say("page.reserved", text=text) if reserved else text]


def met(s: Speech, outcome: Outcome) -> str:
    """`符合最低生活保障条件，测算低保金每月 1,247.50 元`."""
    who = subject_name(s, outcome)
    key = "page.may" if outcome.program.discretionary else "page.met"
    if who and s.lang != "zh":
        who = s.say("nouns.parenthesis", text=who)
    text = s.say(key, who=who, program=s.of(outcome.program.label))
    given = [a for a in outcome.amounts if a.given is not False]
    parts = []
    for amount in given:
        label = inside(s, s.of(amount.grant.label))
        if amount.missing_parameter:
            missing = [needed_label(s, n) for n in outcome.needed if n.parameter is not None]
            parts.append(s.say("page.no_amount", label=label, missing=s.listed(missing)))
        else:
            parts.append(s.say("page.amount", label=label, amount=amount_figure(s, amount)))
    if not parts:
        return upper(text)
    text += s.say("page.reckoned", amounts=s.say("sentences.and").join(parts))
    facts = [needed_label(s, n) for n in outcome.needed if n.fact is not None]
    return upper(text + s.say("page.depends", labels=s.listed(facts, most=4)) if facts else text)


def undecided(s: Speech, group: list[Outcome]) -> str:
    """`最低生活保障待核实：取决于张某月工资`."""
    who = [name for o in group if (name := subject_name(s, o))]
    needed: dict[str, Needed] = {n.path: n for o in group for n in o.needed}
    labels = [needed_label(s, n) for n in needed.values()]
    text = s.say(
        "page.open",
        program=s.of(group[0].program.label),
        who=s.say("nouns.parenthesis", text=s.listed(who)) if who else "",
    )
    if len(group) == 1:
        possible = [a for a in group[0].amounts if a.given is not False and not a.missing_parameter]
        figures = [
            s.say("page.amount", label=inside(s, s.of(a.grant.label)), amount=amount_figure(s, a))
            for a in possible
            if a.high
        ]
        if figures:
            text += s.say("page.if_met", amounts=s.say("sentences.and").join(figures))
    if not labels:
        return upper(text)
    return upper(text + s.say("page.depends", labels=s.listed(labels, most=4)))


# ---- the next step


def steps(s: Speech, accounts: list[Account]) -> list[str]:
    """What is to be done next: what is needed and how it is come by, then what the programmes say."""
    outcomes = [a.outcome for a in accounts if not a.quiet]
    out = to_find_out(s, outcomes)
    spoken: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.outcome != "ineligible":
            tell_step(s, outcome, spoken)
    if all(o.outcome == "ineligible" for o in outcomes):
        for outcome in outcomes:
            if outcome.applies is not False and not subject_name(s, outcome):
                tell_step(s, outcome, spoken)
    if not spoken and not out:  # the programmes do not concern the family: why, which says where to turn
        return list(
            dict.fromkeys(
                text(replace(s, about=a.env[-1].key, brief=True), plainest(a)) for a in accounts if not folds(s, a)
            )
        )
    several = len(spoken) > 1
    for step, labels in spoken.items():
        out.append(s.say("page.step_of", program=s.listed(labels), step=step) if several else upper(step))
    return out


def tell_step(s: Speech, outcome: Outcome, spoken: dict[str, list[str]]) -> None:
    step = dict(outcome.program.next_step).get(outcome.outcome)
    if step is None:
        return
    label = s.of(outcome.program.label)
    who = subject_name(s, outcome)
    label = label + (s.say("nouns.parenthesis", text=who) if who else "")
    labels = spoken.setdefault(s.of(step), [])
    if label not in labels:
        labels.append(label)


def to_find_out(s: Speech, outcomes: Iterable[Outcome]) -> list[str]:
    """`由系统核对，家庭不用提供材料：张某月工资、李某月养老金`: one line for each way of finding out."""
    needed: dict[str, Needed] = {}
    for outcome in outcomes:
        for n in outcome.needed:
            needed.setdefault(n.path, n)
    ways: dict[str, list[str]] = {}
    for n in sorted(needed.values(), key=lambda n: n.asked):
        way = how(n.fact, s.lang)
        text = needed_label(s, n) + (s.say("page.asked") if n.asked else "")
        ways.setdefault(way, []).append(text)
    lookup = how(None, s.lang)
    return [
        upper(
            s.say(
                "page.look_up" if way == lookup else "page.find_out", way=way, labels=s.listed(labels, most=MOST_NEEDED)
            )
        )
        for way, labels in ways.items()
    ]
