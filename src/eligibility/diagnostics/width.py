"""How many columns a text takes in a terminal: East Asian wide and full-width characters take two, combining marks none."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def is_wide(char: str) -> bool:
    return char > "\u0fff" and east_asian_width(char) in "WF"


def width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 1 + is_wide(c) for c in text)
