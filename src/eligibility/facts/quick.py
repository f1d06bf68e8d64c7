"""Facts out of Python objects, where nothing about them is unusual.

A case system hands over dictionaries by the million, most of them without a slip. This reads those in one pass, with nothing but tables made once for the
law. It knows no mistakes: whatever it does not plainly understand, right or wrong, it leaves to `read`, which tells what is wrong and how to mend it. A test
holds that the two read the same household wherever this one reads one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NoReturn

from eligibility.facts.document import KEY_OF, ORDINARY, SCHEMA
from eligibility.facts.household import Household
from eligibility.facts.identity import ID_NUMBER
from eligibility.facts.names import KeyTable
from eligibility.facts.ordinary import guards_first, may_exist
from eligibility.facts.people import tie
from eligibility.facts.read import NAME
from eligibility.facts.values import CODE, EMPTY, NONE, OUTSIDE, UNKNOWN
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.law.places import exists

PLAIN_NUMBER: Final = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?")
PLAIN_TEXT: Final = re.compile(r"[\w·]{1,60}")
Reader = Callable[["Run", Any], Any]


class Unusual(Exception):
    """Something for the careful reader."""


def leave() -> NoReturn:
    raise Unusual


class QuickTable:
    """What one law's vocabulary makes of keys and values."""

    def __init__(self, keys: KeyTable, on: date, place: str) -> None:
        self.keys, self.on, self.place = keys, on, place
        self.day = on.toordinal()
        self.plans = {s.id: Plan(self, s) for s in keys.vocabulary.subjects.values()}
        self.root = self.plans[keys.root.id]
        self.lists = [(self.plans[s.id], keys.outer[s.list]) for s in keys.people]
        self.alone = [(self.plans[s.id], keys.outer[s.list]) for s in keys.alone]

    def read(self, given: object, digest: str) -> Household | None:
        """The household of a mapping; None where the careful reader has to look at it."""
        if type(given) is not dict:
            return None
        try:
            return Run(self).household(given, digest)
        except Unusual:
            return None


class Plan:
    """One subject: a reader for each key, and what is to be filled in."""

    def __init__(self, table: QuickTable, spec: SubjectSpec) -> None:
        self.spec = spec
        outer = table.keys.outer if spec is table.keys.root else {}
        names = table.keys.names[spec.id]
        self.readers: dict[str, tuple[int, Reader]] = {
            word: (fact.index, reader_of(table, spec, fact))
            for word, fact in names.facts.items()
            if word not in outer and word not in names.old
        }
        self.ordinary = [
            (f, table.place if f.ordinary_is_place else f.ordinary) for f in guards_first(spec) if f.has_ordinary
        ]
        self.tied = [f for f in spec.facts if f.only_if is not None or f.at_most is not None]
        self.name = next((f.index for f in spec.facts if f.id == NAME), 0)
        self.id_number = next((f.index for f in spec.facts if f.id == ID_NUMBER), 0)
        self.own_id = next((f.index for f in spec.facts if f.id == spec.identified_by), 0)
        self.people = [f for f in spec.facts if isinstance(f.type, Person | Persons) and f.id != spec.identified_by]
        self.id_words = {w for w, f in names.facts.items() if f.id == spec.identified_by}


class Run:
    """One household on its way."""

    __slots__ = ("ids", "members", "names", "numbers", "ordinary", "presumed", "table")

    def __init__(self, table: QuickTable) -> None:
        self.table = table
        self.ids: list[str] = []
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.members = 0
        self.presumed: list[str] = []
        self.ordinary = False

    def household(self, given: dict[Any, Any], digest: str) -> Household:
        table = self.table
        lists: dict[int, Any] = {}
        inner: Any = None
        applied = table.on
        seen: set[str] = set()
        for key, value in given.items():
            word = KEY_OF.get(key)
            if word is not None:
                applied = self._structural(word, value, seen, applied)
            elif key in table.keys.root_names:
                inner = value if type(value) is dict and inner is None else leave()
            elif (fact := table.keys.outer.get(key)) is not None and fact.index not in lists:
                lists[fact.index] = value
            else:
                leave()
        if not {"on", "place"} <= seen:
            leave()
        return self._whole(inner, lists, applied, digest)

    def _structural(self, word: str, value: Any, seen: set[str], applied: date) -> date:
        if word in seen:
            leave()
        seen.add(word)
        table = self.table
        if word in ("on", "applied_on"):
            day = value if type(value) is date else iso_day(value)
            if (day != table.on) if word == "on" else (day > table.on):
                leave()
            return day if word == "applied_on" else applied
        if type(value) is not str:
            leave()
        if word == "otherwise":
            self.ordinary = value in ORDINARY or leave()
        elif value != (table.place if word == "place" else SCHEMA):
            leave()
        return applied

    def _whole(self, inner: dict[Any, Any] | None, lists: dict[int, Any], applied: date, digest: str) -> Household:
        table = self.table
        people = inner is not None or not lists or any(fact.index in lists for _, fact in table.lists)
        for plan, fact in table.lists:
            if people:
                self._number(plan, lists.get(fact.index))
            elif plan.spec.complete:
                lists[fact.index] = ()
        root = self.instance(table.root, inner or {}, 0, table.root.spec.id, lists)
        ids, names = tuple(self.ids), tuple(self.names)
        return Household(digest, table.on, applied, table.place, root, ids, names, frozenset(self.presumed))

    def _number(self, plan: Plan, items: Any) -> None:
        """Numbers and names for those of one list."""
        if items is None and not plan.spec.complete:
            return
        if type(items) is not list or not plan.spec.least <= len(items) <= plan.spec.most:
            leave()
        for item in items:
            if type(item) is not dict:
                leave()
            found = [item[w] for w in plan.id_words if w in item]
            if (
                len(found) != 1
                or type(found[0]) is not str
                or not PLAIN_TEXT.fullmatch(found[0])
                or found[0] in RESERVED
            ):
                leave()
            if found[0] in self.numbers:
                leave()
            self.numbers[found[0]] = len(self.ids)
            self.ids.append(found[0])
            self.names.append(found[0])
        if plan.spec.complete:
            self.members = len(self.ids)

    def instance(
        self, plan: Plan, given: dict[Any, Any], number: int, path: str, lists: dict[int, Any] | None = None
    ) -> tuple[Any, ...]:
        slots: list[Any] = [number] + [None] * len(plan.spec.facts)
        for key, value in given.items():
            found = plan.readers.get(key)
            if found is None or slots[found[0]] is not None:
                leave()
            slots[found[0]] = found[1](self, value)
        if lists is not None:
            self._lists(slots, lists)
        if plan.id_number and slots[plan.id_number] is not None:
            leave()
        if plan.own_id:
            slots[plan.own_id] = number
            if plan.name and slots[plan.name] is not None:
                self.names[number] = slots[plan.name]
            if any(refers_to(slots[f.index], number) for f in plan.people):
                leave()
        self._rules(plan, slots, path)
        return tuple(slots)

    def _lists(self, slots: list[Any], lists: dict[int, Any]) -> None:
        first = 0
        for plan, fact in self.table.lists:
            items = lists.get(fact.index)
            if items is not None:
                read = [
                    self.instance(plan, item, first + i, f"{fact.id}[{self.ids[first + i]}]")
                    for i, item in enumerate(items)
                ]
                slots[fact.index] = tuple(read)
                first += len(items)
        for plan, fact in self.table.alone:
            if fact.index not in lists:
                slots[fact.index] = ()
            elif type(section := lists[fact.index]) is dict:
                slots[fact.index] = (self.instance(plan, section, 0, fact.id),)
            else:
                leave()

    def _rules(self, plan: Plan, slots: list[Any], path: str) -> None:
        """What is ordinary is filled in; what may not stand together is left to the careful reader."""
        given = [f for f in plan.tied if slots[f.index] is not None]
        if self.ordinary:
            for fact, value in plan.ordinary:
                if slots[fact.index] is None and (fact.only_if is None or may_exist(plan.spec, slots, fact)):
                    slots[fact.index] = value
                    self.presumed.append(f"{path}.{fact.id}")
        for fact in given:
            if not may_exist(plan.spec, slots, fact):
                leave()
            whole = slots[fact.at_most] if fact.at_most is not None else None
            if whole is not None and slots[fact.index] > whole:
                leave()


def refers_to(value: Any, number: int) -> bool:
    return number in value if type(value) is tuple else bool(value == number)


# ---- values

RESERVED: Final = frozenset((*UNKNOWN, *OUTSIDE, *NONE, *EMPTY, "True", "False"))


def iso_day(value: Any) -> date:
    if type(value) is not str or len(value) != 10 or value[4] != "-":
        leave()
    try:
        return date.fromisoformat(value)
    except ValueError:
        leave()


def reader_of(table: QuickTable, spec: SubjectSpec, fact: FactSpec) -> Reader:
    """What turns a value of one fact into its code."""
    match fact.type:
        case Boolean():
            return lambda _, value: value if type(value) is bool else leave()
        case Number():
            return number_reader(fact.type)
        case Date():
            return date_reader(fact.type, table.day)
        case Enum():
            return enum_reader(fact.type)
        case Text():
            return lambda _, value: (
                value if type(value) is str and PLAIN_TEXT.fullmatch(value) and value not in RESERVED else leave()
            )
        case Place():
            return lambda _, value: (
                value if type(value) is str and (value == table.place or stands(value, table.on)) else leave()
            )
        case Person():
            return lambda run, value: person(run, value)
        case Persons():
            return persons_reader(fact is tie(spec))
        case ListOf():
            return list_reader(table, fact.type)
        case _:
            return lambda _, __: leave()


def stands(code: str, on: date) -> bool:
    """Whether a text is the code of a place of the day."""
    return CODE.fullmatch(code) is not None and exists(code, on)


def number_reader(type_: Number) -> Reader:
    scale, low, high = type_.scale, type_.low, type_.high
    factor: int = 10**scale

    def read(_: Run, value: Any) -> int:
        kind = type(value)
        encoded: int
        if kind is int:
            encoded = value * factor
        elif kind is str or kind is Decimal:
            found = PLAIN_NUMBER.fullmatch(value if kind is str else str(value))
            if found is None:
                leave()
            fraction = found[2] or ""
            if len(fraction) > scale:
                leave()
            encoded = int(found[1] + fraction.ljust(scale, "0"))
        else:
            leave()
        if not low <= encoded <= high:
            leave()
        return encoded

    return read


def date_reader(type_: Date, day: int) -> Reader:
    low, high = type_.low, day if type_.high < 0 else type_.high

    def read(_: Run, value: Any) -> int:
        found = value if type(value) is date else iso_day(value) if type(value) is not datetime else leave()
        encoded = found.toordinal()
        return encoded if low <= encoded <= high else leave()

    return read


def enum_reader(type_: Enum) -> Reader:
    words = {v: i for i, v in enumerate(type_.values) if v}

    def read(_: Run, value: Any) -> int:
        kind = type(value)
        word: str = str(value) if kind is int else value if kind is str else leave()
        return words[word] if word in words else leave()

    return read


def person(run: Run, value: Any) -> int:
    if type(value) is not str:
        leave()
    found = run.numbers.get(value)
    return found if found is not None else -1 if value in OUTSIDE else leave()


def persons_reader(ties: bool) -> Reader:
    def read(run: Run, value: Any) -> tuple[int, ...]:
        if type(value) is not list or (ties and not value):
            leave()
        numbers = {person(run, v) for v in value}
        if len(numbers) != len(value) or (ties and any(n >= run.members for n in numbers)):
            leave()
        return tuple(sorted(numbers))

    return read


def list_reader(table: QuickTable, type_: ListOf) -> Reader:
    """Items that belong to nobody, such as benefits received; those of which something would be presumed are read with care."""
    assert isinstance(type_.element, Item)
    subject = type_.element.subject

    def read(run: Run, value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > type_.most:
            leave()
        if not value:
            return ()
        plan = table.plans[subject]
        if plan.ordinary or plan.own_id or len(value) < type_.least or any(type(item) is not dict for item in value):
            leave()
        return tuple([run.instance(plan, item, position, "") for position, item in enumerate(value)])

    return read
