"""Taking what came for what is expected: the expectation of a case that failed is rewritten in its file, everything else stays byte for byte.

A file that comes of it is read again, and each of its cases that was accepted must then pass; else nothing of that file is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import unified_diff

from eligibility.api import Policies
from eligibility.cases.case import Case
from eligibility.cases.read import CaseReader
from eligibility.cases.run import Compared, Ran, run_case
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.frozen import record
from eligibility.policy.edits import Edit, Unchangeable, applied, is_block
from eligibility.policy.yaml import Mapping, Node, Scalar


@record
class Accepted:
    """A file's text before and after, and how many cases of it were accepted."""

    name: str
    before: str
    after: str
    count: int

    def diff(self) -> str:
        """The lines that change, as `diff -u` shows them."""
        lines = unified_diff(self.before.splitlines(), self.after.splitlines(), self.name, self.name, lineterm="", n=1)
        return "\n".join(lines)


def accepted(
    policies: Policies, ran: Iterable[Ran], places: dict[str, str | None], problems: Problems
) -> list[Accepted]:
    """The files with the expectations of failed cases rewritten. `places` are those of the files' folders."""
    by_file: dict[Source, list[Ran]] = {}
    for one in ran:
        if one.differences and not one.problems:
            by_file.setdefault(one.case.span.source, []).append(one)
    out = []
    for source, failed in by_file.items():
        try:
            text = applied(source.text, edits(failed))
        except Unchangeable:
            text = ""
        if not text or not passes(policies, Source(source.name, text), places.get(source.name), failed):
            problems.add("expectation_not_accepted", failed[0].case.span, name=failed[0].case.name)
            continue
        out.append(Accepted(source.name, source.text, text, len(failed)))
    return out


def edits(failed: Sequence[Ran]) -> list[Edit]:
    """What to rewrite; of a text that two cases share (an alias) both must say the same."""
    found: dict[tuple[int, int], Edit] = {}
    for ran in failed:
        for one in ran.differences:
            edit = edit_of(ran.case, one)
            if found.setdefault((edit.start, edit.end), edit) != edit:
                raise Unchangeable
    return list(found.values())


def edit_of(case: Case, one: Compared) -> Edit:
    """Puts what came in the place of what a case expected. Raises Unchangeable where the file has no such place."""
    node = written_at(case.stated, one.what)
    text = case.span.source.text
    if node is None or not one.written or is_block(text, node):
        raise Unchangeable
    return Edit(node.start, node.end, one.written)


def written_at(stated: Mapping | None, key: str) -> Node | None:
    found = stated.get(key) if stated is not None else None
    return found if not isinstance(found, Scalar) or found.source is not None else None


def passes(policies: Policies, source: Source, place: str | None, failed: Sequence[Ran]) -> bool:
    """Whether the cases that failed pass as they are now written."""
    problems = Problems()
    cases = {(c.name, c.span.line): c for c in CaseReader(source, place, problems).cases()}
    wanted = [cases.get((r.case.name, r.case.span.line)) for r in failed]
    return not problems.errors and all(c is not None and run_case(policies, c).passed for c in wanted)
