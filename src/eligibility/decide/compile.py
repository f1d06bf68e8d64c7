"""Generated source as functions. The source is put into `linecache`, so that a traceback through it shows its lines."""

from __future__ import annotations

import hashlib
import linecache
from collections.abc import Callable, Sequence
from typing import Any

from eligibility.decide.emit.law import emit_law
from eligibility.decide.runtime import NAMESPACE
from eligibility.frozen import record
from eligibility.ir.program import LinkedLaw

ProgramFunction = Callable[[Any, Any, Any], tuple[bool, bool, tuple[int | None, ...]]]


@record
class Compiled:
    """The functions of the programmes, in the law's order, and the unknown parameters in the order they expect."""

    programs: dict[str, ProgramFunction]
    numbers: dict[str, int]  # of the definitions, by their keys
    unknown: tuple[tuple[str, str], ...]
    source: str
    nothing: dict[int, None]  # where the unknown parameters stand

    def kept_as(self, key: str, number: int) -> int:
        """Where a decision keeps the value of a definition for the instance of its subject that has this number."""
        return number * len(self.numbers) + self.numbers[key]

    def fresh(self, parameters: Sequence[Any] | None = None) -> dict[int, Any]:
        """What a decision starts from: nothing computed, and the unknown parameters, which may be supposed to have values."""
        return dict(self.nothing) if parameters is None else dict(zip(self.nothing, parameters, strict=True))


def compile_law(law: LinkedLaw) -> Compiled:
    module = emit_law(law)
    digest = hashlib.sha256(module.source.encode()).hexdigest()[:12]
    name = f"<eligibility law {law.place} {law.on} {digest}>"
    linecache.cache[name] = (len(module.source), None, module.source.splitlines(keepends=True), name)
    namespace: dict[str, Any] = dict(NAMESPACE)
    exec(compile(module.source, name, "exec"), namespace)
    functions = {program: namespace[function] for program, function in module.programs.items()}
    unknown = tuple(module.unknown)
    nothing = dict.fromkeys(range(-1, -1 - len(unknown), -1))
    return Compiled(functions, module.numbers, unknown, module.source, nothing)
