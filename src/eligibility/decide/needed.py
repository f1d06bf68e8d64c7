"""Which unknown facts matter (DESIGN: unknown, and what is needed).

A fact is relevant where two completions that differ in it alone differ in the outcome or an amount. One abstract run says which facts the answer may rest
on; a search among completions finds two witnesses for each that matters; what has none is left out only when splitting the case proves that it matters
nowhere. The abstract runs are limited: when they are spent, what is neither witnessed nor refuted stays in, and the answer says that it is not exact.

# INVARIANT: a fact left out never changes the outcome or an amount, whatever the other unknown facts are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from eligibility.decide.completions import Candidates, Completion, Landmarks, Signature, Values, type_of
from eligibility.decide.reading.domain import Abstract, Instance, Unknown
from eligibility.decide.reading.facts import Case, UnknownFact
from eligibility.decide.reading.reader import Reader
from eligibility.decide.split import ELSEWHERE, Atom, bits, busiest, is_point, list_parts, parts, pick
from eligibility.ir.program import LinkedLaw, ProgramRule
from eligibility.ir.types import Date, ListOf, Number, Place, Text, Type
from eligibility.values.limits import MAX_RUNS

MAX_TRIES = 4_000  # completions tried on one question
RESTARTS = 24  # random completions that a search starts from
HULL_RUNS = 60  # runs spent on narrowing an amount to where it is granted

Box = list[Abstract]


@dataclass(frozen=True, slots=True)
class Question:
    """One programme for one subject, with its compiled function."""

    program: ProgramRule
    function: Any
    instance: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One abstract run: truth of being eligible, each grant's (given, value), and what all of it may rest on."""

    eligible: int
    amounts: tuple[tuple[int, Abstract], ...]
    deps: int
    atoms: tuple[Atom, ...]

    def signature(self) -> Signature:
        """What a completion in a box with a definite answer comes to."""
        if self.eligible == 2:
            return False, ()
        return True, tuple(v[0] if given == 1 else None for given, v in self.amounts)


@dataclass(frozen=True, slots=True)
class Finding:
    """`eligible` is a truth mask over all completions; `relevant` are numbers of unknowns."""

    eligible: int
    amounts: tuple[tuple[int, Abstract], ...]
    relevant: tuple[int, ...]
    exact: bool


class Spent(Exception):
    """The abstract runs allowed to one question are used up."""


def read(reader: Reader, question: Question) -> Answer:
    """The answer that one reading gives. The reader may have been used for other questions of the same box."""
    case, program = reader.case, question.program
    root, instance = case.instances[0], case.instances[question.instance]
    env = (root,) if instance is root else (root, instance)
    mask, deps = reader.define(f"{program.id}.eligible", root, instance)
    deps = deps if mask == 3 else 0
    amounts = []
    for grant in program.grants if mask & 1 else ():
        given, more = (1, 0) if grant.condition is None else reader.value(grant.condition, env)
        deps |= more if given == 3 else 0
        value = reader.value(grant.node, env) if given & 1 else (0, 0, 0)
        deps |= value[2] if value[0] != value[1] else 0
        amounts.append((given, value))
    return Answer(mask, tuple(amounts), deps, tuple(reader.atoms or ()))


class Search:
    """What matters for one question, within one budget."""

    def __init__(self, law: LinkedLaw, case: Case, question: Question, completion: Completion, tries: Tries) -> None:
        self._law, self._case, self._question = law, case, question
        self._completion = completion
        self._candidates = tries.candidates
        self._texts = (*tries.landmarks.texts, ELSEWHERE)
        self._texts_split = tries.landmarks.texts_cover
        self._runs = self._tries = 0
        self._witnessed: set[int] = set()
        self._seen: dict[bool, Values] = {}

    # ---- the parts of the method

    def find(self) -> Finding:
        """What matters over the whole case, which one abstract run could not settle."""
        box = self._case.box
        first = self._answer(box)
        suspects = bits(first.deps)
        relevant: set[int] = set()
        exact = True
        try:
            self._hill_climb(self._starts(), suspects)
            if len(self._seen) < 2:
                self._dive(box, first.eligible)
                self._hill_climb(self._dived, suspects)
            constant = None if self._witnessed else self._constant(box, first)
            if constant is not None:
                return constant
            for suspect in suspects:
                if suspect not in self._witnessed and not self._refuted(suspect, box):
                    exact = exact and suspect in self._witnessed
                    relevant.add(suspect)
            relevant |= self._witnessed
            eligible = 3 if len(self._seen) == 2 else self._settled(box, first)
        except Spent:
            relevant, exact = set(suspects), set(suspects) == self._witnessed
            eligible = 3 if len(self._seen) == 2 else first.eligible
        return Finding(eligible, self._hull(box, first, eligible), tuple(sorted(relevant)), exact)

    def _answer(self, box: Box) -> Answer:
        self._runs += 1
        if self._runs > MAX_RUNS:
            raise Spent
        return read(Reader(self._law, self._case, box, atoms=[]), self._question)

    # ---- completions

    def _starts(self) -> Iterable[Values]:
        """The least and the greatest completion, and some at random."""
        values = [self._candidates.of(u) for u in self._case.unknowns[: self._case.real]]
        random = Random(7)
        starts = [[v[0] for v in values], [v[min(1, len(v) - 1)] for v in values], [v[-1] for v in values]]
        starts += [[random.choice(v) for v in values] for _ in range(RESTARTS)]
        return [s for s in map(self._raised, starts) if s is not None]

    def _raised(self, values: Values) -> Values | None:
        """The same with every number that another must not exceed raised to it, or None where that cannot be."""
        for small, large in self._ordered() * 2:
            if values[small] > values[large]:
                if values[small] > self._case.box[large][1]:
                    return None
                values[large] = values[small]
        return values

    def _allowed(self, values: Values) -> bool:
        return all(values[small] <= values[large] for small, large in self._ordered())

    def _signature(self, values: Values) -> Signature:
        self._tries += 1
        self._completion.put_all(self._case.unknowns[: self._case.real], values)
        found = self._completion.signature(self._question.function, self._question.instance)
        self._seen.setdefault(found[0], list(values))
        return found

    def _hill_climb(self, starts: Iterable[Values], suspects: list[int]) -> None:
        """Change one suspect at a time; where the answer changes it is a witness, and the changed completion is looked at next."""
        queue = deque(starts)
        climbed = 0
        while queue and self._tries < MAX_TRIES and not self._witnessed.issuperset(suspects):
            base = queue.popleft()
            before = self._signature(base)
            for suspect in suspects:
                if suspect not in self._witnessed:
                    changed = self._changed(base, before, suspect)
                    if changed is not None and climbed < 200:
                        climbed += 1
                        queue.appendleft(changed)

    def _changed(self, base: Values, before: Signature, suspect: int) -> Values | None:
        """The base with one suspect changed so that the answer differs; the suspect is then witnessed."""
        unknown = self._case.unknowns[suspect]
        for value in self._candidates.of(unknown):
            if value == base[suspect]:
                continue
            other = [*base]
            other[suspect] = value
            if self._allowed(other) and self._signature(other) != before:
                self._witnessed.add(suspect)
                return other
        return None

    # ---- splitting

    def _parts(self, box: Box, number: int, atoms: Iterable[Atom], depth: int) -> list[Box]:
        """The box with one unknown split; the ends of new parts are values worth trying."""
        unknown = self._case.unknowns[number]
        type_ = type_of(self._case, unknown)
        if isinstance(type_, ListOf):
            item = self._case.supposed(number, len(box[number][0]))
            split = list_parts(type_, box[number], 1 << number, item)
        else:
            split = parts(type_, box[number], 1 << number, tuple(atoms), self._texts, middle=depth % 3 == 2)
        out = []
        for part in split:
            narrowed = [*box, *self._case.box[len(box) :]]
            narrowed[number] = part
            if self._possible(narrowed):
                self._worth_trying(unknown, type_, narrowed)
                out.append(narrowed)
        return out

    def _worth_trying(self, unknown: UnknownFact, type_: Type, box: Box) -> None:
        """The ends of what an unknown may be in a part."""
        if unknown.number < self._case.real:
            self._candidates.add(unknown, self._pick(type_, box[unknown.number], box))
            if isinstance(type_, Number | Date):
                self._candidates.add(unknown, box[unknown.number][1])

    def _possible(self, box: Box) -> bool:
        return all(box[small][0] <= box[large][1] for small, large in self._case.ordered if large < len(box))

    def _least(self, box: Box) -> Values | None:
        """A completion in the box."""
        real = self._case.unknowns[: self._case.real]
        values = [self._pick(type_of(self._case, u), box[u.number], box) for u in real]
        raised = self._raised(values)
        fits = raised is not None and all(raised[large] <= box[large][1] for _, large in self._ordered())
        return raised if fits else None

    def _ordered(self) -> list[tuple[int, int]]:
        return [pair for pair in self._case.ordered if pair[1] < self._case.real]

    def _pick(self, type_: Type, value: Abstract, box: Box) -> Any:
        """The least value of a part; a list's supposed items with the least of theirs."""
        if not isinstance(type_, ListOf):
            return pick(type_, value)
        return tuple(self._item(item, box) for item, _, _ in value[0])

    def _item(self, item: Instance, box: Box) -> tuple[Any, ...]:
        spec = self._case.vocabulary.subjects[item.subject]
        out: list[Any] = [item.number]
        for fact, slot in zip(spec.facts, item.slots[1:], strict=True):
            unknown = isinstance(slot, Unknown)
            out.append(self._pick(fact.type, box[slot.number], box) if unknown else item.number)
        for fact in spec.facts:
            if fact.at_most is not None:
                out[fact.at_most] = max(out[fact.at_most], out[fact.index])
        return tuple(out)

    def _next(self, answer: Answer, box: Box, *, but: int = 0) -> int | None:
        """The unknown to split next, `but` not one of these."""
        whole = 0
        for number in bits(answer.deps & ~but):
            type_ = type_of(self._case, self._case.unknowns[number])
            fixed = isinstance(type_, Text | Place) and not self._texts_split
            if not fixed and not is_point(type_, box[number]):
                whole |= 1 << number
        return busiest(answer.atoms, whole, whole) if whole else None

    def _dive(self, box: Box, eligible: int) -> None:
        """Go down to one box that is certainly eligible and one that is not, if a share of the budget finds them."""
        self._dived: list[Values] = []
        for want in (1, 2):
            if not eligible & want or (want == 1) in self._seen:
                continue
            stack, limit = [(box, 0)], self._runs + MAX_RUNS // 5
            while stack and self._runs < limit:
                current, depth = stack.pop()
                answer = self._answer(current)
                if not answer.eligible & want:
                    continue
                number = self._next(answer, current) if answer.eligible == 3 else None
                if number is None:
                    found = self._least(current)
                    if found is not None:
                        self._dived.append(found)
                        break
                    continue
                stack += [(b, depth + 1) for b in reversed(self._parts(current, number, answer.atoms, depth))]

    def _leaves(self, box: Box, first: Answer, done: Any) -> Iterable[tuple[Box, Answer, bool]]:
        """The case in parts: each as far as `done` asks, with whether it got there."""
        stack = [(box, first, 0)]
        while stack:
            current, answer, depth = stack.pop()
            if done(answer):
                yield current, answer, True
                continue
            number = self._next(answer, current)
            if number is None:
                yield current, answer, False
                continue
            stack += [
                (part, self._answer(part), depth + 1) for part in self._parts(current, number, answer.atoms, depth)
            ]

    def _constant(self, box: Box, first: Answer) -> Finding | None:
        """Nothing was seen to matter: the one answer, if it can be proved to be the only one."""
        found: Signature | None = None
        for part, answer, done in self._leaves(box, first, lambda a: not a.deps):
            if self._least(part) is None:
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
            if self._least(part) is None:
                continue
            mask |= answer.eligible
            if not done:
                raise Spent
        return mask

    # ---- proving that a fact matters nowhere

    def _refuted(self, suspect: int, box: Box) -> bool:
        """Whether no completion's answer changes with the suspect; a witness that is met on the way is noted instead."""
        stack = [(box, 0)]
        while stack:
            current, depth = stack.pop()
            answer = self._answer(current)
            its = self._bits_of(suspect)
            if not answer.deps & its:
                continue
            number = self._next(answer, current, but=its)
            if number is not None:
                stack += [(b, depth + 1) for b in self._parts(current, number, answer.atoms, depth)]
            elif not self._same_throughout(suspect, current, answer):
                return False
        return True

    def _bits_of(self, suspect: int) -> int:
        """The unknown itself and, of a list, what its supposed items do not say."""
        path = self._case.unknowns[suspect].path
        mine = 1 << suspect
        for unknown in self._case.unknowns[self._case.real :]:
            if unknown.path == path:
                mine |= 1 << unknown.number
        return mine

    def _same_throughout(self, suspect: int, box: Box, answer: Answer) -> bool:
        """Whether the answer is the same for every value of the suspect in a box where nothing else can be split."""
        found: Signature | None = None
        base = self._least(box)
        if base is not None and self._changed(base, self._signature(base), suspect) is not None:
            return False
        for part, leaf, done in self._leaves(box, answer, lambda a: not a.deps):
            if not done:
                return False
            if self._least(part) is None:
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
        stack, limit = [(box, first, 0)], min(self._runs + HULL_RUNS, MAX_RUNS - 1)
        while stack:
            current, answer, depth = stack.pop(0)
            if answer.eligible == 2:
                continue
            number = self._next(answer, current) if answer.eligible == 3 and self._runs < limit else None
            if number is not None:
                split = self._parts(current, number, answer.atoms, depth)
                if self._runs + len(split) <= limit:
                    stack += [(part, self._answer(part), depth + 1) for part in split]
                    continue
            out = (
                list(answer.amounts)
                if out is None
                else [joined(a, b) for a, b in zip(out, answer.amounts, strict=True)]
            )
        return tuple(out or first.amounts)


def joined(a: tuple[int, Abstract], b: tuple[int, Abstract]) -> tuple[int, Abstract]:
    """What a grant may be that is one of two."""
    given = (a[0] | b[0]) & 3
    if not a[0] & 1 or not b[0] & 1:
        return given, (b if b[0] & 1 else a)[1]
    low, high = min(a[1][0], b[1][0]), max(a[1][1], b[1][1])
    return given, (low, high, a[1][2] | b[1][2])


class Tries:
    """What all questions about one case share: the values worth trying."""

    def __init__(self, case: Case, landmarks: Landmarks) -> None:
        self.landmarks = landmarks
        self.candidates = Candidates(case, landmarks)
