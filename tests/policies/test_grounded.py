"""Every condition, row, amount and value of the bundled law rests on an article or a stated reading, its own or that of what encloses it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from eligibility.api import bundled
from eligibility.diagnostics.problem import Problems
from eligibility.policy.folder import open_pack
from eligibility.policy.model import Condition, Table
from eligibility.survey.parts import Part, Survey
from tests.policies.test_pages import survey

KINDS = ("condition", "definition", "grant", "value", "relation", "clause")


# ---- what is looked for


def ungrounded(found: Survey) -> list[str]:
    """The parts that rest on nothing, and the rows of their tables."""
    bare = [p for p in found.parts if p.kind in KINDS and not p.citations and not p.readings]
    return [name(p) for p in bare] + [f"{name(p)} row {row.line}" for p in bare for row in p.rows]


def undeclared(found: Survey) -> list[str]:
    """The keys of instruments that nothing declares."""
    return [f"{name(p)} {c.key}" for p in found.parts for c in p.citations if found.source(c, p.layer) is None]


def unstated(found: Survey) -> list[str]:
    """The readings that nothing states."""
    return [f"{name(p)} {r}" for p in found.parts for r in p.readings if found.meant(r, p.layer) is None]


def test_every_condition_row_amount_and_value_has_a_source_or_a_stated_reading() -> None:
    counted = Counter(p.kind for p in survey().parts)
    assert all(counted[kind] for kind in KINDS)
    assert ungrounded(survey()) == []


def test_every_row_of_a_table_is_looked_at() -> None:
    rows = [row for p in survey().parts for row in p.rows]
    assert len(rows) == sum(len(t.rows) for t in tables()) > 10


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
    assert sum(len(p.citations) for p in survey().parts) > 300
    assert undeclared(survey()) == []


def test_every_reading_that_a_part_names_is_stated() -> None:
    assert sum(len(p.readings) for p in survey().parts) > 40
    assert unstated(survey()) == []


# ---- a law with a slip is found out

EDGE = "policies/cn/programs/low_income_edge.yaml"
SINGLE = "policies/cn/programs/minimum_income_single.yaml"
NANJING = "policies/cn/320000-jiangsu/320100-nanjing/parameters/minimum_income_standard.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "look", "told"),
    [
        (
            EDGE, "    when: edge_property_ok\n    source: [M57 art. 8 para. 2, SAL art. 21 para. 1]\n", "    when: edge_property_ok\n",
            ungrounded, "000000 condition low_income_edge.property_within_edge_limits",
        ),
        (NANJING, ", source: NJ2022", "", ungrounded, "320100 value .minimum_income_standard from 2022-07-01"),
        (NANJING, "source: NJ2022", "source: NJ2032", undeclared, "320100 value .minimum_income_standard from 2022-07-01 NJ2032"),
        (EDGE, "[M57 art. 8 para. 2,", "[M99 art. 8 para. 2,", undeclared, "000000 condition low_income_edge.income_within_edge_line"),
        (SINGLE, "reading: ", "reading: never-stated-", unstated, "never-stated-"),
    ],
)  # fmt: skip
def test_a_copy_of_the_law_with_a_slip_fails(
    tmp_path: Path, file: str, old: str, new: str, look: Callable[[Survey], list[str]], told: str
) -> None:
    copy = tmp_path / "policies"
    shutil.copytree(bundled(), copy)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = Problems()
    broken = Survey([open_pack(copy, problems).everything(problems)])
    assert any(told in line for line in look(broken))
    assert sum(len(lines(broken)) for lines in (ungrounded, undeclared, unstated)) == len(look(broken))
    assert problems.errors  # and `check` tells it too


def test_a_table_without_a_source_fails_with_each_of_its_rows(tmp_path: Path) -> None:
    copy = tmp_path / "policies"
    shutil.copytree(bundled(), copy)
    tabled = (p for p in survey().parts if p.rows and p.kind == "definition" and not p.readings)
    with_rows = next(p for p in tabled if len({c.span.line for c in p.citations}) == 1)
    path = tmp_path / with_rows.span.source.name
    lines = path.read_text(encoding="utf-8").split("\n")
    cited = min(c.span.line for c in with_rows.citations) - 1
    assert "source:" in lines[cited]
    path.write_text("\n".join([*lines[:cited], *lines[cited + 1 :]]), encoding="utf-8")
    problems = Problems()
    found = ungrounded(Survey([open_pack(copy, problems).everything(problems)]))
    assert len([line for line in found if " row " in line]) == len(with_rows.rows)


# ---- found another way


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
