"""The canonical layout on layouts that nobody would write: what a file says and every comment in it stay, and once is enough."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from eligibility.authoring.format.same import same
from eligibility.authoring.format.tidy import tidy
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.policy.yaml import load

from .profile import tries

TEXTS = (
    "a", "低保金", "1030", "2022-07-01", "a < b + 1", "说明：甲，乙", "x y  z", "true", "", "a#b", "元/月", "- a", "[1..3]", "it's", 'say "a"', "a: b",
    "a\\b", "#", "?", "不清楚", "{", "*a", "20%", "“甲”", "a，b",
)  # fmt: skip
BLOCKS = (("a +", "b"), ("如果 a", "  那么 b", "", "否则 c"), ("# no comment",), ("a  ", "b"))
BEHIND = re.compile(
    r"^ *(?:- +)*([^\s#'\"\[\]{}|>:,]+: [^#'\"\[\]{}|>*,\n]*[^#'\"\[\]{}|>*,\s]) +(#[ ]*c[0-9].*)$", re.MULTILINE
)
INDENTS = (1, 2, 3, 4)


@dataclass
class Page:
    """A text that is being written, with a comment now and then."""

    draw: object
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def pick(self, strategy):
        return self.draw(strategy)

    def comment(self) -> str:
        self.count += 1
        return f"#{self.pick(st.sampled_from(('', ' ', '  ')))}c{self.count}{self.pick(st.sampled_from(('', ' # : - {', '：注')))}"

    def above(self, indent: int) -> None:
        for _ in range(self.pick(st.sampled_from((0, 0, 0, 1, 2)))):
            shift = self.pick(st.sampled_from((0, 0, 1, 3)))
            self.lines += [""] * self.pick(st.sampled_from((0, 1, 2)))
            self.lines.append(" " * (indent + shift) + self.comment())
        self.lines += self.pick(st.sampled_from(([], [], [""], ["", "  ", ""])))

    def behind(self) -> str:
        if not self.pick(st.sampled_from((False, False, True))):
            return self.pick(st.sampled_from(("", "", " ")))
        return " " * self.pick(st.sampled_from((1, 2, 7))) + self.comment()

    def scalar(self, *, flow: bool) -> str:
        text = self.pick(st.sampled_from(TEXTS))
        style = self.pick(st.sampled_from(("plain", "'", '"')))
        special = any(c in text for c in "#:\"'\\[]{},") or text.startswith(("-", "?")) or not text
        if style == "plain" and not special:
            return text
        if style == '"':
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return "'" + text.replace("'", "''") + "'" if text or flow or style == "'" else ""

    def flow(self, depth: int, pad: str) -> str:
        parts = []
        pairs = self.pick(st.booleans())
        for i in range(self.pick(st.integers(0, 4))):
            inner = (
                self.flow(depth - 1, pad)
                if depth and self.pick(st.sampled_from((False, False, True)))
                else self.scalar(flow=True)
            )
            text = f"k{i}: {inner}" if pairs else inner
            parts.append(text + ("," + self.broken(pad) if self.pick(st.booleans()) else ", "))
        opening, closing = ("{", "}") if pairs else ("[", "]")
        inside = "".join(parts)
        if inside.endswith(", "):
            inside = inside[:-2]
        return opening + self.broken(pad) + inside + closing

    def broken(self, pad: str) -> str:
        """Nothing, or a line break with or without comments."""
        kind = self.pick(st.sampled_from(("", "", "", "\n", "#\n", "\n#\n")))
        if kind == "":
            return ""
        first = " " + self.comment() if kind == "#\n" else ""
        inner = f"{pad} {self.comment()}\n" if kind == "\n#\n" else ""
        return f"{first}\n{inner}{pad} "

    def value(self, indent: int, depth: int, start: str) -> None:
        """`start` ends with `:` or `-`."""
        kinds = ("scalar", "scalar", "flow", "block") + (("map", "map", "list") if depth else ())
        kind = self.pick(st.sampled_from(kinds))
        if kind == "scalar":
            self.lines.append(f"{start} {self.scalar(flow=False)}{self.behind()}")
        elif kind == "flow":
            self.lines += f"{start} {self.flow(2, ' ' * (indent + 1))}{self.behind()}".split("\n")
        elif kind == "block":
            inner = " " * (indent + self.pick(st.sampled_from(INDENTS)))
            mark = self.pick(st.sampled_from(("|", "|-", "|+", ">", ">-")))
            self.lines.append(f"{start} {mark}{self.behind()}")
            self.lines += [inner + line if line else "" for line in self.pick(st.sampled_from(BLOCKS))]
        else:
            shift = self.pick(st.sampled_from(INDENTS))
            compact = kind == "list" and start.endswith(":") and self.pick(st.booleans())
            self.lines.append(f"{start}{self.behind()}")
            self.branch(indent + (0 if compact else shift), depth - 1, pairs=kind == "map")

    def branch(self, indent: int, depth: int, *, pairs: bool) -> None:
        for i in range(self.pick(st.integers(1, 3))):
            self.above(indent)
            key = self.pick(st.sampled_from((f"k{i}", f"键{i}", f'"q{i}"', f"'s {i}'")))
            self.value(indent, depth, " " * indent + (f"{key}:" if pairs else "-"))


@st.composite
def pages(draw):
    page = Page(draw)
    page.branch(0, 3, pairs=True)
    page.above(0)
    ending = draw(st.sampled_from(("\n", "", "\n\n\n", "\r\n")))
    return "\n".join(page.lines) + ending


def laid_out(text: str) -> str | None:
    problems = Problems()
    found = tidy(Source("page.yaml", text), problems)
    if found is None:
        assert problems.errors
        assert not any(p.kind == "fmt_would_change" for p in problems), text
    return None if found is None or found.mends else found.text


def comments(text: str) -> Counter[str]:
    """Every comment by its number, as the pages count them."""
    return Counter(
        line[line.index("#") :]
        for line in text.replace("\r", "").split("\n")
        if "c" in line and "#" in line and line.lstrip()[:1] == "#"
    )


@given(pages())
@tries(150, 5000)
def test_a_page_says_the_same_and_keeps_its_comments(text):
    before = load(Source("page.yaml", text if text.endswith("\n") else text + "\n"), Problems())
    after = laid_out(text)
    if before is None or after is None:
        return
    assert same(before, load(Source("page.yaml", after), Problems()))
    assert laid_out(after) == after
    for own in comments(text):
        assert own in after
    for content, own in BEHIND.findall(text.replace("\r", "")):
        assert re.search(re.escape(content) + r" +" + re.escape(own), after), own
