"""Boxes: what each unknown of a case may be, and what is supposed of sums in which several numbers meet.

A box is split where it is undecided: finite unknowns by value first, then the sums that stand in undecided comparisons where these flip, then lists by
their length, and numbers and days one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import ceil, floor
from typing import Any

from eligibility.decide.answer import Answer
from eligibility.decide.completions import Candidates, Landmarks, Values, type_of
from eligibility.decide.reading.domain import Abstract, Instance, Unknown
from eligibility.decide.reading.facts import Case, UnknownFact
from eligibility.decide.reading.gates import Gate
from eligibility.decide.reading.linear import Form, Forms
from eligibility.decide.reading.reader import Asked, Atom, Memo
from eligibility.decide.split import ELSEWHERE, Marks, bits, by_business, is_point, list_parts, parts, pick, range_of
from eligibility.ir import nodes
from eligibility.ir.types import Date, Enum, ListOf, Number, Place, Text, Type

ROUNDS = 8  # of passing bounds from sum to unknown and back, and of bringing all sums within their bounds
SMALL = 64  # a range of so many numbers is split before sums are

Corner = Callable[[], bool]  # asked of one number after the other: whether it is at its upper end


def lowest() -> bool:
    return False


@dataclass(slots=True)
class Box:
    """`values` by number of the unknown; `forms` bound sums of unknowns; `asked` answers what is asked of unknown
    lists; `held` are values that truths and choices may have."""

    values: list[Abstract]
    forms: Forms = field(default_factory=dict)
    depth: int = 0
    asked: dict[tuple[Hashable, int], tuple[int, int]] = field(default_factory=dict)
    held: dict[tuple[str, int], int] = field(default_factory=dict)

    def but(self, **changed: Any) -> Box:
        """The same with something supposed in addition."""
        return replace(self, values=[*self.values], depth=self.depth + 1, **changed)

    def different(self, around: Box, memo: Memo) -> int:
        """The unknowns on which something rests that is supposed here and not in a box around this one, which was read."""
        pairs = zip(self.values, around.values, strict=False)
        numbers = [n for n, (one, other) in enumerate(pairs) if one is not other and one != other]
        numbers += [n for form, r in self.forms.items() if around.forms.get(form) != r for n, _ in form]
        numbers += [number for (_, number), _ in self.asked.items() - around.asked.items()]
        changed = sum(1 << n for n in set(numbers))
        for at, mask in self.held.items():
            if around.held.get(at) != mask and at in memo:
                changed |= memo[at][-1]
        return changed

    def beside(self, gate: Gate) -> list[Box]:
        """Two parts: where a truth or choice has one of the values that it is asked for, and where it has another."""
        key, instance, mask = gate
        before = self.held.get((key, instance), -1)
        return [self.but(held={**self.held, (key, instance): before & m}) for m in (mask, ~mask)]


class Splitter:
    """Splits boxes of one case. The ends of new parts are noted as values worth trying."""

    def __init__(self, case: Case, candidates: Candidates, marks: Landmarks) -> None:
        self._case, self._candidates = case, candidates
        self._marks, self._texts_cover = Marks((*marks.texts, ELSEWHERE), sorted(marks.dates)), marks.texts_cover
        self._questions: dict[Hashable, nodes.Some | nodes.Every] = {}
        self._types = [type_of(case, u) for u in case.unknowns[: case.real]]

    def split(self, box: Box, answer: Answer, *, but: int = 0) -> list[Box]:
        """Parts that cover the box, nothing in `but` having been split; none where nothing is left to split. What cannot be is left out."""
        return next(self.ways(box, answer, but=but), [])

    def ways(self, box: Box, answer: Answer, *, but: int = 0) -> Iterator[list[Box]]:
        """The ways to split a box, the most promising first: what has few values, sums, what is asked of lists, and then everything else."""
        numbers = finite = lists = 0
        for number in bits(answer.deps & ~but):
            type_ = type_of(self._case, self._case.unknowns[number])
            fixed = isinstance(type_, Text | Place) and not self._texts_cover
            if not fixed and not is_point(type_, box.values[number]):
                coarse = is_coarse(type_, box.values[number])
                finite |= 1 << number if coarse else 0
                lists |= 1 << number if isinstance(type_, ListOf) else 0
                numbers |= 0 if coarse or isinstance(type_, ListOf) else 1 << number
        for number in by_business(answer.atoms, finite):
            yield self._possible(self._by_unknown(box, number, answer.atoms))
        for found in chain(self._by_form(box, answer.atoms, but), self._by_question(box, answer.atoms, but)):
            yield self._possible(found)
        asked = {number for _, number in box.asked}
        open_lists = by_business(answer.atoms, lists)
        first, last = [n for n in open_lists if n not in asked], [n for n in open_lists if n in asked]
        for number in (*first, *by_business(answer.atoms, numbers), *last):
            yield self._possible(self._by_unknown(box, number, answer.atoms))

    def _possible(self, boxes: list[Box]) -> list[Box]:
        return [b for b in boxes if not (b.forms and is_empty(b, self._case.ordered))]

    def _by_question(self, box: Box, atoms: Iterable[Atom], but: int) -> Iterator[list[Box]]:
        """The box split by what is asked of a list of which nothing is known: whether it holds something; what is asked most often first."""
        found: Counter[tuple[Hashable, int]] = Counter()
        for atom in atoms:
            if atom.asks is not None and not atom.deps & but:
                question = self._case.question(atom.asks)
                self._questions[question] = atom.asks
                found[question, atom.deps.bit_length() - 1] += 1
        for at, _ in found.most_common():
            answered = [{**box.asked, at: (truth, 0)} for truth in (2, 1)]
            yield [box.but(asked=asked) for asked in answered if self._agree(asked, at[1])]

    def _agree(self, asked: Asked, list_: int) -> bool:
        """Whether what is asked of the choices in a list can be answered so: one that is there is none of those that are not."""
        there: list[tuple[int, int]] = []
        absent: dict[int, int] = {}
        for (question, number), (truth, _) in asked.items():
            named = choices_named(self._questions[question]) if number == list_ else None
            if named is not None and truth == 1:
                there.append(named)
            elif named is not None:
                absent[named[0]] = absent.get(named[0], 0) | named[1]
        return all(mask & ~absent.get(index, 0) for index, mask in there)

    def _by_form(self, box: Box, atoms: Iterable[Atom], but: int) -> Iterator[list[Box]]:
        """The box split where a sum of several unknowns flips a comparison, the busiest sum first."""
        found: Counter[tuple[Form, Any]] = Counter()
        for atom in atoms:
            if atom.form is not None and len(atom.form) > 1 and not any(but >> n & 1 for n, _ in atom.form):
                found[atom.form, atom.at] += 1
        for (form, at), _ in found.most_common():
            low, high = box.forms.get(form) or ends_of(form, box.values)
            ranges = [(low, ceil(at) - 1), (max(low, ceil(at)), min(high, floor(at))), (floor(at) + 1, high)]
            kept = [(a, b) for a, b in ranges if a <= b]
            if len(kept) > 1:
                yield [box.but(forms={**box.forms, form: r}) for r in kept]

    def _by_unknown(self, box: Box, number: int, atoms: Sequence[Atom]) -> list[Box]:
        unknown = self._case.unknowns[number]
        type_ = type_of(self._case, unknown)
        value, bit = box.values[number], 1 << number
        if isinstance(type_, ListOf):
            split = list_parts(type_, value, bit, self._case.supposed(number, len(value[0])))
        else:
            split = parts(type_, value, bit, atoms, self._marks, middle=box.depth % 3 == 2)
        out = []
        for part in split:
            values = [*box.values, *self._case.box[len(box.values) :]]
            values[number] = part
            self._tie(values, number)
            if all(values[small][0] <= values[large][1] for small, large in self._case.ordered):
                narrowed = replace(box, values=values, depth=box.depth + 1)
                self._worth_trying(unknown, type_, narrowed)
                out.append(narrowed)
        return out

    def _tie(self, values: list[Abstract], number: int) -> None:
        """What a part of one unknown leaves of those that it bounds, or that bound it."""
        for small, large in self._case.ordered:
            if number == large and values[small][1] > values[large][1] >= values[small][0]:
                values[small] = range_of(values[small][0], values[large][1], 1 << small)
            elif number == small and values[large][0] < values[small][0] <= values[large][1]:
                values[large] = range_of(values[small][0], values[large][1], 1 << large)

    def _worth_trying(self, unknown: UnknownFact, type_: Type, box: Box) -> None:
        """The ends of what an unknown may be in a part."""
        if unknown.number < self._case.real:
            self._candidates.add(unknown, self._pick(type_, box.values[unknown.number], box))
            if isinstance(type_, Number | Date):
                self._candidates.add(unknown, box.values[unknown.number][1])

    def least(self, box: Box, corner: Corner = lowest) -> Values:
        """The least value of every unknown in the box, of numbers the end that a corner has, moved as far as what is supposed of sums asks for, where that
        can be done by steps."""
        values = [self._pick(t, value, box) for t, value in zip(self._types, box.values, strict=False)]
        for number, type_ in enumerate(self._types if corner is not lowest else ()):
            if isinstance(type_, Number) and corner():
                values[number] = box.values[number][1]
        for (asked, number), (truth, _) in box.asked.items():
            question = self._questions[asked]
            if number < len(values) and (truth == 1) == isinstance(question, nodes.Some):
                values[number] = (*values[number], *self._holding(number, question, box))
        forms = [(f, r) for f, r in box.forms.items() if all(n < len(values) for n, _ in f)]
        for _ in range(ROUNDS):
            moved = [move(values, box.values, form, low, high) for form, (low, high) in forms]
            if not any(moved):
                break
        return values

    def _pick(self, type_: Type, value: Abstract, box: Box) -> Any:
        """The least value of a part; a list's supposed items with the least of theirs."""
        if not isinstance(type_, ListOf):
            return pick(type_, value)
        return tuple(self._item(item, box) for item, _, _ in value[0])

    def _holding(self, list_: int, question: nodes.Some | nodes.Every, box: Box) -> tuple[Any, ...]:
        """What a list holds in which some item is as a question asks, as far as that can be seen: that item, all else of it being as it may be least."""
        some = isinstance(question, nodes.Some)
        wanted = demanded(question.condition, question.var, some)
        if wanted is None:
            return ()
        item = self._case.supposed(list_, 0)
        made = list(self._item(item, Box([*box.values, *self._case.box[len(box.values) :]])))
        for index, value in wanted.items():
            made[index] = value
        return (tuple(made),)

    def _item(self, item: Instance, box: Box) -> tuple[Any, ...]:
        spec = self._case.vocabulary.subjects[item.subject]
        out: list[Any] = [item.number]
        for fact, slot in zip(spec.facts, item.slots[1:], strict=True):
            unknown = isinstance(slot, Unknown)
            out.append(self._pick(fact.type, box.values[slot.number], box) if unknown else item.number)
        for fact in spec.facts:
            if fact.at_most is not None:
                out[fact.at_most] = max(out[fact.at_most], out[fact.index])
        return tuple(out)


def choices_named(question: nodes.Some | nodes.Every) -> tuple[int, int] | None:
    """Of a question whether some item has one of several choices, the fact and the choices."""
    if isinstance(question, nodes.Some):
        match question.condition:
            case nodes.OneOf(operand=nodes.Fact() as fact, values=values) if fact.var == question.var:
                return fact.index, sum(1 << v for v in values)
            case nodes.Same(left=nodes.Fact() as fact, right=nodes.Const(value=int() as value), negated=False) if (
                fact.var == question.var and isinstance(fact.type, Enum)
            ):
                return fact.index, 1 << value
    return None


def demanded(condition: nodes.Node, var: int, truth: bool) -> dict[int, Any] | None:
    """What an item's facts may be for a condition on it to come out so, where that can be read off."""
    match condition:
        case nodes.Not():
            return demanded(condition.operand, var, not truth)
        case nodes.OneOf(operand=nodes.Fact() as fact) if fact.var == var and truth:
            return {fact.index: condition.values[0]}
        case nodes.Same(left=nodes.Fact() as fact, right=nodes.Const() as const) if fact.var == var:
            return {fact.index: const.value} if condition.negated != truth else None
        case nodes.Fact() if condition.var == var:
            return {condition.index: truth}
        case nodes.And() if truth:
            parts = [demanded(item, var, truth) for item in condition.items]
            return None if None in parts else {k: v for part in parts if part for k, v in part.items()}
    return None


def move(values: Values, ends: Sequence[Abstract], form: Form, low: int, high: int) -> bool:
    """Brings a sum within its bounds by moving its terms within theirs, the last first; whether anything had to move."""
    total = sum(factor * values[n] for n, factor in form)
    lacking = low - total if total < low else high - total if total > high else 0
    for number, factor in reversed(form) if lacking else ():
        step = -(-abs(lacking) // abs(factor)) * (1 if (lacking > 0) == (factor > 0) else -1)
        at = min(max(values[number] + step, ends[number][0]), ends[number][1])
        lacking -= factor * (at - values[number])
        values[number] = at
        if abs(lacking) < abs(factor):
            break
    return bool(total < low or total > high)


def is_coarse(type_: Type, value: Abstract) -> bool:
    """Whether few parts settle what an unknown decides: a day is split at the ages that matter, a small number at once."""
    if isinstance(type_, Number):
        return bool(value[1] - value[0] <= SMALL)
    return not isinstance(type_, ListOf)


def ends_of(form: Form, values: Sequence[Abstract]) -> tuple[int, int]:
    """The bounds of a sum of unknowns."""
    pairs = [sorted((factor * values[n][0], factor * values[n][1])) for n, factor in form]
    return sum(p[0] for p in pairs), sum(p[1] for p in pairs)


def is_empty(box: Box, ordered: Sequence[tuple[int, int]]) -> bool:
    """Whether what is supposed of sums contradicts itself, the unknowns' own bounds, or that one never exceeds another.

    Each sum bounds each of its unknowns by what the others leave; what is not found empty in a few rounds may still be.
    """
    sums = dict(box.forms)
    known = {n for one in sums for n, _ in one}
    for small, large in ordered:
        if small in known or large in known:
            form: Form = ((small, 1), (large, -1)) if small < large else ((large, 1), (small, -1))
            low, high = sums.get(form) or ends_of(form, box.values)
            sums[form] = (low, min(high, 0)) if small < large else (max(low, 0), high)
    bounds = {n: (box.values[n][0], box.values[n][1]) for form in sums for n, _ in form}
    for _ in range(ROUNDS):
        before = dict(bounds)
        for form, (low, high) in sums.items():
            bottom, top = (sum(e) for e in zip(*(ends(f, bounds[n]) for n, f in form), strict=True))
            if top < low or bottom > high or low > high:
                return True
            for number, factor in form:
                own = ends(factor, bounds[number])
                bounds[number] = narrowed(bounds[number], factor, low - (top - own[1]), high - (bottom - own[0]))
        if any(low > high for low, high in bounds.values()):
            return True
        if bounds == before:
            return False
    return False


def ends(factor: int, bounds: tuple[int, int]) -> tuple[int, int]:
    low, high = factor * bounds[0], factor * bounds[1]
    return min(low, high), max(low, high)


def narrowed(bounds: tuple[int, int], factor: int, low: int, high: int) -> tuple[int, int]:
    """The bounds of a number of which `factor` times it is at least `low` and at most `high`."""
    at_least, at_most = (low, high) if factor > 0 else (high, low)
    return max(bounds[0], -(-at_least // factor)), min(bounds[1], at_most // factor)
