"""The reasons, programme by programme: the household's first, then its members'; what is met first, then what is open, not met, not concerned.

A member's programme that is not met, or does not concern, is folded into one section with one line for each reason, naming whom it holds for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eligibility.decide.decision import Needed, Outcome
from eligibility.explain.branches import Branch, Branches
from eligibility.explain.reasons import (
    Account,
    Reason,
    citations_of,
    counted_people,
    parameters_shown,
    text,
    worked_out,
)
from eligibility.explain.recorded import Recorded
from eligibility.explain.tree import Tree
from eligibility.frozen import record
from eligibility.ir.program import ConditionRule, GrantRule, ParameterRule
from eligibility.wording import amounts
from eligibility.wording.citations import cite, grade, title
from eligibility.wording.nouns import inside
from eligibility.wording.questions import fact_label, parameter_label
from eligibility.wording.speech import TRUE, UNKNOWN, Speech, lower, name_of, place_name, upper

ORDER = ("eligible", "undetermined", "ineligible", "inapplicable")


@record
class Point:
    """One reason, and under it where it is written and since when its values hold."""

    text: str
    under: tuple[str, ...] = ()


@record
class Section:
    """`word` is how it came out (see `ORDER`), `tag` says it to people; `folded` sections have their points beside their title."""

    word: str
    tag: str
    title: str
    points: tuple[Point, ...]
    folded: bool
    tree: tuple[Branch, ...] = ()


def word_of(outcome: Outcome) -> str:
    return "inapplicable" if outcome.applies is False else outcome.outcome


def subject_name(s: Speech, outcome: Outcome) -> str:
    """Whom a programme is decided for, where that is not the whole household."""
    instance = s.record.instance(outcome.subject)
    alone = s.record.law.vocabulary.subjects[instance.subject].alone
    return "" if instance.key == 0 or alone else name_of(s.record, instance, s.lang)


def plainest(account: Account) -> Reason:
    """The reason that rests on the fewest readings and uncertain clauses; the first of these."""
    return min(account.reasons, key=lambda r: len(r.basis.readings) + len(r.basis.caveats))


def hushed(accounts: list[Account]) -> list[Account]:
    """The same, with those marked quiet of which nothing is known, unless nothing is known of any."""
    unheard = [unknown_throughout(a) for a in accounts]
    if all(q or a.outcome.outcome == "ineligible" for a, q in zip(accounts, unheard, strict=True)):
        return accounts
    return [replace(a, quiet=True) if q else a for a, q in zip(accounts, unheard, strict=True)]


def unknown_throughout(account: Account) -> bool:
    """Whether no condition is known to be met, unless by what was presumed."""
    return account.outcome.outcome == "undetermined" and all(
        r.truth == UNKNOWN or r.basis.presumed for r in account.reasons if r.section == "conditions"
    )


def folds(s: Speech, account: Account) -> bool:
    """Whether an outcome is said in one line: a member's that is not met or not concerned, and one of which nothing is known."""
    return account.quiet or (bool(subject_name(s, account.outcome)) and word_of(account.outcome) in ORDER[2:])


def ranked(s: Speech, accounts: Iterable[Account]) -> list[Account]:
    """The household's first, then its members'; what is met before what is open, not met, not concerned."""
    return sorted(accounts, key=lambda a: (bool(subject_name(s, a.outcome)), ORDER.index(word_of(a.outcome))))


def sections(s: Speech, recorded: Recorded, accounts: list[Account], *, full: bool) -> list[Section]:
    draw = Drawing(s, recorded, full)
    out: list[Section] = []
    done: set[tuple[str, str, bool, bool]] = set()
    for account in accounts:
        word, program = word_of(account.outcome), account.outcome.program.id
        key = (word, program, bool(account.reserved), account.quiet)
        alike = [a for a in accounts if (word_of(a.outcome), a.outcome.program.id, bool(a.reserved), a.quiet) == key]
        if full or not folds(s, account):
            out.append(draw.one(account, word))
        elif key not in done:
            done.add(key)
            out.append(draw.folded(alike, word))
    return out


def told(s: Speech, points: Iterable[Point]) -> str:
    """What points have said; in English without the capital that begins a sentence."""
    return "\n".join(p.text if s.lang == "zh" else lower(p.text) for p in points)


class Drawing:
    """Makes sections; says of each value of the place only once since when it holds."""

    def __init__(self, s: Speech, recorded: Recorded, full: bool) -> None:
        self._s, self._recorded, self._full = s, recorded, full
        self._said: set[str] = set()  # since when values hold
        self._people: list[str] = []
        self._tree = Tree(recorded)
        self._opened: set[str] = set()  # definitions that the page has opened

    def one(self, account: Account, word: str) -> Section:
        s = self._of(account)
        name = subject_name(self._s, account.outcome)
        title = self._s.of(account.outcome.program.label) + (
            self._s.say("nouns.parenthesis", text=name) if name else ""
        )
        points: list[Point] = [Point(self._s.say("page.jointly"))] if account.jointly else []
        for reason in account.reasons:
            if not self._full and reason.section == "applies" and reason.truth == TRUE:
                continue
            points.append(self._point(replace(s, told=told(s, points)), reason, eligible=word == "eligible"))
        if account.outcome.program.discretionary and word == "eligible":
            points.append(Point(self._s.say("page.discretion")))
        tree = tuple(self._branches(s, account.outcome)) if self._full else ()
        return Section(
            word, self._tag(word, [account]), title, tuple(points), word == "inapplicable" and not self._full, tree
        )

    def folded(self, accounts: list[Account], word: str) -> Section:
        """One line for each first reason, with the names of those it holds for."""
        found: dict[tuple[str, str], list[str]] = {}
        for account in accounts:
            key = self._folded_reason(account)
            found.setdefault(key, []).append(subject_name(self._s, account.outcome))
        points = tuple(
            Point(
                self._s.say("page.folded", who=self._s.listed(names), text=inside(self._s, said)) if names[0] else said,
                (where,) if where else (),
            )
            for (said, where), names in found.items()
        )
        return Section(word, self._tag(word, accounts), self._s.of(accounts[0].outcome.program.label), points, True)

    def _folded_reason(self, account: Account) -> tuple[str, str]:
        s = replace(self._of(account), brief=True)
        if account.quiet:
            labels = [needed_label(s, n) for n in account.outcome.needed]
            return s.say("page.rests_on", labels=s.listed(labels, most=4)), ""
        if account.jointly:
            return s.say(
                "page.jointly_all", reasons=s.say("sentences.then").join(inside(s, text(s, r)) for r in account.reasons)
            ), ""
        reason = plainest(account)
        return text(s, reason), cite(citations_of(s, reason), s.lang)

    def _of(self, account: Account) -> Speech:
        return replace(self._s, about=account.env[-1].key)

    def _tag(self, word: str, accounts: Iterable[Account]) -> str:
        if any(a.reserved for a in accounts):
            return self._s.say("words.reserved" if word == "ineligible" else "words.inapplicable_reserved")
        if word == "eligible" and any(a.outcome.program.discretionary for a in accounts):
            return self._s.say("words.may")
        return self._s.say(f"words.{word}")

    # ---- a reason

    def _point(self, s: Speech, reason: Reason, *, eligible: bool) -> Point:
        said = text(s, reason)
        if eligible and reason.truth == UNKNOWN and isinstance(reason.rule, ConditionRule):
            said += s.say("page.anyway")
        people = counted_people(s, reason)
        under = [people] if people and people not in self._people else []
        self._people.append(people)
        under += worked_out(s, reason, inside(s, said))
        lines = [self._value_line(rule) for rule in parameters_shown(s, reason) if rule.since]
        under += [line for line in dict.fromkeys(lines) if line not in self._said]
        self._said.update(lines)
        where = cite(citations_of(s, reason), s.lang)
        when = self._when(reason)
        under.append(s.say("page.where_when", where=where, when=when) if where and when else where or upper(when))
        return Point(said, tuple(u for u in under if u))

    def _value_line(self, rule: ParameterRule) -> str:
        """`低保标准自2022年7月1日起执行（南京市；来源：新闻报道，文号未录入）`."""
        s = self._s
        about = [place_name(s.record.law, rule.origin.layer, "zh" if rule.origin.layer else s.lang)]
        for c in rule.origin.citations[:1]:
            known = grade(c, s.lang)
            about.append(s.say("page.known_from", title=title(c, s.lang), grade=known) if known else title(c, s.lang))
            if known and c.note and s.lang == "zh":
                about.append(c.note)
        if rule.outdated:
            about.append(s.say("page.outdated"))
        label = s.of(rule.label)
        return s.say(
            "page.since",
            label=label,
            day=amounts.iso_day(rule.since, s.lang),
            about=s.say("page.semicolon").join(about),
        )

    def _when(self, reason: Reason) -> str:
        """From when a grant is paid, and when it is looked at again."""
        if not isinstance(reason.rule, GrantRule):
            return ""
        s, rule = self._s, reason.rule
        said = [s.say(f"payable.{rule.payable_from}")] if rule.payable_from else []
        for key, value in (("valid", rule.valid_for), ("review", rule.review_every)):
            if value:
                said.append(s.say(f"page.{key}", period=period(s, value)))
        return s.say("page.semicolon").join(said)

    def _branches(self, s: Speech, outcome: Outcome) -> list[Branch]:
        return Branches(replace(s, brief=True), self._opened).of(self._tree.of(outcome))


def period(s: Speech, text: str) -> str:
    """`12 months` in words."""
    number, _, unit = text.partition(" ")
    unit = unit if unit.endswith("s") else unit + "s"
    return amounts.with_unit(number, unit, s.lang, one=number == "1")


def needed_label(s: Speech, needed: Needed) -> str:
    law, household = s.record.law, s.record.household
    if needed.fact is not None:
        label = fact_label(law, household, needed.path, needed.fact, s.lang)
        return label if s.lang == "zh" else lower(label)
    assert needed.parameter is not None
    return parameter_label(law, needed.parameter, s.lang)


__all__ = ["Point", "Section", "sections", "subject_name", "word_of"]
