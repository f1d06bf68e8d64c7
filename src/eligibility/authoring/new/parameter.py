"""A new parameter with its first value; or a place's first value of one that is declared already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from eligibility.authoring.new import example, questions
from eligibility.authoring.new.asking import Asking
from eligibility.authoring.new.program import questions_folder
from eligibility.authoring.new.target import Target
from eligibility.authoring.new.writing import flow, identifier, label, text
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Span
from eligibility.ir import nodes
from eligibility.ir.program import LinkedLaw
from eligibility.ir.units import SCALES
from eligibility.ir.walk import walk
from eligibility.law.daily import NATION
from eligibility.law.link import check
from eligibility.policy import figures
from eligibility.policy.parameters import ends
from eligibility.policy.words import CHOICES

WORDS = {"boolean": "truth", "boundary": "boundary"}  # units whose values are words, and of which table
UNITS = (*(u for u in SCALES if u != "boolean"), "boolean", "boundary")


def draft(asking: Asking, target: Target, today: date) -> None:
    """Asks, and drafts the parameter with a case of a programme that reads it, where one does."""
    where = questions.place(asking, today, optional=True)
    begins = questions.since(asking, today)
    linker = target.linker(where, begins)
    declared = sorted(linker.declared)
    free = [p for p in declared if not set_at(target, p, where)]
    fresh = questions.id_(questions.names_of(target, today))

    def known_or_free(answer: str, span: Span) -> Iterable[Problem]:
        return () if answer in declared else fresh(answer, span)

    id_ = asking.ask("parameter", check=known_or_free, known=", ".join(free) or "—")
    head = declaration(asking, id_) if id_ not in declared else []
    unit = head[1].partition(": ")[2] if head else linker.declared[id_].declaration.type
    value = first_value(asking, target, where, begins, unit)
    name = questions_folder(asking, target, where)
    asking.done()
    write(asking, target, where, name, [f"parameter: {id_}", *head], value, begins)


def write(
    asking: Asking, target: Target, where: str | None, name: str, head: list[str], value: Value, begins: date
) -> None:
    """Drafts the file, and a case of the first programme that reads the parameter."""
    id_ = head[0].partition(": ")[2]
    lines = [*head, *(["sources:", value.source.declared] if value.source.declared else [])]
    if len(head) > 1:
        lines.append(f"source: {text(value.source.citation)}")
    lines += [
        "values:",
        f"  - {{from: {begins.isoformat()}, {value.until}value: {flow(value.figure)}, source: {flow(value.source.citation)}}}",
    ]
    folder = target.home(where, name)
    target.draft(folder, "parameters", f"{id_}.yaml", "\n".join(lines) + "\n")
    found = example.case(target, read_by(target, id_, where, begins), where, begins, asking.lang)
    if found is not None:
        target.draft(folder, "tests", f"{id_}.yaml", found)


def declaration(asking: Asking, id_: str) -> list[str]:
    """What a parameter is, as its first lines."""
    zh, en = asking.ask("label_zh"), asking.ask("label_en", default=identifier(id_, (), id_).replace("_", " "))
    unit = asking.ask("type", default="yuan/month", choices=UNITS)
    lines = [f"label: {label(zh, en)}", f"type: {unit}"]
    if unit not in WORDS:
        lines.append(f"range: {asking.ask('range', check=questions.read_by(bounds))}")
    return lines


class Value:
    """A figure with its end, as written, and its instrument."""

    def __init__(self, figure: str, until: str, source: questions.Instrument) -> None:
        self.figure, self.until, self.source = figure, until, source


def bounds(answer: str) -> None:
    """`lo..hi`. Raises Misread."""
    low, high = ends(answer)
    if figures.decimal(low) > figures.decimal(high):
        raise figures.Misread("range_backwards", text=answer)


def first_value(asking: Asking, target: Target, where: str | None, begins: date, unit: str) -> Value:
    """A figure, or a word where the unit has words, with its end and its instrument."""
    words = tuple(CHOICES[WORDS[unit]]) if unit in WORDS else ()
    figure = asking.ask("value", choices=words, check=None if words else questions.read_by(figures.decimal))
    until = asking.ask("until", optional=True, check=questions.read_by(figures.day))
    source = questions.instrument(asking, target, where, begins)
    return Value(figure, f"until: {until}, " if until else "", source)


def set_at(target: Target, id_: str, where: str | None) -> bool:
    """Whether a place's own layer has values of a parameter already."""
    return any(
        p.id == id_ and p.values for layer in target.layers(where) if layer.place == where for p in layer.parameters
    )


def read_by(target: Target, id_: str, where: str | None, day: date) -> list[str]:
    """The programmes in force that read a parameter, themselves or by what they read."""
    try:
        law, problems = check(target.read(where, Problems()), where or NATION, day)
    except EligibilityError:
        return []
    return [] if problems.errors else [p.id for p in law.programs if reads(law, p.id, id_)]


def reads(law: LinkedLaw, program: str, parameter: str) -> bool:
    found = next(p for p in law.programs if p.id == program)
    stack = [law.definitions[f"{program}.eligible"].node, *(g.node for g in found.grants)]
    seen: set[str] = set()
    while stack:
        for node in walk(stack.pop()):
            if isinstance(node, nodes.Parameter) and node.parameter == parameter:
                return True
            if isinstance(node, nodes.Definition) and node.definition not in seen:
                seen.add(node.definition)
                stack.append(law.definitions[node.definition].node)
    return False
