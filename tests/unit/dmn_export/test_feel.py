"""What is written for what FEEL lacks, and that it means the same: dates, rounding, figures that are not known, digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from eligibility.api import load_policies
from eligibility.diagnostics.errors import NotInForce, PolicyError
from eligibility.dmn import Model, read_model
from eligibility.dmn.write import library
from eligibility.dmn.write.document import xml
from eligibility.dmn.write.functions import Book, library_logic
from eligibility.dmn.write.markup import document, tag
from eligibility.dmn.write.model import Literal, Node
from eligibility.dmn.write.model import Model as Written
from eligibility.dmn.write.naming import Naming
from eligibility.dmn.write.program import Building, model_of, program_of
from eligibility.dmn.write.sizes import Size, divides_exactly
from eligibility.dmn.write.writer import Ref
from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Boolean, Number
from eligibility.values.dates import months_between, years_between
from eligibility.values.places import lies_in
from eligibility.values.rounding import whole


@pytest.fixture(scope="module")
def law() -> LinkedLaw:
    return load_policies().at(place="320100", on="2022-08-01").linked


@pytest.fixture(scope="module")
def minimum_income(law) -> Written:
    return model_of(law, "minimum_income")


def text(model: Written, name: str) -> str:
    logic = next(n for n in model.nodes if n.name == name).logic
    assert isinstance(logic, Literal)
    return logic.text


# ---- functions that FEEL lacks


def calling(law: LinkedLaw, key: str, expression: str, inputs: dict[str, str]) -> Model:
    """A model of one decision that calls a function of the library."""
    names = Naming(law, chinese=False)
    book = Book(law, names, "zh", (), lambda path, reason: pytest.fail(f"{path}: {reason.why}"))
    building = Building(book, program_of(law, "minimum_income"))
    building.require(Ref("library", key))
    data = tuple(Node("inputData", f"list_{n}", n, n, t) for n, t in inputs.items())
    decision = Node(
        "decision", "found", "found", "", information=tuple(d.id for d in data), knowledge=(f"library_{key}",),
        logic=Literal(expression),
    )  # fmt: skip
    model = Written("m", "m", "https://example.org/m", "", (), (*data, *building.nodes.values(), decision), ())
    found = read_model(xml(model).encode())
    assert not found.problems, [(p.kind, p.args) for p in found.problems]
    return found


def days() -> Iterator[tuple[date, date]]:
    starts = [date(2000, 2, 29), date(2004, 2, 28), date(2003, 1, 31), date(2003, 3, 30), date(2001, 12, 1)]
    steps = [*range(-40, 420), *range(700, 1500, 7)]
    for start in starts:
        yield from ((start, start + timedelta(days=step)) for step in steps)


@pytest.mark.parametrize(("key", "count"), [(library.MONTHS, months_between), (library.YEARS, years_between)])
def test_full_months_and_years_are_counted_as_everywhere(law, key, count):
    model = calling(law, key, f"for p in pairs return {key}(p.a, p.b)", {"pairs": ""})
    pairs = list(days())
    found = model.run({"pairs": [{"a": a, "b": b} for a, b in pairs]})["found"]
    assert found == [Decimal(count(a.toordinal(), b.toordinal())) for a, b in pairs]


def test_a_birthday_on_29_february_is_kept_on_the_28th_where_feel_itself_would_wait(law):
    dates = 'date("2004-02-29"), date("2005-02-28")'
    both = f"[{library.YEARS}({dates}), years and months duration({dates}).years]"
    assert calling(law, library.YEARS, both, {}).run()["found"] == [1, 0]


@pytest.mark.parametrize("mode", library.ROUNDED)
def test_quotients_are_rounded_as_everywhere(law, mode):
    function = library.ROUNDED[mode]
    model = calling(law, function, f"for p in pairs return {function}(p.n, p.d)", {"pairs": ""})
    pairs = [*product(range(-30, 31), range(1, 9)), (2 * 10**31 + 1, 2), (-(10**32) + 1, 3), (10**32 - 1, 10**32)]
    found = model.run({"pairs": [{"n": n, "d": d} for n, d in pairs]})["found"]
    assert found == [Decimal(whole(n, d, mode)) for n, d in pairs]


def test_a_place_lies_where_its_code_says(law):
    model = calling(law, library.LIES_IN, f"for p in pairs return {library.LIES_IN}(p.a, p.b)", {"pairs": ""})
    codes = ("360103", "360100", "360000", "360200", "320100", "320000")
    pairs = list(product(codes, codes))
    assert model.run({"pairs": [{"a": a, "b": b} for a, b in pairs]})["found"] == [lies_in(a, b) for a, b in pairs]


def test_only_the_whole_part_of_a_division_is_used_and_only_where_34_digits_are_enough():
    assert divides_exactly(Size(32, 0), Size(5, 0))
    assert not divides_exactly(Size(33, 0), Size(5, 0))
    assert divides_exactly(Size(20, 2), Size(4, 12))
    assert not divides_exactly(Size(21, 2), Size(4, 12))


def test_steps_of_a_function_have_names(law):
    book = Book(law, Naming(law, chinese=True), "zh", (), lambda path, _: pytest.fail(path))
    formals, logic = library_logic(book, library.ROUNDED["half_even"])
    assert [f.name for f in formals] == ["分子", "分母"]
    assert [e.name for e in logic.entries] == ["整数部分", "两倍余数", ""]


# ---- rules of the bundled law as they are written


def test_age_is_a_call_and_an_amount_is_rounded_by_feel_itself(minimum_income):
    assert text(minimum_income, "age") == 'full_years(member.birth_date, date("2022-08-01"))'
    assert text(minimum_income, "monthly_top_up").startswith(
        "if minimum_income_eligible and not(own_share_cut or uplift_left_open)\nthen round half up("
    )


def test_nobody_is_counted_or_left_out_of_whom_it_is_not_known_whether_they_belong(minimum_income):
    call = "is_family_member(members, {}, one_child_listed, conscript_excluded, coresidence_months_required)"
    assert text(minimum_income, "protected_persons") == (
        f"if some m in members satisfies {call.format('m')} = null\n"
        f"then null\nelse count(members[{call.format('item')}])"
    )


def test_a_figure_that_is_not_known_is_null_and_compared_by_its_range(minimum_income):
    assert text(minimum_income, "coresidence_months_required") == "null"
    months = "(if member.lives_with_household then member.coresidence_months else 0)"
    written = " ".join(text(minimum_income, "lives_long_together").split())
    assert f"if {months} >= 60 then true else if {months} < 1 then false else null" in written
    described = next(n for n in minimum_income.nodes if n.name == "coresidence_months_required").description
    assert "没有录入数值" in described


def test_a_boundary_word_chooses_the_comparison(law):
    model = model_of(law, "low_income_edge")
    assert text(model, "edge_operator") == '"below"'
    assert 'if edge_operator = "below"' in text(model, "income_within_edge_line")


def test_a_table_stays_a_table(law):
    model = model_of(law, "extreme_poverty")
    table = next(n for n in model.nodes if n.name == "member_severe_disability").logic
    assert table.hit == "U"
    assert [i.label for i in table.inputs] == ["残疾类别", "残疾等级"]
    assert table.rules[1].tests == ('"intellectual", "mental"', '"3"')
    assert table.default == "false"


def test_a_node_says_where_it_comes_from(minimum_income):
    standard = next(n for n in minimum_income.nodes if n.name == "minimum_income_standard")
    assert standard.description.splitlines()[:2] == ["单位：元/月。", "自2022-07-01起执行。"]
    condition = next(n for n in minimum_income.nodes if n.name == "income_below_standard")
    assert "《社会救助暂行办法》第九条" in condition.description
    assert condition.authority


# ---- what is refused


def test_a_number_of_more_digits_than_feel_has_is_refused_by_the_name_of_its_part(law):
    wide = Number("number", 0, 0, 10**35)
    node = nodes.Compare(Boolean(), (0, 0), ">", nodes.Const(wide, (0, 0), 1), nodes.Const(wide, (0, 0), 0))
    product_ = nodes.Multiply(wide, (0, 0), node.left, node.right)
    key = "household.property_ok"
    changed = replace(law.definitions[key], node=replace(node, left=product_))
    with pytest.raises(PolicyError) as refused:
        model_of(replace(law, definitions={**law.definitions, key: changed}), "minimum_income")
    [problem] = refused.value.problems
    assert problem.kind == "dmn_not_expressible"
    assert problem.args["part"] == law.definitions[key].origin.path
    assert "34" in problem.args["why"]


def test_a_programme_that_does_not_exist_or_is_not_in_force_is_told(law):
    with pytest.raises(PolicyError) as refused:
        model_of(law, "minimum_incom")
    assert (refused.value.problems[0].kind, refused.value.problems[0].args["nearest"]) == (
        "unknown_program",
        "minimum_income",
    )
    early = load_policies().at(place="320100", on="2020-08-01").linked
    with pytest.raises(NotInForce):
        model_of(early, "low_income_edge")


# ---- XML


def test_what_means_something_in_xml_is_escaped():
    assert document(tag("a", tag("b"), name='<"&>\n')).splitlines()[1:] == [
        '<a name="&lt;&quot;&amp;&gt;&#10;">', "  <b/>", "</a>",
    ]  # fmt: skip


def test_a_subject_that_stands_alone_is_an_input_without_a_household(law):
    model = model_of(law, "nursing_bed_construction")
    inputs = [(n.name, n.type) for n in model.nodes if n.kind == "inputData"]
    assert inputs == [("institution", "tInstitution")]
