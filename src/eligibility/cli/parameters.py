"""`eligibility parameters`: the values of parameters listed, drawn, written to a spreadsheet, and read back from one.

What a sheet would change is shown first; only `--write` changes files, all of them or none.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from eligibility.cli.output import write
from eligibility.messages.catalogue import phrase

if TYPE_CHECKING:
    from eligibility.authoring.sheets.held import Book

FORMATS = ("table", "csv", "json")


def arguments(sub: argparse.ArgumentParser, say: dict[str, Any]) -> None:
    """What the command takes; options that all commands take may stand before or after `export` and `import`."""
    words = say["sheets"]
    sub.add_argument("--place", metavar="CODE", help=words["place_listed"])
    sub.add_argument("--parameter", metavar="ID", help=words["parameter"])
    sub.add_argument("--on", metavar="DAY", help=words["on"])
    sub.add_argument("--format", choices=FORMATS, default="table", help=say["format"])
    actions = sub.add_subparsers(dest="action", metavar="export|import|chart")
    for name in ("export", "import", "chart"):
        one = actions.add_parser(name, help=words[name], description=words[name], argument_default=argparse.SUPPRESS)
        if name == "chart":
            one.add_argument("id", metavar="ID", help=words["charted"])
            one.add_argument("--places", metavar="CODE,…", help=words["places"])
            one.add_argument("--output", "-o", metavar="FILE", help=words["output"])
        else:
            one.add_argument("file", metavar="FILE", help=words["file"])
        one.add_argument("--lang", choices=("zh", "en"), help=say["lang"])
        one.add_argument("--policies", metavar="DIR", action="append", help=say["policies"])
        one.add_argument("--only", action="store_true", help=say["only"])
        if name == "export":
            one.add_argument("--place", metavar="CODE", help=words["place"])
            one.add_argument("--parameter", metavar="ID", help=words["parameter"])
        elif name == "import":
            one.add_argument("--write", action="store_true", help=words["write"])
            one.add_argument("--remove-missing", action="store_true", help=words["remove_missing"])


def command(args: argparse.Namespace) -> int:
    return {"export": export, "import": import_, "chart": chart, None: listed}[args.action](args)


def book_of(args: argparse.Namespace) -> Book:
    """The values of the packs. Raises PolicyError where their files have mistakes.

    Folders named with `--policies` that hold a whole law stand alone; others are laid over the bundled policies.
    """
    from pathlib import Path

    from eligibility.api import bundled
    from eligibility.authoring.sheets.held import Book
    from eligibility.diagnostics.errors import PolicyError
    from eligibility.diagnostics.problem import Problems
    from eligibility.policy.folder import find_packs

    problems = Problems()
    named = [pack for root in args.policies for pack in find_packs(Path(root), problems)]
    whole = args.only or any("vocabulary" in folder.files for pack in named for folder in pack.folders)
    packs = [*([] if whole else find_packs(bundled(), problems)), *named]
    if problems.errors or not packs:
        raise PolicyError(problems.in_order())
    book = Book(packs, named, problems)
    if problems.errors:
        raise PolicyError(problems.in_order())
    return book


# ---- to a sheet


def export(args: argparse.Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from eligibility.authoring.sheets.apply import write_one
    from eligibility.authoring.sheets.export import chosen, sheet

    path = Path(args.file)
    ending = path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        refuse("sheet_ending", path=args.file)
    book = book_of(args)
    place, parameter = asked(book, args)
    values = chosen(book, place, parameter)
    write_one(path, sheet(book, values, args.lang, date.today(), ending))
    write(phrase("sheets.exported", args.lang, file="cli", count=len(values), path=args.file))
    return 0


def asked(book: Book, args: argparse.Namespace) -> tuple[str | None, str | None]:
    """The place and the parameter that a command line names. Raises HouseholdError where there is none of that name."""
    from datetime import date

    from eligibility.law.daily import NATION
    from eligibility.law.places import exists
    from eligibility.policy.figures import Misread

    place = parameter = None
    try:
        if args.place is not None:
            place = book.place(args.place, date.today()) or NATION
            if place != NATION and not exists(place, date.today()):
                raise Misread("unknown_place", place=args.place, nearest="")
        if args.parameter is not None:
            parameter = book.anywhere(args.parameter)
    except Misread as mistake:
        refuse(mistake.kind, **mistake.args_)
    return place, parameter


def refuse(kind: str, **args_: str) -> None:
    from eligibility.diagnostics.errors import HouseholdError
    from eligibility.diagnostics.problem import Problem

    raise HouseholdError((Problem(kind, None, args_),))


# ---- from a sheet


def import_(args: argparse.Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from eligibility.authoring.sheets.apply import check, edited, write_all
    from eligibility.authoring.sheets.changes import compared
    from eligibility.authoring.sheets.preview import preview
    from eligibility.authoring.sheets.reading import read_rows
    from eligibility.diagnostics.errors import EligibilityError
    from eligibility.diagnostics.problem import Problems
    from eligibility.diagnostics.render import render_all

    book, problems, today = book_of(args), Problems(), date.today()
    rows = read_rows(Path(args.file), book, today, problems)
    comparison = compared(book, rows, problems, remove_missing=getattr(args, "remove_missing", False))
    files = [] if problems.errors else edited(comparison, problems)
    if files and not problems.errors:
        check(book, files, problems)
    if problems.errors:
        raise EligibilityError(problems.in_order())
    if problems.warnings:
        write(render_all(problems.in_order(), lang=args.lang), "stderr")
    write(preview(book, comparison, args.lang, today))
    wanted = getattr(args, "write", False)
    if files and wanted:
        write_all(files)
    key = "unchanged" if not files else "written" if wanted else "not_written"
    write(phrase(f"sheets.{key}", args.lang, file="cli", count=len(files)))
    return 0


# ---- a picture


def chart(args: argparse.Namespace) -> int:
    """A step line for each place: to standard output as SVG, to a file as its ending says."""
    from pathlib import Path

    from eligibility.authoring.sheets.apply import write_one
    from eligibility.survey.chart import Chart
    from eligibility.survey.parts import Survey
    from eligibility.survey.png import png
    from eligibility.survey.series import declared, series

    output = getattr(args, "output", None)
    ending = Path(output).suffix.lower() if output is not None else ""
    if output is not None and ending not in (".svg", ".png"):
        refuse("chart_ending", path=output)

    book = book_of(args)
    survey = Survey(book.read)
    _, parameter = asked(book, argparse.Namespace(place=None, parameter=args.id))
    words = [word.strip() for word in (getattr(args, "places", None) or "").split(",") if word.strip()]
    places = [asked(book, argparse.Namespace(place=word, parameter=None))[0] for word in words]
    declaration = declared(survey, parameter or "")
    found = () if declaration is None else series(survey, declaration, [p for p in places if p is not None])
    if declaration is None or not found:
        refuse("no_figures", name=args.id)
        return 2
    picture = Chart(declaration, found, args.lang).draw()
    if output is None:
        write(picture.rstrip("\n"))
    else:
        write_one(Path(output), png(picture) if ending == ".png" else picture.encode())
    return 0


# ---- the plain listing


def listed(args: argparse.Namespace) -> int:
    import json
    from datetime import date

    from eligibility.api import day_of
    from eligibility.authoring.sheets.export import records, sheet
    from eligibility.authoring.sheets.listing import holding, table

    book = book_of(args)
    place, parameter = asked(book, args)
    day = None if args.on is None else day_of(args.on)
    values = holding(book, place, parameter, day)
    if args.format == "json":
        write(json.dumps(list(records(book, values)), ensure_ascii=False, indent=2))
    elif args.format == "csv":
        write(
            sheet(book, values, args.lang, date.today(), ".csv").decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
        )
    else:
        write(table(book, values, args.lang, date.today()))
    return 0
