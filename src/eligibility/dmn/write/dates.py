"""Days, and the time between them.

FEEL counts no year from 29 February to 28 February of the next; ours does, as the month ends there. The functions of the library say so in FEEL.
"""

from __future__ import annotations

from datetime import date

from eligibility.dmn.write import library
from eligibility.dmn.write.logic import open_among
from eligibility.dmn.write.writer import PATH, SUM, Feel, Ref, Writer, chosen, guarded, held
from eligibility.ir import nodes
from eligibility.ir.types import Date
from eligibility.values.dates import FIRST, LAST


def years(w: Writer, node: nodes.YearsBetween) -> Feel:
    return called(w, library.YEARS, node)


def months(w: Writer, node: nodes.MonthsBetween) -> Feel:
    return called(w, library.MONTHS, node)


def called(w: Writer, function: str, node: nodes.YearsBetween | nodes.MonthsBetween) -> Feel:
    start, end = w.value(node.start), w.value(node.end)
    call = f"{w.use(Ref('library', function))}({start.text}, {end.text})"
    return guarded(open_among(w, (node.start, start), (node.end, end)), Feel(call))


def days(w: Writer, node: nodes.DaysBetween) -> Feel:
    return Feel(f"({w.at(node.end, SUM)} - {w.at(node.start, SUM + 1)}).days")


def shift(w: Writer, node: nodes.Shift) -> Feel:
    """Months first, where a missing day is the month's last, then days; kept between 1800 and 2400 as everywhere."""
    found = w.value(node.date)
    text = moved(moved(found, node.months, "P{}M"), node.days, "P{}D")
    assert isinstance(node.type, Date)
    if node.type.low > FIRST and node.type.high < LAST:
        return text
    months_only = held(moved(found, node.months, "P{}M"), SUM)
    first, last = (Feel(f'date("{date.fromordinal(d).isoformat()}")') for d in (FIRST, LAST))
    inner = Feel(f"max({first.text}, min({last.text}, {text.text}))", PATH)
    too_late = chosen(Feel(f"{months_only} > {last.text}"), last, inner)
    clamped = chosen(Feel(f"{months_only} < {first.text}"), first, too_late)
    return guarded(open_among(w, (node.date, found)), clamped)


def moved(day: Feel, by: int, form: str) -> Feel:
    if by == 0:
        return day
    sign = "-" if by < 0 else "+"
    return Feel(f'{held(day, SUM)} {sign} duration("{form.format(abs(by))}")', SUM)
