"""The cases of a file, and what comes of running them on the unsaved law."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eligibility.api import Policies
from eligibility.cases.read import CaseReader
from eligibility.cases.run import Ran, run_case
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render
from eligibility.diagnostics.source import Source, Span
from eligibility.editor.index import Index
from eligibility.frozen import record
from eligibility.messages.catalogue import phrase
from eligibility.policy.tree import Mapping, Sequence


@record
class Runnable:
    """A case as the file lists it, which may be several by its table. `number` counts from 0."""

    number: int
    name: str
    span: Span


@record
class Result:
    """What came of one case."""

    name: str
    span: Span
    passed: bool
    text: str


def runnable(index: Index, path: Path) -> list[Runnable]:
    """The cases of a file."""
    found, spot = index.map(path), index.opened.spot_anywhere(path)
    if found is None or spot is None or spot.section != "tests" or not isinstance(found.root, Mapping):
        return []
    return [Runnable(n, name_of(item), first_line(item)) for n, item in listed(found.root)]


def listed(root: Mapping) -> Iterator[tuple[int, Mapping]]:
    cases = root.get("cases")
    for number, item in enumerate(cases.items if isinstance(cases, Sequence) else ()):
        if isinstance(item, Mapping) and item.span is not None:
            yield number, item


def name_of(item: Mapping) -> str:
    found = item.get("name")
    return getattr(found, "text", "")


def first_line(item: Mapping) -> Span:
    """The first key of a case with its value."""
    assert item.span is not None
    source, start = item.span.source, item.span.start
    end = source.text.find("\n", start)
    return Span(source, start, len(source.text) if end < 0 else end)


def run(index: Index, path: Path, number: int | None, lang: str) -> list[Result]:
    """Runs one case of a file with all rows of its table, or all cases (None)."""
    opened, found, spot = index.opened, index.map(path), index.opened.spot_anywhere(path)
    if found is None or spot is None or not isinstance(found.root, Mapping):
        return []
    wanted = [item.span for n, item in listed(found.root) if number is None or n == number]
    problems = Problems()
    source = Source(opened.name(path), opened.text(path))
    cases = CaseReader(source, spot.place, problems).cases()
    policies = Policies(opened.folders)
    out = []
    for case in cases:
        if any(span is not None and span.start <= case.span.start < span.end for span in wanted):
            ran = run_case(policies, case)
            out.append(Result(case.name, case.span, ran.passed, told(ran, lang)))
    return out


def told(ran: Ran, lang: str) -> str:
    """A case's result in words."""
    if ran.passed:
        return say("passed", lang, name=ran.case.name)
    lines = [say("failed", lang, name=ran.case.name)]
    lines += [say("difference", lang, what=d.what, expected=d.expected, got=d.got) for d in ran.differences]
    lines += [shown(p, lang) for p in ran.problems]
    return "\n".join(lines)


def shown(problem: Problem, lang: str) -> str:
    return render(problem, lang=lang, with_source=False)


def summary(results: list[Result], lang: str) -> str:
    """The results of a run in one text."""
    failed = [r for r in results if not r.passed]
    if not results:
        return say("no_case", lang)
    if not failed:
        return results[0].text if len(results) == 1 else say("all_passed", lang, count=len(results))
    head = (
        [] if len(results) == 1 else [say("some_failed", lang, failed=len(failed), passed=len(results) - len(failed))]
    )
    return "\n".join([*head, *(r.text for r in failed)])


def say(key: str, lang: str, **args: object) -> str:
    return phrase(key, lang, file="editor", **args)
