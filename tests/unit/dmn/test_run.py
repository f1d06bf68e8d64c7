"""Deciding: the graph, functions and services, limits, and reasons."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from eligibility.dmn import ModelError, boxed, read_model
from eligibility.feel.domain import Date

from .small import MODELS, decision, feel, given, kinds, model, run, sound, written

FAMILY = {"persons": 3, "monthly income": Decimal("1842.50"), "since": "2024-05-01", "area": "town"}


def test_a_model_decides_what_its_tables_and_functions_say() -> None:
    results = read_model(MODELS / "grant.dmn").run({"Family": FAMILY, "Day": "2026-05-02"})
    assert results["Standard"] == Decimal(1030)
    assert results["Entitled"] is True
    assert results["Letter"]["monthly"] == Decimal("1247.50")
    assert str(results["Letter"]["known for"]) == "P731D"
    assert results.problems == ()
    assert results.notes == {}


def test_one_decision_is_made_with_what_it_requires_and_no_more() -> None:
    results = read_model(MODELS / "grant.dmn").run({"Family": FAMILY}, "Entitled")
    assert results.values == {"Entitled": True}
    assert results.problems == ()


def test_a_service_takes_its_input_decisions_from_the_facts() -> None:
    grant = read_model(MODELS / "grant.dmn")
    assert grant.services == ("Check",)
    assert grant.run({"Family": FAMILY, "Standard": 600}, "Check").values == {"Entitled": False}
    assert [p.args["names"] for p in grant.run({"Family": FAMILY}, "Check").problems] == ["Standard"]


def test_an_unknown_decision_is_refused_with_the_nearest() -> None:
    with pytest.raises(ModelError) as caught:
        read_model(MODELS / "grant.dmn").run({}, "Entitld")
    assert caught.value.problems[0].args == {"name": "Entitld", "nearest": "Entitled"}


SERVICE = """<decisionService id="s" name="s"><variable name="s"{type}/>
  <outputDecision href="#out"/>{more}<encapsulatedDecision href="#inner"/>
  <inputDecision href="#rate"/><inputData href="#x"/>
</decisionService>"""


def service(call: str, *, type_: str = "", more: str = "", rate: str = "number"):
    body = (
        given("x", "number") + decision("rate", feel("10"), type_=rate) + decision("inner", feel("x * rate"), ">x rate")
    )
    body += decision("out", feel("inner + 1"), "inner") + decision("other", feel("x"), ">x")
    body += SERVICE.format(type=type_ and f' typeRef="{type_}"', more=more)
    return sound(body + decision("d", feel(call), "*s >x out")).run({"x": 5})


def test_a_service_is_a_function_of_its_input_data_and_then_its_input_decisions() -> None:
    assert service("s(2, 3)")["d"] == Decimal(7)
    assert service("s(rate: 3, x: 2)")["d"] == Decimal(7)


def test_the_arguments_of_a_service_hold_inside_it_alone() -> None:
    assert service("[x, out, s(2, 3), x, out]")["d"] == [Decimal(n) for n in (5, 51, 7, 5, 51)]


def test_a_service_with_several_outputs_gives_a_context() -> None:
    found = service("s(2, 3)", more='<outputDecision href="#other"/>')
    assert found["d"] == {"out": Decimal(7), "other": Decimal(2)}


@pytest.mark.parametrize("call", ["s(2)", "s(2, 3, 4)", 's("a", 3)', "s(x: 2, y: 3)"])
def test_a_service_that_is_called_wrongly_has_no_value(call: str) -> None:
    found = service(call)
    assert found["d"] is None
    assert kinds(found)[0] in ("wrong_arity", "not_of_type", "unknown_parameter")


def test_a_service_is_of_its_declared_type() -> None:
    assert service("s(2, 3)", type_="string")["d"] is None


def knowledge(name: str, parameter: str, text: str, requires: str = "") -> str:
    logic = f'<encapsulatedLogic><formalParameter name="{parameter}"/>{feel(text)}</encapsulatedLogic>'
    needs = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{r}"/></knowledgeRequirement>' for r in requires.split()
    )
    return f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"/>{logic}{needs}</businessKnowledgeModel>'


def test_knowledge_sees_the_knowledge_that_it_requires_and_nothing_else() -> None:
    body = knowledge("a", "n", "n + 1") + knowledge("b", "n", "a(n) * 2", "a") + knowledge("c", "n", "a(n)")
    found = sound(body + decision("d", feel("b(1)"), "*b") + decision("e", feel("c(1)"), "*c")).run()
    assert found["d"] == Decimal(4)
    assert found["e"] is None
    assert "unknown_function" in kinds(found, "e")


def test_knowledge_is_a_value_too() -> None:
    body = knowledge("a", "n", "n + 1") + decision("f", feel("a"), "*a")
    assert sound(body + decision("d", feel("f(1)"), "f")).run()["d"] == Decimal(2)


def test_knowledge_may_be_run_by_itself() -> None:
    found = sound(knowledge("a", "n", "n + 1") + knowledge("b", "n", "a(n) * 2", "a"))
    assert found.run({"n": 1}, "b").values == {"b": Decimal(4)}
    results = found.run({}, "b")
    assert results["b"] is None
    assert [p.args["names"] for p in results.problems] == ["n"]
    assert kinds(results, "b")[0] == "cannot_add"


def test_what_is_not_required_is_not_seen() -> None:
    found = sound(decision("a", feel("1")) + decision("d", feel("a"))).run()
    assert kinds(found) == ["unknown_name"]


def test_one_bad_decision_does_not_stop_the_others() -> None:
    found = model(decision("a", feel("1 +")) + decision("b", feel("1 / 0")) + decision("d", feel("2")))
    results = found.run()
    assert results.values == {"a": None, "b": None, "d": Decimal(2)}
    assert (kinds(results, "a"), kinds(results, "b"), kinds(results)) == (["not_feel"], ["division_by_zero"], [])


def test_a_reason_stands_at_the_characters_that_it_is_about() -> None:
    results = read_model(written("\n" + decision("d", feel("[1, 2 < null]"))), name="m.dmn").run()
    (note,) = results.notes["d"]
    assert note.span is not None
    assert note.span.source.text[note.span.start : note.span.end] == "2 &lt; null"
    assert note.told("en").startswith("m.dmn:3:")


def test_a_reason_in_a_function_stands_in_the_text_that_defines_it() -> None:
    found = read_model(
        written(decision("f", feel("function(n) n / 0")) + "\n" + decision("d", feel("      f(1)"), "f"))
    )
    (note,) = found.run().notes["d"]
    assert note.span is not None
    assert (note.kind, note.span.line) == ("division_by_zero", 2)


def test_the_clock_is_the_callers_and_stands_still() -> None:
    moment = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    found = sound(decision("d", feel("today()")) + decision("e", feel("now() = now()")))
    results = found.run(clock=lambda: moment)
    assert (results["d"], results["e"]) == (Date(2026, 7, 1), True)
    assert kinds(found.run()) == ["no_clock"]


# ---- limits


def test_a_chain_of_ten_thousand_decisions_is_decided() -> None:
    chain = decision("d0", feel("0")) + "".join(
        decision(f"d{n}", feel(f"d{n - 1} + 1"), f"d{n - 1}") for n in range(1, 10_000)
    )
    found = sound(chain)
    assert found.run({}, "d9999").values == {"d9999": Decimal(9999)}


def test_a_function_that_calls_itself_without_end_leaves_null_with_the_reason() -> None:
    again = "<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='n'/>{}</functionDefinition></contextEntry>{}</context>"
    logic = again.format(feel("f(n + 1)"), f"<contextEntry>{feel('f(1)')}</contextEntry>")
    results = sound(decision("d", logic) + decision("e", feel("1"))).run()
    assert results.values == {"d": None, "e": Decimal(1)}
    assert kinds(results)[-1] == "evaluation_too_deep"


def test_a_decision_that_never_ends_is_given_up_and_the_next_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxed, "MAX_FEEL_STEPS", 2_000)
    doubled = "".join(knowledge(f"k{n}", "n", f"k{n - 1}(n) + k{n - 1}(n)", f"k{n - 1}") for n in range(1, 40))
    found = sound(
        knowledge("k0", "n", "n") + doubled + decision("d", feel("k39(1)"), "*k39") + decision("e", feel("1"))
    )
    began = time.monotonic()
    results = found.run()
    assert time.monotonic() - began < 5
    assert results.values == {"d": None, "e": Decimal(1)}
    assert kinds(results) == ["too_many_evaluation_steps"]


def test_the_steps_of_a_whole_run_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxed, "MAX_FEEL_STEPS", 500)
    monkeypatch.setattr(boxed, "MAX_RUN_STEPS", 1000)
    body = "".join(decision(f"d{n}", feel("count(for i in 1..100 return i)")) for n in range(9))
    found = sound(body).run()
    made = [value for value in found.values.values() if value is not None]
    assert 0 < len(made) < 9


def test_a_table_of_many_rules_is_read_quickly() -> None:
    rules = "".join(
        f"<rule><inputEntry><text>{n}</text></inputEntry><outputEntry><text>{n % 7}</text></outputEntry></rule>"
        for n in range(2_000)
    )
    table = f"<decisionTable hitPolicy='FIRST'><input><inputExpression><text>x</text></inputExpression></input><output/>{rules}</decisionTable>"
    began = time.monotonic()
    assert run(table, {"x": 1_999})["d"] == Decimal(1_999 % 7)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("type_", ["", "Tree"])
def test_a_value_that_holds_another_over_and_over_is_given_up(type_: str) -> None:
    tree = "<itemDefinition name='Tree'><itemComponent name='of' isCollection='true'><typeRef>Tree</typeRef></itemComponent></itemDefinition>"
    texts = ["{of: []}", *(f"{{of: [a{n}, a{n}]}}" for n in range(25))]
    entries = "".join(
        f"<contextEntry><variable name='a{n}'/>{feel(text)}</contextEntry>" for n, text in enumerate(texts)
    )
    logic = f"<context>{entries}<contextEntry>{feel('a25', type_)}</contextEntry></context>"
    began = time.monotonic()
    assert kinds(run(logic, before=tree)) == ["too_large"]
    assert time.monotonic() - began < 5
