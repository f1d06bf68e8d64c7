"""How values become what is declared (DMN 1.5, 10.3.2.9.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from eligibility.feel.domain import text_of

from .small import decision, feel, given, kinds, model, run, sound, value_of

TYPES = """
<itemDefinition name="Numbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
<itemDefinition name="Grade"><typeRef>number</typeRef><allowedValues><text>[1..4]</text></allowedValues></itemDefinition>
<itemDefinition name="Grades" isCollection="true">
  <typeRef>number</typeRef><allowedValues><text>[1..4]</text></allowedValues>
  <typeConstraint><text>count(?) &lt; 3</text></typeConstraint>
</itemDefinition>
<itemDefinition name="Person">
  <itemComponent name="full name"><typeRef>string</typeRef></itemComponent>
  <itemComponent name="born"><typeRef>date</typeRef></itemComponent>
  <itemComponent name="children" isCollection="true"><typeRef>Person</typeRef></itemComponent>
</itemDefinition>
<itemDefinition name="Twice"><functionItem outputTypeRef="number"><parameters name="x" typeRef="number"/></functionItem></itemDefinition>
"""


def made(text: str, type_: str) -> Any:
    return value_of(feel(text), None, type_, TYPES)


def shown(value: Any) -> Any:
    return [shown(v) for v in value] if isinstance(value, list) else value if value is None else text_of(value)


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("1 + 1", "number", "2"),
        ('"a"', "number", None),
        ("true", "number", None),
        ("null", "number", None),
        ("[3]", "number", "3"),
        ("[[3]]", "number", None),
        ("[3, 4]", "number", None),
        ("3", "Numbers", ["3"]),
        ("[3, 4]", "Numbers", ["3", "4"]),
        ('[3, "a"]', "Numbers", None),
        ('"a"', "Numbers", None),
        ("null", "Numbers", None),
        ("4", "Grade", "4"),
        ("5", "Grade", None),
        ("[2]", "Grade", "2"),
        ("[1, 4]", "Grades", ["1", "4"]),
        ("[1, 5]", "Grades", None),
        ("[1, 1, 1]", "Grades", None),
        ('date("2026-07-01")', "date and time", "2026-07-01T00:00:00Z"),
        ('date and time("2026-07-01T10:00:00")', "date", None),
        ('duration("P1M")', "years and months duration", "P1M"),
        ('duration("P1M")', "days and time duration", None),
        ("[1..3]", "Any", "[1..3]"),
    ],
)
def test_a_value_is_made_what_is_declared_or_null(text: str, type_: str, value: Any) -> None:
    assert shown(made(text, type_)) == value


def test_a_context_needs_every_component_and_may_have_more() -> None:
    person = '{full name: "a", born: date("1958-03-02"), children: [], city: "x"}'
    assert made(person, "Person")["city"] == "x"
    assert made('{full name: "a", born: date("1958-03-02")}', "Person") is None
    assert made(person.replace("[]", "[{full name: 1}]"), "Person") is None


def test_a_value_of_the_wrong_type_says_which_was_declared() -> None:
    results = run(feel("5"), None, "Grade", TYPES)
    assert kinds(results) == ["not_of_type"]
    assert results.notes["d"][0].args["type"] == "Grade"


def test_an_expression_is_made_its_own_type_first() -> None:
    assert value_of(feel("[[3]]", "Numbers"), None, "number", TYPES) == Decimal(3)
    assert kinds(run(feel('"a"', "number"), None, "string")) == ["not_of_type"]


def test_instance_of_knows_the_definitions_of_the_model() -> None:
    assert made("[1, 2] instance of Numbers", "") is True
    assert made('[1, "a"] instance of Numbers', "") is False
    assert made('{full name: "a", born: date("1958-03-02"), children: []} instance of Person', "") is True


def test_a_function_literal_may_name_the_definitions_of_the_model() -> None:
    assert made("(function(a: Numbers) count(a))([1, 2])", "") == Decimal(2)


def test_the_result_of_a_function_type_is_that_of_the_knowledge_model() -> None:
    function = '<encapsulatedLogic><formalParameter name="x"/>{}</encapsulatedLogic>'
    for body, value in (("x * 2", Decimal(6)), ('"six"', None)):
        logic = function.format(feel(body))
        knowledge = f'<businessKnowledgeModel id="k" name="k"><variable name="k" typeRef="Twice"/>{logic}</businessKnowledgeModel>'
        assert sound(TYPES + knowledge + decision("d", feel("k(3)"), "*k")).run()["d"] == value


@pytest.mark.parametrize("type_", ["Twice", "number"])
def test_a_boxed_function_has_the_type_of_a_function_or_of_its_result(type_: str) -> None:
    function = f"<functionDefinition typeRef='{type_}'><formalParameter name='x'/>{{}}</functionDefinition>"
    for body, value in (("x * 2", Decimal(6)), ('"six"', None)):
        logic = (
            f"<invocation>{function.format(feel(body))}<binding><parameter name='x'/>{feel('3')}</binding></invocation>"
        )
        assert value_of(logic, None, "", TYPES) == value


def test_an_output_of_a_rule_is_made_the_type_of_its_cell() -> None:
    rule = "<rule><outputEntry typeRef='number'><text>{}</text></outputEntry><outputEntry><text>1</text></outputEntry></rule>"
    table = f"<decisionTable><output name='a'/><output name='b'/>{rule}</decisionTable>"
    assert value_of(table.format("[2]")) == {"a": Decimal(2), "b": Decimal(1)}
    assert value_of(table.format('"x"')) == {"a": None, "b": Decimal(1)}


@pytest.mark.parametrize("type_", ["dateTime", "feel:dayTimeDuration", "integer", "Any", "context", "list", "function"])
def test_older_names_of_types_are_known(type_: str) -> None:
    assert sound(given("x", type_)).inputs == ("x",)


def test_a_circle_of_names_is_told_and_means_any_type() -> None:
    circle = "".join(
        f'<itemDefinition name="{a}"><typeRef>{b}</typeRef></itemDefinition>' for a, b in ("AB", "BC", "CA")
    )
    found = model(circle + decision("d", feel("1"), type_="A"))
    assert {p.kind for p in found.problems} == {"dmn_type_circle"}
    assert found.run()["d"] == Decimal(1)


def test_a_list_that_grows_is_looked_at_again() -> None:
    """`partial` is one list; that it was of a type while it was shorter says nothing."""
    logic = f'<encapsulatedLogic><formalParameter name="ns" typeRef="Numbers"/>{feel("count(ns)")}</encapsulatedLogic>'
    knowledge = f'<businessKnowledgeModel id="k" name="k">{logic}</businessKnowledgeModel>'
    text = 'for n in 1..3 return if n = 1 then 1 else if k(partial) = 1 then "x" else k(partial)'
    assert sound(TYPES + knowledge + decision("d", feel(text), "*k")).run()["d"] == [Decimal(1), "x", None]
