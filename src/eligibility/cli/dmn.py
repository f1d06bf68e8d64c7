"""`eligibility dmn run MODEL.dmn --input FACTS`: decisions of a model in the notation of OMG, whoever wrote it; `dmn export` writes one.

An action has its options in `ACTIONS` and its work in a function of its name.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from eligibility.cli.output import width, write
from eligibility.messages.catalogue import phrase


def arguments(sub: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    actions = sub.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, options in ACTIONS.items():
        one = actions.add_parser(name, help=say["dmn"][name], description=say["dmn"][name])
        one.add_argument("--lang", choices=("zh", "en"), default=sub.get_default("lang"), help=say["lang"])
        options(one, say)


def command(args: argparse.Namespace) -> int:
    return {"run": run, "export": export}[args.action](args)


def run_options(one: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    one.add_argument("model", metavar="MODEL.dmn", help=say["dmn"]["model"])
    one.add_argument("--input", metavar="FACTS", help=say["dmn"]["input"])
    one.add_argument("--decision", metavar="NAME", help=say["dmn"]["decision"])
    one.add_argument("--import", dest="imports", metavar="FILE", action="append", default=[], help=say["dmn"]["import"])
    one.add_argument("--format", choices=("text", "json"), default="text", help=say["format"])


def export_options(one: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    words = say["dmn"]
    one.add_argument("program", metavar="PROGRAM", help=words["program"])
    one.add_argument("--place", metavar="CODE", help=words["place"])
    one.add_argument("--on", metavar="DAY", help=words["on"])
    one.add_argument("-o", "--output", metavar="FILE", help=words["output"])
    one.add_argument("--names", choices=("en", "zh"), default="en", help=words["names"])
    one.add_argument("--dmn", choices=("1.5", "1.3"), default="1.5", help=words["version"])
    one.add_argument("--input", metavar="HOUSEHOLD", help=words["household"])
    one.add_argument("--subject", metavar="ID", help=words["subject"])
    one.add_argument("--policies", metavar="DIR", action="append", default=argparse.SUPPRESS, help=say["policies"])
    one.add_argument("--only", action="store_true", default=argparse.SUPPRESS, help=say["only"])


ACTIONS: Final[dict[str, Callable[[argparse.ArgumentParser, dict[str, Any]], None]]] = {
    "run": run_options,
    "export": export_options,
}


def run(args: argparse.Namespace) -> int:
    """Values go to standard output; mistakes of the model, which leave a decision without its value, to standard error. 2 where there are any."""
    from eligibility.diagnostics.problem import Problem, Problems
    from eligibility.diagnostics.render import render_all
    from eligibility.dmn import ModelError, read_model
    from eligibility.dmn.facts import read_facts

    model = read_model(Path(args.model), imports=[Path(p) for p in args.imports])
    problems = Problems()
    problems.extend(model.problems)
    try:
        facts = read_facts(args.input, problems)
        results = model.run(facts.values, args.decision, clock=lambda: datetime.now().astimezone())
    except ModelError as mistake:
        raise ModelError((*problems, *mistake.problems)) from None
    problems.extend(
        Problem(p.kind, facts.places.get(p.args.get("name", "")), p.args, p.warning) for p in results.problems
    )
    if len(problems):
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
    if args.format == "json":
        write(results.to_json(lang=args.lang))
    else:
        write(results.to_text(lang=args.lang, width=width(sys.stdout)) or phrase("dmn.nothing", args.lang, file="cli"))
    return 2 if problems.errors else 0


def export(args: argparse.Namespace) -> int:
    from eligibility.cli.exporting import export as written

    return written(args)
