"""Generated decision tables of every hit policy: both readings give what DMN says of the rows that hold, and the checks refuse just what brute force refuses.

Rows are asked one by one, each as an amount of its own, so that what a table makes of them is worked out here once more and without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import Deciding
from eligibility.facts.household import Household
from eligibility.feel import ast
from eligibility.feel.parser import parse, parse_tests
from eligibility.feel.unparse import unparse
from eligibility.ir import nodes
from eligibility.ir.check.core import Refused
from eligibility.ir.check.tables import Notice, RowTree, TableTree, table
from eligibility.ir.nodes import HITS, LISTED, RANKED, SINGLE
from eligibility.ir.types import Boolean, ListOf, Number, Type
from tests.conformance import told

from .profile import tries
from .strategies import households
from .tiny_law import allowed, domain, filled, linker, unknown_places

AT = ast.Null(start=0, end=0)
CELLS = {
    "flag": ("true", "false"),
    "kind": ('"red"', '"red", "blue"', 'not("green")', '"green"'),
    "grade": ("1", "[1..2]", "not(1)", "2"),
    "number": ("< 2", ">= 1", "[1..2]", "0, 3", "> 7", "<= 3", "3", "< larger"),
    "pay": ("< 0.02", ">= 0.015", "[0..0.01]", "> 0.01"),
    "pay / 3": ("< 0.005", "0.01", "> 0.005", "<= 0.005"),
    "born": ('< @"2000-03-01"', '>= @"2000-02-29"', '>= @"2000-03-01"'),
    "home": ('"320100"', 'not("320100")'),
}
FIXED = {"numbers": ("0", "1", "2.5"), "truths": ("true", "false"), "words": ('"甲"', '"乙"', '"丙"')}
OPEN = {"numbers": ("number", "number / 2", "-larger"), "truths": ("flag", "not(flag)"), "words": ()}


@st.composite
def tables(draw: st.DrawFn, hits: tuple[str, ...] = HITS) -> TableTree:
    hit = draw(st.sampled_from(hits))
    inputs = tuple(draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=2, unique=True)))
    kind = draw(st.sampled_from(list(FIXED))) if hit in SINGLE | LISTED | {"C#"} else "numbers"
    outputs = FIXED[kind] if hit in RANKED else FIXED[kind] + OPEN[kind]
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        texts = [draw(st.sampled_from((*CELLS[i], "-"))) for i in inputs]
        rows.append(RowTree(tuple(parse_tests(t) for t in texts), parse(draw(st.sampled_from(outputs)))))
    otherwise = None if hit == "C#" or draw(st.booleans()) else parse(draw(st.sampled_from(outputs)))
    ranks = draw(st.permutations(FIXED[kind])) if hit in RANKED else ()
    priorities = tuple(parse(r) for r in ranks) or None
    return TableTree(hit, inputs, tuple(parse(i) for i in inputs), tuple(rows), otherwise, priorities)


def is_judged(tree: TableTree) -> bool:
    """Whether every cell compares a fact with constants; of a quotient not every number within its bounds occurs."""
    tests = (t for r in tree.rows for c in r.cells for t in c.tests)
    return "pay / 3" not in tree.names and not any(isinstance(getattr(t, "operand", None), ast.Name) for t in tests)


def typed(tree: TableTree) -> tuple[nodes.Table, list[Notice]]:
    made, _ = linker()
    return table(made.checker, AT, tree, made.scope("household", "aid"), None)


@dataclass
class Asked:
    """A table, its rows' conditions and outputs and its default, each as an amount that is always given."""

    node: nodes.Table
    deciding: Deciding

    def __call__(self, household: Household) -> tuple[Any, list[bool], list[Any], Any]:
        function, compiled = self.deciding.compiled.programs["aid"], self.deciding.compiled
        _, _, amounts = function(household.root, household.root, compiled.fresh(len(household.persons)))
        count = len(self.node.rows)
        value, whens, thens = amounts[0], amounts[1 : 1 + count], amounts[1 + count : 1 + 2 * count]
        return value, list(whens), list(thens), amounts[1 + 2 * count] if self.node.otherwise is not None else None


def asked(node: nodes.Table) -> Asked:
    made, law = linker()
    parts = [node, *(r.when for r in node.rows), *(r.then for r in node.rows)]
    parts += [node.otherwise] if node.otherwise is not None else []
    first = law.programs[0].grants[0]
    grants = tuple(replace(first, id=f"g{n}", node=part, type=part.type) for n, part in enumerate(parts))
    program = replace(law.programs[0], conditions=(), grants=grants)
    always = replace(law.definitions["aid.eligible"], node=nodes.Const(Boolean(), (0, 0), True))
    definitions = {**law.definitions, "aid.eligible": always}
    return Asked(
        node, Deciding(replace(law, programs=(program,), definitions=definitions, parameters=made.parameter_rules))
    )


def number(value: Any) -> Any:
    return Fraction(*value) if isinstance(value, tuple) else value


def by_the_standard(node: nodes.Table, whens: list[bool], thens: list[Any], otherwise: Any) -> Any:
    """DMN 8.2.11, with 0 and the empty list where it has null."""
    found = [number(t) for w, t in zip(whens, thens, strict=True) if w]
    if node.hit == "C#":
        return len(found)
    if not found:
        nothing = [] if node.hit in LISTED else 0
        if node.otherwise is None:
            assert node.hit in LISTED | {"C+"}
            return nothing
        return [number(otherwise)] if node.hit in LISTED else number(otherwise)
    if node.hit in RANKED:
        found = sorted(found, key=node.priorities.index)
    if node.hit in LISTED:
        return found
    return {"C+": sum, "C<": min, "C>": max}.get(node.hit, lambda f: f[0])(found)


def plainly(value: Any) -> Any:
    return [number(v) for v in value] if isinstance(value, list) else number(value)


@tries(1_000, 20_000)
@given(tables(), households(unknown=0))
def test_both_readings_make_of_the_rows_what_the_standard_says(tree, household):
    try:
        node, notices = typed(tree)
    except Refused:
        return
    asking = asked(node)
    value, whens, thens, otherwise = asking(household)
    assert plainly(value) == by_the_standard(node, whens, thens, otherwise)
    assert within(node.type, plainly(value))
    case = Case(asking.deciding.law, household, asking.deciding.compiled.unknown)
    read = Reader(asking.deciding.law, case).value(node, (case.instances[0],))
    assert told.possible(node.type, read, household.persons) == told.as_certain(
        node.type, told.exact(node.type, value, household.persons)
    )
    doubtful = {n.args["second"] for n in notices if n.kind == "rows_not_judged"}
    if node.hit in ("U", "A") and not doubtful:
        assert len({str(number(t)) for w, t in zip(whens, thens, strict=True) if w}) <= 1
        assert node.hit == "A" or sum(whens) <= 1
    for notice in notices:
        row = int(notice.args.get("row", 1)) - 1
        if notice.kind == "row_never_holds":
            assert not whens[row]
        if notice.kind == "row_hidden" and whens[row]:
            assert any(whens[int(other) - 1] for other in notice.args["others_en"].split(", "))


def within(type_: Type, value: Any) -> bool:
    """Whether a value keeps to the bounds of its type."""
    match type_:
        case Number():
            return bool(type_.low <= value <= type_.high)
        case ListOf():
            return type_.least <= len(value) <= type_.most and all(within(type_.element, v) for v in value)
    return True


@tries(600, 10_000)
@given(tables(), households(least=1, unknown=3))
def test_no_completion_lies_outside_of_what_was_read(tree, household):
    try:
        node, _ = typed(tree)
    except Refused:
        return
    asking = asked(node)
    case = Case(asking.deciding.law, household, asking.deciding.compiled.unknown)
    read = Reader(asking.deciding.law, case).value(node, (case.instances[0],))
    possible = told.possible(node.type, read, household.persons)
    for complete in islice(completions(household), 200):
        value = asking(complete)[0]
        assert told.matches(possible, told.exact(node.type, value, household.persons))


def completions(household: Household) -> Iterator[Household]:
    places = [p for p in unknown_places(household) if not isinstance(p[1].type, ListOf)]
    assume(len(places) == len(unknown_places(household)))
    root = linker()[1].vocabulary.root
    guards = {f.only_if[0]: f for f in root.facts if f.only_if}
    for values in product(*(domain(f.type, len(household.persons)) for _, f in places)):
        complete = filled(household, {w: v for (w, _), v in zip(places, values, strict=True)})
        guarded = [
            f for slot, f in guards.items() if household.root[slot] is None and household.root[f.index] is not None
        ]
        if allowed(complete, root) and all(complete.root[f.only_if[0]] in f.only_if[1] for f in guarded):
            yield complete


def every_case(tree: TableTree, household: Household) -> Iterator[Household]:
    """The household with each value of the facts that a table's inputs read."""
    root = linker()[1].vocabulary.root
    read = [f for f in root.facts if f.id in tree.names or (f.id == "kind" and "grade" in tree.names)]
    for values in product(*(domain(f.type, 1) for f in read)):
        yield filled(household, {("", 0, f.index): v for f, v in zip(read, values, strict=True)})


@tries(500, 5_000)
@given(tables(("U", "A", "F", "C<")).filter(is_judged), households(unknown=0))
def test_a_table_is_refused_just_where_some_case_breaks_its_promise(tree, household):
    kind = None
    try:
        typed(tree)
    except Refused as refused:
        kind = refused.kind
    if kind not in (None, "rows_overlap", "rows_differ", "case_uncovered"):
        return
    loose, _ = typed(replace(tree, hit="R", otherwise=None, priorities=None))
    asking = asked(loose)
    held = [asking(one)[1] for one in every_case(tree, household)]
    uncovered = tree.otherwise is None and any(not any(whens) for whens in held)
    pairs = [(a, b) for b in range(len(tree.rows)) for a in range(b)]
    met = [(a, b) for a, b in pairs if any(whens[a] and whens[b] for whens in held)]
    differ = [(a, b) for a, b in met if unparse(tree.rows[a].then) != unparse(tree.rows[b].then)]
    broken = (tree.hit == "U" and met) or (tree.hit == "A" and differ)
    assert (kind in ("rows_overlap", "rows_differ")) == bool(broken)
    assert (kind == "case_uncovered") == (uncovered and not broken)
