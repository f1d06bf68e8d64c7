"""Each hit policy, from values to a value and as a boxed table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from eligibility.dmn.tables import decided
from eligibility.feel import evaluate
from eligibility.feel.domain import NoValue, parse_duration

from .small import decision, given, kinds, model, run, value_of

ONE, TWO, THREE = Decimal(1), Decimal(2), Decimal(3)


def rows(*values: Any) -> list[tuple[Any]]:
    return [(value,) for value in values]


def why(policy: str, *values: Any, **options: Any) -> str:
    with pytest.raises(NoValue) as caught:
        decided(policy, rows(*values), **options)
    return caught.value.kind


@pytest.mark.parametrize("policy", "UAFP")
def test_one_rule_that_fits_gives_its_output(policy: str) -> None:
    assert decided(policy, rows("a"), ranks=[(0,)]) == "a"


@pytest.mark.parametrize("policy", "RO")
def test_a_policy_of_several_hits_gives_a_list_even_of_one(policy: str) -> None:
    assert decided(policy, rows("a"), ranks=[(0,)]) == ["a"]


def test_unique_has_no_value_where_two_rules_fit() -> None:
    assert why("U", "a", "a") == "several_rules"


def test_any_wants_the_same_output_of_all() -> None:
    assert decided("A", rows(ONE, Decimal("1.0"))) == ONE
    assert why("A", ONE, TWO) == "different_outputs"


def test_first_takes_the_first_rule() -> None:
    assert decided("F", rows("b", "a")) == "b"


def test_priority_and_output_order_go_by_the_allowed_outputs() -> None:
    ranks = [(2,), (0,), (1,)]
    assert decided("P", rows("c", "a", "b"), ranks=ranks) == "a"
    assert decided("O", rows("c", "a", "b"), ranks=ranks) == ["a", "b", "c"]


def test_rule_order_and_collect_keep_the_order_of_the_rules() -> None:
    assert decided("R", rows("c", "a", "c")) == ["c", "a", "c"]
    assert decided("C", rows("c", "a", "c")) == ["c", "a", "c"]


@pytest.mark.parametrize(("sign", "value"), [("+", Decimal(6)), ("<", ONE), (">", THREE), ("#", THREE)])
def test_collect_with_a_sign_makes_one_number(sign: str, value: Decimal) -> None:
    assert decided("C", rows(TWO, ONE, THREE), aggregation=sign) == value


def test_the_least_and_greatest_of_what_has_an_order() -> None:
    assert decided("C", rows("b", "a"), aggregation="<") == "a"
    assert decided("C", rows(parse_duration("P1D"), parse_duration("P2D")), aggregation="+") == parse_duration("P3D")


@pytest.mark.parametrize(
    ("values", "sign"), [(("a", "b"), "+"), ((ONE, None), "+"), ((ONE, "a"), "<"), ((None,), "+"), ((ONE, None), ">")]
)
def test_what_cannot_be_added_or_compared_has_no_total(values: tuple[Any, ...], sign: str) -> None:
    assert why("C", *values, aggregation=sign) == "not_aggregable"


def test_several_outputs_are_a_context() -> None:
    found = decided("C", [(ONE, "a"), (TWO, "b")], names=("n", "s"))
    assert found == [{"n": ONE, "s": "a"}, {"n": TWO, "s": "b"}]


@pytest.mark.parametrize("policy", "UAPFROC")
def test_where_no_rule_fits_the_default_stands_or_there_is_no_value(policy: str) -> None:
    assert decided(policy, [], default=("none",)) == "none"
    assert why(policy) == "no_rule"


def test_of_nothing_the_number_is_zero_and_the_sum_is_not() -> None:
    assert decided("C", [], aggregation="#") == Decimal(0)
    assert why("C", aggregation="+") == "no_rule"


# ---- as a boxed table

TABLE = """<decisionTable hitPolicy="{policy}"{more}>
  <input><inputExpression><text>x</text></inputExpression></input>
  <output>{outputs}</output>
  <rule><inputEntry><text>&gt; 2</text></inputEntry><outputEntry><text>"middle"</text></outputEntry></rule>
  <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
  <rule><inputEntry><text>? &gt; 4 and ? * 2 &lt; 100</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
</decisionTable>"""
ORDER = '<outputValues><text>"high", "middle", "low"</text></outputValues>'


def table(policy: str, x: int, *, outputs: str = ORDER, more: str = "") -> Any:
    return value_of(TABLE.format(policy=policy, outputs=outputs, more=more), {"x": x})


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("UNIQUE", None),
        ("ANY", None),
        ("FIRST", "middle"),
        ("PRIORITY", "high"),
        ("RULE ORDER", ["middle", "low", "high"]),
        ("OUTPUT ORDER", ["high", "middle", "low"]),
        ("COLLECT", ["middle", "low", "high"]),
    ],
)
def test_a_table_is_decided_by_its_hit_policy(policy: str, found: Any) -> None:
    assert table(policy, 5) == found
    assert table(policy, 1) in ("low", ["low"])


def test_the_number_of_hits_is_counted() -> None:
    assert table("COLLECT", 5, more=' aggregation="COUNT"') == THREE


def test_priorities_may_be_those_of_the_type() -> None:
    grade = '<itemDefinition name="Grade"><typeRef>string</typeRef><allowedValues><text>"low", "high", "middle"</text></allowedValues></itemDefinition>'
    logic = TABLE.format(policy="PRIORITY", outputs="", more="").replace("<output>", '<output typeRef="Grade">')
    assert run(logic, {"x": 5}, before=grade)["d"] == "low"


@pytest.mark.parametrize("policy", ["PRIORITY", "OUTPUT ORDER"])
def test_a_policy_that_goes_by_priorities_wants_them_written(policy: str) -> None:
    found = model(given("x") + decision("d", TABLE.format(policy=policy, outputs="", more=""), ">x"))
    assert [p.kind for p in found.problems] == ["dmn_no_priorities"]


def test_an_output_that_is_not_allowed_is_null_with_the_reason() -> None:
    results = run(
        TABLE.format(policy="FIRST", outputs='<outputValues><text>"low"</text></outputValues>', more=""), {"x": 3}
    )
    assert results["d"] is None
    assert kinds(results) == ["output_not_allowed"]


def test_an_input_that_is_not_allowed_leaves_no_value() -> None:
    logic = TABLE.format(policy="FIRST", outputs=ORDER, more="").replace(
        "</inputExpression>", "</inputExpression><inputValues><text>[0..9]</text></inputValues>"
    )
    assert value_of(logic, {"x": 9}) == "middle"
    results = run(logic, {"x": 10})
    assert results["d"] is None
    assert kinds(results) == ["input_not_allowed"]


def test_a_default_stands_for_each_output_and_a_blank_cell_fits_everything() -> None:
    logic = """<decisionTable>
      <input><inputExpression><text>x</text></inputExpression></input>
      <input><inputExpression><text>x * 2</text></inputExpression></input>
      <output name="a" typeRef="number"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>
      <output name="b c"><defaultOutputEntry><text>"none"</text></defaultOutputEntry></output>
      <rule>
        <inputEntry><text></text></inputEntry><inputEntry><text>not(2, 4)</text></inputEntry>
        <outputEntry><text>x + 1</text></outputEntry><outputEntry><text>"some"</text></outputEntry>
        <annotationEntry><text>ignored</text></annotationEntry>
      </rule>
    </decisionTable>"""
    assert value_of(logic, {"x": 1}) == {"a": Decimal(0), "b c": "none"}
    assert value_of(logic, {"x": 3}) == {"a": Decimal(4), "b c": "some"}


def test_the_same_choice_written_as_a_table_and_in_feel_agrees() -> None:
    for x in range(-1, 8):
        expected = evaluate('if x > 4 then "high" else if x > 2 then "middle" else "low"', {"x": x})
        assert table("PRIORITY", x) == expected
