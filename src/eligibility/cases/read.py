"""Case files to cases (grammar: docs/language/policy-files.md). A table of values makes one case a row; mistakes are collected, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from eligibility.cases.case import ORIGINS, OUTCOMES, Case, Expected, Interval
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.diagnostics.suggest import nearest
from eligibility.facts.document import Document
from eligibility.frozen import record
from eligibility.policy.yaml import Mapping, Node, Scalar, Sequence, load

FILE_KEYS = ("families", "program", "on", "place", "cases")
CASE_KEYS = ("name", "origin", "cites", "given", "with", "subject", "on", "place", "program", "expect", "vary", "table")
OUTCOME_KEYS = ("outcome", "because", "needed")
STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]+)\])?")
ABSENT = "absent"


@record
class Frame:
    """What the cases of a file share."""

    families: dict[str, Mapping]
    program: Scalar | None
    on: Scalar | None
    place: str


class CaseReader:
    """One file. `place` is that of the folder; the nation's cases name their own."""

    def __init__(self, source: Source, place: str | None, problems: Problems) -> None:
        self._source, self._place, self._problems = source, place, problems

    def cases(self) -> list[Case]:
        root = load(self._source, self._problems)
        if root is None:
            return []
        if not isinstance(root, Mapping):
            self._problems.add("keys_expected_here", root.span)
            return []
        self._known_keys(root, FILE_KEYS)
        families = root.get("families")
        found = (
            {k.text: v for k, v in families.items if isinstance(v, Mapping)} if isinstance(families, Mapping) else {}
        )
        place = scalar(root.get("place"))
        frame = Frame(
            found, scalar(root.get("program")), scalar(root.get("on")), place.text if place else self._place or ""
        )
        cases = root.get("cases")
        nodes = cases.items if isinstance(cases, Sequence) else ()
        return [c for node in nodes if isinstance(node, Mapping) for c in self._case(node, frame)]

    def _known_keys(self, node: Mapping, keys: tuple[str, ...]) -> None:
        for key, _ in node.items:
            if key.text not in keys:
                self._problems.add("unknown_key", key.span, key=key.text, nearest=nearest(key.text, keys) or "")

    def _case(self, node: Mapping, frame: Frame) -> Iterator[Case]:
        self._known_keys(node, CASE_KEYS)
        name, origin = scalar(node.get("name")), scalar(node.get("origin"))
        if origin is None or origin.text not in ORIGINS:
            at = origin.span if origin else node.span
            self._problems.add("case_origin", at, choices=", ".join(ORIGINS))
        program = scalar(node.get("program")) or frame.program
        on = self._day(scalar(node.get("on")) or frame.on, node)
        document = self._document(node, frame)
        if program is None or on is None or document is None:
            if program is None:
                self._problems.add("missing_key", node.span, key="program", label="program", label_en="program")
            return
        place = scalar(node.get("place"))
        cites, subject = scalar(node.get("cites")), scalar(node.get("subject"))
        expect = node.get("expect")
        assert node.span is not None
        case = Case(
            name.text if name else "",
            origin.text if origin else "",
            cites.text if cites else "",
            program.text,
            subject.text if subject else "household",
            on,
            place.text if place else frame.place,
            Document(document),
            self._expected(expect),
            node.span,
            varied_by(node.get("with")),
            expect if isinstance(expect, Mapping) else None,
        )
        rows = node.get("table")
        if isinstance(rows, Sequence):
            yield from self._rows(case, document, scalar(node.get("vary")), rows)
        else:
            yield case

    def _rows(self, case: Case, document: Mapping, vary: Scalar | None, rows: Sequence) -> Iterator[Case]:
        if vary is None:
            self._problems.add("missing_key", case.span, key="vary", label="vary", label_en="vary")
            return
        for position, row in enumerate(rows.items, 1):
            value = row.get("value") if isinstance(row, Mapping) else None
            if not isinstance(row, Mapping) or value is None or row.span is None:
                self._problems.add("missing_key", row.span, key="value", label="value", label_en="value")
                continue
            shown = value.text if isinstance(value, Scalar) else f"…{position}"
            changed = replace(
                case,
                name=f"{case.name}（{shown}）",
                expected=self._expected(row),
                span=row.span,
                varied=(*case.varied, (vary.text, shown)),
                stated=row,
            )
            if vary.text == "on":
                day = self._day(scalar(value), row)
                if day is not None:
                    yield replace(changed, on=day)
            else:
                moved = self._with(document, vary, value)
                if moved is not None:
                    yield replace(changed, document=Document(moved))

    def _day(self, word: Scalar | None, node: Mapping) -> date | None:
        if word is None:
            self._problems.add("missing_key", node.span, key="on", label="on", label_en="on")
            return None
        try:
            return date.fromisoformat(word.text)
        except ValueError:
            self._problems.add("bad_temporal", word.span, text=word.text)
            return None

    def _document(self, node: Mapping, frame: Frame) -> Mapping | None:
        given = node.get("given")
        document = frame.families.get(given.text) if isinstance(given, Scalar) else given
        if not isinstance(document, Mapping):
            word = given.text if isinstance(given, Scalar) else ""
            close = nearest(word, frame.families) or ""
            self._problems.add("unknown_family", (given or node).span, name=word, nearest=close)
            return None
        changes = node.get("with")
        for path, value in changes.items if isinstance(changes, Mapping) else ():
            changed = self._with(document, path, value)
            if changed is None:
                return None
            document = changed
        return document

    def _with(self, document: Mapping, path: Scalar, value: Node) -> Mapping | None:
        """The document with the value at a path (`members[a].monthly_wage`) replaced, added, or taken away."""
        steps = [(m[1], m[2]) for m in STEP.finditer(path.text)]
        changed = changed_at(document, steps, value)
        if not isinstance(changed, Mapping):
            self._problems.add("unknown_path", path.span, path=path.text)
            return None
        return changed

    def _expected(self, node: Node | None) -> Expected:
        if not isinstance(node, Mapping):
            if node is not None:  # `expect: eligible` would expect nothing
                self._problems.add("keys_expected_here", node.span)
            return Expected(None, (), None, None)
        outcome, because = scalar(node.get("outcome")), scalar(node.get("because"))
        if outcome is not None and outcome.text not in OUTCOMES:
            self._problems.add("enum_value", outcome.span, value=outcome.text, choices=", ".join(OUTCOMES))
        needed = node.get("needed")
        paths = tuple(i.text for i in needed.items if isinstance(i, Scalar)) if isinstance(needed, Sequence) else None
        amounts = [
            (key.text, amount_of(value))
            for key, value in node.items
            if key.text not in (*OUTCOME_KEYS, "value", "name")
        ]
        return Expected(outcome.text if outcome else None, tuple(amounts), because.text if because else None, paths)


def scalar(node: Node | None) -> Scalar | None:
    return node if isinstance(node, Scalar) else None


def varied_by(node: Node | None) -> tuple[tuple[str, str], ...]:
    """The paths that a case changes, with what it writes there."""
    items = node.items if isinstance(node, Mapping) else ()
    return tuple((path.text, value.text if isinstance(value, Scalar) else "…") for path, value in items)


def amount_of(node: Node) -> str | Interval:
    if isinstance(node, Scalar):
        return node.text
    low, high = (scalar(node.get(k)) if isinstance(node, Mapping) else None for k in ("from", "to"))
    return Interval(low.text if low else "", high.text if high else "")


def changed_at(node: Node, steps: list[tuple[str, str | None]], value: Node) -> Node | None:
    """A copy of the node in which what the steps lead to is the value; None where they lead nowhere."""
    if not steps or not isinstance(node, Mapping):
        return None
    (name, item), rest = steps[0], steps[1:]
    found = node.get(name)
    if item is not None:
        inner = changed_item(found, item, rest, value)
    elif rest:
        inner = changed_at(found if found is not None else Mapping((), node.source), rest, value)
    elif isinstance(value, Scalar) and value.text == ABSENT and not value.quoted:
        return replace(node, items=tuple((k, v) for k, v in node.items if k.text != name))
    else:
        inner = value
    if inner is None:
        return None
    if found is None:
        return replace(node, items=(*node.items, (Scalar(name, source=node.source), inner)))
    return replace(node, items=tuple((k, inner if k.text == name else v) for k, v in node.items))


def changed_item(found: Node | None, item: str, rest: list[tuple[str, str | None]], value: Node) -> Node | None:
    """A list with the item of that id, or at that position, changed."""
    if not isinstance(found, Sequence) or not rest:
        return None
    for position, node in enumerate(found.items):
        named = scalar(node.get("id")) if isinstance(node, Mapping) else None
        if (named.text if named else str(position)) == item:
            inner = changed_at(node, rest, value)
            if inner is None:
                return None
            return replace(found, items=(*found.items[:position], inner, *found.items[position + 1 :]))
    return None
