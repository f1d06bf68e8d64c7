"""Which articles an instrument has, and which of them are no business of the law here. Says nothing that decides; tables of articles are made of it."""

from __future__ import annotations

import re
from typing import Final

from eligibility.policy import figures
from eligibility.policy.basis import KEY
from eligibility.policy.entry import NO_LABEL, Entry, File, label_of
from eligibility.policy.model import Articles, Citation, Label
from eligibility.policy.shapes import ArticlesFile, ArticlesShape
from eligibility.policy.tree import Mapping, Scalar

STRETCH: Final = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


def articles(file: File, node: Mapping) -> dict[str, Articles]:
    """The instruments of a file by their keys."""
    entry = Entry(file, node, ArticlesFile)
    entry.need("articles")
    out = {}
    for e in entry.entries("articles", ArticlesShape, ids=KEY):
        file.citations.append(Citation(e.id, "", e.at))
        count = e.read("count", figures.whole) if e.need("count") else None
        if count is not None:
            out[e.id] = Articles(e.id, count, stretches(e, count), e.at)
    return out


def stretches(e: Entry, count: int) -> tuple[tuple[int, int, Label], ...]:
    """Stretches of articles in the order in which they are written; none may reach into one before it or beyond the last article."""
    out: list[tuple[int, int, Label]] = []
    found = e.mapping("out_of_scope")
    for key, value in found.items if found is not None else ():
        bounds = stretch(e.file, key, out[-1][1] + 1 if out else 1, count)
        label = label_of(e.file, value, key.text)
        if bounds is not None:
            out.append((*bounds, label or NO_LABEL))
    return tuple(out)


def stretch(file: File, key: Scalar, low: int, high: int) -> tuple[int, int] | None:
    """`7`, `1-6`"""
    written = STRETCH.fullmatch(key.text.strip())
    if written is None:
        file.problems.add("range_form", key.span, text=key.text, fix="")
        return None
    first, last = int(written[1]), int(written[2] or written[1])
    if last < first:
        file.problems.add("range_backwards", key.span, text=key.text)
    elif first < low or last > high:
        file.problems.add("out_of_range", key.span, text=key.text, low=low, high=high, percent="")
    else:
        return first, last
    return None
