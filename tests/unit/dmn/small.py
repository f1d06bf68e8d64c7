"""Small models in the shortest form, and what they decide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eligibility.dmn import Model, Results, read_model

MODELS = Path(__file__).with_name("models")
NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def written(
    body: str, *, namespace: str = "https://example.org/small", version: str = NAMESPACE, head: str = ""
) -> str:
    return f'<definitions xmlns="{version}" name="small" namespace="{namespace}"{head}>\n{body}\n</definitions>\n'


def model(body: str) -> Model:
    return read_model(written(body))


def sound(body: str) -> Model:
    found = model(body)
    assert [p.kind for p in found.problems] == []
    return found


def decision(name: str, logic: str, requires: str = "", type_: str = "") -> str:
    """A decision whose `requires` are ids of decisions, of inputs with a `>` before them, of functions with a `*`."""
    type_ = f' typeRef="{type_}"' if type_ else ""
    needs = "".join(requirement(r) for r in requires.split())
    return f'<decision id="{name}" name="{name}"><variable name="{name}"{type_}/>{needs}{logic}</decision>'


def requirement(mark: str) -> str:
    if mark.startswith(">"):
        return f'<informationRequirement><requiredInput href="#{mark[1:]}"/></informationRequirement>'
    if mark.startswith("*"):
        return f'<knowledgeRequirement><requiredKnowledge href="#{mark[1:]}"/></knowledgeRequirement>'
    return f'<informationRequirement><requiredDecision href="#{mark}"/></informationRequirement>'


def feel(text: str, type_: str = "") -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    type_ = f' typeRef="{type_}"' if type_ else ""
    return f"<literalExpression{type_}><text>{text}</text></literalExpression>"


def given(name: str, type_: str = "Any") -> str:
    return f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_}"/></inputData>'


def value_of(logic: str, facts: dict[str, Any] | None = None, type_: str = "", before: str = "") -> Any:
    """The value of one decision that sees all facts."""
    return run(logic, facts, type_, before).values["d"]


def run(logic: str, facts: dict[str, Any] | None = None, type_: str = "", before: str = "") -> Results:
    requires = " ".join(f">{name}" for name in facts or {})
    before += "".join(given(name) for name in facts or {})
    return sound(before + decision("d", logic, requires, type_)).run(facts)


def kinds(results: Results, name: str = "d") -> list[str]:
    return [note.kind for note in results.notes.get(name, ())]
