"""Generated source as functions. The source is put into `linecache`, so that a traceback through it shows its lines."""

from __future__ import annotations

import hashlib
import linecache
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

from eligibility.decide.emit.module import Module
from eligibility.decide.runtime import NAMESPACE
from eligibility.frozen import record
from eligibility.ir.program import LinkedLaw

ProgramFunction = Callable[[Any, Any, Any], tuple[bool, bool, tuple[int | None, ...]]]


@record
class Compiled:
    """The functions of the programmes, in the law's order, and the unknown parameters in the order they expect."""

    programs: dict[str, ProgramFunction]
    kept: dict[str, int]  # where in a row the value of a definition is, by its key
    unknown: tuple[tuple[str, str], ...]
    module: Module
    code: CodeType

    def fresh(self, people: int, parameters: Sequence[Any] | None = None) -> list[Any]:
        """What a decision about so many people starts from: nothing computed, of these and of one more who may be supposed, and the unknown parameters, which
        may be supposed to have values."""
        nothing = [None] * len(self.kept)
        return [
            *[nothing[:] for _ in range(people + 1)],
            [None] * len(self.unknown) if parameters is None else parameters,
        ]


def compile_law(law: LinkedLaw) -> Compiled:
    from eligibility.decide.emit.law import emit_law  # not needed where the code was kept

    module = emit_law(law)
    digest = hashlib.sha256(module.source.encode()).hexdigest()[:12]
    return runnable(module, compile(module.source, f"<eligibility law {law.place} {law.on} {digest}>", "exec"))


def runnable(module: Module, code: CodeType) -> Compiled:
    """The functions of a module that was compiled, now or earlier."""
    name = code.co_filename
    linecache.cache[name] = (len(module.source), None, module.source.splitlines(keepends=True), name)
    namespace: dict[str, Any] = dict(NAMESPACE)
    exec(code, namespace)
    functions = {program: namespace[function] for program, function in module.programs.items()}
    return Compiled(functions, module.kept, tuple(module.unknown), module, code)
