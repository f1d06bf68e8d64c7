"""A pattern ready to search, replace and split. A pattern that matches the empty string can do the first only (FORX0003)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from eligibility.feel.builtins.patterns.compile import Compiler
from eligibility.feel.builtins.patterns.machine import Machine, Meter, Slots
from eligibility.feel.builtins.patterns.parse import Parser
from eligibility.feel.domain.novalue import NoValue
from eligibility.values.limits import MAX_FEEL_CHARS, MAX_FEEL_ITEMS

FLAGS: Final = frozenset("smixq")
SPECIAL: Final = frozenset("\\|.?*+(){}$-[]^")
Found = tuple[int, int, Slots]


class Pattern:
    """`literal` is the text that a pattern without special characters is."""

    def __init__(self, text: str, flags: str) -> None:
        self.flags = flags
        self.groups = 0
        plain = "q" in flags or (not (SPECIAL & set(text)) and "x" not in flags)
        self.literal = text if plain and "i" not in flags else None
        if self.literal is None:
            parser = Parser(quoted(text), flags.replace("x", "")) if "q" in flags else Parser(text, flags)
            tree = parser.parse()
            compiler = Compiler(parser.groups)
            self.code = compiler.compile(tree)
            self.groups, self.slots = parser.groups, compiler.slots

    def search(self, text: str, meter: Meter) -> bool:
        return next(self.found(text, meter), None) is not None

    def found(self, text: str, meter: Meter) -> Iterator[Found]:
        """The matches, from left to right, none over another."""
        at = 0
        if self.literal is not None:
            while (at := text.find(self.literal, at)) >= 0:
                yield at, at + len(self.literal), ()
                at += len(self.literal) or 1
            return
        machine = Machine(self.code, self.slots, self.flags, text, meter)
        while at <= len(text):
            match = machine.match(at)
            if match is None:
                at += 1
                continue
            yield at, match[0], match[1]
            at = max(match[0], at + 1)

    def parts(self, text: str, meter: Meter) -> Iterator[Found]:
        """The matches of a pattern that must not match nothing."""
        if self.search("", meter):
            raise NoValue("pattern_matches_empty")
        return self.found(text, meter)

    def split(self, text: str, meter: Meter) -> list[str]:
        pieces, at = [], 0
        for begin, end, _ in self.parts(text, meter):
            pieces.append(text[at:begin])
            at = end
            if len(pieces) >= MAX_FEEL_ITEMS:
                raise NoValue("too_large")
        return [*pieces, text[at:]]

    def replaced(self, text: str, replacement: str, meter: Meter) -> str:
        template = [replacement] if "q" in self.flags else self.template(replacement)
        pieces, at, size = [], 0, 0
        for begin, end, slots in self.parts(text, meter):
            put = "".join(part if isinstance(part, str) else group(text, begin, end, slots, part) for part in template)
            pieces += [text[at:begin], put]
            size += begin - at + len(put)
            at = end
            if size > MAX_FEEL_CHARS:
                raise NoValue("too_large")
        return "".join([*pieces, text[at:]])

    def template(self, replacement: str) -> list[str | int]:
        """`$1` is what a group has matched, `$0` the whole; `\\\\` and `\\$` stand for themselves."""
        parts: list[str | int] = []
        i = 0
        while i < len(replacement):
            char, after = replacement[i], replacement[i + 1 : i + 2]
            if char == "\\" and after in ("\\", "$"):
                parts.append(after)
                i += 2
            elif char == "$" and after.isascii() and after.isdigit():
                number, i = int(after), i + 2
                while (
                    (more := replacement[i : i + 1]) and more in "0123456789" and number * 10 + int(more) <= self.groups
                ):
                    number, i = number * 10 + int(more), i + 1
                parts.append(number if number <= self.groups else "")
            elif char in "\\$":
                raise NoValue("bad_replacement")
            else:
                parts.append(char)
                i += 1
        return parts


def quoted(text: str) -> str:
    """A text as the pattern that matches it."""
    return "".join(f"\\{c}" if c in SPECIAL else c for c in text)


def group(text: str, begin: int, end: int, slots: Slots, number: int) -> str:
    """What a group has matched; nothing, where it has not."""
    if number == 0:
        return text[begin:end]
    first, last = slots[2 * number : 2 * number + 2]
    return text[first:last] if 0 <= first <= last else ""


@lru_cache(maxsize=256)
def compiled(text: str, flags: str) -> Pattern:
    """A pattern with its flags: `s` `.` matches line ends, `m` `^` and `$` match at lines, `i` any case, `x` white space aside, `q` all is literal."""
    if not FLAGS.issuperset(flags):
        raise NoValue("bad_flags")
    return Pattern(text, flags)
