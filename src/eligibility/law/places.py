"""Places by GB/T 2260 code: which there were on a day, what they were called, and what contains them.

The codes are those that python-stdnum carries: a two-digit line a province, below it a line a code, each name with
the years it stood for (`[1998-]赣州市`; the year of a change belongs to both names). One line is found by a search in
the text: parsing the whole table takes longer than a decision. A province ends in 0000, a prefecture in 00; the
prefecture lines of municipalities and of counties directly under a province are no places of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

FILLERS: Final = ("市辖区", "县", "直辖县级行政单位")  # names of prefecture lines that stand for no prefecture
SUFFIXES: Final = ("特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "县", "区")


def exists(code: str, day: date) -> bool:
    """Whether a code stood for a place in the year of a day."""
    return _name(code, day.year) is not None


def label(code: str, day: date, lang: str = "zh", *, full: bool = False) -> str:
    """What to call a place: 南京市, 会昌县; a district with its city: 上海市徐汇区.

    `full` begins with the province: 江西省赣州市会昌县. A code that stood for nothing on the day keeps the last name it
    had, one that never did is shown as it is. English adds the code.
    """
    name = _label(code, day.year, full)
    if name is None:
        return code
    return name if lang == "zh" else f"{name} ({code})"


def first(day: date) -> str:
    """Some place that there was on a day: the first of the table."""
    return next(code for code, _ in _names(day.year))


def codes_of(name: str, day: date) -> tuple[str, ...]:
    """The codes of the places with this name on a day, the larger first (南京, 南京市, 江苏省南京市)."""
    found = [code for code, own in _names(day.year) if _called(name, code, own, day.year)]
    return tuple(sorted(found, key=lambda code: (not code.endswith("0000"), not code.endswith("00"), code)))


def _called(name: str, code: str, own: str, year: int) -> bool:
    if not name.endswith(own):
        return any(own == name + suffix for suffix in SUFFIXES)
    full = _label(code, year, full=True) or ""
    return full.endswith(name) and name in (own, full, full[len(_name(code[:2] + "0000", year) or "") :])


def _label(code: str, year: int, full: bool) -> str | None:
    own = _name(code, year) or _last_name(code)
    if own is None or code.endswith("0000"):
        return own
    province = _name(code[:2] + "0000", year) or ""
    if code.endswith("00"):
        return province + own if full or own in FILLERS[:2] else own
    city = _name(code[:4] + "00", year) or ""
    if city.endswith(FILLERS):
        city = ""
    if full:
        return province + city + own
    return (city or province) + own if own.endswith("区") else own


def _name(code: str, year: int) -> str | None:
    found = None
    for start, end, name in _periods(code):
        if start <= year <= end:
            found = name  # in the year of a change the later name
    return found


def _last_name(code: str) -> str | None:
    periods = _periods(code)
    return periods[-1][2] if periods else None


@cache
def _table() -> str:
    """The lines of the codes. The package is found but not imported, which would take far longer than reading them."""
    spec = find_spec("stdnum")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("python-stdnum", name="stdnum")
    return Path(spec.submodule_search_locations[0], "cn", "loc.dat").read_text("utf-8")


@cache
def _periods(code: str) -> tuple[tuple[int, int, str], ...]:
    """The first year, last year and name of everything a code has stood for."""
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        return ()
    table = _table()
    province = table.find(f"\n{code[:2]} ")
    line = table.find(f"\n  {code[2:]} ", province)
    next_province = table.find(" province=", province + len("\n36 province="))
    if province < 0 or line < 0 or (0 <= next_province < line):
        return ()
    return tuple(_spoken(table[line + 1 : table.find("\n", line + 1)]))


def _spoken(line: str) -> Iterator[tuple[int, int, str]]:
    """`0733 county="[1998-]会昌县"`, perhaps with several names by period."""
    for name in line.split('"')[1].split(","):
        if not name.startswith("["):
            yield 0, 9999, name
            continue
        period, _, name = name[1:].partition("]")
        start, _, end = period.partition("-")
        yield int(start or 0), int(end or 9999), name


def _names(year: int) -> Iterator[tuple[str, str]]:
    """Every place of a year with its code."""
    province = ""
    for line in _table().splitlines():
        if line[:1].isdigit():
            province = line[:2]
        elif line.startswith("  "):
            for start, end, name in _spoken(line):
                if start <= year <= end and not name.endswith(FILLERS[::2]) and name != "县":
                    yield province + line[2:6], name
