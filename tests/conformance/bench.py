"""One expression at a time in the scope of a small law: checked, run by the fast path, read over abstract values.

A case is plain data, so that any interpreter can run it: an expression (or a table), the facts that are given (all others are unknown), and what comes
out. Values are compared as texts, truths, exact fractions, sets and intervals, never as they are encoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from eligibility.decide.compile import Compiled, compile_law
from eligibility.decide.reading.facts import Case as Unknowns
from eligibility.decide.reading.reader import Reader
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.facts.document import Document, Head
from eligibility.facts.household import Household
from eligibility.facts.read import read
from eligibility.ir import nodes
from eligibility.ir.program import GrantRule, LinkedLaw
from eligibility.ir.types import Boolean
from eligibility.ir.vocabulary import Wording
from eligibility.ir.walk import walk
from eligibility.law.bodies import Bodies
from eligibility.law.ground import Ground
from eligibility.law.link import Linker
from eligibility.policy import bodies
from eligibility.policy.entry import Farther, File
from eligibility.policy.folder import open_pack
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence
from eligibility.policy.yaml import load, read_file

HERE = Path(__file__).parent
PLACE, DAY = "320100", "2024-06-30"
FAMILIES = ("logic", "arithmetic", "dates", "lists", "tables", "hits", "sections", "unknown")
PROGRAMS = {"household": "aid", "member": "care", "shop": "stall"}
KEYS = {"says", "when", "zh", "table", "of", "on", "given", "is", "error", "at"}
ANSWER, ASKED = "case.answer", "case"


@dataclass(frozen=True, slots=True)
class Example:
    """One case as written. `body` is the expression or table, `zh` the same expression in Chinese words."""

    family: str
    says: str
    body: Node
    zh: Scalar | None
    of: str  # the subject, and for one of several its id: `member a`
    on: str
    given: Mapping | None
    expected: Any
    error: str | None
    at: str | None

    def __str__(self) -> str:
        return f"{self.family}: {self.says}"

    @property
    def texts(self) -> list[str]:
        return [s.text for n in (self.body, self.zh) if n is not None for s in scalars(n)]


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for _, value in node.items:
            yield from scalars(value)


def data(node: Node | None) -> Any:
    """A node as lists, dicts and texts."""
    match node:
        case Scalar():
            return node.text.strip()
        case Sequence():
            return [data(i) for i in node.items]
        case Mapping():
            return {k.text: data(v) for k, v in node.items}
    return None


@cache
def examples() -> tuple[Example, ...]:
    out: list[Example] = []
    for family in FAMILIES:
        problems = Problems()
        source = read_file(HERE / "cases" / f"{family}.yaml", problems)
        assert source is not None
        root = load(source, problems)
        assert isinstance(root, Sequence), [(p.kind, p.span and p.span.line, p.args) for p in problems]
        assert not problems.errors
        out += [example(family, node) for node in root.items]
    return tuple(out)


def example(family: str, node: Node) -> Example:
    assert isinstance(node, Mapping)
    assert {k.text for k, _ in node.items} <= KEYS, [k.text for k, _ in node.items]
    body = node.get("when") or node
    zh, given = node.get("zh"), node.get("given")
    assert zh is None or isinstance(zh, Scalar)
    assert given is None or isinstance(given, Mapping)
    if not isinstance(body, Scalar):
        found = tuple((k, v) for k, v in node.items if k.text == "table")
        assert found
        body = Mapping(found, node.source, node.start, node.end)
    words = {k: data(node.get(k)) for k in ("says", "of", "on", "is", "error", "at")}
    return Example(
        family,
        words["says"],
        body,
        zh,
        words["of"] or "household",
        words["on"] or DAY,
        given,
        words["is"],
        words["error"],
        words["at"],
    )


# ---- the law around an expression


@cache
def linker(day: str = DAY) -> tuple[Linker, LinkedLaw]:
    problems = Problems()
    pack = open_pack(HERE / "pack" / "xx", problems)
    made = Linker(Ground([pack.everything(problems)], PLACE), date.fromisoformat(day))
    law = made.link()
    assert not problems.errors
    assert not made.problems.errors, [(p.kind, p.args) for p in made.problems]
    return made, law


def checked(one: Example, body: Node | None = None) -> tuple[nodes.Node | None, tuple[Problem, ...]]:
    """The typed tree of a case's expression, or what is wrong with it."""
    made, _ = linker(one.on)
    problems = Problems()
    subject = one.of.partition(" ")[0]
    program = PROGRAMS.get(subject)
    text = bodies.body(File("case", problems, Farther()), body or one.body, "value")
    node = Bodies(made.checker, problems).body(text, made.scope(subject, program), None)
    return (None if problems.errors else node), problems.errors


def law_of(one: Example, node: nodes.Node) -> LinkedLaw:
    """The law with the expression as one definition more, which a programme without conditions gives."""
    made, law = linker(one.on)
    subject = one.of.partition(" ")[0]
    program = next(p for p in law.programs if p.id == PROGRAMS[subject])
    label = Wording("答", "answer")
    read = nodes.Definition(node.type, (0, 0), ANSWER, 0 if subject == "household" else 1)
    amount = GrantRule("answer", label, "", node.type, None, read, "cash", "", "", "", (), None, None, program.origin)
    asking = replace(program, id=ASKED, conditions=(), grants=(amount,))
    always = replace(law.definitions["aid.eligible"], subject=subject, node=nodes.Const(Boolean(), (0, 0), True))
    definitions = {
        **law.definitions,
        f"{ASKED}.applies": replace(always, key=f"{ASKED}.applies"),
        f"{ASKED}.eligible": replace(always, key=f"{ASKED}.eligible"),
        ANSWER: replace(always, key=ANSWER, node=node, type=node.type),
    }
    return replace(
        law, programs=(*law.programs, asking), definitions=definitions, parameters=dict(made.parameter_rules)
    )


# ---- the household


def household_of(one: Example) -> Household:
    """The facts that are given, read as any document is. People and sections stand at the top of a document, all else in the household."""
    _, law = linker(one.on)
    outer = {s.list for s in law.vocabulary.subjects.values() if s.identified_by or s.alone}
    items = one.given.items if one.given else ()
    top = [(k, v) for k, v in items if k.text in outer]
    if not any(k.text == "members" for k, _ in top):
        top.append((Scalar("members"), Sequence((Mapping(((Scalar("id"), Scalar("a")),)),))))
    inner = Mapping(tuple((k, v) for k, v in items if k.text not in outer))
    document = Document(Mapping(((Scalar("household"), inner), *top)))
    problems = Problems()
    day = date.fromisoformat(one.on)
    found = read(document, Head(day, day, PLACE, False), law.vocabulary, "", problems)
    assert found is not None, [(p.kind, p.args) for p in problems]
    assert not problems.errors
    return found


def subject_slots(one: Example, household: Household) -> Any:
    """The slots of the subject that the expression is about."""
    subject, _, id_ = one.of.partition(" ")
    root: Any = household.root
    _, law = linker(one.on)
    spec = law.vocabulary.subjects[subject]
    if not spec.within:
        return root
    at = law.vocabulary.fact(law.vocabulary.root.id, spec.list).index
    return next(s for s in root[at] if spec.alone or household.persons[s[0]] == id_)


# ---- the two interpreters


@dataclass(frozen=True, slots=True)
class Ready:
    """A case whose expression is typed and compiled."""

    one: Example
    node: nodes.Node
    law: LinkedLaw
    household: Household
    compiled: Compiled

    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """The parameters that nobody knows, in the order in which the compiled law takes them."""
        return self.compiled.unknown


@cache
def ready(one_id: int) -> Ready:
    one = examples()[one_id]
    node, problems = checked(one)
    assert node is not None, [(p.kind, p.args) for p in problems]
    law = law_of(one, node)
    return Ready(one, node, law, household_of(one), compile_law(law))


def emitted(case: Ready, household: Household, parameters: tuple[Any, ...]) -> Any:
    """The encoded value that generated code computes. Raises Missing where it meets an unknown."""
    function = case.compiled.programs[ASKED]
    _, _, amounts = function(
        household.root, subject_slots(case.one, household), case.compiled.fresh(len(household.persons), parameters)
    )
    return amounts[0]


def abstract(case: Ready) -> tuple[Any, Unknowns]:
    """The abstract value, with the household that it is of."""
    unknowns = Unknowns(case.law, case.household, case.unknown)
    reader = Reader(case.law, unknowns)
    subject, _, id_ = case.one.of.partition(" ")
    path = f"{case.law.vocabulary.subjects[subject].list}[{id_}]" if id_ else subject
    return reader.define(ANSWER, unknowns.instances[0], unknowns.by_path[path]), unknowns


def trees(case: Ready) -> Iterator[nodes.Node]:
    """The nodes of the expression and of every definition it reads."""
    seen: set[str] = set()
    stack = [case.node]
    while stack:
        for node in walk(stack.pop()):
            yield node
            if isinstance(node, nodes.Definition) and node.definition not in seen:
                seen.add(node.definition)
                stack.append(case.law.definitions[node.definition].node)


def is_complete(case: Ready) -> bool:
    """Whether nothing that the expression may read is unknown, in whatever order it is read."""
    slots: dict[str, list[Any]] = {}
    collect(case, case.law.vocabulary.root.id, case.household.root, slots)
    for node in trees(case):
        if isinstance(node, nodes.Parameter) and node.value is None:
            return False
        if isinstance(node, nodes.Fact) and any(s[node.index] is None for s in slots.get(node.subject, ())):
            return False
    return True


def collect(case: Ready, subject: str, slots: Any, out: dict[str, list[Any]]) -> None:
    """All instances of every subject in a household."""
    out.setdefault(subject, []).append(slots)
    for fact in case.law.vocabulary.subjects[subject].facts:
        inner = getattr(getattr(fact.type, "element", None), "subject", None)
        for item in slots[fact.index] or () if inner else ():
            collect(case, inner, item, out)
