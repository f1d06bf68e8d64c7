"""One programme as a model: its outcome, and whatever that requires, decision by decision down to the facts.

A definition about the root, a condition, a parameter is a decision; a definition about anybody else is a function of that subject. A programme that is
decided for each member is a model of one member, who is named by an input of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from eligibility.diagnostics.errors import NotInForce, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.suggest import nearest
from eligibility.dmn.write import describe, leaves, slices
from eligibility.dmn.write import library as lacking
from eligibility.dmn.write.functions import Book, library_logic, split
from eligibility.dmn.write.model import Literal, Logic, Model, Node
from eligibility.dmn.write.naming import Naming
from eligibility.dmn.write.views import views
from eligibility.dmn.write.writer import (
    AND,
    OR,
    Feel,
    Inexpressible,
    Ref,
    Writer,
    chained,
    chosen,
    held,
    quoted,
)
from eligibility.ir import nodes
from eligibility.ir.program import Cited, ConditionRule, GrantRule, LinkedLaw, ProgramRule
from eligibility.ir.types import Boolean

OUTCOMES: Final = ("eligible", "ineligible", "not_applicable", "undetermined")
FUNCTIONS: Final = ("function", "library")
TRUTH: Final = Boolean()


def model_of(law: LinkedLaw, program: str, *, lang: str = "zh", chinese: bool = False) -> Model:
    """The model of a programme. Raises PolicyError where a part of the programme has no equal in FEEL, NotInForce where it has no rule on the day."""
    rule = program_of(law, program)
    problems = Problems()

    def refuse(path: str, reason: Inexpressible) -> None:
        problems.add("dmn_not_expressible", None, part=path, why=describe.why(reason.why, "zh"),
                     why_en=describe.why(reason.why, "en"))  # fmt: skip

    book = Book(law, Naming(law, chinese=chinese), lang, slices.definitions_read_by(law, rule), refuse)
    model = Building(book, rule).model()
    if problems.errors:
        raise PolicyError(problems.in_order())
    return model


def program_of(law: LinkedLaw, program: str) -> ProgramRule:
    for rule in law.programs:
        if rule.id == program:
            return rule
    idle = {id_ for id_, _ in law.not_in_force}
    if program in idle:
        raise NotInForce((Problem("program_not_in_force", None, {"name": program, "day": law.on}),))
    close = nearest(program, [*(p.id for p in law.programs), *idle]) or ""
    raise PolicyError((Problem("unknown_program", None, {"name": program, "nearest": close}),))


class Building:
    """A model in the making: nodes are made when they are first required."""

    def __init__(self, book: Book, program: ProgramRule) -> None:
        self.book, self.program = book, program
        self.law = book.law
        self.nodes: dict[Ref, Node] = {}
        self.rules = {r.origin.path: r for p in self.law.programs for r in every((*p.applies, *p.conditions))}
        self.own = f"{program.id}.applies", f"{program.id}.eligible"

    def model(self) -> Model:
        self.book.items.read = slices.facts_read_by(self.law, self.program)
        outcome = self.require(Ref("outcome", self.program.id))
        grants = [self.require(Ref("grant", g.origin.path)) for g in self.program.grants]
        made = tuple(self.nodes.values())
        place, day = self.law.place, self.law.on
        return Model(
            f"{self.program.id}_{place}_{day}",
            describe.title(self.book, self.program),
            f"https://eligibility.example/dmn/{self.program.id}/{place}/{day}",
            describe.about(self.book, self.program),
            self.book.items.all(),
            made,
            views(made, (outcome, *grants), self.book.lang),
        )

    def require(self, ref: Ref) -> str:
        """The id of a node, which is made with all that it requires."""
        if ref not in self.nodes:
            made = MAKE[ref.kind](self, ref)
            self.nodes.setdefault(ref, made)
        return self.nodes[ref].id

    # ---- nodes

    def node(
        self,
        ref: Ref,
        w: Writer | None,
        logic: Logic,
        *,
        said: describe.Said,
        type_: str,
        cited: Sequence[Cited] = (),
        answers: str = "",
    ) -> Node:
        """A decision with what its logic used."""
        uses = list(w.uses) if w else []
        return Node(
            "decision",
            id_of(ref),
            self.book.name(ref),
            said.label,
            type_,
            said.description,
            said.question,
            answers,
            information=tuple(self.require(u) for u in uses if u.kind not in FUNCTIONS),
            knowledge=tuple(self.require(u) for u in uses if u.kind in FUNCTIONS),
            authority=self.authority(cited),
            logic=logic,
        )

    def authority(self, cited: Iterable[Cited]) -> tuple[str, ...]:
        out = []
        for c in cited:
            ref = Ref("source", c.key)
            if ref not in self.nodes:
                label = describe.instrument(c, self.book.lang)
                self.nodes[ref] = Node("knowledgeSource", id_of(ref), describe.source_name(c, self.book.lang), label)
            out.append(self.nodes[ref].id)
        return tuple(dict.fromkeys(out))

    def fresh(self) -> Writer:
        return self.book.writer(self.program.subject)

    def named(self, w: Writer, ref: Ref) -> Feel:
        return Feel(w.use(ref))


def every(rules: Iterable[ConditionRule]) -> Iterable[ConditionRule]:
    for rule in rules:
        yield rule
        yield from every(rule.parts)


def id_of(ref: Ref) -> str:
    return f"{ref.kind}_{ref.key.replace('/', '.')}".rstrip("._")


# ---- input data


def root(b: Building, ref: Ref) -> Node:
    said = describe.subject(b.book, b.book.root.id)
    type_ = b.book.items.of_subject(b.book.root.id)
    return Node("inputData", id_of(ref), b.book.name(ref), said.label, type_, said.description)


def people(b: Building, ref: Ref) -> Node:
    fact = b.law.vocabulary.fact(b.book.root.id, ref.key)
    said = describe.fact(b.book, fact)
    return Node("inputData", id_of(ref), b.book.name(ref), said.label, b.book.type_of(ref), said.description)


def identity(b: Building, ref: Ref) -> Node:
    said = describe.identity(b.book, b.law.vocabulary.subjects[ref.key], b.program)
    return Node("inputData", id_of(ref), b.book.name(ref), said.label, "string", said.description)


def subject(b: Building, ref: Ref) -> Node:
    """What the model is about: a section of its own as it is given, a member looked up by its id."""
    spec = b.law.vocabulary.subjects[ref.key]
    if spec.alone:
        said, type_ = describe.subject(b.book, spec.id), b.book.items.of_subject(spec.id)
        return Node("inputData", id_of(ref), b.book.name(ref), said.label, type_, said.description)
    w = b.fresh()
    item = f"item.{b.book.names.component(spec.id, spec.identified_by)}"
    text = f"{w.use(Ref('list', spec.list))}[{item} = {w.use(Ref('id', spec.id))}][1]"
    said = describe.chosen_subject(b.book, spec)
    return b.node(ref, w, Literal(text), said=said, type_=b.book.items.of_subject(spec.id))


# ---- the law


def parameter(b: Building, ref: Ref) -> Node:
    rule = b.law.parameters[split(ref.key)]
    text = "null" if rule.value is None else leaves.literal(b.fresh(), rule.type, rule.value).text
    said = describe.parameter(b.book, rule)
    return b.node(ref, None, Literal(text), said=said, type_=b.book.type(rule.type), cited=rule.origin.citations)


def definition(b: Building, ref: Ref) -> Node:
    rule = b.law.definitions[ref.key]
    said = describe.definition(b.book, rule)
    of = next((p for p in b.law.programs if ref.key in (f"{p.id}.applies", f"{p.id}.eligible")), None)
    if of is not None:
        return outcome_part(b, ref, of)
    w = b.book.writer(rule.subject)
    logic = b.book.logic(rule.origin.path, w, rule.node)
    return b.node(ref, w, logic, said=said, type_=b.book.type(rule.type), cited=rule.origin.citations)


def outcome_part(b: Building, ref: Ref, program: ProgramRule) -> Node:
    """Whether a programme concerns the subject, and whether its conditions are met: the conditions joined."""
    w = b.book.writer(program.subject)
    applies = ref.key.endswith(".applies")
    rules = program.applies if applies else program.conditions
    items = [] if applies else [w.use(Ref("definition", f"{program.id}.applies"))]
    items += [w.use(Ref("condition", r.origin.path)) for r in rules]
    text = chained(items, "and", AND).text if items else "true"
    said = describe.outcome_part(b.book, program, "applies" if applies else "eligible")
    return b.node(ref, w, Literal(text), said=said, type_="boolean")


def condition(b: Building, ref: Ref) -> Node:
    rule = b.rules[ref.key]
    program = next(p for p in b.law.programs if rule in tuple(every((*p.applies, *p.conditions))))
    w = b.book.writer(program.subject)
    if rule.node is not None:
        logic = b.book.logic(ref.key, w, rule.node)
    else:
        items = [w.use(Ref("condition", p.origin.path)) for p in rule.parts]
        empty = "true" if rule.kind == "all" else "false"
        joined = chained(items, *(("and", AND) if rule.kind == "all" else ("or", OR)))
        logic = Literal(joined.text if items else empty)
    said = describe.condition(b.book, rule)
    return b.node(ref, w, logic, said=said, type_="boolean", cited=rule.origin.citations)


def function(b: Building, ref: Ref) -> Node:
    rule = b.law.definitions[ref.key]
    found = b.book.function(ref.key)
    said = describe.definition(b.book, rule)
    for take in found.takes:  # what it is called with is in the model too
        b.require(take) if take.kind in ("definition", "parameter") else None
    return Node(
        "businessKnowledgeModel",
        id_of(ref),
        b.book.name(ref),
        said.label,
        b.book.type(rule.type),
        said.description,
        knowledge=tuple(b.require(c) for c in found.calls),
        authority=b.authority(rule.origin.citations),
        formals=tuple(b.book.formal(r) for r in found.takes),
        logic=found.logic,
    )


def library(b: Building, ref: Ref) -> Node:
    formals, logic = library_logic(b.book, ref.key)
    said = describe.library(b.book, ref.key)
    calls = lacking.FUNCTIONS[ref.key].calls
    return Node(
        "businessKnowledgeModel",
        id_of(ref),
        b.book.name(ref),
        said.label,
        lacking.FUNCTIONS[ref.key].type,
        said.description,
        knowledge=tuple(b.require(Ref("library", c)) for c in calls),
        formals=formals,
        logic=logic,
    )


# ---- what comes out


def outcome(b: Building, ref: Ref) -> Node:
    w = b.book.writer(b.program.subject)
    applies, eligible = (w.use(Ref("definition", key)) for key in b.own)
    words = {word: Feel(quoted(b.book.names.word(word))) for word in OUTCOMES}
    text = chosen(Feel(f"{applies} = false"), words["not_applicable"], words["ineligible"])
    text = chosen(Feel(eligible), words["eligible"], text)
    text = chosen(Feel(f"{eligible} = null"), words["undetermined"], text)
    answers = ", ".join(words[w].text for w in OUTCOMES)
    said = describe.outcome(b.book, b.program)
    cited = b.program.origin.citations
    return b.node(ref, w, Literal(text.text), said=said, type_="string", cited=cited, answers=answers)


def grant(b: Building, ref: Ref) -> Node:
    """The amount, where the programme is met and the grant is given; null else."""
    rule = grant_of(b, ref)
    w = b.book.writer(b.program.subject)
    tests = [w.use(Ref("definition", b.own[1]))]

    def written(w: Writer) -> Logic:
        if rule.condition is not None:
            tests.append(w.at(rule.condition, AND + 1))
        amount = amount_of(b, w, rule, ref)
        return Literal(chosen(chained(tests, "and", AND), amount, Feel("null")).text)

    logic = b.book.written(ref.key, w, written)
    said = describe.grant(b.book, rule)
    return b.node(ref, w, logic, said=said, type_=b.book.type(rule.type), cited=rule.origin.citations)


def amount_of(b: Building, w: Writer, rule: GrantRule, ref: Ref) -> Feel:
    """The amount as FEEL; where it rests on a table, by the name of a decision of its own."""
    if any(isinstance(n, nodes.Table) for n in slices.walk(rule.node)):
        return b.named(w, Ref("amount", ref.key))
    return w.value(rule.node)


def amount(b: Building, ref: Ref) -> Node:
    rule = grant_of(b, ref)
    w = b.book.writer(b.program.subject)
    logic = b.book.logic(ref.key, w, rule.node)
    return b.node(ref, w, logic, said=describe.grant(b.book, rule), type_=b.book.type(rule.type))


def grant_of(b: Building, ref: Ref) -> GrantRule:
    return next(g for g in b.program.grants if g.origin.path == ref.key)


MAKE: Final[dict[str, Callable[[Building, Ref], Node]]] = {
    "root": root,
    "list": people,
    "id": identity,
    "subject": subject,
    "parameter": parameter,
    "definition": definition,
    "condition": condition,
    "function": function,
    "library": library,
    "outcome": outcome,
    "grant": grant,
    "amount": amount,
}
__all__ = ["held", "model_of"]
