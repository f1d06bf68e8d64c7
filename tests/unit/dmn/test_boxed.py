"""The boxed expressions, each beside what FEEL says of the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from .small import decision, feel, kinds, run, sound, value_of


def numbers(*values: int) -> list[Decimal]:
    return [Decimal(v) for v in values]


def test_an_entry_of_a_context_sees_those_before_it() -> None:
    logic = f"""<context>
      <contextEntry><variable name="a b"/>{feel("x + 1")}</contextEntry>
      <contextEntry><variable name="c" typeRef="string"/>{feel("a b * 2")}</contextEntry>
      <contextEntry><variable name="d"/>{feel("a b * 3")}</contextEntry>
    </context>"""
    results = run(logic, {"x": 1})
    assert results["d"] == {"a b": Decimal(2), "c": None, "d": Decimal(6)}
    assert kinds(results) == ["not_of_type"]


def test_an_entry_without_a_name_is_the_result() -> None:
    logic = f"<context><contextEntry><variable name='a'/>{feel('2')}</contextEntry><contextEntry>{feel('a + 1')}</contextEntry></context>"
    assert value_of(logic) == Decimal(3)


def test_a_list_and_a_relation_hold_the_values_of_their_cells() -> None:
    assert value_of(f"<list>{feel('x')}{feel('x + 1')}<list>{feel('3')}</list></list>", {"x": 1}) == [
        *numbers(1, 2),
        numbers(3),
    ]
    relation = f"""<relation>
      <column name="full name" typeRef="string"/><column name="age" typeRef="number"/>
      <row>{feel('"a"')}{feel("x")}</row>
      <row>{feel('"b"')}{feel('"old"')}</row>
    </relation>"""
    assert value_of(relation, {"x": 60}) == [{"full name": "a", "age": Decimal(60)}, {"full name": "b", "age": None}]


def test_the_names_of_columns_are_known_where_a_relation_is_used() -> None:
    table = f'<relation><column name="full name"/><row>{feel(chr(34) + "a" + chr(34))}</row></relation>'
    found = sound(decision("people", table) + decision("d", feel("people[1].full name"), "people")).run()
    assert found["d"] == "a"


FUNCTION = f"<functionDefinition{{}}><formalParameter name='a' typeRef='number'/><formalParameter name='b'/>{feel('a - b')}</functionDefinition>"


def invoked(function: str, **bound: str) -> Any:
    bindings = "".join(f'<binding><parameter name="{n}"/>{feel(text)}</binding>' for n, text in bound.items())
    return run(f"<invocation>{function}{bindings}</invocation>")


def test_an_invocation_binds_by_name() -> None:
    assert invoked(FUNCTION.format(""), b="1", a="3")["d"] == Decimal(2)


@pytest.mark.parametrize(
    ("function", "bound", "kind"),
    [
        (FUNCTION.format(""), {"b": "1", "a": '"3"'}, "not_of_type"),
        (FUNCTION.format(""), {"b": "1", "c": "3"}, "unknown_parameter"),
        (FUNCTION.format(" kind='Java'"), {"b": "1", "a": "3"}, "other_language"),
        (feel("1"), {}, "no_function"),
    ],
)
def test_what_cannot_be_invoked_is_null_with_the_reason(function: str, bound: dict[str, str], kind: str) -> None:
    results = invoked(function, **bound)
    assert results["d"] is None
    assert kinds(results)[0] == kind


def test_a_function_keeps_what_was_around_it() -> None:
    logic = f"""<context>
      <contextEntry><variable name="rate"/>{feel("2")}</contextEntry>
      <contextEntry><variable name="f"/>
        <functionDefinition><formalParameter name="n"/>{feel("n * rate")}</functionDefinition>
      </contextEntry>
      <contextEntry>{feel("for n in [1, 2] return f(n)")}</contextEntry>
    </context>"""
    assert value_of(logic) == numbers(2, 4)


def conditional(condition: str) -> Any:
    return run(f"<conditional><if>{feel(condition)}</if><then>{feel('1')}</then><else>{feel('2')}</else></conditional>")


def test_a_conditional_takes_else_for_what_is_not_true() -> None:
    assert [conditional(c)["d"] for c in ("true", "false", "null")] == numbers(1, 2, 2)


def test_a_condition_that_is_no_truth_value_leaves_none() -> None:
    assert kinds(conditional("1")) == ["no_truth_value"]


def iterated(tag: str, domain: str, body: str, part: str) -> Any:
    return run(f'<{tag} iteratorVariable="the n"><in>{feel(domain)}</in><{part}>{feel(body)}</{part}></{tag}>')


@pytest.mark.parametrize(
    ("tag", "domain", "body", "value"),
    [
        ("for", "[1, 2, 3]", "the n * 2", numbers(2, 4, 6)),
        ("for", "[1..3]", "the n", numbers(1, 2, 3)),
        ("for", "7", "the n", numbers(7)),
        ("for", "[1, 2, 3]", "count(partial)", numbers(0, 1, 2)),
        ("for", "[]", "the n", []),
        ("for", "null", "the n", None),
        ("some", "[1, 2]", "the n > 1", True),
        ("some", "[1, 2]", "the n > 2", False),
        ("some", "[]", "true", False),
        ("some", "[1, 2]", "if the n = 1 then null else true", True),
        ("some", "[1, 2]", "if the n = 1 then null else false", None),
        ("some", "[1]", '"x"', None),
        ("every", "[1, 2]", "the n > 0", True),
        ("every", "[1, 2]", "the n > 1", False),
        ("every", "[]", "false", True),
        ("every", "[1, 2]", "if the n = 1 then null else true", None),
    ],
)
def test_iterations_go_through_what_feel_goes_through(tag: str, domain: str, body: str, value: Any) -> None:
    part = "return" if tag == "for" else "satisfies"
    assert iterated(tag, domain, body, part)["d"] == value
    if not isinstance(value, bool) and value is None:
        return
    text = f"{tag} the n in {domain} {part} {body}"
    assert value_of(feel(text)) == value


def test_a_variable_is_made_its_declared_type() -> None:
    logic = f'<for iteratorVariable="n"><in typeRef="number">{feel("[1, [2], date(2026, 1, 1)]")}</in><return>{feel("n")}</return></for>'
    results = run(logic)
    assert results["d"] == [*numbers(1, 2), None]
    assert kinds(results) == ["not_of_type"]


@pytest.mark.parametrize(
    ("domain", "match", "value"),
    [
        ("[1, 2, 3]", "item >= 2", numbers(2, 3)),
        ("[{a: 1}, {a: 2}]", "a = 2", [{"a": Decimal(2)}]),
        ("5", "item > 4", numbers(5)),
        ("[1, null]", "item > 0", numbers(1)),
        ("[1, 2]", '"x"', None),
        ("null", "true", None),
    ],
)
def test_a_filter_keeps_what_matches(domain: str, match: str, value: Any) -> None:
    members = "<itemDefinition name='T'><itemComponent name='a'/></itemDefinition>"
    assert value_of(f"<filter><in>{feel(domain)}</in><match>{feel(match)}</match></filter>", before=members) == value


def test_what_is_left_out_is_null_and_says_so() -> None:
    assert kinds(run("")) == ["no_logic"]
    assert kinds(run("<context><contextEntry><variable name='a'/></contextEntry></context>")) == ["no_logic"]
    other = '<literalExpression expressionLanguage="http://www.w3.org/javascript"><text>1</text></literalExpression>'
    assert kinds(run(other)) == ["other_language"]
    assert kinds(run("<literalExpression><importedValues/></literalExpression>")) == ["imported_values"]
