"""Every condition, row, amount and value of the bundled law rests on an article or a stated reading, its own or that of what encloses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from eligibility.policy.model import Condition, Table
from eligibility.survey.parts import Part
from tests.policies.test_pages import survey


@pytest.mark.parametrize("kind", ["condition", "definition", "grant", "value", "relation", "clause"])
def test_every_part_has_a_source_or_a_stated_reading(kind: str) -> None:
    found = [p for p in survey().parts if p.kind == kind]
    assert found
    assert [name(p) for p in found if not p.citations and not p.readings] == []


def test_every_row_of_a_table_is_in_a_part_that_rests_on_something() -> None:
    rows = [(p, row) for p in survey().parts for row in p.rows]
    assert len(rows) == sum(len(t.rows) for t in tables()) > 10
    assert [(name(p), row.place()) for p, row in rows if not p.citations and not p.readings] == []


def test_no_piece_of_the_law_is_left_out_of_what_is_looked_at() -> None:
    """The survey counts what the records hold, found another way: by all their pieces and values."""
    counted = Counter(p.kind for p in survey().parts)
    programs = [p for layer in survey().layers for p in layer.programs]
    definitions = [d for layer in survey().layers for d in layer.definitions]
    definitions += [d for p in programs for d in p.definitions]
    assert counted["definition"] == sum(len(d.pieces) for d in definitions)
    assert counted["value"] == sum(len(p.values) for layer in survey().layers for p in layer.parameters)
    assert counted["relation"] == sum(len(p.relations) for p in programs)
    assert counted["grant"] == sum(max(len(g.pieces), 1) for p in programs for g in p.grants)
    conditions = [c for p in programs for c in flat((*p.applies, *p.conditions))]
    groups = sum(1 for c in conditions if c.drop or (c.kind != "when" and (c.citations or c.readings)))
    assert counted["condition"] == sum(len(c.pieces) for c in conditions) + groups


def test_every_source_key_is_declared() -> None:
    cited = [(p, c) for p in survey().parts for c in p.citations]
    assert len(cited) > 300
    assert [(name(p), c.key) for p, c in cited if survey().source(c, p.layer) is None] == []


def test_every_reading_that_a_part_names_is_stated() -> None:
    named = [(p, r) for p in survey().parts for r in p.readings]
    assert len(named) > 40
    assert [(name(p), r) for p, r in named if survey().meant(r, p.layer) is None] == []


def tables() -> list[Table]:
    layers = survey().layers
    programs = [p for layer in layers for p in layer.programs]
    pieces = [piece for layer in layers for d in layer.definitions for piece in d.pieces]
    pieces += [piece for p in programs for d in p.definitions for piece in d.pieces]
    pieces += [piece for p in programs for g in p.grants for piece in g.pieces]
    pieces += [piece for p in programs for c in flat((*p.applies, *p.conditions)) for piece in c.pieces]
    return [piece.body for piece in pieces if isinstance(piece.body, Table)]


def flat(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for c in conditions:
        yield c
        yield from flat(c.parts)


def name(p: Part) -> str:
    return f"{p.place} {p.kind} {p.owner}.{p.id} from {p.since}"
