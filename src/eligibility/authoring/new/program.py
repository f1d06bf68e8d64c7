"""A new programme: one condition, one grant, one instrument; more are added by hand."""

from __future__ import annotations

from datetime import date

from eligibility.authoring.new import example, questions
from eligibility.authoring.new.asking import Asking
from eligibility.authoring.new.target import Target
from eligibility.authoring.new.writing import expression, identifier, label, text
from eligibility.ir.types import Boolean, Number
from eligibility.ir.units import SCALES
from eligibility.messages.catalogue import phrase

AMOUNTS = ("yuan/month", "yuan", "yuan/year")


def draft(asking: Asking, target: Target, today: date) -> None:
    """Asks, and drafts the programme with its first case."""
    where = questions.place(asking, today, optional=True)
    zh, en = asking.ask("label_zh"), asking.ask("label_en")
    taken = questions.names_of(target, today)
    id_ = asking.ask("id", default=identifier(en, taken, "new_program"), check=questions.id_(taken))
    begins = questions.since(asking, today)
    linker = target.linker(where, begins)
    subjects = tuple(linker.vocabulary.subjects)
    subject = asking.ask("for_each", default=subjects[0], choices=subjects)
    scope = linker.scope(subject if subject in subjects else subjects[0])
    source = questions.instrument(asking, target, where, begins)
    condition = conditions(asking, questions.expression(linker, scope, Boolean()))
    unit, amount = grants(asking, linker, scope)
    folder_name = questions_folder(asking, target, where)
    asking.done()
    lines = [f"program: {id_}", f"label: {label(zh, en)}", f"for_each: {subject}", f"from: {begins.isoformat()}"]
    lines += ["sources:", source.declared] if source.declared else []
    lines += [*condition, f"    source: {text(source.citation)}"]
    if amount:
        lines += [
            *amount,
            f"    type: {unit[0]}",
            f"    value:{expression(unit[1], 6)}",
            f"    source: {text(source.citation)}",
        ]
        lines.insert(-1, "    round: {to: 0.01, mode: half_up}")
    lines += next_steps(asking.lang)
    folder = target.home(where, folder_name)
    target.draft(folder, "programs", f"{id_}.yaml", "\n".join(lines) + "\n")
    found = example.case(target, [id_], where, begins, asking.lang)
    if found is not None:
        target.draft(folder, "tests", f"{id_}.yaml", found)


def conditions(asking: Asking, check: object) -> list[str]:
    """The first condition, as the lines of `conditions`."""
    zh, en = asking.ask("says_zh"), asking.ask("says_en")
    id_ = asking.ask("condition_id", default=identifier(en, (), "first_condition"), check=questions.id_(()))
    when = asking.ask("when", check=check)  # type: ignore[arg-type]
    return [
        "conditions:",
        f"  {id_}:",
        "    says:",
        f"      zh: {text(zh)}",
        f"      en: {text(en)}",
        f"    when:{expression(when, 6)}",
    ]


def grants(asking: Asking, linker: object, scope: object) -> tuple[tuple[str, str], list[str]]:
    """The unit and amount of the grant with its first lines; nothing where the programme pays nothing."""
    zh = asking.ask("grant_zh", optional=True)
    if not zh:
        return ("", ""), []
    en = asking.ask("grant_en")
    id_ = asking.ask("grant_id", default=identifier(en, (), "amount"), check=questions.id_(()))
    unit = asking.ask("grant_type", default=AMOUNTS[0], choices=AMOUNTS)
    kind = Number(unit, SCALES.get(unit, 2), 0, 0)
    amount = asking.ask("amount", check=questions.expression(linker, scope, kind))  # type: ignore[arg-type]
    return (unit, amount), ["grants:", f"  {id_}:", f"    label: {label(zh, en)}"]


def questions_folder(asking: Asking, target: Target, where: str | None) -> str:
    """What a place's folder is to be called, where it has none."""
    if where is None or target.known_name(where):
        return ""
    return asking.ask("folder", check=questions.pattern(questions.FOLDER, "folder_form"))


def next_steps(lang: str) -> list[str]:
    """What a caseworker does next, in words that serve until better ones are written."""
    del lang
    out = ["next_step:"]
    for outcome in ("eligible", "ineligible", "undetermined"):
        out += [f"  {outcome}:"] + [
            f"    {x}: {text(phrase(f'next_step.{outcome}', x, file='new'))}" for x in ("zh", "en")
        ]
    return out
