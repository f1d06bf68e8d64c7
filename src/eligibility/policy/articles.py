"""Which articles an instrument has, and which of them are no business of the law here. Says nothing that decides; tables of articles are made of it.

Where an instrument is in sections, their numbered items stand for articles: `sections: [0, 4]` are `sec. 1`, `sec. 2(1)` to `sec. 2(4)`.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.policy import figures
from eligibility.policy.basis import KEY
from eligibility.policy.entry import NO_LABEL, Entry, File, label_of
from eligibility.policy.model import Articles, Label
from eligibility.policy.shapes import ArticlesFile, ArticlesShape
from eligibility.policy.tree import Mapping, Scalar

STRETCH: Final = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4})|\(([0-9]{1,3})(?:-([0-9]{1,3}))?\))?")
MOST: Final = 2000  # articles of an instrument; the Civil Code has 1,260
Unit = tuple[int, int]  # an article or section and its item; 0 where it has none


def articles(file: File, node: Mapping) -> dict[str, Articles]:
    """The instruments of a file by their keys."""
    entry = Entry(file, node, ArticlesFile)
    entry.need("articles")
    out = {}
    for e in entry.entries("articles", ArticlesShape, ids=KEY):
        units = units_of(e)
        if units:
            kind = "sec." if "sections" in e else "art."
            out[e.id] = Articles(
                e.id,
                tuple(written(kind, unit) for unit in units),
                {written(kind, unit): why for unit, why in reasons(e, units).items()},
                e.at,
            )
    return out


def units_of(e: Entry) -> list[Unit]:
    """Every article, or every section with its items."""
    if "sections" in e:
        counts = [whole(e.file, scalar) for scalar in e.texts("sections")]
        if None in counts:
            return []
        return [(n, item) for n, count in enumerate(counts, 1) for item in (range(1, count + 1) if count else (0,))]
    count = e.read("count", figures.whole) if e.need("count") else None
    return [(n, 0) for n in range(1, min(count or 0, MOST) + 1)]


def whole(file: File, scalar: Scalar) -> int | None:
    try:
        return figures.whole(scalar.text.strip())
    except figures.Misread as mistake:
        file.misread(mistake, scalar.span)
        return None


def written(kind: str, unit: Unit) -> str:
    number, item = unit
    return f"{kind} {number}" + (f"({item})" if item else "")


def reasons(e: Entry, units: list[Unit]) -> dict[Unit, Label]:
    """Stretches in the order in which they are written; none may reach into one before it or beyond the last."""
    out: dict[Unit, Label] = {}
    at = 0
    found = e.mapping("out_of_scope")
    for key, value in found.items if found is not None else ():
        label = label_of(e.file, value, key.text) or NO_LABEL
        covered = stretch(e.file, key, units, at)
        if covered:
            at = units.index(covered[-1]) + 1
            out |= dict.fromkeys(covered, label)
    return out


def stretch(file: File, key: Scalar, units: list[Unit], at: int) -> list[Unit]:
    """`7`, `1-6`, `2(3)`, `2(1-4)`"""
    match = STRETCH.fullmatch(key.text.strip())
    if match is None:
        file.problems.add("range_form", key.span, text=key.text, fix="")
        return []
    number, last, item, end = (int(part) if part else 0 for part in match.groups())
    if (last and last < number) or (end and end < item):
        file.problems.add("range_backwards", key.span, text=key.text)
        return []
    first = [i for i, unit in enumerate(units) if unit[0] == number and item in (0, unit[1])]
    final = [i for i, unit in enumerate(units) if unit[0] == (last or number) and (end or item) in (0, unit[1])]
    if not first or not final or first[0] < at:
        low, high = units[min(at, len(units) - 1)][0], units[-1][0]
        file.problems.add("out_of_range", key.span, text=key.text, low=low, high=high, percent="")
        return []
    return units[first[0] : final[-1] + 1]
