"""`eligibility fmt [FILE|DIR…]`: the canonical layout of policy files; with `--names`, whole files in the other alphabet.

Exit codes: 0 done, 1 with `--check` where a file would change, 2 where a file cannot be read (the others are formatted all the same).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from eligibility.api import bundled
from eligibility.authoring.format.files import difference, files_of, replace
from eligibility.authoring.format.mends import Mend
from eligibility.authoring.format.tidy import Tidied, tidy
from eligibility.cli.output import write
from eligibility.diagnostics.errors import PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.render import render_all
from eligibility.diagnostics.source import Source
from eligibility.messages.catalogue import sentences
from eligibility.policy.files import read_file, read_source
from eligibility.policy.folder import PackFolder, find_packs


def arguments(sub: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    words = say["fmt"]
    sub.add_argument("files", nargs="*", metavar="FILE", help=words["files"])
    sub.add_argument("--check", action="store_true", help=words["check"])
    sub.add_argument("--diff", action="store_true", help=words["diff"])
    sub.add_argument("--names", choices=("zh", "en"), help=words["names"])


def command(args: argparse.Namespace) -> int:
    if args.files == ["-"]:
        return piped(args)
    problems = Problems()
    paths = files_of(args.files or args.policies, problems)
    if not paths and not problems.errors:
        raise PolicyError((Problem("fmt_nothing", None, {}),))
    work = Work(args, problems)
    work.files(paths)
    if problems:
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
    work.summary(len(paths))
    if problems.errors:
        return 2
    return 1 if args.check and work.changed else 0


def piped(args: argparse.Namespace) -> int:
    """Standard input to standard output. No law lies around it that would tell what its names mean."""
    if args.names is not None:
        raise PolicyError((Problem("file_outside", None, {"path": "-"}),))
    problems = Problems()
    source = read_source("<stdin>", sys.stdin.buffer.read(), problems)
    found = None if source is None else tidy(source, problems)
    if found is None:
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
        return 2
    write(found.text.removesuffix("\n"))
    return 0


def below(args: argparse.Namespace, problems: Problems) -> list[PackFolder]:
    """The packs that files in the other alphabet may build on: those named, over the bundled one."""
    roots = [] if args.only else [bundled()]
    return [pack for root in [*roots, *map(Path, args.policies)] for pack in find_packs(root, problems)]


class Work:
    """One run: what is done with each file, and how many changed."""

    def __init__(self, args: argparse.Namespace, problems: Problems) -> None:
        self.args, self.problems = args, problems
        self.say: dict[str, Any] = sentences("cli", args.lang)["fmt"]
        self.changed = 0

    def files(self, paths: list[Path]) -> None:
        if self.args.names is None:
            for path in paths:
                source = read_file(path, self.problems)
                self.file(path, source, None if source is None else tidy(source, self.problems))
            return
        from eligibility.authoring.format.names.files import Alphabet

        found = Alphabet(self.args.names, self.problems, below(self.args, self.problems)).rewritten(paths)
        for path in found:
            self.file(path, read_file(path, self.problems), found[path])

    def file(self, path: Path, source: Source | None, found: Tidied | None) -> None:
        if source is None or found is None:
            return
        for mend in sorted(found.mends, key=lambda m: m.span.start):
            write(self.mended(mend))
        if same_bytes(path, found.text):
            return
        self.changed += 1
        self.tell(path, source, found)

    def tell(self, path: Path, source: Source, found: Tidied) -> None:
        if self.args.diff:
            write(difference(str(path), source.text, found.text))
        if self.args.check:
            write(self.say["would"].format(path=path))
        if self.args.diff or self.args.check:
            return
        try:
            replace(path, found.text)
        except OSError:
            self.problems.add("fmt_not_written", None, path=str(path))
            self.changed -= 1
            return
        write(self.say["rewritten"].format(path=path))

    def mended(self, mend: Mend) -> str:
        return f"{mend.span.place()}: {self.say['mends'][mend.kind]}"

    def summary(self, files: int) -> None:
        done = "would_count" if self.args.check or self.args.diff else "count"
        write(self.say[done].format(files=files, changed=self.changed))


def same_bytes(path: Path, text: str) -> bool:
    """Whether a file holds a text already, mark and line ends included."""
    return path.read_bytes() == text.encode()
