"""What was measured, as the Markdown of results.md: a line for each claim of ours first, then the tables, then what to know when reading them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from statistics import median

from benchmarks.run import Implementation, Measured

AIM_PLAIN, AIM_TREE, AIM_COLD = 100.0, 2000.0, 0.4  # microseconds, microseconds, seconds


def report(measured: Measured) -> str:
    s = measured.settings
    parts = [
        "# Results",
        f"One run of `python -m benchmarks`, on {os.cpu_count()} cores, Python {platform.python_version()}. Warm: the median, over {s.timed} households of "
        f"1 to 6 persons, of the best time of each, best of {s.rounds} processes. Cold: the best of {s.cold} whole processes. Read the ratios; the absolute "
        "figures are those of one machine. What each column means: README.md.",
        busy(measured),
        "## Our aims",
        aims(measured),
        "## The shared rule, warm: microseconds a household (times ours)",
        warm(measured.shared),
        "## The shared rule, cold: seconds of a process that decides one household (times ours)",
        cold(measured),
        "## The shared rule: who agrees",
        agreement(measured),
        "## The bundled programmes of a place (Nanjing), households of four, this engine only",
        bundled(measured),
        "## FEEL by itself: microseconds an expression (median; times ours)",
        expressions(measured),
        absent(measured.shared),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def aims(measured: Measured) -> str:
    us = measured.bundled.warm
    rows = [
        (
            "all bundled programmes, four persons, outcomes and amounts decided, facts read before",
            "µs",
            us["decided"],
            AIM_PLAIN,
        ),
        ("the same with the objects that a caller looks at", "µs", us["read before"], AIM_PLAIN),
        ("the same from the document", "µs", us["plain"], AIM_PLAIN),
        ("all bundled programmes, every node's value, from the document", "µs", us["trace"], AIM_TREE),
        ("all bundled programmes, the whole tree in words", "µs", us["tree"], AIM_TREE),
    ]
    if measured.explain:
        for what, times in (("a law kept from before", measured.explain), ("the law linked anew", measured.linking)):
            said = f"cold `eligibility explain`, the whole process, {what}, median of the examples"
            rows.append((said, "s", median(times.values()), AIM_COLD))
    body = [
        [what, f"{number(found)} {unit}", f"{aim:g} {unit}", "yes" if found <= aim else "no"]
        for what, unit, found, aim in rows
    ]
    return table(["", "measured", "aim, at most", "met"], body)


def warm(shared: Sequence[Implementation]) -> str:
    columns = ("plain", "reasons", "trace", "tree", "text")
    first = shared[0].warm
    body = [[e.name, *(with_ratio(e.warm.get(c), first[c]) for c in columns)] for e in present(shared)]
    read_before = with_ratio(first["read before"], first["plain"])
    body.insert(1, [f"{shared[0].name}, facts read before", read_before, *["–"] * (len(columns) - 1)])
    head = ["", "plain", "with reasons", "every node's value", "the whole tree in words", "drawn as text"]
    return table(head, body)


def cold(measured: Measured) -> str:
    first = measured.shared[0].cold
    body = [
        [e.name, *(with_ratio(e.cold.get(c), first[c]) for c in ("plain", "trace"))] for e in present(measured.shared)
    ]
    body += [[f"nothing but {name}", with_ratio(s, first["plain"]), "–"] for name, s in measured.floors.items()]
    return table(["", "plain", "every node's value"], body)


def agreement(measured: Measured) -> str:
    body = [
        [e.name, e.version, str(e.wrong), str(e.fen_off), "–" if e.nodes is None else number(e.nodes)]
        for e in present(measured.shared)
    ]
    head = ["", "version", "eligible or not: wrong", "amount a fen or more off", "nodes in a trace or tree"]
    return f"Of {measured.settings.households} households, against the reference in whole numbers:\n\n" + table(
        head, body
    )


def bundled(measured: Measured) -> str:
    us, seconds = measured.bundled.warm, measured.bundled.cold
    body = [[name, f"{number(us[name])} µs"] for name in measured.bundled.columns]
    body += [[f"cold process, {name}", f"{number(seconds[name])} s"] for name in ("plain", "trace", "text")]
    body += [
        [
            f"cold `eligibility explain examples/{name}`",
            f"{number(s)} s; {number(measured.linking[name])} s linked anew",
        ]
        for name, s in measured.explain.items()
    ]
    share = (
        f"{measured.bundled.undetermined:.1%} of their outcomes are undetermined, and are read over abstract values."
    )
    return (
        table(["", ""], body)
        + f"\n\n{share} A household's trees have {number(measured.bundled.nodes or 0)} nodes on average."
    )


def expressions(measured: Measured) -> str:
    us = measured.feel
    body = [
        ["an expression of the bundled policies, read", f"{number(us['policies'])} (1 ×)"],
        ["a standard expression, read and evaluated", f"{number(us['standard'])} (1 ×)"],
    ]
    if "feelin" in us:
        body.append(["the same by feelin (JavaScript)", with_ratio(us["feelin"], us["standard"])])
    return table(["", ""], body)


def busy(measured: Measured) -> str:
    """Where others use the machine, decisions that take long are interrupted more often than short ones."""
    cores = os.cpu_count() or 1
    if measured.load < cores / 2:
        return ""
    return f"The machine was busy with other work (load {measured.load:.1f} on {cores} cores): the slower figures are overstated."


def absent(shared: Iterable[Implementation]) -> str:
    return "\n\n".join(f"{e.name} was not measured: {e.absent}." for e in shared if e.absent)


def present(shared: Iterable[Implementation]) -> list[Implementation]:
    return [e for e in shared if not e.absent]


def with_ratio(figure: float | None, ours: float) -> str:
    return "–" if figure is None else f"{number(figure)} ({number(figure / ours)} ×)"


def number(value: float) -> str:
    """Three digits that count; no more is known."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
