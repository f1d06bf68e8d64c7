"""Documentation pages as programs: their fenced blocks, run in the order in which they stand, each page in a folder of its own.

An HTML comment on the line before a block says what the block is; readers do not see it.

| comment | meaning |
|---|---|
| `file: NAME` | the block is written to that file |
| `wrong file: NAME` | the same, of a file that shows mistakes |
| `run: eligibility …` | the block is what the command prints; a line `……` stands for whole paragraphs left out |
| `part of: eligibility …` | the block's lines stand in what the command prints, one after the other |
| `exit: N` | the command lines of the block end with that code |
| `prints` | the block is what the Python block before it prints |
| `fragment` | the block is no complete document or program |
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from glob import glob
from io import StringIO
from pathlib import Path
from typing import Any

from eligibility.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
FENCE = re.compile(r"(?P<ticks>```+)(?P<language>[a-z]*)$")
COMMENT = re.compile(r"<!-- (.*) -->$")
OMITTED = "……"


@dataclass
class Block:
    language: str
    text: str
    mark: str  # `file`, `run`, …, or empty
    argument: str
    line: int  # of the opening fence, counted from 1


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    start: int | None = None
    for number, line in enumerate(lines):
        opened = FENCE.match(line)
        if start is None and opened:
            start = number
        elif start is not None and line == "```":
            comment = COMMENT.match(lines[start - 1]) if start else None
            mark, _, argument = comment[1].partition(": ") if comment else ("", "", "")
            language = lines[start].strip("`")
            yield Block(language, "\n".join(lines[start + 1 : number]), mark, argument, start + 1)
            start = None
    assert start is None, f"{page.name}: a block is not closed"


def commands(block: Block) -> list[str]:
    """The command lines of our own in a block of shell lines."""
    return [line for line in block.text.splitlines() if line.startswith("eligibility ")]


def words(command: str) -> list[str]:
    """The arguments of a command line as a shell would give them to it."""
    out: list[str] = []
    for word in shlex.split(command, comments=True)[1:]:
        if word in (">", "|"):
            break
        out += sorted(glob(word)) if "*" in word else [word]
    return out


def said(command: str) -> tuple[int, str]:
    """The exit code of a command and what it prints."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            code = main(words(command))
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, out.getvalue().strip("\n")


def shortened(output: str, like: str) -> str:
    """The output with those paragraphs left out that a block leaves out: those that begin like none that it shows."""
    if OMITTED not in like.splitlines():
        return output
    shown = {p[:7] for p in like.split("\n\n")}
    out: list[str] = []
    for paragraph in output.split("\n\n"):
        if paragraph[:7] in shown:
            out.append(paragraph)
        elif not out or out[-1] != OMITTED:
            out.append(OMITTED)
    return "\n\n".join(out)


class Run:
    """Runs the blocks of one page."""

    def __init__(self, page: Path) -> None:
        self.page, self.names, self.printed = page, {"__name__": "page"}, ""
        self.wrong: list[tuple[Block, str]] = []  # with what should stand there instead

    def all(self) -> None:
        for block in blocks(self.page):
            action: Callable[[Block], Any] | None = getattr(self, block.mark.replace(" ", "_") or block.language, None)
            if action is not None:
                action(block)

    def file(self, block: Block) -> None:
        path = Path(block.argument)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text + "\n", encoding="utf-8")

    wrong_file = file

    def run(self, block: Block) -> None:
        self._expect(block, shortened(said(block.argument)[1], block.text))

    def part_of(self, block: Block) -> None:
        output = said(block.argument)[1]
        assert f"\n{block.text}\n" in f"\n{output}\n", f"{self._at(block)}: not in what the command prints:\n{output}"

    def exit(self, block: Block) -> None:
        for command in commands(block):
            code, output = said(command)
            assert code == int(block.argument), f"{self._at(block)}: {command} ended with {code}\n{output}"

    def python(self, block: Block) -> None:
        out = StringIO()
        with redirect_stdout(out):
            exec(compile("\n" * block.line + block.text, str(self.page), "exec"), self.names)
        self.printed = out.getvalue().strip("\n")

    def prints(self, block: Block) -> None:
        self._expect(block, self.printed)

    def _expect(self, block: Block, wanted: str) -> None:
        if block.text != wanted:
            self.wrong.append((block, wanted))

    def _at(self, block: Block) -> str:
        return f"{self.page.name}:{block.line}"

    def mend(self) -> None:
        """Writes the page anew with what its commands print now."""
        lines = self.page.read_text(encoding="utf-8").splitlines()
        for block, wanted in reversed(self.wrong):
            lines[block.line : block.line + len(block.text.splitlines())] = wanted.splitlines()
        self.page.write_text("\n".join(lines) + "\n", encoding="utf-8")
