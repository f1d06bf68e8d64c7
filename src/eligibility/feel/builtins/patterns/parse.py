"""The text of a pattern as a tree.

    pattern = branch { "|" branch }          branch = { atom [ quantifier ] }
    atom = character | "." | escape | class | "(" [ "?:" ] pattern ")" | "\\\\" digits | "^" | "$"
    quantifier = ( "?" | "*" | "+" | "{" n [ "," [ m ] ] "}" ) [ "?" ]
    class = "[" [ "^" ] items [ "-" class ] "]"

What XPath does not know (lookaround, `\\\\b`, named groups) is an error, which FEEL turns into null.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.feel.builtins.patterns import classes
from eligibility.feel.builtins.patterns.classes import Test
from eligibility.feel.domain.novalue import NoValue
from eligibility.frozen import record

SINGLE: Final = {"n": "\n", "r": "\r", "t": "\t", **{c: c for c in "\\|.?*+(){}$-[]^"}}
WHITE: Final = " \t\n\r"
QUANTITY: Final = re.compile(r"\{([0-9]{1,9})(,([0-9]{1,9})?)?\}")
SIMPLE: Final[dict[str, tuple[int, int | None]]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
MAX_NESTING: Final = 100
MAX_PATTERN: Final = 10_000


@record
class Set:
    """One character."""

    test: Test


@record
class Sequence:
    parts: tuple[Tree, ...]


@record
class Choice:
    branches: tuple[Tree, ...]


@record
class Group:
    number: int
    inner: Tree


@record
class Repeat:
    inner: Tree
    least: int
    most: int | None
    greedy: bool


@record
class Back:
    """What a group has matched, again."""

    number: int


@record
class Anchor:
    """`^` or `$`."""

    sign: str


Tree = Set | Sequence | Choice | Group | Repeat | Back | Anchor


class Parser:
    """A pattern and how far it is read. `x` drops white space outside classes, `i` folds case, `s` lets `.` match line ends."""

    def __init__(self, text: str, flags: str) -> None:
        if len(text) > MAX_PATTERN:
            raise NoValue("too_large")
        self.text, self.at, self.depth = text, 0, 0
        self.extended, self.fold, self.newlines = "x" in flags, "i" in flags, "s" in flags
        self.groups = 0
        self.closed: set[int] = set()

    def parse(self) -> Tree:
        tree = self.choice()
        if self.at < len(self.text):
            raise NoValue("bad_pattern")
        return tree

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        if self.extended:
            while self.at < len(self.text) and self.text[self.at] in WHITE:
                self.at += 1
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise NoValue("bad_pattern")
        self.at += 1
        return char

    def raw(self) -> str:
        """The next character inside a class, where white space counts."""
        char = self.text[self.at : self.at + 1]
        if not char:
            raise NoValue("bad_pattern")
        self.at += 1
        return char

    def choice(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise NoValue("too_deep")
        branches = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.branch())
        self.depth -= 1
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def branch(self) -> Tree:
        parts: list[Tree] = []
        while (char := self.peek()) and char not in "|)":
            parts.append(self.quantified(self.atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def quantified(self, atom: Tree) -> Tree:
        char = self.peek()
        if not char or char not in "?*+{":
            return atom
        least, most = self.quantity(char)
        greedy = self.peek() != "?"
        if not greedy:
            self.at += 1
        if most is not None and most < least:
            raise NoValue("bad_pattern")
        return Repeat(atom, least, most, greedy)

    def quantity(self, char: str) -> tuple[int, int | None]:
        if char != "{":
            self.at += 1
            return SIMPLE[char]
        found = QUANTITY.match(self.text, self.at)
        if found is None:
            raise NoValue("bad_pattern")
        self.at = found.end()
        least = int(found[1])
        return least, least if found[2] is None else int(found[3]) if found[3] else None

    def atom(self) -> Tree:
        char = self.take()
        if char == "(":
            return self.group()
        if char == "[":
            return Set(classes.remembered(self.char_class(0)))
        if char == "\\":
            return self.escape()
        if char == ".":
            return Set(classes.any_char(newlines=self.newlines))
        if char in "^$":
            return Anchor(char)
        if char in "?*+{}])":
            raise NoValue("bad_pattern")
        return Set(classes.only(char, fold=self.fold))

    def group(self) -> Tree:
        number = 0
        if self.text.startswith("?:", self.at):
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self.choice()
        if self.take() != ")":
            raise NoValue("bad_pattern")
        self.closed.add(number)
        return Group(number, inner) if number else inner

    def escape(self) -> Tree:
        char = self.take()
        if not char.isascii() or not char.isdigit():
            return Set(classes.remembered(self.escaped(char, self.fold)))
        number = int(char)
        while (
            (more := self.text[self.at : self.at + 1])
            and more in "0123456789"
            and number * 10 + int(more) <= self.groups
        ):
            number = number * 10 + int(more)
            self.at += 1
        if number not in self.closed or number == 0:
            raise NoValue("bad_pattern")
        return Back(number)

    def escaped(self, char: str, fold: bool, *, inside: bool = False) -> Test:
        """What `\\char` matches; `inside` a class white space counts, whatever the flags."""
        if char in SINGLE:
            return classes.only(SINGLE[char], fold=fold)
        if char in "pP":
            end = self.text.find("}", self.at)
            name = self.text[self.at : end]
            if self.extended and not inside:
                name = name.translate(dict.fromkeys(map(ord, WHITE)))
            if not name.startswith("{") or end < 0:
                raise NoValue("bad_pattern")
            test = classes.of_property(name[1:])
            self.at = end + 1
            return classes.inverted(test) if char == "P" else test
        found = classes.ESCAPES.get(char.lower())
        if found is None:
            raise NoValue("bad_pattern")
        return classes.inverted(found) if char.isupper() else found

    # ---- classes

    def char_class(self, depth: int) -> Test:
        """The rest of a class after `[`."""
        if depth > MAX_NESTING:
            raise NoValue("too_deep")
        inverted = self.text.startswith("^", self.at)
        self.at += inverted
        tests: list[Test] = []
        taken: Test | None = None
        while (char := self.raw()) != "]":
            if char == "-" and self.text.startswith("[", self.at) and tests:
                self.at += 1
                taken = self.char_class(depth + 1)
                if self.raw() != "]":
                    raise NoValue("bad_pattern")
                break
            tests.append(self.item(char))
        if not tests:
            raise NoValue("bad_pattern")
        test = classes.either(tests)
        test = classes.inverted(test) if inverted else test
        return test if taken is None else classes.without(test, taken)

    def item(self, char: str) -> Test:
        """A character, an escape or a range. A hyphen stands for itself at an end of the class."""
        if char == "[":
            raise NoValue("bad_pattern")
        if char == "\\":
            escape = self.raw()
            if escape not in SINGLE:
                return self.escaped(escape, self.fold, inside=True)
            char = SINGLE[escape]
        rest = self.text[self.at : self.at + 2]
        if len(rest) < 2 or rest[0] != "-" or rest[1] in "][":
            return classes.only(char, fold=self.fold)
        self.at += 1
        last = self.raw()
        if last == "\\":
            last = SINGLE.get(self.raw(), "")
        if last < char:
            raise NoValue("bad_pattern")
        return classes.span(char, last, fold=self.fold)
