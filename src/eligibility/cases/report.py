"""What came of cases, for people and for programs: a case that came out otherwise with expected and got side by side, key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from eligibility.cases.case import Case
from eligibility.cases.coverage import KINDS, Coverage, Tally
from eligibility.cases.run import Compared, Ran
from eligibility.diagnostics.render import harmless, render, render_all
from eligibility.diagnostics.width import width
from eligibility.law.layers import containing
from eligibility.law.places import label
from eligibility.messages.catalogue import phrase, problem_text

RED, GREEN, DIM, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"
WIDEST: Final = 44  # columns of a value that are kept beside the other


def told(ran: Ran, lang: str, *, colour: bool = False) -> str:
    """A case that did not come out as expected."""
    case = ran.case
    lines = [f"{case.span.place()}: {case.name}", f"  {about(case, lang)}"]
    if case.varied:
        varied = "；" if lang == "zh" else "; "
        lines.append("  " + say("varied", lang, facts=varied.join(f"{path} = {text}" for path, text in case.varied)))
    if ran.problems:
        lines.append(render_all(ran.problems, lang=lang))
    else:
        lines += side_by_side(ran.compared, lang, colour=colour)
    return "\n".join(line if "\x1b" in line or "\n" in line else harmless(line) for line in lines)


def about(case: Case, lang: str) -> str:
    day = case.on.isoformat()
    place = label(case.place, case.on, lang) if case.place else ""
    return "  ".join(part for part in (case.program, case.subject, day, place) if part)


def side_by_side(found: Sequence[Compared], lang: str, *, colour: bool) -> list[str]:
    """Two columns under their titles; what differs is marked by a sign, and in colour."""
    titles = ("", say("expected_title", lang), say("got_title", lang))
    rows = [(c.what, c.expected or say("nothing", lang), c.got or say("nothing", lang)) for c in found]
    first = max(width(row[0]) for row in (titles, *rows))
    second = min(max(width(row[1]) for row in (titles, *rows)), WIDEST)
    out = [f"    {pad('', first)}  {pad(titles[1], second)}  {titles[2]}".rstrip()]
    for one, (what, expected, got) in zip(found, rows, strict=True):
        key, old, new = (harmless(text) for text in (pad(what, first), pad(expected, second), got))
        if colour:
            old, new = (f"{DIM}{old}{PLAIN}", f"{DIM}{new}{PLAIN}") if one.same else (red(old), green(new))
        near = f"   {say('near', lang, near=one.near)}" if one.near else ""
        out.append(f"  {' ' if one.same else '≠'} {key}  {old}  {new}{near}".rstrip())
    return out


def red(text: str) -> str:
    return f"{RED}{text}{PLAIN}"


def green(text: str) -> str:
    return f"{GREEN}{text}{PLAIN}"


def pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def summary(ran: Sequence[Ran], lang: str) -> list[str]:
    """How many passed and failed, and where the cases come from."""
    failed = sum(not r.passed for r in ran)
    out = [phrase("tested", lang, file="cli", passed=len(ran) - failed, failed=failed)]
    kinds = Counter(r.case.origin for r in ran)
    if kinds:
        parts = [f"{phrase(f'origin.{k}', lang, file='cli')} {n}" for k, n in sorted(kinds.items())]
        colon, comma = ("：", "，") if lang == "zh" else (": ", ", ")
        out.append(f"{phrase('origins', lang, file='cli')}{colon}{comma.join(parts)}")
    return out


def say(key: str, lang: str, **args: object) -> str:
    return phrase(f"testing.{key}", lang, file="cli", **args)


# ---- coverage


def covered(coverage: Coverage, lang: str) -> str:
    """How much was exercised, by programme and by place, then what was not, line by line."""
    met, total = coverage.share()
    out = [say("coverage", lang, percent=percent(met, total), met=met, total=total)]
    programs = Counter[str]()
    for (program, _), count in coverage.cases.items():
        programs[program] += count
    out += ["", *tally_table("by_program", coverage.tallies(lambda i: i.program), programs, named_program, lang)]
    out += ["", *tally_table("by_place", coverage.tallies(lambda i: i.place), by_layer(coverage), named_place, lang)]
    missing = coverage.missing()
    if missing:
        out += ["", say("not_covered", lang)]
    for item, goals in missing:
        lacks = ("、" if lang == "zh" else ", ").join(say(f"goals.{item.kind}.{goal}", lang) for goal in goals)
        out.append(f"  {item.file}:{item.line}: {item.path}  {lacks}")
    return "\n".join(out)


def tally_table(
    title: str, tallies: Mapping[str, Tally], cases: Mapping[str, int], named: Callable[[str, str], str], lang: str
) -> list[str]:
    """A line for each key with its cases, what was met of each kind and of all, and a line for all together."""
    heads = [say(title, lang), *(say(f"heads.{head}", lang) for head in ("cases", *KINDS, "share"))]
    whole = Tally(
        {kind: [sum(t.kinds[kind][i] for t in tallies.values()) for i in (0, 1)] for kind in KINDS},
        [sum(t.goals[i] for t in tallies.values()) for i in (0, 1)],
    )
    rows = [heads, *(tally_row(named(key, lang), cases.get(key, 0), tallies[key]) for key in sorted(tallies))]
    rows.append(tally_row(say("all", lang), sum(cases.values()), whole))
    widths = [max(width(row[i]) for row in rows) for i in range(len(heads))]
    return [
        "  ".join([pad(row[0], widths[0]), *(ahead(t, w) for t, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]


def tally_row(name: str, cases: int, tally: Tally) -> list[str]:
    counts = (f"{met}/{total}" if total else "-" for met, total in tally.kinds.values())
    return [name, str(cases) if cases else "-", *counts, f"{percent(*tally.goals)}%"]


def ahead(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def by_layer(coverage: Coverage) -> Counter[str]:
    """The cases by the nearest place that has rules of its own; by none for those that only the nation's decide."""
    places = {item.place for item in coverage.met}
    out = Counter[str]()
    for (_, place), count in coverage.cases.items():
        out[next((code for code in containing(place) if code in places), "")] += count
    return out


def named_program(program: str, lang: str) -> str:
    return program or say("shared", lang)


def named_place(place: str, lang: str) -> str:
    return label(place, date.today(), lang) if place else phrase("everywhere", lang, file="cli")


def percent(met: int, total: int) -> str:
    """Rounded down, so that 100 means all."""
    return f"{met * 100 // total if total else 100}"


# ---- for programs


def as_data(ran: Iterable[Ran], on_disk: dict[str, str] | None = None) -> dict[str, Any]:
    """The same as JSON's types."""
    found = list(ran)
    return {
        "schema": "eligibility/test/1",
        "passed": sum(r.passed for r in found),
        "failed": sum(not r.passed for r in found),
        "origins": dict(sorted(Counter(r.case.origin for r in found).items())),
        "cases": [case_data(r, on_disk or {}) for r in found],
    }


def case_data(ran: Ran, on_disk: dict[str, str]) -> dict[str, Any]:
    case, name = ran.case, ran.case.span.source.name
    return {
        "name": case.name,
        "file": on_disk.get(name, name),
        "line": case.span.line,
        "column": case.span.column,
        "origin": case.origin,
        "program": case.program,
        "subject": case.subject,
        "on": iso(case.on),
        "place": case.place,
        "varied": dict(case.varied),
        "passed": ran.passed,
        "compared": [compared_data(c) for c in ran.compared],
        "problems": [
            {
                "code": p.code,
                "text": {lang: problem_text(p.kind, p.args, lang).text for lang in ("zh", "en")},
                "shown": render(p, lang="en", with_source=False),
            }
            for p in ran.problems
        ],
    }


def compared_data(c: Compared) -> dict[str, Any]:
    found: dict[str, Any] = {"key": c.what, "expected": c.expected, "got": c.got, "same": c.same}
    return found | ({"near": c.near} if c.near else {})


def iso(day: date) -> str:
    return day.isoformat()
