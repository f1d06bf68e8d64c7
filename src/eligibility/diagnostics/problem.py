"""A problem is a record: a kind from the catalogue, where it stands, and the words to put into its sentence.

The words of a kind stand in `messages/problems.*.toml`; nothing here knows how a problem is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

from eligibility.diagnostics.source import Span
from eligibility.frozen import record

# slips in YAML after which a text is read on as their remedy would have it (`policy/mending.py`)
MENDED: Final = frozenset({
    "fullwidth_colon", "wide_space", "tab", "fullwidth_comma", "fullwidth_bracket", "list_mark", "colon_without_space", "fullwidth_hash", "odd_start",
    "colon_in_text", "unknown_escape",
})  # fmt: skip


@record
class Problem:
    """One mistake. `kind` names an entry of the message catalogue; `args` are put into its text."""

    kind: str
    span: Span | None
    args: dict[str, str] = field(default_factory=dict)
    warning: bool = False

    @property
    def code(self) -> str:
        """The stable code that is printed with it (`E427`)."""
        from eligibility.messages.catalogue import problem_text

        return problem_text(self.kind, self.args, "en").code


class Problems:
    """What went wrong in one run, in the order of the files; it collects instead of raising."""

    def __init__(self) -> None:
        self._items: list[Problem] = []

    def add(self, kind: str, span: Span | None, **args: object) -> None:
        self._items.append(Problem(kind, span, {k: str(v) for k, v in args.items()}))

    def warn(self, kind: str, span: Span | None, **args: object) -> None:
        """What is not wrong but should be looked at."""
        self._items.append(Problem(kind, span, {k: str(v) for k, v in args.items()}, warning=True))

    def extend(self, problems: Iterable[Problem]) -> None:
        self._items.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self._items if not p.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self._items if p.warning)

    def in_order(self) -> tuple[Problem, ...]:
        """Each problem once, by file and place; nothing more of a line that was read only after it was mended."""
        seen: set[tuple[object, ...]] = set()
        mended = {line_of(p) for p in self._items if p.kind in MENDED}
        out = []
        for p in self._items:
            key = (p.kind, p.span and (p.span.source.name, p.span.start), tuple(sorted(p.args.items())))
            if key not in seen and (p.kind in MENDED or line_of(p) not in mended):
                seen.add(key)
                out.append(p)
        return tuple(sorted(out, key=lambda p: (p.span.source.name, p.span.start) if p.span else ("", -1)))


def line_of(problem: Problem) -> tuple[str, int]:
    return (problem.span.source.name, problem.span.line) if problem.span else ("", 0)
