"""FEEL (OMG DMN 1.5): the language of policy files, and the whole standard.

    >>> from eligibility import feel
    >>> feel.evaluate("sum(for p in prices return p * 1.1)", {"prices": [10, 20]})
    Decimal('33.0')

In reading order: `ast` (the tree), `mistake` (what is raised), `names` (the words of both alphabets), `lexer`, `diagnose` (what is wrong at a token),
`pratt`, `parser` (the policy profile), `standard_lexer`, `standard` (the standard's), `beyond` (good FEEL that is no policy), `unparse`; `domain`
(values), `builtins` (functions), `evaluation` (meaning).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from eligibility.feel.ast import Node
    from eligibility.feel.evaluation.interpreter import Note

__all__ = ["evaluate", "parse"]


def parse(text: str, names: Iterable[str] = ()) -> Node:
    """The tree of an expression of standard FEEL. `names` are those known around it: they may hold spaces and signs (`Monthly Salary`, `a-b`).

    Raises `FeelError` (an `EligibilityError`), whose `problems` say what is wrong where, and how to mend it.
    """
    from eligibility.feel.errors import refused
    from eligibility.feel.mistake import Mistake
    from eligibility.feel.standard import parse_feel

    try:
        return parse_feel(text, names)
    except Mistake as mistake:
        raise refused(text, mistake) from None


def evaluate(
    text: str,
    context: Mapping[str, Any] | None = None,
    *,
    notes: list[Note] | None = None,
    types: Mapping[str, str] | None = None,
    as_type: str | None = None,
    clock: Callable[[], datetime] | None = None,
    chance: Callable[[], float] | None = None,
) -> Any:
    """The value of an expression of standard FEEL (DMN 1.5, chapter 10).

    `context` gives the names their values, as Python has them: numbers (a float by its shortest text), `str`, `bool`, `None`, `datetime` values, lists
    and dicts. The value comes back as `Decimal` (34 digits), `str`, `bool`, `None`, `list`, `dict`, one of the temporal values and ranges of
    `feel.domain` (their `str` is the FEEL text, `to_python` gives `datetime` values), or a function.

    Where the standard says null, the value is None, and each reason is added to `notes` (`note.text("en")`, `note.start`, `note.end`). `types` names
    item definitions for `instance of` (`{"tAge": "number"}`); `as_type` converts the result as a declared type does. `clock` and `chance` are what `now()`,
    `today()` and `random number()` ask; by default the system's.

    Raises `FeelError` for a text that is no FEEL, and for one that needs more steps or depth than the limits allow.
    """
    from eligibility.feel.evaluation.evaluate import run

    return run(text, context, notes=notes, types=types, as_type=as_type, clock=clock, chance=chance)


def __getattr__(name: str) -> Any:
    """`FeelError` and `Note`, read when asked for: a command that explains a household needs neither."""
    if name == "FeelError":
        from eligibility.feel.errors import FeelError

        return FeelError
    if name == "Note":
        from eligibility.feel.evaluation.interpreter import Note

        return Note
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
