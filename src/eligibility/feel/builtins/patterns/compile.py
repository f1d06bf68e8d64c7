"""A tree as instructions for the machine.

A repeated single character is one instruction; any other repetition is written out as often as it must come, then as a loop that gives up where it would turn
without moving. How long the instructions may get is limited, so a pattern cannot ask for a million copies.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

from eligibility.feel.builtins.patterns.parse import Anchor, Back, Choice, Group, Repeat, Sequence, Set, Tree
from eligibility.feel.domain.novalue import NoValue

MAX_INSTRUCTIONS: Final = 20_000


class Op(IntEnum):
    """`CHAR test`, `SPLIT first second`, `JUMP to`, `SAVE slot`, `START`, `END`, `BACK group`, `MATCH`, `RUN test least most greedy`, `MOVED slot`."""

    CHAR = 0
    SPLIT = 1
    JUMP = 2
    SAVE = 3
    START = 4
    END = 5
    BACK = 6
    MATCH = 7
    RUN = 8
    MOVED = 9


Instruction = tuple[Any, ...]


class Compiler:
    """The instructions so far. Slots 2n and 2n+1 hold where group n begins and ends, later ones where a loop last turned."""

    def __init__(self, groups: int) -> None:
        self.code: list[Instruction] = []
        self.slots = 2 * (groups + 1)

    def compile(self, tree: Tree) -> list[Instruction]:
        self.add(tree)
        self.emit(Op.MATCH)
        return self.code

    def emit(self, *instruction: Any) -> int:
        if len(self.code) >= MAX_INSTRUCTIONS:
            raise NoValue("too_large")
        self.code.append(instruction)
        return len(self.code) - 1

    def add(self, tree: Tree) -> None:
        match tree:
            case Set(test):
                self.emit(Op.CHAR, test)
            case Sequence(parts):
                for part in parts:
                    self.add(part)
            case Choice(branches):
                self.choose(branches)
            case Group(number, inner):
                self.emit(Op.SAVE, 2 * number)
                self.add(inner)
                self.emit(Op.SAVE, 2 * number + 1)
            case Repeat():
                self.repeat(tree)
            case Back(number):
                self.emit(Op.BACK, number)
            case Anchor(sign):
                self.emit(Op.START if sign == "^" else Op.END)

    def choose(self, branches: tuple[Tree, ...]) -> None:
        ends = []
        for branch in branches[:-1]:
            split = self.emit(Op.SPLIT, 0, 0)
            self.add(branch)
            ends.append(self.emit(Op.JUMP, 0))
            self.code[split] = (Op.SPLIT, split + 1, len(self.code))
        self.add(branches[-1])
        for end in ends:
            self.code[end] = (Op.JUMP, len(self.code))

    def repeat(self, tree: Repeat) -> None:
        if isinstance(tree.inner, Set):
            self.emit(Op.RUN, tree.inner.test, tree.least, tree.most, tree.greedy)
            return
        for _ in range(tree.least):
            self.add(tree.inner)
        if tree.most is None:
            self.loop(tree)
            return
        splits = []
        for _ in range(tree.most - tree.least):
            splits.append(self.emit(Op.SPLIT, 0, 0))
            self.add(tree.inner)
        for split in splits:
            self.code[split] = self.split(tree.greedy, split + 1, len(self.code))

    def loop(self, tree: Repeat) -> None:
        slot = self.slots
        self.slots += 1
        split = self.emit(Op.SPLIT, 0, 0)
        self.emit(Op.SAVE, slot)
        self.add(tree.inner)
        self.emit(Op.MOVED, slot)
        self.emit(Op.JUMP, split)
        self.code[split] = self.split(tree.greedy, split + 1, len(self.code))

    @staticmethod
    def split(greedy: bool, inside: int, after: int) -> Instruction:
        return (Op.SPLIT, inside, after) if greedy else (Op.SPLIT, after, inside)
