"""`eligibility dmn export PROGRAM --place CODE --on DAY [-o FILE]`: a programme as a decision model in the notation of OMG.

With `--input HOUSEHOLD` it writes what such a model is run with for that household: `eligibility dmn run MODEL --input FACTS`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from eligibility.api import Law, Policies, load_policies
from eligibility.cli.household import household_of, override
from eligibility.cli.output import write
from eligibility.decide.run import Deciding, subjects_of
from eligibility.diagnostics.errors import EligibilityError, HouseholdError
from eligibility.diagnostics.problem import Problem
from eligibility.dmn.write.program import program_of
from eligibility.facts.household import Household
from eligibility.messages.catalogue import phrase


def export(args: argparse.Namespace) -> int:
    policies = load_policies(*args.policies, only=args.only)
    if args.input is not None:
        return put(facts(policies, args), args.output)
    from eligibility.dmn.write.document import xml
    from eligibility.dmn.write.program import model_of

    if args.place is None or args.on is None:
        raise HouseholdError((Problem("dmn_where", None, {}),))
    law = policies.at(place=args.place, on=args.on)
    model = model_of(law.linked, args.program, lang=args.lang, chinese=args.names == "zh")
    return put(xml(model, version=args.dmn), args.output)


def put(text: str, file: str | None) -> int:
    if file is None:
        write(text.rstrip("\n"))
        return 0
    try:
        Path(file).write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError:
        raise EligibilityError((Problem("dmn_not_written", None, {"path": file}),)) from None
    return 0


# ---- what a model is run with


def facts(policies: Policies, args: argparse.Namespace) -> str:
    """The facts as JSON. What is not known is written with some value only where no value of it would change the result."""
    from eligibility.dmn.results import json
    from eligibility.dmn.write.facts import Input

    law, household = household_of(policies, args.input, override(args.on), args.place, args.lang)
    program = program_of(law.linked, args.program)
    filler = Input(law.linked, program, chinese=args.names == "zh")
    subject = whom(law, household, args)
    unknown = filler.unknown(household)
    if unknown:
        path = next(p for p in paths(law, household, program.subject) if not subject or p.endswith(f"[{subject}]"))
        found = law.decide(household).one(program.id, path)
        missing = [p for p in found.needed if p in unknown or p.partition("[")[0] in unknown]
        if missing:
            raise HouseholdError([Problem("dmn_fact_unknown", None, {"path": p}) for p in missing])
        write(phrase("dmn.filled", args.lang, file="cli", count=len(unknown)), "stderr")
    return json(filler.of(household, subject, fill=True))


def whom(law: Law, household: Household, args: argparse.Namespace) -> str:
    """The id of the person for whom the programme is decided; empty for one about the household, or about a section of its own."""
    program = program_of(law.linked, args.program)
    spec = law.vocabulary.subjects[program.subject]
    found = paths(law, household, spec.id)
    said = {"subject": spec.label.zh, "subject_en": spec.label.en.lower(), "program": program.label.zh}
    if not found:
        raise HouseholdError((Problem("dmn_without", None, {**said, "key": spec.list or spec.id}),))
    if not spec.identified_by:
        return ""
    ids = [path[path.index("[") + 1 : -1] for path in found]
    given = args.subject or (ids[0] if len(ids) == 1 else None)
    if given in ids:
        return str(given)
    said["choices"] = ", ".join(ids)
    if given is None:
        raise HouseholdError((Problem("dmn_whose", None, said),))
    raise HouseholdError((Problem("dmn_nobody", None, {"name": given, **said}),))


def paths(law: Law, household: Household, subject: str) -> list[str]:
    """For whom a programme of a subject is decided."""
    return [path for path, _ in subjects_of(Deciding(law.linked), household, subject)]
