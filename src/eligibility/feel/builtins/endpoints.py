"""Range literals (DMN grammar rules 66 and 67), as the `range` function reads them from a string.

    range    = ( "[" | "(" | "]" ) [ endpoint ] ".." [ endpoint ] ( "]" | ")" | "[" )
    endpoint = number | string | "@" string | name "(" [ endpoint { "," endpoint } ] ")"

One end may be missing, on an open side; a name is that of a function that makes a date, a time or a duration.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from eligibility.feel.domain import NoValue, Range, Value, number, temporal_literal

Invoke = Callable[[str, list[Value]], Value]
SPACE: Final = re.compile(r"\s*")
NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")
STRING: Final = re.compile(r'"((?:[^"\\\n\r]|\\.)*)"')
NAME: Final = re.compile(r"(date\s+and\s+time|date|time|duration)\s*\(")
ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))")
SIMPLE: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
MAX_NESTING: Final = 4


class Reader:
    """The text of a range and how far it is read."""

    def __init__(self, text: str, invoke: Invoke) -> None:
        self.text, self.invoke, self.at = text, invoke, 0

    def skip(self) -> None:
        self.at = SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        self.skip()
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def one_of(self, signs: str) -> str:
        self.skip()
        sign = self.text[self.at : self.at + 1]
        if not sign or sign not in signs:
            raise NoValue("not_a_range")
        self.at += 1
        return sign

    def sees(self, start: str) -> bool:
        self.skip()
        return self.text.startswith(start, self.at)

    def endpoint(self, depth: int = 0) -> Value:
        if found := self.take(NUMBER):
            return number(found[0])
        if found := self.take(STRING):
            return unescaped(found[1])
        if self.sees("@"):
            self.at += 1
            if found := STRING.match(self.text, self.at):
                self.at = found.end()
                return temporal_literal(unescaped(found[1]))
        elif depth < MAX_NESTING and (found := self.take(NAME)):
            return self.invoke(" ".join(found[1].split()), self.arguments(depth + 1))
        raise NoValue("not_a_range")

    def arguments(self, depth: int) -> list[Value]:
        args = [self.endpoint(depth)]
        while self.one_of(",)") == ",":
            args.append(self.endpoint(depth))
        return args


def parse_range(text: str, invoke: Invoke) -> Range:
    reader = Reader(text, invoke)
    low_closed = reader.one_of("[(]") == "["
    low = None if reader.sees("..") else reader.endpoint()
    if not reader.sees(".."):
        raise NoValue("not_a_range")
    reader.at += 2
    high = None if reader.sees(")") or reader.sees("]") or reader.sees("[") else reader.endpoint()
    high_closed = reader.one_of("])[") == "]"
    reader.skip()
    undefined = (low is None and (high is None or low_closed)) or (high is None and high_closed)
    if undefined or reader.at < len(text):
        raise NoValue("not_a_range")
    return Range(low, high, low_closed, high_closed)


def unescaped(text: str) -> str:
    return ESCAPE.sub(character, text) if "\\" in text else text


def character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code is None:
        return SIMPLE.get(found[3], found[0])
    if int(code, 16) > 0x10FFFF:
        raise NoValue("not_a_range")
    return chr(int(code, 16))
