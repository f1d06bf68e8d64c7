"""What a run found, as values, as JSON and as text for a terminal. No `repr` shows a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from json import dumps
from typing import Final

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import harmless
from eligibility.diagnostics.width import width as columns
from eligibility.dmn.reasons import Reason
from eligibility.feel.domain import Function, Value, numbers, text_of

SCHEMA: Final = "eligibility/dmn/1"


@dataclass(frozen=True, slots=True)
class Results:
    """`values` by the names of decisions, in the order of the file; `notes` say why a value, or a part of one, is null.

    `problems` are about the facts: names that the model does not have, values that are not of the declared type.
    """

    model: str
    values: dict[str, Value] = field(repr=False)
    notes: dict[str, tuple[Reason, ...]] = field(repr=False)
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    def __getitem__(self, decision: str) -> Value:
        return self.values[decision]

    def to_json(self, *, lang: str = "zh") -> str:
        """One line: the schema, the model's name, the value of each decision, and the reasons of nulls."""
        notes = {name: [note.plain(lang) for note in found] for name, found in self.notes.items()}
        return json({"schema": SCHEMA, "model": self.model, "decisions": self.values, "notes": notes})

    def to_text(self, *, lang: str = "zh", width: int = 80) -> str:
        """One line a decision; below one that is null, or holds a null, the reasons. `to_json` has those of all."""
        null = {name for name, value in self.values.items() if holds_null(value)}
        told = {name for name in self.notes if name in null or (null and name not in self.values)}
        longest = min(max((columns(name) for name in self.values), default=0), width // 2)
        lines = []
        for name in (*self.values, *(n for n in self.notes if n in told and n not in self.values)):
            value = f"{' ' * max(longest - columns(name), 0)}  {json(self.values[name])}" if name in self.values else ""
            lines.append(name + value)
            lines += [f"  {note.told(lang)}" for note in self.notes.get(name, ()) if name in told]
        return "\n".join(map(harmless, lines))


def holds_null(value: Value) -> bool:
    stack: list[Value] = [value]
    while stack:
        part = stack.pop()
        if part is None:
            return True
        if isinstance(part, list | dict):
            stack.extend(part.values() if isinstance(part, dict) else part)
    return False


def json(value: Value) -> str:
    """A value as JSON: numbers with all their digits, temporal values and ranges as FEEL writes them. A list may be of any depth, so nothing recurses."""
    out: list[str] = []
    stack: list[Iterator[str | Plain]] = [iter((Plain(value),))]
    while stack:
        part = next(stack[-1], None)
        if part is None:
            stack.pop()
        elif isinstance(part, Plain):
            stack.append(parts(part.value))
        else:
            out.append(str(part))
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that is still to be written."""

    value: Value


def parts(value: Value) -> Iterator[str | Plain]:
    """The texts and values of which a value's JSON is made."""
    if isinstance(value, dict):
        for number, (key, item) in enumerate(value.items()):
            yield f"{', ' if number else '{'}{dumps(key, ensure_ascii=False)}: "
            yield Plain(item)
        yield "}" if value else "{}"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield ", " if number else "["
            yield Plain(item)
        yield "]" if value else "[]"
    elif value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, Decimal):
        yield numbers.plain(value) if abs(value.adjusted()) < 100 else str(value)
    elif isinstance(value, Function):
        yield dumps(f"function({', '.join(value.parameters)})", ensure_ascii=False)
    else:
        yield dumps(text_of(value), ensure_ascii=False)
