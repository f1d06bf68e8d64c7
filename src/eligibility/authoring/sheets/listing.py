"""The values that hold at a place, as the law takes them: of each parameter those of the nearest layer that ever set one, on a day or ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eligibility.authoring.sheets.columns import BY_KEY
from eligibility.authoring.sheets.export import Value, row, text_of
from eligibility.authoring.sheets.held import Book
from eligibility.diagnostics.width import width
from eligibility.law.daily import NATION
from eligibility.law.inforce import holds
from eligibility.law.layers import containing

SHOWN = ("parameter", "name", "place", "scope", "value", "unit", "from", "until", "source", "grade")
NUMBERS = ("value",)


def holding(book: Book, place: str | None, parameter: str | None, day: date | None) -> list[Value]:
    """Without a place, the values of all places."""
    found = [v for v in book.values() if parameter is None or v[0].id == parameter]
    if place is not None:
        nearest: list[str | None] = [None] if place == NATION else [*containing(place), None]
        owners: dict[str, str | None] = {}
        for held, _ in found:
            if held.place in nearest:
                known = owners.setdefault(held.id, held.place)
                if nearest.index(held.place) < nearest.index(known):
                    owners[held.id] = held.place
        found = [v for v in found if v[0].id in owners and owners[v[0].id] == v[0].place]
    return [v for v in found if day is None or holds(v[1], day)]


def table(book: Book, values: Sequence[Value], lang: str, today: date) -> str:
    """Columns of one width under their titles."""
    rows = [row(book, held, stated, lang, today) for held, stated in values]
    texts = [[BY_KEY[key].title(lang) for key in SHOWN], *([text_of(r[key]) for key in SHOWN] for r in rows)]
    widths = [max(width(line[i]) for line in texts) for i in range(len(SHOWN))]
    return "\n".join("  ".join(padded(line, widths)).rstrip() for line in texts)


def padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    out = []
    for key, text, wide in zip(SHOWN, line, widths, strict=True):
        space = " " * (wide - width(text))
        out.append(space + text if key in NUMBERS else text + space)
    return out
