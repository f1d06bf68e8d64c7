"""A new place: its folder with its instruments, and its first figure of a parameter that the nation has declared."""

from __future__ import annotations

from datetime import date

from eligibility.authoring.new import parameter, questions
from eligibility.authoring.new.asking import Asking
from eligibility.authoring.new.program import questions_folder
from eligibility.authoring.new.target import Target
from eligibility.diagnostics.errors import PolicyError
from eligibility.diagnostics.problem import Problem


def draft(asking: Asking, target: Target, today: date) -> None:
    """Asks, and drafts the place's `sources.yaml`, a parameter's file and a case."""
    where = questions.place(asking, today, optional=False)
    known = target.folder(where) if where else None
    if known is not None:
        raise PolicyError((Problem("file_exists", None, {"path": str(known.path)}),))
    begins = questions.since(asking, today)
    linker = target.linker(where, begins)
    declared = sorted(linker.declared)
    name = questions_folder(asking, target, where)
    id_ = asking.ask("place_parameter", choices=declared)
    unit = linker.declared[id_].declaration.type if id_ in declared else ""
    value = parameter.first_value(asking, target, where, begins, unit)
    asking.done()
    if value.source.declared:
        folder = target.home(where, name)
        target.draft(folder, "sources", "sources.yaml", f"sources:\n{value.source.declared}\n")
        value.source = questions.Instrument(value.source.citation)
    parameter.write(asking, target, where, name, [f"parameter: {id_}"], value, begins)
