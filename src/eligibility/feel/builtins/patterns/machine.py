"""The instructions of a pattern over a text, by backtracking. What is left to try stands on a stack of our own, and every step is counted: a pattern that
needs more than the limit has no value, however it is nested.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.feel.builtins.patterns.classes import variants
from eligibility.feel.builtins.patterns.compile import Instruction, Op
from eligibility.feel.domain.novalue import NoValue
from eligibility.values.limits import MAX_PATTERN_STEPS

Slots = tuple[int, ...]
Left = tuple[int, int, int, int, Slots]
"""Where to go on: an instruction, a position, the last position and the step to it, the slots."""


class Meter:
    """The steps spent by all tries of one call."""

    def __init__(self) -> None:
        self.steps = 0

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_PATTERN_STEPS:
            slow = NoValue("pattern_too_slow")
            slow.cost = self.steps
            raise slow


class Machine:
    """A pattern on one text."""

    def __init__(self, code: Sequence[Instruction], slots: int, flags: str, text: str, meter: Meter) -> None:
        self.code, self.text, self.spend = code, text, meter.spend
        self.blank: Slots = (-1,) * slots
        self.lines, self.fold = "m" in flags, "i" in flags

    def match(self, start: int) -> tuple[int, Slots] | None:
        """The end of a match that begins at `start`, and the slots."""
        code, text = self.code, self.text
        stack: list[Left] = []
        pc, pos, slots, alive = 0, start, self.blank, True
        while True:
            self.spend(1)
            if not alive:
                if not stack:
                    return None
                pc, pos, last, step, slots = stack.pop()
                if pos != last:
                    stack.append((pc, pos + step, last, step, slots))
                alive = True
            instruction = code[pc]
            op = instruction[0]
            pc += 1
            if op == Op.CHAR:
                alive = pos < len(text) and instruction[1](text[pos])
                pos += 1
            elif op == Op.SPLIT:
                pc = instruction[1]
                stack.append((instruction[2], pos, pos, 0, slots))
            elif op == Op.RUN:
                first, end = self.run(instruction, pos)
                alive = first <= end
                if first < end:
                    greedy = instruction[4]
                    stack.append((pc, end - 1, first, -1, slots) if greedy else (pc, first + 1, end, 1, slots))
                    pos = end if greedy else first
                else:
                    pos = end
            elif op == Op.JUMP:
                pc = instruction[1]
            elif op == Op.SAVE:
                slot = instruction[1]
                slots = (*slots[:slot], pos, *slots[slot + 1 :])
            elif op == Op.MATCH:
                return pos, slots
            else:
                alive, pos = self.checked(op, instruction, pos, slots)

    def run(self, instruction: Instruction, pos: int) -> tuple[int, int]:
        """The least and the furthest position after a run of characters; the least is beyond where there are too few."""
        _, test, least, most, _ = instruction
        text = self.text
        limit = len(text) if most is None else min(len(text), pos + most)
        end = pos
        while end < limit and test(text[end]):
            end += 1
        self.spend(end - pos)
        return pos + least, end

    def checked(self, op: Op, instruction: Instruction, pos: int, slots: Slots) -> tuple[bool, int]:
        """Instructions that look and do not choose."""
        if op == Op.START:
            after_line = self.lines and 0 < pos < len(self.text) and self.text[pos - 1] == "\n"
            return pos == 0 or after_line, pos
        if op == Op.END:
            return pos == len(self.text) or (self.lines and self.text[pos] == "\n"), pos
        if op == Op.MOVED:
            return pos != slots[instruction[1]], pos
        begin, end = slots[2 * instruction[1]], slots[2 * instruction[1] + 1]
        if begin < 0 or end < 0:
            return True, pos  # a group that has not matched is the empty string
        return self.same(begin, end, pos), pos + end - begin

    def same(self, begin: int, end: int, pos: int) -> bool:
        self.spend(end - begin)
        there, here = self.text[begin:end], self.text[pos : pos + end - begin]
        if there == here or not self.fold or len(there) != len(here):
            return there == here
        return all(b in variants(a) for a, b in zip(there, here, strict=True))
