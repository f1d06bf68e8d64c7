"""One household in several places on one day: what comes out in each, and where the places differ, why.

Everything is taken from the decision documents of the places, so that nothing is said here that a decision does not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from eligibility.frozen import record

Json = Mapping[str, Any]
Who = tuple[str, str]  # a programme and a subject

IDLE: Final = "not_in_force"


@record
class Cell:
    """What one place answers. `word` is `eligible`, `may`, `undetermined`, `ineligible`, `inapplicable` or `not_in_force`; `why` are the decisive reasons,
    each in both languages, with what it rests on."""

    word: str
    grants: tuple[Json, ...] = ()
    why: tuple[tuple[Json, tuple[Json, ...]], ...] = ()
    needed: tuple[Json, ...] = ()

    def same(self, other: Cell) -> bool:
        """Whether two places answer alike, whatever their reasons."""
        return self.word == other.word and shown(self) == shown(other)


@record
class Row:
    """One programme for one subject in every place."""

    who: Who
    label: Json
    name: str | None
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return any(not cell.same(self.cells[0]) for cell in self.cells)

    @property
    def concerns(self) -> bool:
        """Whether the programme is met or open anywhere."""
        return any(cell.word not in (IDLE, "inapplicable", "ineligible") for cell in self.cells)

    def alike(self) -> list[list[int]]:
        """The places by number, grouped by their answers."""
        groups: list[list[int]] = []
        for n, cell in enumerate(self.cells):
            for group in groups:
                if cell.same(self.cells[group[0]]):
                    group.append(n)
                    break
            else:
                groups.append([n])
        return groups


@record
class Comparison:
    """`documents` are the decision documents, one for each place."""

    documents: tuple[Json, ...]
    rows: tuple[Row, ...]


def compare(documents: Sequence[Json]) -> Comparison:
    """Decision documents of one household on one day, side by side, in the order of the first that has each programme."""
    order: dict[Who, Json] = {}
    for document in documents:
        for decision in document["decisions"]:
            order.setdefault((decision["program"], decision["subject"]), decision)
    rows = [
        Row(who, decision["label"], decision["name"], tuple(cell_of(document, who) for document in documents))
        for who, decision in order.items()
    ]
    return Comparison(tuple(documents), tuple(rows))


def cell_of(document: Json, who: Who) -> Cell:
    found = next((d for d in document["decisions"] if (d["program"], d["subject"]) == who), None)
    if found is None:
        return Cell(IDLE)
    word = "inapplicable" if found["applies"] is False else found["outcome"]
    if word == "eligible" and found["discretionary"]:
        word = "may"
    grants = tuple(g for g in found["grants"] if g["given"] is not False)
    return Cell(word, grants, tuple(reasons(found, word)), tuple(found["needed"]))


def reasons(decision: Json, word: str) -> list[tuple[Json, tuple[Json, ...]]]:
    """Of what is met the arithmetic, else the first condition that decides."""
    found = decision["reasons"]
    if word in ("eligible", "may"):
        chosen = [r for r in found if r["kind"] == "grant"]
        chosen = chosen or [r for r in found if r["kind"] == "condition"][:1] or found[:1]
    else:
        chosen = [r for r in found if r["outcome"] is not True][:1]
    return [(r["text"], tuple(r["sources"])) for r in chosen]


def shown(cell: Cell) -> tuple[tuple[str, Any], ...]:
    return tuple((g["id"], str(g["amount"])) for g in cell.grants)


def as_data(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON has it."""
    return {
        "schema": "eligibility/comparison/1",
        "on": found.documents[0]["on"],
        "places": [
            {"place": d["place"], "label": d["place_label"], "package": d["package_choice"]} for d in found.documents
        ],
        "rows": [
            {
                "program": row.who[0],
                "label": row.label,
                "subject": row.who[1],
                "name": row.name,
                "differs": row.differs,
                "cells": [
                    {
                        "place": d["place"],
                        "outcome": cell.word,
                        "grants": list(cell.grants),
                        "reasons": [{"text": text, "sources": list(sources)} for text, sources in cell.why],
                        "needed": list(cell.needed),
                    }
                    for d, cell in zip(found.documents, row.cells, strict=True)
                ],
            }
            for row in found.rows
        ],
    }
