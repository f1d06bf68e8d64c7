"""Generated rules and households of the small law."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from eligibility.facts.household import Household
from eligibility.ir.types import Item, ListOf

from .tiny_law import DAY, PLACE, domain, linker

COMPARE = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])


def joined(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    """The parts one after another."""
    return st.tuples(*(st.just(p) if isinstance(p, str) else p for p in parts)).map("".join)


def item_truths() -> st.SearchStrategy[str]:
    """What may stand in a filter of members."""
    return st.one_of(
        st.sampled_from(
            [
                "able", "not(able)", 'colour = "red"', "count_of > 0", "count_of = household.number", "wage > 0",
                "wage >= household.pay", "partner = id", "id in kin", "able and count_of < 2", 'able or colour = "blue"',
                "household.flag", "not(id in kin)",
            ]
        ),
    )  # fmt: skip


def counts(depth: int) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(
        ["number", "larger", "smaller", "known", "0", "1", "2", "3", "count(members)", "count(things)"]
    )
    if depth == 0:
        return leaf
    return st.one_of(
        leaf,
        joined("count(members[", item_truths(), "])"),
        st.sampled_from(
            ["count(things[good])", "count(things[worth = 1])", "sum(things.worth)", "sum(members.count_of)"]
        ),
        st.sampled_from(
            [
                "count(things[good and household.flag])",
                "count(things[worth >= household.number])",
                "sum(for t in things return if household.flag then t.worth else household.number)",
                "sum(if flag then [number, number] else [number])",
                "count(if flag then things else things[good])",
                "sum(if other_flag then things.worth else [1])",
            ]
        ),
        st.sampled_from(["max(members.count_of)", "min(members.count_of)", "sum(members[able].count_of)"]),
        joined("(", counts(depth - 1), st.sampled_from([" + ", " - ", " * "]), counts(depth - 1), ")"),
        joined("(if ", truths(depth - 1), " then ", counts(depth - 1), " else ", counts(depth - 1), ")"),
        joined(st.sampled_from(["min", "max"]), "(", counts(depth - 1), ", ", counts(depth - 1), ")"),
        joined("abs(", counts(depth - 1), ")"),
    )


def money(depth: int) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(
        [
            "pay",
            "line",
            "0.01",
            "0",
            "sum(members.wage)",
            "per_month(year_pay)",
            "max(members.wage)",
            "(pay / 3)",
            '(if rank = "red" then line else if rank = "green" then pay else 0.01)',
            "(if warm then pay else min(pay, line))",
        ]
    )
    if depth == 0:
        return leaf
    return st.one_of(
        leaf,
        joined("(", money(depth - 1), st.sampled_from([" + ", " - "]), money(depth - 1), ")"),
        joined("(", money(depth - 1), " * ", counts(0), ")"),
        joined("(if number > 0 then ", money(depth - 1), " / number else ", money(depth - 1), ")"),
        joined("(", money(depth - 1), " / count(members))"),
        joined("(if ", truths(depth - 1), " then ", money(depth - 1), " else ", money(depth - 1), ")"),
        joined("sum(members[", item_truths(), "].wage)"),
        st.just("sum(for m in members return if m.able then m.wage else household.pay)"),
        joined("round(", money(depth - 1), ', 0.02, "', st.sampled_from(["half_up", "half_even", "up", "down"]), '")'),
        joined(st.sampled_from(["min", "max"]), "(", money(depth - 1), ", ", money(depth - 1), ")"),
    )


def truths(depth: int) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(
        [
            "flag", "other_flag", "flag = other_flag", "flag != other_flag", 'kind = "red"', 'kind != "blue"',
            'kind in ("red", "green")', "grade = 1", "grade in (1, 2)", "number = larger", "smaller = larger",
            'lies_in(home, "320100")', 'born < @"2000-03-01"', "years_between(born, on) >= 22",
            'born + @"P1M" > @"2000-03-30"', "months_between(born, on) < 269", "some m in members satisfies m.able",
            "every t in things satisfies t.good", "some t in things satisfies t.worth = 1", "any(members.able)",
            "number in [1..2]", "number in (0, > 2)", "number between 1 and 2", "compare(pay, bound, line)",
            "grade != 1", "all(things.good)", "warm", "helped", 'rank = "red"', 'rank != "blue"', 'rank in ("red", "blue")',
            "(warm and helped)", "(helped or not(warm))",
        ]
    )  # fmt: skip
    if depth == 0:
        return leaf
    inner = truths(depth - 1)
    return st.one_of(
        leaf,
        joined("(", inner, st.sampled_from([" and ", " or "]), inner, ")"),
        joined("not(", inner, ")"),
        inner.map(lambda t: f"({t} or not({t}))"),
        joined("(if ", inner, " then ", inner, " else ", inner, ")"),
        joined("(", counts(depth - 1), " ", COMPARE, " ", counts(depth - 1), ")").filter(has_name),
        joined("(", money(depth - 1), " ", COMPARE, " ", money(depth - 1), ")").filter(has_name),
        joined(st.sampled_from(["some", "every"]), " m in members satisfies ", quantified()),
        joined("some m in members[", item_truths(), "] satisfies ", quantified()),
    )


def quantified() -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            "m.able",
            'm.colour = "red"',
            "m.count_of >= household.number",
            "m.wage > household.pay",
            "m.partner = m.id",
            "(m.able or household.flag)",
            "some t in things satisfies t.good = m.able",
        ]
    )


def has_name(text: str) -> bool:
    return any(c.isalpha() for c in text.replace("if", "").replace("then", "").replace("else", ""))


@st.composite
def households(draw: st.DrawFn, *, least: int = 0, unknown: int = 5) -> Household:
    """A household of one to three with at most `unknown` empty slots."""
    vocabulary = linker()[1].vocabulary
    persons = draw(st.integers(1, 3))
    member, root = vocabulary.subjects["member"], vocabulary.root
    slots: list[list[Any]] = []
    for number in range(persons):
        values = [number if f.id == "id" else draw(st.sampled_from(domain(f.type, persons))) for f in member.facts]
        slots.append([number, *values])
    top: list[Any] = [0]
    for fact in root.facts:
        if isinstance(fact.type, ListOf) and fact.type.element == Item("member"):
            top.append(None)
            at = fact.index
        else:
            top.append(draw(st.sampled_from(domain(fact.type, persons))))
    for fact in root.facts:
        if fact.at_most is not None and top[fact.index] > top[fact.at_most]:
            top[fact.index] = top[fact.at_most]
    places = [("", 0, f.index) for f in root.facts if f.index != at]
    places += [("m", n, f.index) for n in range(persons) for f in member.facts if f.id != "id"]
    for kind, position, slot in draw(st.lists(st.sampled_from(places), min_size=least, max_size=unknown, unique=True)):
        (top if kind == "" else slots[position])[slot] = None
    top[at] = tuple(tuple(s) for s in slots)
    ids = tuple("abc"[:persons])
    return Household("", DAY, DAY, PLACE, tuple(top), ids, ids)
