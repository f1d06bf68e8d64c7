"""`eligibility check --explain CODE`: a kind of mistake at length, by its code (`E214`) or its kind (`unit_mismatch`)."""

from __future__ import annotations

import re
import textwrap

from eligibility.cli.output import write
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.suggest import nearest
from eligibility.messages.catalogue import Explained, explained, kinds, phrase


def explain(asked: str, lang: str) -> int:
    write(page(explained(kind_of(asked), lang), lang))
    return 0


def kind_of(asked: str) -> str:
    """The kind that is asked for: `E214`, `e214`, `[E214]`, `214` or `unit_mismatch`. Raises EligibilityError where there is none."""
    known = kinds()
    word = asked.strip().strip("[]")
    code = f"E{word.upper().removeprefix('E'):0>3}"
    if code in known:
        return known[code]
    if word in known.values():
        return word
    close = nearest(code, known) if re.fullmatch(r"E\w{1,4}", code) else nearest(word, known.values())
    shown = f"{close} ({known.get(close, '')})" if close in known else close or ""
    raise EligibilityError((Problem("unknown_code", None, {"name": asked, "nearest": shown}),))


def page(told: Explained, lang: str) -> str:
    lines = [f"{told.code} {told.kind}", told.text, "", told.means, told.why]
    for part, example in (("wrong", told.wrong), ("right", told.right)):
        if example:
            lines += ["", phrase(f"explained.{part}", lang, file="cli"), textwrap.indent(example, "  ")]
    return "\n".join(lines)
