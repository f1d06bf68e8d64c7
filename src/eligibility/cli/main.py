"""The command line: what is asked for, and the exit code. Every command is its own module, imported when it is called.

Exit codes: 0 done, 1 a check or test failed, 2 bad input.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, ClassVar, NoReturn

from eligibility.cli.output import write
from eligibility.messages.catalogue import sentences
from eligibility.values.version import VERSION

COMMANDS = (
    "explain",
    "compare",
    "check",
    "test",
    "list",
    "readings",
    "articles",
    "schema",
    "lsp",
    "new",
    "dmn",
    "parameters",
    "fmt",
)
FORMATS = {
    "explain": ("text", "json", "markdown"),
    "compare": ("markdown", "json"),
    "list": ("table", "json"),
    "readings": ("text", "json", "markdown"),
    "articles": ("markdown", "json"),
    "check": ("text", "json", "sarif", "github"),
}


def run() -> None:
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    args = parser(language(words), words).parse_args(words)
    if args.command is None:
        parser(args.lang).print_help()
        return 2
    from eligibility.diagnostics.errors import EligibilityError
    from eligibility.diagnostics.render import render_all

    gc.set_threshold(200_000)  # a command ends before what little garbage it makes could matter
    try:
        return int(import_module(f"eligibility.cli.{MODULES.get(args.command, args.command)}").command(args))
    except EligibilityError as mistake:
        write(render_all(mistake.problems, lang=args.lang), "stderr")
        return 2
    except KeyboardInterrupt:
        return 130


MODULES = {"list": "listing", "test": "testing"}


def language(argv: Sequence[str]) -> str:
    """The language asked for, before anything else is read, so that help and mistakes are in it too."""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--lang=en" or (word == "--lang" and following == "en"):
            return "en"
    return "zh"


class Parser(argparse.ArgumentParser):
    """Argument parsing that speaks the user's language in its headings and mistakes."""

    say: ClassVar[dict[str, Any]] = {}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for group, title in ((self._positionals, "arguments"), (self._optionals, "options")):
            group.title = self.say[title]

    def error(self, message: str) -> NoReturn:
        for pattern, words in self.say["mistakes"].items():
            if found := re.fullmatch(pattern, message):
                message = words.format(*found.groups())
        write(self.format_usage() + self.say["bad_arguments"].format(message=message), "stderr")
        self.exit(2)

    def _print_message(self, message: str, _: Any = None) -> None:
        """Help and version, in whatever encoding the terminal has."""
        write(message.rstrip("\n"))


def parser(lang: str, words: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """All commands, and the arguments of those that are among the words: the others need not be imported."""
    say = sentences("cli", lang)
    Parser.say = say
    top = Parser(prog="eligibility", description=say["about"])
    top.add_argument("--version", action="version", version=f"eligibility {VERSION}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    top.set_defaults(lang=lang)
    for name in COMMANDS:
        sub = commands.add_parser(name, help=say["commands"][name], description=say["commands"][name])
        if name not in words:
            continue
        sub.add_argument("--lang", choices=("zh", "en"), default=lang, help=say["lang"])
        sub.add_argument("--policies", metavar="DIR", action="append", default=[], help=say["policies"])
        sub.add_argument("--only", action="store_true", help=say["only"])
        arguments(name, sub, say)
    return top


def arguments(name: str, sub: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    if name in FORMATS:
        sub.add_argument("--format", choices=FORMATS[name], default=FORMATS[name][0], help=say["format"])
    if name == "explain":
        sub.add_argument("--on", metavar="DAY", help=say["on"])
        sub.add_argument("--place", metavar="CODE", help=say["place"])
        sub.add_argument("files", nargs="+", metavar="FILE", help=say["files"])
        sub.add_argument("--program", metavar="ID", help=say["program"])
        sub.add_argument("--full", action="store_true", help=say["full"])
    elif name == "compare":
        sub.add_argument("--on", metavar="DAY", help=say["on"])
        sub.add_argument("file", metavar="FILE", help=say["files"])
        sub.add_argument("--places", metavar="CODE,CODE", required=True, help=say["places"])
    elif name in ("list", "readings"):
        sub.add_argument("--on", metavar="DAY", help=say["surveyed_on"])
        sub.add_argument("--place", metavar="CODE", help=say["surveyed_place"])
        if name == "list":
            sub.add_argument("programs", nargs="*", metavar="ID", help=say["listed_programs"])
    elif name == "check":
        sub.add_argument("dir", nargs="?", metavar="DIR|FILE", help=say["dir_or_file"])
        sub.add_argument("--explain", metavar="CODE", help=say["explain_code"])
    elif name in ("test", "parameters", "fmt", "new", "dmn"):
        import_module(f"eligibility.cli.{MODULES.get(name, name)}").arguments(sub, say)
    elif name == "schema":
        sub.add_argument("what", choices=("household", "policy", "decision"), help=say["what"])
