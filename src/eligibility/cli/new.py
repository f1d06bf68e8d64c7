"""`eligibility new program|place|parameter`: asks a few questions and writes files that pass `check` and `test`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from eligibility.api import bundled
from eligibility.authoring.new import parameter, place, program
from eligibility.authoring.new.asking import Asking, reader
from eligibility.authoring.new.checked import checked
from eligibility.authoring.new.checked import write as write_files
from eligibility.authoring.new.target import Target, target
from eligibility.cli.output import encodable, write
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.messages.catalogue import phrase
from eligibility.policy.tree import Mapping as Keys
from eligibility.policy.tree import Scalar
from eligibility.policy.yaml import load, read_file

KINDS = {"program": program.draft, "place": place.draft, "parameter": parameter.draft}


def arguments(sub: argparse.ArgumentParser, say: Mapping[str, Any]) -> None:
    sub.add_argument("kind", choices=tuple(KINDS), help=say["new"]["kind"])
    sub.add_argument("--answers", metavar="FILE", help=say["new"]["answers"])
    sub.add_argument("--set", metavar="KEY=ANSWER", action="append", default=[], dest="given", help=say["new"]["set"])
    sub.add_argument("--dry-run", action="store_true", help=say["new"]["dry_run"])


def command(args: argparse.Namespace) -> int:
    found = target_of(args)
    given = answers(args)
    terminal = sys.stdin is not None and sys.stdin.isatty()
    piped = sys.stdin is not None and not terminal and not given
    asking = Asking(args.lang, given, reader(show) if terminal or piped else None, show, patient=terminal)
    KINDS[args.kind](asking, found, date.today())
    checked(found)
    if args.dry_run:
        for path, text in found.made.items():
            write(f"# {path}\n{text}")
        return 0
    for path in write_files(found):
        write(phrase("written", args.lang, file="new", path=path))
    if not any("tests" in path.parts for path in found.made):
        write(phrase("no_case", args.lang, file="new"))
    named = [*(["--only"] if args.only else []), *(f"--policies {p}" for p in args.policies)]
    write(phrase("next", args.lang, file="new", options=" ".join(named)))
    return 0


def show(text: str) -> None:
    """A question, on the line that its answer is typed on; on standard error, so that the files written can be taken from the output."""
    if sys.stderr is not None:
        sys.stderr.write(encodable(text if text.endswith(" ") else f"{text}\n", sys.stderr))
        sys.stderr.flush()


def target_of(args: argparse.Namespace) -> Target:
    """The last folder that `--policies` names, over the others."""
    if not args.policies:
        raise EligibilityError((Problem("new_where", None, {}),))
    *below, own = map(Path, args.policies)
    return target([*([] if args.only else [bundled()]), *below], own)


def answers(args: argparse.Namespace) -> dict[str, str]:
    """The answers given by a file and by `--set`, which wins."""
    problems = Problems()
    out = in_file(Path(args.answers), problems) if args.answers else {}
    for one in args.given:
        key, equals, text = one.partition("=")
        if not equals:
            problems.add("answer_form", None, text=one)
        out[key.strip()] = text
    if problems.errors:
        raise EligibilityError(problems.in_order())
    return out


def in_file(path: Path, problems: Problems) -> dict[str, str]:
    source: Source | None = read_file(path, problems)
    node = load(source, problems) if source is not None else None
    out: dict[str, str] = {}
    if node is not None and not isinstance(node, Keys):
        problems.add("keys_expected_here", node.span)
    for key, value in node.items if isinstance(node, Keys) else ():
        if isinstance(value, Scalar):
            out[key.text] = value.text
        else:
            problems.add("wrong_node", value.span, name=key.text, expected="yaml_text")
    return out
