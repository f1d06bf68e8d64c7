"""What type, unit, scale and bounds an expression has before anything is computed."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.ir import nodes
from eligibility.ir.types import BOUNDARY, Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text

from .small import refusal, typed

DAY = date(2024, 6, 30).toordinal()


def number(unit: str, scale: int, low: int, high: int, *, quotient: bool = False) -> Number:
    return Number(unit, scale, low, high, quotient)


NUMBERS = [
    ("pay", number("yuan/month", 2, 0, 1_000_000)),
    ("pay + other_pay", number("yuan/month", 2, 0, 2_000_000)),
    ("pay - other_pay", number("yuan/month", 2, -1_000_000, 1_000_000)),
    ("-pay", number("yuan/month", 2, -1_000_000, 0)),
    ("pay * number", number("yuan/month", 2, 0, 10_000_000)),
    ("number * number", number("count", 0, 0, 100)),
    ("pay * share", number("yuan/month", 8, 0, 10**12)),
    ("pay * 0.5", number("yuan/month", 3, 0, 5_000_000)),
    ("balance * -2", number("yuan", 2, -200_000, 200_000)),
    ("pay * length", number("yuan", 2, 0, 60_000_000)),
    ("savings * size", number("yuan", 4, 0, 10_000_000 * 50_000)),
    ("savings / length", number("yuan/month", 2, 0, 10_000_000, quotient=True)),
    ("savings / 1", number("yuan", 2, 0, 10_000_000, quotient=True)),
    ("pay / line", number("ratio", 2, 0, 10_000, quotient=True)),
    ("savings / line", number("months", 2, 0, 100_000, quotient=True)),
    ("per_month(year_pay)", number("yuan/month", 2, 0, 1_000_000, quotient=True)),
    ("per_year(pay)", number("yuan/year", 2, 0, 12_000_000)),
    ("abs(balance)", number("yuan", 2, 0, 100_000)),
    ("abs(number - 20)", number("count", 0, 10, 20)),
    ("min(pay, 5)", number("yuan/month", 2, 0, 500)),
    ("max(pay, 5)", number("yuan/month", 2, 500, 1_000_000)),
    ("count(members)", number("count", 0, 1, 5)),
    ("count(things)", number("count", 0, 0, 4)),
    ("count(members[able])", number("count", 0, 0, 5)),
    ("sum(things.loss)", number("yuan", 2, -40_000, 40_000)),
    ("sum(members.wage)", number("yuan/month", 2, 0, 2_500_000)),
    ("max(members.wage)", number("yuan/month", 2, 0, 500_000)),
    ("20%", number("ratio", 1, 2, 2)),
    ("12.50", number("number", 1, 125, 125)),
    ("if flag then 3 else number", number("count", 0, 0, 10)),
    ("if flag then pay else 0.125", number("yuan/month", 3, 0, 10_000_000)),
    ("premium", number("yuan/month", 2, 0, 10_000)),
]


@pytest.mark.parametrize(("text", "type_"), NUMBERS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_number_knows_its_unit_scale_and_bounds(text, type_):
    assert typed(text).type == type_


OTHERS = [
    ("flag", Boolean()),
    ("pay < 3", Boolean()),
    ("kind", Enum("household.kind", ("red", "green", "blue"))),
    ("grade", Enum("household.grade", ("1", "2", "3", "4", ""))),
    ("born", Date(date(1900, 1, 1).toordinal(), DAY)),
    ("due", Date(date(2000, 1, 1).toordinal(), date(2030, 12, 31).toordinal())),
    ("on", Date(DAY, DAY)),
    ('on + @"P1D"', Date(DAY + 1, DAY + 1)),
    ("home", Place()),
    ("here", Place()),
    ("word", Text()),
    ("head", Person()),
    ("heirs", Persons()),
    ("members", ListOf(Item("member"), 1, 5)),
    ("members[able]", ListOf(Item("member"), 0, 5)),
    ("helpers", ListOf(Item("helper"), 0, 3)),
    ("concatenate(members, members)", ListOf(Item("member"), 2, 10)),
    ("word_unknown", BOUNDARY),
    ("earners", ListOf(Item("member"), 0, 5)),
]


@pytest.mark.parametrize(("text", "type_"), OTHERS, ids=[t for t, _ in OTHERS])
def test_what_is_no_number_has_its_type(text, type_):
    assert typed(text).type == type_


def test_a_literal_takes_the_type_that_is_expected_of_it():
    kind = Enum("household.kind", ("red", "green", "blue"))
    assert typed('"red"', expected=kind) == nodes.Const(kind, (0, 5), 0)
    assert typed('"红"', expected=kind) == nodes.Const(kind, (0, 3), 0)
    assert typed("5", expected=number("yuan", 2, 0, 0)).type == number("yuan", 0, 5, 5)


def test_numbers_of_two_scales_meet_at_the_finer():
    node = typed("pay < 0.125")
    assert isinstance(node, nodes.Compare)
    assert isinstance(node.left, nodes.Rescale)
    assert (node.left.by, node.right) == (1, nodes.Const(number("yuan/month", 3, 125, 125), (6, 11), 125))


def test_a_whole_number_meets_a_quotient_as_one():
    node = typed("pay / 3 + other_pay")
    assert isinstance(node, nodes.Add)
    assert isinstance(node.right, nodes.ToQuotient)


def test_every_node_knows_where_it_stands():
    text = "pay + other_pay > standard and flag"
    node = typed(text)
    assert isinstance(node, nodes.And)
    assert [text[a:b] for a, b in (i.span for i in node.items)] == ["pay + other_pay > standard", "flag"]


@pytest.mark.parametrize(
    ("text", "kind", "at", "words"),
    [
        ("pay + year_pay", "unit_mismatch", "pay + year_pay", {"left": "yuan/month", "right": "yuan/year", "fix": "per_month(year_pay)"}),
        ("year_pay < pay", "unit_mismatch", "year_pay < pay", {"left": "yuan/year", "right": "yuan/month", "fix": "per_year(pay)"}),
        ("pay / number", "possible_zero", "number", {"what": "number"}),
        ("pay / (number - smaller)", "possible_zero", "number - smaller", {"what": "number - smaller"}),
        ("max(things.worth)", "possibly_empty", "max(things.worth)", {"function": "max"}),
        ("members[flag]", "outer_name", "flag", {"name": "flag", "fix": "household.flag"}),
        ("flat", "unknown_name", "flat", {"name": "flat", "nearest": "flag"}),
        ("members.wag", "unknown_name", "members.wag", {"name": "wag", "nearest": "wage"}),
        ('kind = "rot"', "enum_value", '"rot"', {"value": "rot", "choices": "red, green, blue", "choices_zh": "red（红）、green（绿）、blue（蓝）"}),
        ("not(flag, flag)", "wrong_arity", "not(flag, flag)", {"function": "not", "expected": "1", "got": "2"}),
        ("sumn(members.wage)", "unknown_function", "sumn(members.wage)", {"name": "sumn", "nearest": "sum"}),
        ("pay and flag", "not_boolean", "pay", {"got": "yuan/month"}),
        ("kind < flag", "type_mismatch", "kind < flag", {"left": "enum household.kind", "right": "boolean", "fix": ""}),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_where_it_stands_with_its_remedy(text, kind, at, words):
    found = refusal(text)
    assert found[0] == kind
    assert found[1] in (at, f"({at})")
    assert found[2] == words


def test_in_a_rule_about_a_member_bare_names_are_the_members():
    node = typed("wage > household.pay", "member")
    assert isinstance(node, nodes.Compare)
    assert [(f.subject, f.fact, f.var) for f in (node.left, node.right) if isinstance(f, nodes.Fact)] == [
        ("member", "wage", 1),
        ("household", "pay", 0),
    ]


def test_in_a_filter_the_outer_member_must_be_named():
    node = typed("members[wage > member.wage]", "member")
    assert isinstance(node, nodes.Filter)
    assert isinstance(node.condition, nodes.Compare)
    assert [f.var for f in (node.condition.left, node.condition.right) if isinstance(f, nodes.Fact)] == [node.var, 1]


def test_a_guard_reaches_only_as_far_as_it_holds():
    assert typed("if number > 0 then pay / number else 0")
    assert typed("number > 0 and larger > 0 and pay / number > pay / larger")
    assert typed("if number >= 0.5 then pay / number else 0")
    for text in (
        "number > -1 and pay / number > 1",
        "pay / number > 1 and number > 0",
        "if not(number > 0) then pay / number else 0",
    ):
        assert refusal(text)[0] == "possible_zero"


def test_a_number_that_could_outgrow_what_a_database_holds_is_refused():
    factors = " * ".join(["share"] * 6)
    assert typed(factors)
    assert refusal(f"{factors} * share")[0] == "range_too_wide"
