"""What an explanation rests on beyond the law's own words, said once for the whole page: what was presumed, how the law was read, what is not encoded,
which rule may be overtaken, what is not in force.
"""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.explain.basis import Basis
from eligibility.explain.reasons import Account
from eligibility.explain.sections import folds, plainest
from eligibility.frozen import record
from eligibility.ir.program import Caveat
from eligibility.ir.vocabulary import FactSpec
from eligibility.wording import amounts
from eligibility.wording.citations import cite
from eligibility.wording.questions import owner_label
from eligibility.wording.sentences import upper_first
from eligibility.wording.speech import Speech, lower

MOST_PRESUMED = 5


@record
class Note:
    """`title` says of what kind they are."""

    title: str
    items: tuple[str, ...]


def notes(s: Speech, accounts: list[Account], *, full: bool) -> list[Note]:
    bases = [(a, shown(s, a, full)) for a in accounts]
    found = [
        related(s, accounts), presumed(s, [b for _, b in bases], full), read(s, [b for _, b in bases], full), unencoded(s, accounts, full),
        hidden(s, accounts), idle(s),
    ]  # fmt: skip
    return [n for n in found if n is not None]


def shown(s: Speech, account: Account, full: bool) -> Basis:
    """What the reasons that are printed rest on: of a folded outcome one."""
    return plainest(account).basis if not full and folds(s, account) else account.basis


def presumed(s: Speech, bases: Iterable[Basis], full: bool) -> Note | None:
    """`正在服刑：否（3 人）…共 27 项`; every one with `full`."""
    paths = list(dict.fromkeys(p for b in bases for p in b.presumed))
    if not paths:
        return None
    by_fact: dict[tuple[str, int], list[str]] = {}
    for path in paths:
        fact = fact_at(s, path)
        if fact is not None:
            by_fact.setdefault((fact.subject, fact.index), []).append(path)
    order = {subject: n for n, subject in enumerate(s.record.law.vocabulary.subjects)}
    items = [
        presumed_fact(s, group, full) for _, group in sorted(by_fact.items(), key=lambda i: (order[i[0][0]], i[0][1]))
    ]
    title = s.say("notes.presumed", n=len(paths))
    if full:
        return Note(title, tuple(items))
    shown = items[:MOST_PRESUMED]
    more = s.say("notes.presumed_more") if len(items) > len(shown) else ""
    return Note(title, (s.say("notes.join").join(shown) + more,))


def presumed_fact(s: Speech, paths: list[str], full: bool) -> str:
    fact = fact_at(s, paths[0])
    assert fact is not None
    value = ordinary(s, fact)
    label = s.of(fact.label)
    if not full:
        return s.say("notes.fact", label=label, value=value)
    who = [name for p in paths if (name := owner(s, p))]
    return (
        s.say("notes.fact_of", label=label, value=value, who=s.listed(who, most=20))
        if who
        else s.say("notes.fact", label=label, value=value)
    )


def fact_at(s: Speech, path: str) -> FactSpec | None:
    head, _, last = path.rpartition(".")
    instance = s.record.instance(head) if head else s.record.instance(s.record.law.vocabulary.root.id)
    if instance is None:
        return None
    facts = s.record.law.vocabulary.subjects[instance.subject].facts
    return next((f for f in facts if f.id == last), None)


def owner(s: Speech, path: str) -> str:
    return owner_label(s.record.law, s.record.household, path, s.lang)


def ordinary(s: Speech, fact: FactSpec) -> str:
    """The presumed value in words."""
    if fact.ordinary_is_place:
        return s.place(s.record.household.place)
    return s.shown(fact.type, abstract(fact))


def abstract(fact: FactSpec) -> object:
    from eligibility.decide.reading.facts import point

    return point(fact.type, fact.ordinary)


def read(s: Speech, bases: Iterable[Basis], full: bool) -> Note | None:
    """The stated readings that outcomes rest on."""
    ids = dict.fromkeys(r for b in bases for r in b.readings)
    readings = [s.record.law.readings[i] for i in ids if i in s.record.law.readings]
    if not readings:
        return None
    key = "notes.reading_full" if full else "notes.reading"
    items = [s.say(key, text=upper_first(s, s.of(r.text)), reason=s.of(r.reason)) for r in readings]
    return Note(s.say("notes.readings"), tuple(items))


def unencoded(s: Speech, accounts: Iterable[Account], full: bool) -> Note | None:
    """Clauses that could not be encoded and could turn an outcome, with whose."""
    found: dict[str, tuple[Caveat, dict[str, None]]] = {}
    for a in accounts:
        for caveat in a.basis.caveats.values():
            found.setdefault(s.of(caveat.text), (caveat, {}))[1][s.of(a.outcome.program.label)] = None
    if not found:
        return None
    items = []
    for caveat, programs in found.values():
        effect = s.say(f"effects.{caveat.effect}", programs=s.listed(list(programs)))
        where = cite(caveat.citations, s.lang)
        key = "notes.caveat_full" if full else "notes.caveat"
        reason = s.of(caveat.reason)
        items.append(
            s.say(
                key,
                text=upper_first(s, s.of(caveat.text)),
                effect=effect,
                where=where,
                reason=reason if s.lang == "zh" else lower(reason),
            )
        )
    return Note(s.say("notes.caveats"), tuple(items))


def hidden(s: Speech, accounts: Iterable[Account]) -> Note | None:
    days = {path: day for a in accounts for path, day in a.basis.hiding.items()}
    if not days:
        return None
    items = [
        s.say("notes.hides", rule=rule_label(s, path), day=amounts.iso_day(day, s.lang)) for path, day in days.items()
    ]
    return Note(s.say("notes.hiding"), tuple(items))


def rule_label(s: Speech, path: str) -> str:
    """What to call the rule at a path."""
    law = s.record.law
    for definition in law.definitions.values():
        if definition.origin.path == path:
            return s.of(definition.label)
    for program in law.programs:
        labels = {c.origin.path: c.says for c in (*program.applies, *program.conditions)}
        labels |= {g.origin.path: g.label for g in program.grants}
        found = labels.get(path)
        if found is not None:
            return s.say("sentences.of_person", who=s.of(program.label), text=s.of(found))
    return path


def related(s: Speech, accounts: Iterable[Account]) -> Note | None:
    """How programmes that are met, or may be, stand to each other."""
    open_ = [a.outcome.program for a in accounts if a.outcome.outcome != "ineligible"]
    labels = {p.id: s.of(p.label) for p in open_}
    items: dict[str, None] = {}
    for program in open_:
        for relation in program.relations:
            if relation.other not in labels:
                continue
            for kind in relation.kinds:
                if kind == "excludes" and "leaves_family" in relation.kinds:
                    continue  # the other kind says it
                why = [
                    s.of(s.record.law.readings[r].text) for r in relation.origin.readings if r in s.record.law.readings
                ]
                where = cite(relation.origin.citations, s.lang) or (
                    "" if kind == "leaves_family" else s.say("page.semicolon").join(why)
                )
                text = s.say(f"relations_of.{kind}", program=labels[program.id], other=labels[relation.other])
                text = upper_first(s, text)
                items[text + (s.say("nouns.parenthesis", text=where) if where else "")] = None
    return Note(s.say("notes.related"), tuple(items)) if items else None


EXCLUSIVE = frozenset({"excludes", "leaves_family", "takes_precedence", "higher_of"})


def exclusive(s: Speech, accounts: Iterable[Account]) -> list[str]:
    """Programmes that are met and cannot be received together."""
    met = [a.outcome.program for a in accounts if a.outcome.outcome == "eligible"]
    labels = {p.id: s.of(p.label) for p in met}
    found: dict[frozenset[str], list[str]] = {}
    for program in met:
        for relation in program.relations:
            if relation.other in labels and EXCLUSIVE & set(relation.kinds):
                found.setdefault(frozenset((program.id, relation.other)), [labels[program.id], labels[relation.other]])
    return [s.say("page.exclusive", programs=s.listed(pair)) for pair in found.values()]


def idle(s: Speech) -> Note | None:
    labels = [s.of(label) for _, label in s.record.law.not_in_force]
    return Note(s.say("notes.idle"), (s.listed(labels, most=30),)) if labels else None
