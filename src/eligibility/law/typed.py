"""Rules as they were typed, with what was asked meanwhile, so that none is typed again while the answers are the same.

Of the law around it, a rule depends on the types of the definitions it reads and on whether parameters differ by scope. From one day to the next hardly
any of these change. A remembered rule holds the figures and citations of the day it was typed on: good for checking, not for deciding.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from eligibility.diagnostics.problem import Problems

Asked = tuple[str, str]  # ("definition", key) or ("parameter", id)
Trace = dict[Asked, Hashable]
Kept = dict[Hashable, list[tuple[Trace, Any]]]  # the rules of one place

T = TypeVar("T")


class Memory:
    """What is kept of one place, for the law of a day: `answer` says what a rule that asks something is answered now."""

    def __init__(self, kept: Kept, answer: Callable[[Asked], Hashable], problems: Problems) -> None:
        self._kept, self._answer, self._problems = kept, answer, problems
        self._open: list[Trace] = []

    def heard(self, kind: str, name: str, answer: Hashable) -> None:
        """Notes an answer for the rule that is being typed."""
        if self._open:
            self._open[-1][kind, name] = answer

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """A rule as it was made when everything it asked had the answers that it has now; else made, and kept if nothing is wrong with it."""
        for trace, rule in self._kept.get(key, ()):
            with self._listening():
                same = all(self._answer(asked) == before for asked, before in trace.items())
            if same:
                return rule  # type: ignore[no-any-return]
        before = len(self._problems.errors)
        with self._listening() as trace:
            made = make()
        if made is not None and len(self._problems.errors) == before:
            self._kept.setdefault(key, []).append((trace, made))
        return made

    @contextmanager
    def _listening(self) -> Iterator[Trace]:
        trace: Trace = {}
        self._open.append(trace)
        try:
            yield trace
        finally:
            self._open.pop()
