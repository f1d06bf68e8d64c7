"""The door of standard FEEL: values in and out, reasons for nulls with their place, limits that end an evaluation."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from eligibility import feel
from eligibility.diagnostics.errors import EligibilityError
from eligibility.feel.builtins import BUILTINS
from eligibility.feel.domain import text_of


@pytest.mark.parametrize(
    ("text", "context", "value"),
    [
        ("a + 0.1", {"a": 0.2}, Decimal("0.3")),
        ("Monthly Salary * 12", {"Monthly Salary": 100}, Decimal(1200)),
        ("a-b", {"a-b": 7, "a": 1, "b": 1}, Decimal(7)),
        ("person.first name", {"person": {"first name": "Li"}}, "Li"),
        ("people[home town = \"x\"].age", {"people": [{"home town": "x", "age": 3}]}, [Decimal(3)]),
        ("day.year", {"day": dt.date(2026, 7, 1)}, Decimal(2026)),
        ("x", {"x": None}, None),
        ("count(x)", {"x": (1, 2)}, Decimal(2)),
        ("f(2)", {"f": feel.evaluate("function(n) n * 2")}, Decimal(4)),
        ("abs(x)", {"abs": feel.evaluate("function(n) 5"), "x": 1}, Decimal(5)),
        ("for x in [1, 2], y in [x, 10 * x] return y", {}, [Decimal(n) for n in (1, 10, 2, 20)]),
        ("[1, 2, 3][item > x]", {"x": 1}, [Decimal(2), Decimal(3)]),
        ("{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r", {}, Decimal(120)),
        ("sort([3, 1, 2], function(a, b) a > b)", {}, [Decimal(n) for n in (3, 2, 1)]),
        ("(< 5) = (< 5)", {}, True),
        ("4 in (< 5)", {}, True),
        ("[] [1]", {}, None),
        ("[][item > 1]", {}, []),
    ],
)  # fmt: skip
def test_an_expression_has_its_value(text: str, context: dict[str, Any], value: Any) -> None:
    assert feel.evaluate(text, context) == value


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("1 + unknown", "unknown_name", "unknown"),
        ("abc(1)", "unknown_function", "abc(1)"),
        ("2 + abs()", "wrong_arity", "abs()"),
        ('abs(n: "1")', "wrong_type", 'abs(n: "1")'),
        ("abs(m: 1)", "unknown_parameter", "abs(m: 1)"),
        ("{a: 1}.b", "no_entry", "{a: 1}.b"),
        ("{a: 1, a: 2}", "duplicate_entry", "{a: 1, a: 2}"),
        ("1 / 0", "division_by_zero", "1 / 0"),
        ('1 < "2"', "not_comparable", '1 < "2"'),
        ("2 between null and 10", "range_of_null", "2 between null and 10"),
        ("[1][2]", "no_such_item", "[1][2]"),
        ("1 instance of tNothing", "unknown_type", "1 instance of tNothing"),
        ('(function(a: number) a)("x")', "not_of_type", '(function(a: number) a)("x")'),
        ("5(1)", "no_function", "5(1)"),
        ("for i in null return i", "iteration_over_null", "for i in null return i"),
        ('function() external {java: {class: "C"}}', None, ""),
        ("(function() external {a: 1})()", "external_function", "(function() external {a: 1})()"),
    ],
)
def test_a_null_has_a_reason_with_its_place(text: str, kind: str | None, about: str) -> None:
    notes: list[Any] = []
    value = feel.evaluate(text, notes=notes)
    if kind is None:
        assert notes == []
        return
    assert value is None
    assert (notes[0].kind, text[notes[0].start : notes[0].end]) == (kind, about)
    for lang in ("zh", "en"):
        assert notes[0].text(lang)


def test_a_reason_never_tells_a_value() -> None:
    notes: list[Any] = []
    for text in ("x + 1", "x < 1", "abs(x)", "x.y", "date(x)", "number(x)", "x instance of z", 'matches("a", x)'):
        feel.evaluate(text, {"x": "secret["}, notes=notes)
    assert len(notes) >= 7
    assert not any("secret" in note.text(lang) for note in notes for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("for i in 1..1e9 return i", "too_many_evaluation_steps"),
        ("count(for a in 1..2000, b in 1..2000 return 1)", "too_many_evaluation_steps"),
        ("{f: function(n) f(n + 1), r: f(1)}.r", "evaluation_too_deep"),
        ("(function(f) f(f))(function(f) f(f))", "evaluation_too_deep"),
    ],
)
def test_what_goes_beyond_the_limits_is_refused(text: str, kind: str) -> None:
    with pytest.raises(EligibilityError) as caught:
        feel.evaluate(text)
    (problem,) = caught.value.problems
    assert problem.kind == kind
    assert str(caught.value)


def test_no_list_doubles_itself_without_end() -> None:
    entries = ", ".join(f"a{i}: concatenate(a{i - 1}, a{i - 1})" for i in range(1, 60))
    notes: list[Any] = []
    feel.evaluate(f"{{a0: [1, 2], {entries}}}", notes=notes)
    assert "too_large" in {note.kind for note in notes}
    nested = ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 60))
    value = feel.evaluate(f"{{a0: [1, 2], {nested}, same: a59 = a59, text: string(a59)}}", notes=notes)
    assert value["text"] is None


@pytest.mark.parametrize("name", sorted(BUILTINS))
def test_every_function_is_null_where_it_is_called_wrongly(name: str) -> None:
    """Too many arguments, a name that no parameter has, and a type that none takes: by the one way in which all are called."""
    many = ", ".join(["1"] * 12)
    builtin = BUILTINS[name]
    if all(s.most is not None for s in builtin.signatures):
        assert feel.evaluate(f"{name}({many})") is None
    assert feel.evaluate(f"{name}(no such parameter: 1)") is None
    notes: list[Any] = []
    feel.evaluate(f"{name}({{a: 1}}, (< 5), function() 1, null)", notes=notes)
    for note in notes:
        assert note.text("zh")
        assert note.text("en")


def test_item_definitions_are_types() -> None:
    types = {"tAge": "number", "tPerson": "context<age: tAge>", "tLoop": "tLoop"}
    assert feel.evaluate("{age: 3} instance of tPerson", types=types) is True
    assert feel.evaluate('{age: "3"} instance of tPerson', types=types) is False
    assert feel.evaluate("1 instance of tLoop", types=types) is None
    assert feel.evaluate("[1]", as_type="number") == 1
    assert feel.evaluate("1", as_type="list<number>") == [1]
    assert feel.evaluate('"a"', as_type="number") is None
    assert text_of(feel.evaluate('date("2026-07-01")', as_type="date and time")) == "2026-07-01T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ('(function(a: number) "x") instance of function<number> -> string', True),
        ('(function(a: number) "x") instance of function<string> -> string', False),
        ('(function(a) "x") instance of function<number> -> Any', True),
        ("(function(a: number) a + 1) instance of function<number> -> number", True),
        ("(function(a: number) a > 1) instance of function<number> -> number", False),
        ("(function() 1) instance of function<number> -> number", False),
        ("(function() [1]) instance of function<> -> list<number>", True),
        ("(function() {a: 1}) instance of function<> -> context<a: number>", True),
        ("[(< 5)] instance of list<range<number>>", True),
    ],
)
def test_a_function_has_the_type_of_what_it_takes_and_gives(text: str, true: bool) -> None:
    assert feel.evaluate(text) is true


def test_the_clock_is_handed_in() -> None:
    clock = lambda: dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)  # noqa: E731
    assert str(feel.evaluate("today()", clock=clock)) == "2026-07-01"
    assert str(feel.evaluate("now()", clock=clock)) == "2026-07-01T12:00:00Z"
    assert feel.evaluate("random number()", chance=lambda: 0.5) == Decimal("0.5")
