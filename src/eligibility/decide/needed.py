"""Which unknown facts matter (DESIGN: unknown, and what is needed).

A fact is relevant where two completions that differ in it alone differ in the outcome or an amount. One abstract run says which facts the answer may rest
on; a search among completions finds two witnesses for each that matters; what has none is left out only when splitting the case proves that it matters
nowhere. The abstract runs are limited: when they are spent, what is neither witnessed nor refuted stays in, and the answer says that it is not exact.

# INVARIANT: a fact left out never changes the outcome or an amount, whatever the other unknown facts are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain, islice
from random import Random
from typing import Any

from eligibility.decide.answer import Answer, Question, gates_of, read, residue_of
from eligibility.decide.boxes import Box, Corner, Splitter, is_coarse, lowest
from eligibility.decide.completions import Completion, Signature, Values, type_of
from eligibility.decide.reading.domain import Abstract
from eligibility.decide.reading.facts import Case
from eligibility.decide.reading.gates import Gates
from eligibility.decide.reading.reader import Held, Memo, Reader
from eligibility.decide.reading.residue import Residues
from eligibility.decide.split import bits
from eligibility.decide.witness import Tries, Witnesses
from eligibility.frozen import record
from eligibility.ir.program import LinkedLaw
from eligibility.values.limits import MAX_RUNS

SHARE, LEAST_RUNS = 8, 40  # of the runs left for one way to prove that a fact does not matter
ENOUGH = 2 / 3  # of what is open left
WAYS = 6  # to split a box, tried before one is taken
TRIES = 2_500  # of one suspect in boxes
CORNERS = 6  # of a box, tried besides its lowest and its highest
MANY = 12  # parts of what one fact may be
THIN = 40  # unknowns that an answer may rest on; of more little is ever proved, and many facts will be asked for anyway
THIN_RUNS, THIN_TRIES = 60, 1_000  # for such an answer
HULL_RUNS = 60  # runs spent on narrowing an amount to where it is granted


Parts = list[tuple[Box, Answer]]
Apart = Callable[[Box, Answer, int], Parts]


@record
class Finding:
    """`eligible` is a truth mask over all completions; `relevant` are numbers of unknowns."""

    eligible: int
    amounts: tuple[tuple[int, Abstract], ...]
    relevant: tuple[int, ...]
    exact: bool


class Spent(Exception):
    """The abstract runs allowed to one question are used up."""


class Search:
    """What matters for one question, within one budget."""

    def __init__(self, law: LinkedLaw, case: Case, question: Question, completion: Completion, tries: Tries) -> None:
        self._law, self._case, self._question = law, case, question
        self._w = Witnesses(law, case, question, completion, tries)
        self._splitter = Splitter(case, tries.candidates, tries.landmarks)
        self._tries, self._runs, self._most = tries, 0, MAX_RUNS
        self._left_to_try: dict[int, int] = defaultdict(lambda: TRIES)

    # ---- the parts of the method

    def find(self) -> Finding:
        """What matters over the whole case, which one abstract run could not settle."""
        box = Box(self._case.box)
        first = self._read(box)
        self._suspects = suspects = bits(first.deps)
        if first.eligible != 3 and self._w.plainly(suspects):
            return Finding(first.eligible, self._hull(box, first, first.eligible), tuple(suspects), exact=True)
        if len(suspects) > THIN:
            self._most, self._w.most = THIN_RUNS, THIN_TRIES
        relevant: set[int] = set()
        exact = True
        witnessed, seen = self._w.found, self._w.seen
        try:
            starts = self._w.starts(suspects)
            for start in starts:
                self._w.signature(start)
            if len(seen) < 2:
                starts = [*self._dive(box, first.eligible), *starts]
            self._w.climb([*(seen[k] for k in (True, False) if k in seen), *starts], suspects)
            self._w.climb_wider(suspects)
            constant = None if witnessed else self._constant(box, first)
            if constant is not None:
                return constant
            relevant = self._not_refuted(suspects, box, SHARE)
            relevant = self._not_refuted(sorted(relevant), box, len(relevant)) | witnessed
            exact = witnessed.issuperset(relevant)
            eligible = 3 if len(seen) == 2 else self._settled(box, first)
        except Spent:
            relevant, exact = set(suspects), witnessed.issuperset(suspects)
            eligible = 3 if len(seen) == 2 else first.eligible
        if eligible == 3 and len(seen) < 2:  # no completion has shown both outcomes: then nothing is proved
            relevant, exact = relevant | set(suspects), False
        return Finding(eligible, self._hull(box, first, eligible), tuple(sorted(relevant)), exact)

    def _answer(self, box: Box, around: Box | None = None, known: Answer | None = None) -> Answer:
        """One run. Of a part of a box that was read, only what rests on what is different in the part is read again."""
        if self._left() <= 0:
            raise Spent
        self._runs += 1
        self._tries.runs -= 1
        if around is None or known is None:
            return self._read(box)
        changed = box.different(around, known.memo)
        reader = self._reader(box, {k: v for k, v in known.memo.items() if stays(k, v, changed, box.held, around.held)})
        answer = read(reader, self._question)
        kept = (a for a in known.atoms if not a.deps & changed)
        return replace(answer, atoms=tuple(dict.fromkeys((*answer.atoms, *kept))))

    def _left(self) -> int:
        """The runs that this question, and all questions about the case together, may still spend."""
        return min(self._most - self._runs, self._tries.runs)

    def _read(self, box: Box) -> Answer:
        return read(self._reader(box), self._question)

    def _reader(self, box: Box, memo: Memo | None = None) -> Reader:
        return Reader(
            self._law, self._case, box.values, forms=box.forms, asked=box.asked, held=box.held, memo=memo, atoms=[]
        )

    # ---- splitting

    def _least(self, box: Box, corner: Corner = lowest) -> Values | None:
        """A completion in the box, were it not for what is supposed of sums."""
        raised = self._w.raised(self._splitter.least(box, corner))
        fits = raised is not None and all(raised[large] <= box.values[large][1] for _, large in self._w.ordered)
        return raised if fits else None

    def _is_empty(self, box: Box) -> bool:
        """Whether the ties between unknowns leave no completion. Steps towards what is supposed of sums may miss one, so they prove nothing."""
        return self._least(Box(box.values)) is None

    def _dive(self, box: Box, eligible: int) -> list[Values]:
        """Go down to one box that is certainly eligible and one that is not, if a share of the budget finds them; a completion in each."""
        out: list[Values] = []
        for want in (1, 2):
            if not eligible & want or (want == 1) in self._w.seen:
                continue
            stack, limit = [box], self._runs + MAX_RUNS // 5
            while stack and self._runs < limit:
                current = stack.pop()
                answer = self._answer(current)
                if not answer.eligible & want:
                    continue
                split = self._splitter.split(current, answer) if answer.eligible == 3 else []
                if not split:
                    found = self._least(current)
                    if found is not None:
                        out.append(found)
                        break
                    continue
                stack += reversed(split)
        return out

    def _leaves(self, box: Box, first: Answer, done: Any) -> Iterable[tuple[Box, Answer, bool]]:
        """The case in parts: each as far as `done` asks, with whether it got there."""
        stack = [(box, first)]
        while stack:
            current, answer = stack.pop()
            if done(answer):
                yield current, answer, True
                continue
            split = self._splitter.split(current, answer)
            if not split:
                yield current, answer, False
            stack += [(part, self._answer(part, current, answer)) for part in split]

    def _constant(self, box: Box, first: Answer) -> Finding | None:
        """Nothing was seen to matter: the one answer, if it can be proved to be the only one."""
        found: Signature | None = None
        for part, answer, done in self._leaves(box, first, lambda a: not a.deps):
            if self._is_empty(part):
                continue
            if not done or (found is not None and answer.signature() != found):
                return None
            found = answer.signature()
        assert found is not None
        amounts = tuple((2, (0, 0, 0)) if a is None else (1, (a, a, 0)) for a in found[1])
        return Finding(1 if found[0] else 2, amounts, (), True)

    def _settled(self, box: Box, first: Answer) -> int:
        """The outcome over all completions, where only one was seen."""
        mask = 0
        for part, answer, done in self._leaves(box, first, lambda a: a.eligible != 3):
            if self._is_empty(part):
                continue
            mask |= answer.eligible
            if not done:
                raise Spent
        return mask

    # ---- proving that a fact matters nowhere

    def _not_refuted(self, suspects: Iterable[int], box: Box, share: int) -> set[int]:
        return {s for s in suspects if s not in self._w.found and not self._refuted(s, box, share)} - self._w.found

    def _refuted(self, suspect: int, box: Box, share: int) -> bool:
        """Whether no completion's answer changes with the suspect; a witness that is met on the way is noted instead. What splitting by the next best
        fact does not prove, trying several ways may, and then supposing what stands between the answer and the suspect."""
        its = self._bits_of(suspect)
        for apart in (self._next, self._best, self._best_gated):
            proved = self._proved(suspect, its, box, apart, share)
            if proved is not None:
                return proved
        return False

    def _proved(self, suspect: int, its: int, box: Box, apart: Apart, share: int) -> bool | None:
        """True where it is refuted, False where a witness was met, None where neither was found in a share of the runs."""
        few = is_coarse(type_of(self._case, self._case.unknowns[suspect]), box.values[suspect])
        limit = self._runs + max(self._left() // share, LEAST_RUNS)
        stack = [(box, self._answer(box))]
        while stack:
            current, answer = stack.pop()
            if not answer.deps & its:
                continue
            if self._shown(suspect, current):
                return False
            if few and self._alike(current, answer, its):
                continue
            split = apart(current, answer, its)
            if self._runs > limit or (not split and not self._same_throughout(current, answer)):
                return None
            stack += split
        return True

    def _next(self, box: Box, answer: Answer, its: int) -> Parts:
        return [(part, self._answer(part, box, answer)) for part in self._splitter.split(box, answer, but=its)]

    def _best(self, box: Box, answer: Answer, its: int) -> Parts:
        return self._least_open(islice(self._splitter.ways(box, answer, but=its), WAYS), box, answer, its)

    def _best_gated(self, box: Box, answer: Answer, its: int) -> Parts:
        gates = gates_of(Gates(self._reader(box, dict(answer.memo)), its), self._case, self._question)
        ways = chain(map(box.beside, gates[:WAYS]), islice(self._splitter.ways(box, answer, but=its), WAYS))
        return self._least_open(ways, box, answer, its)

    def _least_open(self, ways: Iterable[list[Box]], box: Box, answer: Answer, its: int) -> Parts:
        """Of some ways to split a box the one that leaves the least open where the answer still rests on the suspect."""
        best: Parts = []
        least = open_ = answer.deps.bit_count()
        for split in ways:
            parts = [(part, self._answer(part, box, answer)) for part in split]
            most = max((a.deps.bit_count() for _, a in parts if a.deps & its), default=0)
            if not best or most < least:
                best, least = parts, most
            if least <= open_ * ENOUGH:
                break
        return best

    def _alike(self, box: Box, answer: Answer, its: int) -> bool:
        """Whether what is left of the answer is the same whatever the suspect is, if a few parts show it."""
        whole, found = self._reader(box, dict(answer.memo)), None
        stack, parts = [(box, answer)], 0
        while stack:
            part, its_answer = stack.pop()
            if its_answer.deps & its:
                split = self._splitter.split(part, its_answer, but=~its)
                parts += len(split)
                if not split or parts > MANY:
                    return False
                stack += [(one, self._answer(one, part, its_answer)) for one in split]
                continue
            left = residue_of(
                Residues(whole, self._reader(part, dict(its_answer.memo)), its), self._case, self._question
            )
            if left is None or (found is not None and left != found):
                return False
            found = left
        return True

    def _shown(self, suspect: int, box: Box) -> bool:
        """Whether a completion in the box is a witness."""
        random = Random(7)
        corners = (lowest, lambda: True, *[lambda: random.random() < 1 / 2] * CORNERS)
        for corner in corners:
            base = self._least(box, corner)
            if base is None or self._left_to_try[suspect] <= 0 or self._tries.completions <= 0:
                return False
            before = self._w.tries
            near = self._w.flips(base, [suspect]).get(suspect, ())
            changed = self._w.change(base, self._w.signature(base), suspect, near)
            self._left_to_try[suspect] -= self._w.tries - before
            if changed is not None:
                self._w.climb([base, changed], self._suspects)
                return True
        return False

    def _bits_of(self, suspect: int) -> int:
        """The unknown itself and, of a list, what its supposed items do not say."""
        path = self._case.unknowns[suspect].path
        mine = 1 << suspect
        for unknown in self._case.unknowns[self._case.real :]:
            if unknown.path == path:
                mine |= 1 << unknown.number
        return mine

    def _same_throughout(self, box: Box, answer: Answer) -> bool:
        """Whether the answer is the same in all of a box."""
        found: Signature | None = None
        for part, leaf, done in self._leaves(box, answer, lambda a: not a.deps):
            if not done:
                return False
            if leaf.empty or self._is_empty(part):
                continue
            if found is not None and leaf.signature() != found:
                return False
            found = leaf.signature()
        return True

    # ---- amounts

    def _hull(self, box: Box, first: Answer, eligible: int) -> tuple[tuple[int, Abstract], ...]:
        """Each amount over the completions that are eligible, as narrow as a few runs make it."""
        if eligible == 2 or not first.amounts or first.eligible == 1:
            return () if eligible == 2 else first.amounts
        out: list[tuple[int, Abstract]] | None = None
        stack, limit = [(box, first)], self._runs + min(HULL_RUNS, self._left())
        while stack:
            current, answer = stack.pop(0)
            if answer.eligible == 2:
                continue
            split = self._splitter.split(current, answer) if answer.eligible == 3 and self._runs < limit else []
            if split and self._runs + len(split) <= limit:
                stack += [(part, self._answer(part, current, answer)) for part in split]
                continue
            out = (
                list(answer.amounts)
                if out is None
                else [joined(a, b) for a, b in zip(out, answer.amounts, strict=True)]
            )
        return tuple(out or first.amounts)


def stays(at: tuple[str, int], value: Abstract, changed: int, held: Held, before: Held) -> bool:
    """Whether a value that was read in a box is the same in a part of it. What lists hold is not looked into."""
    if value is None or isinstance(value[0], tuple) or value[-1] & changed:
        return False
    return held.get(at) == before.get(at)


def joined(a: tuple[int, Abstract], b: tuple[int, Abstract]) -> tuple[int, Abstract]:
    """What a grant may be that is one of two."""
    given = (a[0] | b[0]) & 3
    if not a[0] & 1 or not b[0] & 1:
        return given, (b if b[0] & 1 else a)[1]
    low, high = min(a[1][0], b[1][0]), max(a[1][1], b[1][1])
    return given, (low, high, a[1][2] | b[1][2])
