"""Reading: versions, imports, and every mistake of a model at its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import render_all
from eligibility.dmn import ModelError, read_model
from eligibility.dmn.documents import NAMESPACES

from .small import NAMESPACE, decision, feel, given, kinds, model, written

PLACED = written("")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Each problem with the text that is marked."""
    return [(p.kind, p.span.source.text[p.span.start : p.span.end] if p.span else "") for p in problems]


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_all_versions_are_read(namespace: str) -> None:
    text = written(given("x", "number") + decision("d", feel("x + 1"), ">x"), version=namespace)
    assert read_model(text).run({"x": 1})["d"] == Decimal(2)


def test_the_first_version_names_types_with_a_prefix_and_imports_without_a_name() -> None:
    version = "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
    head = ' xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:me="https://example.org/small"'
    item = '<itemDefinition name="T"><typeRef>feel:number</typeRef></itemDefinition>'
    found = read_model(written(item + given("x", "me:T") + decision("d", feel("x"), ">x"), version=version, head=head))
    assert not found.problems
    assert found.run({"x": 5})["d"] == Decimal(5)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<a/>", "dmn_root"),
        ("<definitions/>", "dmn_version"),
        (written("", version="urn:no"), "dmn_version"),
        ("", "empty_document"),
        ("{}", "not_xml"),
    ],
)
def test_what_is_no_model_is_refused(text: str, kind: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_model(text)
    assert [p.kind for p in caught.value.problems] == [kind]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path, kind in ((tmp_path / "no.dmn", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(ModelError) as caught:
            read_model(path)
        assert [p.kind for p in caught.value.problems] == [kind]


@pytest.mark.parametrize(
    ("body", "kind", "marked"),
    [
        (decision("d", feel("1 +")), "unfinished_value", ""),
        (decision("d", feel("1", "Numbr")), "dmn_unknown_type", "Numbr"),
        ("<itemDefinition name='T'><typeRef> Q </typeRef></itemDefinition>", "dmn_unknown_type", " Q "),
        (decision("d", feel("1"), "gone"), "dmn_unknown_href", "#gone"),
        (decision("d", feel("1")) + decision("d", feel("2")), "dmn_id_twice", "d"),
        ("<decision id='d' name='d'><decisionTable hitPolicy='BEST'/></decision>", "dmn_hit_policy", "BEST"),
        (
            "<decision id='d' name='d'><decisionTable><output/><rule/></decisionTable></decision>",
            "dmn_rule_width",
            "<rule",
        ),
        (
            "<decision id='d' name='d'><relation><column name='a'/><row/></relation></decision>",
            "dmn_row_width",
            "<row",
        ),
        ("<import namespace='urn:x' importType='http://www.w3.org/2001/XMLSchema'/>", "dmn_import_kind", "http://www.w3.org/2001/XMLSchema"),
    ],
)  # fmt: skip
def test_a_mistake_is_marked_where_it_stands(body: str, kind: str, marked: str) -> None:
    assert told(model(body).problems) == [(kind, marked)]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    body = decision("a", feel("1 +")) + "\n" + decision("b", feel("x < (2")) + "\n" + decision("c", feel("3"), "gone")
    assert [p.span.line for p in model(body).problems if p.span] == [2, 3, 4]


def test_a_mistake_in_feel_shows_its_line_and_the_remedy() -> None:
    (problem,) = read_model(written("\n" + decision("d", feel('if 收入 < 5 then "a"'))), name="m.dmn").problems
    first, line, carets = render_all([problem], lang="zh").split("\n")
    assert first.startswith("m.dmn:3:")
    assert "收入 &lt; 5" in line
    assert "^" in carets


def test_who_requires_himself_has_no_value_and_the_way_is_shown() -> None:
    body = decision("a", feel("b"), "b") + decision("b", feel("c"), "c") + decision("c", feel("a"), "a")
    found = model(body + decision("d", feel("a = null"), "a") + decision("e", feel("e"), "e"))
    assert sorted(p.args["names"] for p in found.problems) == ["a → b → c → a", "e → e"]
    results = found.run()
    assert (results["a"], results["d"], results["e"]) == (None, True, None)
    assert kinds(results, "a") == ["circular"]


# ---- imports

BASE = "https://example.org/base"
IMPORT = f'<import name="the base" namespace="{BASE}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'


def base() -> str:
    item = "<itemDefinition name='Rate'><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>"
    logic = f"<encapsulatedLogic><formalParameter name='n'/>{feel('n * 2')}</encapsulatedLogic>"
    knowledge = f"<businessKnowledgeModel id='k' name='twice of'>{logic}</businessKnowledgeModel>"
    return written(
        item + given("rate", "Rate") + decision("half", feel("rate / 2"), ">rate") + knowledge, namespace=BASE
    )


def user(named: str = IMPORT, through: str = "the base.") -> str:
    requires = "".join(
        f"<{kind}Requirement><required{what} href='{BASE}#{id_}'/></{kind}Requirement>"
        for kind, what, id_ in (
            ("information", "Decision", "half"),
            ("information", "Input", "rate"),
            ("knowledge", "Knowledge", "k"),
        )
    )
    logic = feel(f"{through}twice of({through}half) + {through}rate")
    variable = f"<variable name='d' typeRef='{through}Rate'/>"
    return written(f"{named}<decision id='d' name='d'>{variable}{requires}{logic}</decision>")


def test_an_imported_model_is_found_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "other.dmn").write_text(base(), encoding="utf-8")
    (tmp_path / "broken.dmn").write_text("<a", encoding="utf-8")
    (tmp_path / "user.dmn").write_text(user(), encoding="utf-8")
    found = read_model(tmp_path / "user.dmn")
    assert told(found.problems) == []
    assert found.inputs == ("the base.rate",)
    assert found.run({"rate": Decimal("0.3")})["d"] == Decimal("0.6")
    assert found.run({"the base.rate": Decimal("0.3")})["d"] == Decimal("0.6")
    assert found.run({"rate": Decimal("0.6")})["d"] is None  # 1.2 is no Rate


def test_an_imported_model_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "base.xml").write_text(base(), encoding="utf-8")
    found = read_model(user(), imports=[tmp_path / "base.xml"])
    assert found.run({"rate": Decimal("0.2")})["d"] == Decimal("0.4")


def test_an_import_without_a_name_brings_plain_names(tmp_path: Path) -> None:
    (tmp_path / "base.xml").write_text(base(), encoding="utf-8")
    found = read_model(user(IMPORT.replace("the base", ""), ""), imports=[tmp_path / "base.xml"])
    assert told(found.problems) == []
    assert found.run({"rate": Decimal("0.2")})["d"] == Decimal("0.4")


def test_a_missing_import_is_told_once_and_the_rest_runs() -> None:
    found = read_model(user().replace("</definitions>", decision("e", feel("1")) + "</definitions>"))
    assert told(found.problems) == [("dmn_import_missing", BASE)]
    assert found.run()["e"] == Decimal(1)


def test_models_may_import_each_other(tmp_path: Path) -> None:
    back = '<import name="u" namespace="https://example.org/small" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    (tmp_path / "base.dmn").write_text(base().replace(">\n", f">\n{back}", 1), encoding="utf-8")
    (tmp_path / "user.dmn").write_text(user(), encoding="utf-8")
    assert read_model(tmp_path / "user.dmn").run({"rate": 0})["d"] == 0


def imported(name: str, namespace: str) -> str:
    return f'<import name="{name}" namespace="{namespace}" importType="{NAMESPACE}"/>'


def test_what_is_imported_without_a_name_comes_along(tmp_path: Path) -> None:
    """a imports b under a name, and b imports c and d without one: their names are b's."""
    item = '<itemDefinition name="T"><typeRef>number</typeRef></itemDefinition>'
    (tmp_path / "d.dmn").write_text(written(item, namespace="urn:d"), encoding="utf-8")
    (tmp_path / "c.dmn").write_text(
        written(given("x", "number") + decision("twice", feel("x * 2"), ">x"), namespace="urn:c")
    )
    (tmp_path / "b.dmn").write_text(written(imported("", "urn:c") + imported("", "urn:d"), namespace="urn:b"))
    requires = '<informationRequirement><requiredDecision href="urn:c#twice"/></informationRequirement>'
    body = f'<decision id="d" name="d"><variable name="d" typeRef="b.T"/>{requires}{feel("b.twice + 1")}</decision>'
    (tmp_path / "a.dmn").write_text(written(imported("b", "urn:b") + body, namespace="urn:a"))
    found = read_model(tmp_path / "a.dmn")
    assert told(found.problems) == []
    assert found.inputs == ("b.x",)
    for name in ("b.x", "x", "urn:c#x"):
        assert found.run({name: 4}).values == {"d": Decimal(9)}
    assert found.run({"x": 4}, "b.twice").values == {"twice": Decimal(8)}
    assert read_model(tmp_path / "b.dmn").run({"x": 4}).values == {"twice": Decimal(8)}


def test_a_prefix_may_be_declared_where_it_is_used() -> None:
    variable = '<variable name="d" xmlns:f="http://www.omg.org/spec/FEEL/20140401" typeRef="f:string"/>'
    found = model(f'<decision id="d" name="d">{variable}{feel("1")}</decision>')
    assert told(found.problems) == []
    assert found.run()["d"] is None


def test_nodes_without_an_id_do_not_collide() -> None:
    found = model(decision("a", feel("1")).replace(' id="a"', "") + decision("a", feel("2")).replace(' id="a"', ""))
    assert told(found.problems) == []
