"""What an import would change, for people to read before anything is written: by file, a line a value, what is removed as plainly as what is added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eligibility.authoring.sheets.changes import Change, Comparison
from eligibility.authoring.sheets.export import scope_of, unit_word, value_of, word
from eligibility.authoring.sheets.grid import Raw, shown
from eligibility.authoring.sheets.held import Book, Stated
from eligibility.law.places import label
from eligibility.messages.catalogue import phrase

SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def preview(book: Book, comparison: Comparison, lang: str, today: date) -> str:
    """The changes, then how many there are of each kind."""
    lines: list[str] = []
    for name, changes in comparison.of_file().items():
        held = changes[0].held
        place = label(held.place, today, lang) if held.place else say("nation", lang)
        title = held.declaration.label.of(lang) if held.declaration.label else held.id
        new = "" if held.exists else say("new_file", lang)
        lines += [f"{name}{new}  {place}  {title}", *(line(book, c, lang) for c in changes)]
    kinds = [c.kind for c in comparison.changes]
    counts = {kind: kinds.count(kind) for kind in SIGNS}
    lines.append(say("counts", lang, **counts, same=comparison.same))
    if comparison.absent:
        lines.append(say("absent", lang, count=comparison.absent))
    return "\n".join(lines)


def line(book: Book, change: Change, lang: str) -> str:
    stated = change.after if change.before is None else change.before.stated
    assert stated is not None
    where = f"  [{change.row.at('value').span.place()}]" if change.row else ""
    subject = f"{period(stated, lang)}{scope(book, change, stated, lang)}{say('colon', lang)}"
    if change.kind == "changed":
        assert change.after is not None
        said = say("stop", lang).join(differences(book, change, stated, change.after, lang))
        return f"  ~ {subject}{said}{where}"
    value = amount(change, stated, lang)
    rest = [said for field in ("source", "reading", "note") if (said := detail(field, stated, lang))]
    extra = f"  {say('stop', lang).join(rest)}" if rest else ""
    return f"  {SIGNS[change.kind]} {subject}{value}{extra}{where}"


def differences(book: Book, change: Change, before: Stated, after: Stated, lang: str) -> Iterator[str]:
    for field in change.fields:
        old, new = (said(book, change, stated, field, lang) for stated in (before, after))
        yield say("differs", lang, field=say(f"fields.{field}", lang), old=old, new=new)


def said(book: Book, change: Change, stated: Stated, field: str, lang: str) -> str:
    match field:
        case "value":
            return amount(change, stated, lang)
        case "scope":
            return scope_of(book, change.held, stated, lang)
        case "grade":
            return word("grade", stated.grade, lang) or say("of_source", lang)
        case _:
            return detail(field, stated, lang) or say("nothing", lang)


def detail(field: str, stated: Stated, lang: str) -> str:
    found = getattr(stated, field)
    if isinstance(found, tuple):
        return ("；" if lang == "zh" else "; ").join(found)
    return found.isoformat() if isinstance(found, date) else str(found or "")


def amount(change: Change, stated: Stated, lang: str) -> str:
    type_ = change.held.declaration.type
    content = value_of(stated.value, type_, lang)
    text = shown(content.value, percent=content.percent) if isinstance(content, Raw) else shown(content)
    return f"{text} {unit_word(type_, lang)}".strip()


def period(stated: Stated, lang: str) -> str:
    since = stated.since.isoformat() if stated.since else say("always", lang)
    until = stated.until.isoformat() if stated.until else ""
    return say("period", lang, since=since, until=until) if until else say("since", lang, since=since)


def scope(book: Book, change: Change, stated: Stated, lang: str) -> str:
    found = scope_of(book, change.held, stated, lang)
    return f"  {found}" if found else ""


def say(key: str, lang: str, **args: object) -> str:
    return phrase(f"sheets.{key}", lang, file="cli", **args)
