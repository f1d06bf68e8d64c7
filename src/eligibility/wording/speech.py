"""What every phrase needs: the language, the recorded values, and whose sentence it is.

A record gives the abstract value of a node where the variables stand for given instances (`decide.reading.domain` says what abstract values are). `about`
is the instance that a sentence is about: its name goes without saying.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from eligibility.facts.household import Household
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.program import DefinitionRule, LinkedLaw, ParameterRule
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Type
from eligibility.ir.vocabulary import FactSpec, Wording
from eligibility.law.places import label as place_label
from eligibility.messages.catalogue import phrase
from eligibility.wording import amounts

Env = tuple[Any, ...]
TRUE, FALSE, UNKNOWN = 1, 2, 3
SPANS = frozenset({"years", "months", "days"})


class Record(Protocol):
    """What a recorded reading offers."""

    law: LinkedLaw
    household: Household

    def value(self, node: nodes.Node, env: Env) -> Any:
        """The abstract value of a node; what the decision could do without is read when it is asked for."""

    def was_read(self, node: nodes.Node, env: Env) -> bool:
        """Whether the decision, or an explanation since, had to know a node."""

    def path(self, instance: Any, fact: FactSpec) -> str:
        """The path of a fact of an instance, as documents write it."""

    def instance(self, path: str) -> Any:
        """The instance at a path, or None."""

    def looseness(self, deps: int, *, money: bool) -> int:
        """The least width, in whole units, of those among these unknowns that are sums of money (or other numbers) of which nothing is
        known; 0 where there are none."""

    def is_whole(self, node: nodes.Fact, env: Env) -> bool:
        """Whether a fact is unknown and nothing narrows its range."""

    def undated(self, deps: int) -> bool:
        """Whether one of these unknowns is a date of which nothing is known."""


@record
class Speech:
    record: Record
    lang: str
    about: int = 0
    brief: bool = False  # without the values that a policy file's own sentence rests on
    told: str = ""  # what has been said before: a name that stands in it is not repeated in a calculation

    def say(self, key: str, **args: Any) -> str:
        return phrase(key, self.lang, **args)

    def of(self, wording: Wording) -> str:
        return " ".join(wording.of(self.lang).split())

    def truth(self, node: nodes.Node, env: Env) -> int:
        value = self.record.value(node, env)
        return UNKNOWN if value is None else int(value[0])

    def is_open(self, node: nodes.Node, env: Env) -> bool:
        """Whether a value rests on something unknown."""
        value = self.record.value(node, env)
        return value is None or bool(value[-1])

    def rule(self, node: nodes.Definition) -> DefinitionRule:
        return self.record.law.definitions[node.definition]

    def inner(self, node: nodes.Definition, env: Env) -> Env:
        """What the variables stand for inside a definition."""
        return (env[0],) if env[node.var] is env[0] else (env[0], env[node.var])

    def parameter(self, node: nodes.Parameter) -> ParameterRule:
        return self.record.law.parameters[node.parameter, node.scope]

    def fact(self, node: nodes.Fact) -> FactSpec:
        return self.record.law.vocabulary.subjects[node.subject].facts[node.index - 1]

    # ---- people

    def who(self, instance: Any) -> str:
        """What to call an instance; nothing for the root and for whom the sentence is about."""
        return "" if instance.key in (0, self.about) else name_of(self.record, instance, self.lang)

    def owned(self, who: str, label: str, *, truth: bool = False) -> str:
        """张某月工资; 张某's monthly wage, and of a truth 张某: serving a prison sentence."""
        return owned(who, label, self.lang, truth=truth)

    def listed(self, items: list[str], most: int = 6) -> str:
        if not items:
            return ""
        rest = self.say("lists.more", n=len(items) - most) if len(items) > most else ""
        items = items[:most]
        if self.lang == "zh":
            return ("；" if any("、" in i for i in items) else "、").join(items) + rest
        items = [*items, rest] if rest else items
        return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]

    def persons(self, mask: int) -> str:
        """The people whose bits are set (a person's bit is the number plus one)."""
        names = [name for n, name in enumerate(self.record.household.names) if mask >> (n + 1) & 1]
        if mask & 1:
            names.append(self.say("people.somebody"))
        return self.listed(names) if names else self.say("people.nobody")

    # ---- values

    def shown(self, type_: Type, value: Any, *, full: bool = False, counted: str = "") -> str:
        """An abstract value in words."""
        if value is None:
            return self.say("amounts.unknown")
        match type_:
            case Boolean():
                return self.say(("truth.yes", "truth.no", "amounts.unknown")[value[0] - 1])
            case Number():
                low, high = self.ends(type_, value)
                return amounts.span(low, high, type_, self.lang, full=full, counted=counted)
            case Date():
                return self.dates(value)
            case Enum():
                return self.enum(type_, value[0])
            case Person():
                return self.persons(value[0]) if value[0] & (value[0] - 1) == 0 else self.say("amounts.unknown")
            case Persons():
                return self.persons(value[0]) if value[0] == value[1] else self.say("amounts.unknown")
            case Place():
                return self.place(value[0])
            case ListOf():
                return self.elements(type_, value)
            case _:
                return self.say("amounts.unknown") if value[0] is None else str(value[0])

    def ends(self, type_: Number, value: Any) -> tuple[Any, Any]:
        """The ends of a number, None where nothing is known of that end."""
        low, high, deps = value
        if low == high:
            return low, high
        if type_.unit in SPANS and self.record.undated(deps):
            return None, None
        loose = self.record.looseness(deps, money=type_.unit in amounts.MONEY) * 10**type_.scale
        if not loose:
            return low, high
        return (low if low * 2 > -loose else None), (high if high * 2 < loose else None)

    def dates(self, value: Any) -> str:
        if value[0] == value[1]:
            return amounts.day(value[0], self.lang)
        return self.say("amounts.unknown")

    def enum(self, type_: Enum, mask: int) -> str:
        if mask & (mask - 1):
            return self.say("amounts.unknown")
        return self.enum_value(type_, mask.bit_length() - 1)

    def enum_value(self, type_: Enum, index: int) -> str:
        value = type_.values[index]
        if not value:
            return self.say("truth.none")
        if type_.domain == "program":
            found = program_label(self.record.law, value)
            return self.of(found) if found else value
        if type_.domain == "boundary":
            return self.say(f"boundary.{value}")
        subject, _, fact = type_.domain.partition(".")
        spec = self.record.law.vocabulary.subjects.get(subject)
        labels = next((f.value_labels for f in spec.facts if f.id == fact), ()) if spec else ()
        return lower(self.of(labels[index])) if index < len(labels) else value

    def place(self, code: str | None) -> str:
        if code is None:
            return self.say("amounts.unknown")
        return place_name(self.record.law, code, self.lang)

    def elements(self, type_: ListOf, value: Any) -> str:
        items, rest = value
        if not isinstance(type_.element, Item):
            return (
                self.listed([self.shown(type_.element, v) for v, _, _ in items]) if items else self.say("people.nobody")
            )
        names = [name_of(self.record, v, self.lang) + (self.say("lists.maybe") if p != 1 else "") for v, p, _ in items]
        if rest:
            names.append(self.say("lists.unnamed"))
        if names:
            return self.listed(names)
        people = self.record.law.vocabulary.subjects[type_.element.subject].identified_by
        return self.say("people.nobody" if people else "truth.none")


def name_of(record: Record, instance: Any, lang: str) -> str:
    """A person by name; another item by its owner and position; the root by its label."""
    spec = record.law.vocabulary.subjects[instance.subject]
    if spec.identified_by:
        name: str = record.household.names[instance.number]
        return name
    if not spec.within or spec.alone:
        return lower(spec.label.of(lang)) if lang != "zh" else spec.label.zh
    owner = record.instance(instance.path.rpartition(".")[0])
    text = phrase("people.item", lang, label=lower(spec.label.of(lang)), n=instance.number + 1)
    if owner is None or not record.law.vocabulary.subjects[owner.subject].identified_by:
        return text
    return (
        glue(record.household.names[owner.number], text) if lang == "zh" else f"{name_of(record, owner, lang)}'s {text}"
    )


def owned(who: str, label: str, lang: str, *, truth: bool = False) -> str:
    if not who:
        return label
    label = label.removeprefix(phrase("labels.part", lang))  # a form's line «of which …» stands alone here
    if lang == "zh":
        return glue(who, label)
    return f"{who}: {lower(label)}" if truth else f"{who}'s {lower(label)}"


def program_label(law: LinkedLaw, program: str) -> Wording | None:
    """What a programme is called, in force or not."""
    found = next((p.label for p in law.programs if p.id == program), None)
    return found or next((label for id_, label in law.not_in_force if id_ == program), None)


def place_name(law: LinkedLaw, code: str, lang: str) -> str:
    if not code:
        return phrase("places.nation", lang)
    return place_label(code, date.fromisoformat(law.on), lang)


def lower(text: str) -> str:
    """An English label inside a sentence: only a capital before a small letter falls, and that of an article."""
    falls = len(text) > 1 and text[0].isupper() and (text[1].islower() or text.startswith("A "))
    return text[0].lower() + text[1:] if falls else text


def upper(text: str) -> str:
    """With a capital, unless it begins with an id that runs into Chinese text."""
    word = re.match(r"[\w-]*", text, re.ASCII)
    runs_on = word is not None and 0 < word.end() < len(text) and "\u4e00" <= text[word.end()] <= "\u9fff"
    return text if runs_on else text[:1].upper() + text[1:]


def glue(left: str, right: str) -> str:
    """Two pieces of Chinese text; a space parts letters or digits from characters."""
    if not left or not right:
        return left + right
    a, b = left[-1], right[0]
    plain: Callable[[str], bool] = lambda c: c.isascii() and (c.isalnum() or c in "%.")  # noqa: E731
    wide: Callable[[str], bool] = lambda c: "\u3400" <= c <= "\u9fff"  # noqa: E731
    return (
        f"{left} {right}"
        if (plain(a) and wide(b)) or (wide(a) and plain(b)) or (plain(a) and plain(b))
        else left + right
    )
