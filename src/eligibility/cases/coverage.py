"""What the cases exercise, and what they do not, taken from the record of the interpreter that decides each of them.

A goal is a truth that should be met: of each condition (and of each `if` of a grant) true and false, of each row of a table that it holds and that it
does not, of each amount that it is worked out for somebody eligible. What comes out one way in every law, for it rests on constants, need not come out
the other. Only what decided the case's own programme for its own subject counts: a condition
behind one that already failed was not read, and so was not tested. What stands in the files once counts once, whichever places and days use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from eligibility.api import Law, Policies
from eligibility.cases.case import Case
from eligibility.cases.laws import every_rule
from eligibility.cases.run import read_case
from eligibility.decide.reading.domain import around
from eligibility.decide.reading.facts import Case as Situation
from eligibility.decide.reading.reader import Reader
from eligibility.diagnostics.errors import EligibilityError
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.program import ConditionRule, LinkedLaw, Origin
from eligibility.ir.settled import Settled
from eligibility.ir.walk import walk
from eligibility.law.daily import dated
from eligibility.policy.model import Pack, Piece, Table

TRUE, FALSE, REACHED = "true", "false", "reached"
SEEN: Final = {1: TRUE, 2: FALSE}
KINDS: Final = ("condition", "row", "amount")
K = TypeVar("K")


@record
class Item:
    """One thing to exercise. `path` is its node's own, `place` that of the layer it stands in (empty: the nation), `program` empty where it is shared."""

    kind: str
    path: str
    program: str
    place: str
    file: str
    line: int
    goals: tuple[str, ...]


@record
class Tally:
    """By kind how many items were met in full, and how many there are; and how many goals."""

    kinds: dict[str, list[int]]
    goals: list[int]

    def add(self, item: Item, goals: Sequence[str], met: set[str]) -> None:
        done = met & set(goals)
        count = self.kinds[item.kind]
        count[0] += len(done) == len(goals)
        count[1] += 1
        self.goals[0] += len(done)
        self.goals[1] += len(goals)


class Coverage:
    """What was met, of all that the policies hold."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.met: dict[Item, set[str]] = {}
        self.cases: Counter[tuple[str, str]] = Counter()  # by programme and place
        self._possible: dict[Item, int] = {}  # the truths that some law lets come out
        self._lines, self._ifs = row_lines(packs), if_places(packs)
        self._nodes: dict[int, tuple[LinkedLaw, dict[int, Item]]] = {}

    # ---- what there is

    def add(self, law: LinkedLaw) -> dict[int, Item]:
        """Takes in the items of a law; those with a truth by their nodes."""
        known = self._nodes.get(id(law))
        if known is None:
            found = list(self._items(law))
            settled = Settled(law)
            for node, item in found:
                self._possible[item] = self._possible.get(item, 0) | settled.of(node)
            known = self._nodes[id(law)] = (
                law,
                {id(node): item for node, item in found},
            )  # the law keeps its nodes
        return known[1]

    def goals(self, item: Item) -> tuple[str, ...]:
        """What should be met of an item."""
        never = {goal for bit, goal in SEEN.items() if not self._possible.get(item, 3) & bit}
        return tuple(g for g in item.goals if g not in never)

    def _items(self, law: LinkedLaw) -> Iterator[tuple[nodes.Node, Item]]:
        for program in law.programs:
            for rule in (*program.applies, *program.conditions):
                for leaf in leaves(rule):
                    assert leaf.node is not None
                    yield leaf.node, self._item("condition", leaf.origin, program.id, (TRUE, FALSE))
                    yield from self._rows(leaf.node, leaf.origin, program.id)
            for grant in program.grants:
                self._item("amount", grant.origin, program.id, (REACHED,))
                if grant.condition is not None:
                    yield grant.condition, self._if(grant.origin, program.id)
                yield from self._rows(grant.node, grant.origin, program.id)
        programs = {p.id for p in law.programs} | {id_ for id_, _ in law.not_in_force}
        for definition in law.definitions.values():
            owner = definition.key.partition(".")[0]
            yield from self._rows(definition.node, definition.origin, owner if owner in programs else "")

    def _rows(self, node: nodes.Node, origin: Origin, program: str) -> Iterator[tuple[nodes.Node, Item]]:
        tables = [n for n in walk(node) if isinstance(n, nodes.Table)]
        for table in tables[:1]:
            lines = self._lines.get((origin.file, origin.line), ())
            for position, row in enumerate(table.rows):
                line = lines[position] if len(lines) == len(table.rows) else origin.line
                yield row.when, self._item("row", origin, program, (TRUE, FALSE), position, line)

    def _if(self, origin: Origin, program: str) -> Item:
        """The `if` of a grant, which stands once for all its amounts: in the layer of the amount, or in a farther one."""
        place = origin.layer if (origin.path, origin.layer) in self._ifs else ""
        file, line = self._ifs.get((origin.path, place), (origin.file, origin.line))
        item = Item("condition", f"{origin.path}.if", program, place, file, line, (TRUE, FALSE))
        self.met.setdefault(item, set())
        return item

    def _item(
        self, kind: str, origin: Origin, program: str, goals: tuple[str, ...], row: int | None = None, line: int = 0
    ) -> Item:
        path = origin.path if row is None else nodes.row_path(origin.path, row)
        item = Item(kind, path, program, origin.layer, origin.file, line or origin.line, goals)
        self.met.setdefault(item, set())
        return item

    # ---- what was met

    def run(self, policies: Policies, case: Case) -> None:
        """Notes what deciding a case meets."""
        self.cases[case.program, case.place] += 1
        try:
            law, household = read_case(policies, case)
        except EligibilityError:
            return
        program = next((p for p in law.linked.programs if p.id == case.program), None)
        unknown = [key for key, rule in law.linked.parameters.items() if rule.value is None]
        situation = Situation(law.linked, household, unknown)
        instance = situation.by_path.get(case.subject)
        if program is None or instance is None:
            return
        reader, root = Reader(law.linked, situation, record=True), situation.instances[0]
        env = around(root, instance)
        eligible, _ = reader.define(f"{program.id}.eligible", root, instance)
        for grant in program.grants if eligible != 2 else ():
            given = 1 if grant.condition is None else reader.value(grant.condition, env)[0]
            if given == 1 and eligible == 1:
                reader.value(grant.node, env)
                self.met[self._item("amount", grant.origin, program.id, (REACHED,))].add(REACHED)
        self._note(law, reader)

    def _note(self, law: Law, reader: Reader) -> None:
        items = self.add(law.linked)
        assert reader.record is not None
        for (node, _), value in reader.record.items():
            if (item := items.get(node)) is not None and (seen := SEEN.get(value[0])) is not None:
                self.met[item].add(seen)

    # ---- how much that is

    def missing(self) -> list[tuple[Item, tuple[str, ...]]]:
        """What was not met, in the order of the files."""
        found = [(i, tuple(g for g in self.goals(i) if g not in met)) for i, met in self.met.items()]
        return sorted(((i, g) for i, g in found if g), key=lambda m: (m[0].file, m[0].line, m[0].path, m[0].kind))

    def share(self) -> tuple[int, int]:
        """How many goals were met, and how many there are."""
        goals = {i: set(self.goals(i)) for i in self.met}
        return sum(len(met & goals[i]) for i, met in self.met.items()), sum(map(len, goals.values()))

    def tallies(self, key: Callable[[Item], K]) -> dict[K, Tally]:
        """How much was met of each kind, by a key of the items."""
        out: dict[K, Tally] = {}
        for item, met in self.met.items():
            out.setdefault(key(item), Tally({kind: [0, 0] for kind in KINDS}, [0, 0])).add(item, self.goals(item), met)
        return out


def leaves(rule: ConditionRule) -> Iterator[ConditionRule]:
    if rule.node is not None:
        yield rule
    for part in rule.parts:
        yield from leaves(part)


def measured(policies: Policies, packs: Sequence[Pack], cases: Iterable[Case]) -> Coverage:
    """The coverage of everything that some packs hold by some cases."""
    out = Coverage(packs)
    for law in every_rule(packs):
        out.add(law)
    for case in cases:
        out.run(policies, case)
    return out


def row_lines(packs: Iterable[Pack]) -> dict[tuple[str, int], tuple[int, ...]]:
    """The lines of the rows of each table, by file and the line of the piece of a rule that it is."""
    pieces = [one for pack in packs for layer in pack.layers for one in dated(layer) if isinstance(one, Piece)]
    return {
        (p.span.source.name, p.span.line): tuple(row.span.line for row in p.body.rows)
        for p in pieces
        if isinstance(p.body, Table)
    }


def if_places(packs: Iterable[Pack]) -> dict[tuple[str, str], tuple[str, int]]:
    """Where the `if` of each grant stands, by the grant's path and the layer's place."""
    return {
        (f"{program.id}.grants.{grant.id}", layer.place or ""): (
            grant.condition.span.source.name,
            grant.condition.span.line,
        )
        for pack in packs
        for layer in pack.layers
        for program in layer.programs
        for grant in program.grants
        if grant.condition is not None
    }


# ---- for programs


def as_data(coverage: Coverage) -> dict[str, Any]:
    met, total = coverage.share()
    return {
        "met": met,
        "total": total,
        "groups": [
            {"program": program or None, "place": place or None}
            | {kind: {"met": done, "total": count} for kind, (done, count) in tally.kinds.items()}
            for (program, place), tally in sorted(coverage.tallies(lambda i: (i.program, i.place)).items())
        ],
        "missing": [
            {
                "kind": item.kind,
                "path": item.path,
                "program": item.program or None,
                "place": item.place or None,
                "file": item.file,
                "line": item.line,
                "missing": list(goals),
            }
            for item, goals in coverage.missing()
        ],
    }
