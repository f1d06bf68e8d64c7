"""Witnesses that a fact matters: two completions that differ in it alone and are answered differently.

From a completion one suspect is changed at a time, to the values worth trying and to those at which a comparison near this completion would flip. Where
the answer changes the suspect is witnessed, and the changed completion, on the other side of some line, is looked at next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from eligibility.decide.answer import Question, read
from eligibility.decide.completions import Candidates, Completion, Landmarks, Signature, Values, type_of
from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.facts import Case, UnknownFact, point
from eligibility.decide.reading.reader import Reader
from eligibility.decide.split import bits, pick
from eligibility.ir.program import LinkedLaw
from eligibility.ir.types import Date, ListOf, Number
from eligibility.values.limits import MAX_CASE_RUNS, MAX_CASE_TRIES

MAX_TRIES = 6_000  # completions tried on one question
CLIMBS = 300  # changed completions looked at
FEW = 2  # suspects that the first completions differ in alone
RESTARTS = 16  # random completions that a search starts from


class Tries:
    """What all questions about one case share: the values worth trying, and the abstract runs and completions that they may spend together."""

    def __init__(self, case: Case, landmarks: Landmarks) -> None:
        self.landmarks = landmarks
        self.runs, self.completions = MAX_CASE_RUNS, MAX_CASE_TRIES
        self.candidates = Candidates(case, landmarks)
        self.least = [pick(type_of(case, u), case.box[u.number]) for u in case.unknowns[: case.real]]


class Witnesses:
    """What completions have shown about one question: the suspects `found` to matter, and a completion `seen` of either outcome."""

    def __init__(self, law: LinkedLaw, case: Case, question: Question, completion: Completion, shared: Tries) -> None:
        self.law, self.case, self.question = law, case, question
        self.completion, self.candidates, self.shared = completion, shared.candidates, shared
        self.found: set[int] = set()
        self.seen: dict[bool, Values] = {}
        self.tries, self.most = 0, MAX_TRIES
        self.real = self.case.unknowns[: self.case.real]
        self.ordered = [pair for pair in self.case.ordered if pair[1] < self.case.real]
        self._tied: dict[int, list[tuple[int, int]]] = {}
        for pair in self.ordered:
            for number in pair:
                self._tied.setdefault(number, []).append(pair)

    # ---- completions

    def starts(self, suspects: list[int]) -> list[Values]:
        """The least and the greatest completion, and some at random; where there are few suspects only they differ, as nothing else may matter."""
        numbers = [s for s in suspects if s < self.case.real] if len(suspects) <= FEW else range(self.case.real)
        values = [self.candidates.of(self.case.unknowns[n]) for n in numbers]
        random = Random(7)
        found = [[v[0] for v in values], [v[min(1, len(v) - 1)] for v in values], [v[-1] for v in values]]
        found += [[random.choice(v) for v in values] for _ in range(RESTARTS)]
        starts = [self.shared.least[:] for _ in found]
        for start, some in zip(starts, found, strict=True):
            for number, value in zip(numbers, some, strict=True):
                start[number] = value
        return [s for s in map(self.raised, starts) if s is not None]

    def plainly(self, suspects: list[int]) -> bool:
        """Whether all of few suspects matter beside their least or greatest values: most often they are figures that nobody recorded."""
        if not 0 < len(suspects) <= FEW or suspects[-1] >= self.case.real:
            return False
        for end in (0, -1):
            start = self.shared.least[:]
            for suspect in suspects:
                start[suspect] = self.candidates.of(self.case.unknowns[suspect])[:2][end]
            base = self.raised(start)
            if base is not None:
                before = self.signature(base)
                for suspect in self.left(suspects):
                    self.change(base, before, suspect)
        return self.found.issuperset(suspects)

    def raised(self, values: Values) -> Values | None:
        """The same with every number that another must not exceed within it, or None where that cannot be."""
        for small, large in self.ordered * 2:
            if values[small] > values[large]:
                if values[small] > self.case.box[large][1]:
                    return None
                values[large] = values[small]
        return values

    def signature(self, values: Values) -> Signature:
        self.completion.put_all(self.real, values)
        found = self._answer()
        if found[0] not in self.seen:
            self.seen[found[0]] = list(values)
        return found

    def _answer(self) -> Signature:
        self.tries += 1
        self.shared.completions -= 1
        return self.completion.signature(self.question.function, self.question.instance)

    # ---- the search

    def climb(self, starts: Iterable[Values], suspects: list[int]) -> None:
        """Look for witnesses from these completions on, eligible ones first."""
        queue, climbed = deque(starts), 0
        while queue and self.tries < self.most and self.shared.completions > 0:
            left = self.left(suspects)
            if not left:
                return
            base = queue.popleft()
            before = self.signature(base)
            near = self.flips(base, left)
            for suspect in left:
                changed = self.change(base, before, suspect, near.get(suspect, ()))
                if changed is not None and climbed < CLIMBS:
                    climbed += 1
                    if before[0]:
                        queue.append(changed)
                    else:
                        queue.appendleft(changed)

    def left(self, suspects: list[int]) -> list[int]:
        return [s for s in suspects if s not in self.found]

    def climb_wider(self, suspects: list[int]) -> None:
        """From one completion of either outcome change any two suspects: one to every value worth trying, then one that has no witness yet."""
        for base in [list(self.seen[k]) for k in (True, False) if k in self.seen]:
            near = self.flips(base, suspects)
            for number in suspects:
                for value in (*near.get(number, ()), *self.candidates.of(self.case.unknowns[number])):
                    left = self.left(suspects)
                    if not left or self.tries >= self.most or self.shared.completions <= 0:
                        return
                    step = [*base]
                    step[number] = value
                    if value != base[number] and all(step[small] <= step[large] for small, large in self.ordered):
                        self._change_any(step, [s for s in left if s != number])

    def _change_any(self, base: Values, suspects: list[int]) -> None:
        before = self.signature(base)
        near = self.flips(base, suspects) if before[0] else {}
        for suspect in suspects:
            self.change(base, before, suspect, near.get(suspect, ()))

    def change(self, base: Values, before: Signature, suspect: int, near: Iterable[Any] = ()) -> Values | None:
        """The base with one suspect changed so that the answer differs; the suspect is then witnessed."""
        unknown = self.case.unknowns[suspect]
        self.completion.put_all(self.real, base)
        for value in (*near, *self.candidates.of(unknown)):
            if value == base[suspect] or not self._fits(base, suspect, value):
                continue
            self.completion.put(unknown, value)
            found = self._answer()
            if found != before:
                other = [*base]
                other[suspect] = value
                self.seen.setdefault(found[0], other)
                self.found.add(suspect)
                return other
        self.completion.put(unknown, base[suspect])
        return None

    def _fits(self, base: Values, suspect: int, value: Any) -> bool:
        """Whether a number that is changed stays within what it must not exceed, as all others do."""
        return all(
            value <= base[large] if small == suspect else base[small] <= value
            for small, large in self._tied.get(suspect, ())
        )

    def flips(self, base: Values, suspects: list[int]) -> dict[int, list[int]]:
        """For each number or day among the suspects the values at which a comparison flips, all else being as in the base."""
        numbers = [s for s in suspects if isinstance(type_of(self.case, self.case.unknowns[s]), Number | Date)]
        if not numbers:
            return {}
        watched: list[tuple[int, Any, int]] = []
        box = [self._held(u, base[u.number]) for u in self.real]
        box += self.case.box[len(box) :]
        read(Reader(self.law, self.case, box, watched=watched), self.question)
        out: dict[int, dict[int, None]] = {s: {} for s in numbers}
        for deps, distance, scale in watched:
            for number in bits(deps):
                if number in out:
                    out[number].update(dict.fromkeys(self._near(number, base[number], distance, scale)))
        return {number: list(values) for number, values in out.items()}

    def _held(self, unknown: UnknownFact, value: Any) -> Abstract:
        """A value as a point that still says which unknown it is of; a list's items are not looked into."""
        type_ = type_of(self.case, unknown)
        if isinstance(type_, ListOf):
            return self.case.box[unknown.number] if value else ((), 0)
        if isinstance(type_, Number | Date):
            return (value, value, 1 << unknown.number)
        return point(type_, value)

    def _near(self, number: int, value: int, distance: Any, scale: int) -> Iterator[int]:
        type_ = type_of(self.case, self.case.unknowns[number])
        low, high = self.case.box[number][:2]
        step = int(distance // 10 ** max(scale - (type_.scale if isinstance(type_, Number) else 0), 0))
        for move in (step, -step, step // 12, -(step // 12)):
            for at in (value + move - 1, value + move, value + move + 1):
                if low <= at <= high:
                    yield at
