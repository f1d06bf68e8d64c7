"""The values of parameters as rows of a sheet, in either language, and as the plain records that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.authoring.sheets.columns import COLUMNS
from eligibility.authoring.sheets.delimited import write_csv
from eligibility.authoring.sheets.grid import Content, Raw, shown
from eligibility.authoring.sheets.held import EVERY, WHOLE, Book, Held, Stated
from eligibility.authoring.sheets.workbook import write_workbook
from eligibility.ir.units import is_number_unit
from eligibility.law.daily import NATION
from eligibility.law.places import label
from eligibility.policy.figures import NUMBER, decimal
from eligibility.policy.words import CHOICES
from eligibility.values.places import lies_in

Value = tuple[Held, Stated]


def chosen(book: Book, place: str | None, parameter: str | None) -> list[Value]:
    """The values that a place and the places within it set, of one parameter or all."""
    return [
        (held, stated)
        for held, stated in book.values()
        if (place is None or (held.place or NATION) == place or (held.place is not None and lies_in(held.place, place)))
        and (parameter is None or held.id == parameter)
    ]


def sheet(book: Book, values: Iterable[Value], lang: str, today: date, ending: str) -> bytes:
    """The values as a file that people edit."""
    header = [column.title(lang) for column in COLUMNS]
    rows = [list(row(book, held, stated, lang, today).values()) for held, stated in values]
    if ending == ".xlsx":
        return write_workbook("参数" if lang == "zh" else "parameters", header, rows)
    return write_csv([header, *([text_of(content) for content in row] for row in rows)])


def text_of(content: Content | Raw) -> str:
    return shown(content.value, percent=content.percent) if isinstance(content, Raw) else shown(content)


def row(book: Book, held: Held, stated: Stated, lang: str, today: date) -> dict[str, Content | Raw]:
    p = held.declaration
    return {
        "parameter": held.id,
        "name": p.label.of(lang) if p.label is not None else "",
        "place": held.place or WHOLE[0 if lang == "zh" else 1],
        "place_name": label(held.place, today, "zh") if held.place else "",
        "scope": scope_of(book, held, stated, lang),
        "value": value_of(stated.value, p.type, lang),
        "unit": unit_word(p.type, lang),
        "from": stated.since or ("一直" if lang == "zh" else "always"),
        "until": stated.until,
        "source": ("；" if lang == "zh" else "; ").join(stated.source),
        "reading": ("；" if lang == "zh" else "; ").join(stated.reading),
        "grade": word("grade", stated.grade or book.grade(held, stated.source), lang),
        "published": stated.published,
        "note": stated.note,
    }


def scope_of(book: Book, held: Held, stated: Stated, lang: str) -> str:
    if not held.declaration.scope:
        return ""
    scope = stated.scope or EVERY
    labels = {v.value: v.label.of(lang) for v in book.scopes(held.declaration, held.place)}
    return labels.get(scope) or word("scope", scope, lang)


def value_of(text: str, type_: str, lang: str) -> Content | Raw:
    if NUMBER.fullmatch(text):
        return Raw(decimal(text), percent=text.endswith("%"))
    return word("boundary" if type_ == "boundary" else "truth", text, lang)


def word(table: str, choice: str | None, lang: str) -> str:
    """A word of policy files in a language."""
    if choice is None:
        return ""
    return CHOICES[table].get(choice, (choice,))[0] if lang == "zh" else choice


def unit_word(type_: str, lang: str) -> str:
    if not is_number_unit(type_):
        return ""
    return CHOICES["type"][type_][0] if lang == "zh" else type_


# ---- for programs


def records(book: Book, values: Iterable[Value]) -> Iterator[dict[str, Any]]:
    """One object a value. What rests on nothing but a stated reading is assumed."""
    for held, stated in values:
        number = decimal(stated.value) if NUMBER.fullmatch(stated.value) else None
        p = held.declaration
        assumed = bool(stated.reading) and not stated.source
        source = list(stated.source) or [f"{c.key} {c.locator}".strip() for c in p.citations]
        yield {
            "parameter": held.id,
            "place": held.place or NATION,
            "scope": (stated.scope or EVERY) if p.scope else None,
            "value": plain_value(number, stated.value),
            "unit": p.type,
            "from": stated.since.isoformat() if stated.since else None,
            "until": stated.until.isoformat() if stated.until else None,
            "source": source,
            "grade": stated.grade or (None if assumed else book.grade(held, source)) or "assumed",
        }


def plain_value(number: Decimal | None, text: str) -> str | bool:
    """A number as a decimal text, as amounts are in decisions; a truth as one."""
    if number is not None:
        return shown(number)
    return text == "true" if text in ("true", "false") else text
