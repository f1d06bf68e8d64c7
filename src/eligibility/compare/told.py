"""A comparison as Markdown: a table of what comes out where, then for each difference the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from eligibility.compare.places import IDLE, Cell, Comparison, Json, Row
from eligibility.messages.catalogue import phrase
from eligibility.wording.amounts import digits, with_unit


def markdown(found: Comparison, lang: str) -> str:
    return "\n".join(lines(found, lang))


def lines(found: Comparison, lang: str) -> Iterator[str]:
    places = [place(d, lang) for d in found.documents]
    rows = [row for row in found.rows if row.concerns]
    yield row_of([phrase("compare.program", lang), *places])
    yield row_of(["---"] * (len(places) + 1))
    yield row_of([phrase("compare.package", lang), *(package(d, lang) for d in found.documents)])
    for row in rows:
        yield row_of([title(row, lang), *(cell_text(cell, lang) for cell in row.cells)])
    for row in rows:
        if row.differs:
            yield ""
            yield f"**{title(row, lang)}**"
            yield ""
            for group in row.alike():
                names = phrase("compare.join", lang).join(places[n] for n in group)
                texts = list(dict.fromkeys(why(row.cells[n], lang) for n in group))
                such = "" if len(texts) == 1 else phrase("compare.such", lang, place=places[group[0]])
                yield f"- {names}{phrase('compare.colon', lang)}{such}{texts[0]}"
    nowhere = [title(row, lang) for row in found.rows if not row.concerns]
    if nowhere:
        yield ""
        yield phrase("compare.nowhere", lang, programs=phrase("compare.join", lang).join(nowhere))


def row_of(cells: list[str]) -> str:
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def place(document: Json, lang: str) -> str:
    return str(document["place_label"][lang])


def title(row: Row, lang: str) -> str:
    label = str(row.label[lang])
    return label + (phrase("nouns.parenthesis", lang, text=row.name) if row.name else "")


def package(document: Json, lang: str) -> str:
    choice = document["package_choice"]
    text = money(choice["twelve_months"], "yuan", lang)
    unrecorded = any(
        g["amount"] is None and g["given"]
        for e in document["package"]
        if e["status"] in ("new", "kept")
        for g in e["grants"]
    )
    if unrecorded:
        text += phrase("compare.and_unrecorded", lang)
    return text if choice["settled"] else text + phrase("compare.unsettled", lang)


def cell_text(cell: Cell, lang: str) -> str:
    """`符合，每月 915 元`."""
    word = phrase(f"words.{cell.word}", lang) if cell.word != IDLE else phrase("compare.idle", lang)
    if cell.word not in ("eligible", "may", "undetermined"):
        return word
    given = [grant(g, lang) for g in cell.grants]
    return phrase("compare.comma", lang).join([word, *given])


def grant(g: Json, lang: str) -> str:
    if g["amount"] is None:
        return phrase("package.no_amount", lang, label=g["label"][lang])
    amount = phrase(f"grants.{g['unit'].replace('/', '_')}", lang, amount=money(g["amount"], g["unit"], lang))
    return phrase("page.amount", lang, label=g["label"][lang], amount=amount)


def money(amount: Any, unit: str, lang: str) -> str:
    if isinstance(amount, dict):
        low, high = (digits(Fraction(amount[k]), unit) for k in ("from", "to"))
        return phrase("amounts.between", lang, low=low, high=with_unit(high, unit, lang))
    return with_unit(digits(Fraction(amount), unit), unit, lang)


def why(cell: Cell, lang: str) -> str:
    """What one place's answer rests on."""
    if cell.word == IDLE:
        return phrase("compare.idle_why", lang)
    said = [cell_text(cell, lang)]
    for text, sources in cell.why:
        titles = dict.fromkeys(str(s["title"][lang]) for s in sources)
        where = phrase("compare.join", lang).join(f"《{t}》" if lang == "zh" else t for t in titles)
        said.append(str(text[lang]) + (phrase("nouns.parenthesis", lang, text=where) if where else ""))
    if cell.needed:
        labels = [str(n["label"][lang]) for n in cell.needed[:4]]
        said.append(phrase("compare.open", lang, labels=phrase("compare.join", lang).join(labels)))
    return phrase("page.semicolon", lang).join(said)
