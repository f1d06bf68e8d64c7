"""Which kinds of mistakes a golden file shows, and why the others have none."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from eligibility.messages.catalogue import kinds

HERE = Path(__file__).parent
SHOWN = re.compile(r"\[(E\d+)\]$", re.MULTILINE)

# What no policy or household file can show by itself, and where it is tested instead: a test holds that its kind or code is named in a test.
WITHOUT: Final = {
    "file_unreadable": "depends on permissions, which the owner of a test machine may not lack",
    "too_large": "would need a file of some megabytes",
    "too_many_values": "would need a file of 200,000 values",
    "wrong_value": "files are read by type before the law is put together; this guards the law against records made otherwise",
    "not_plain_data": "of objects that a program passes in",
    "law_changed": "of a law that a program pickled",
    "not_a_household": "of objects that a program passes in",
    "other_law": "of a household and a law that a program holds",
    "unknown_place": "of a place that a program asks for",
    "rename_needs_files": "of an editor that cannot rename files",
    "fmt_other_law": "would need a mistake of the program; `fmt` refuses rather than write another law",
    "fmt_not_written": "depends on permissions, which the owner of a test machine may not lack",
    "output_failed": "of a disk or pipe that takes nothing",
    "evaluation_too_deep": "of standard FEEL, which policies do not use",
    "too_many_evaluation_steps": "of standard FEEL, which policies do not use",
}
ELSEWHERE: Final = {
    "E51": "of the command `test` and its options",
    "E6": "of DMN models",
    "E7": "of spreadsheets, new files and the editor",
    "E80": "of `fmt`",
}

# Kinds whose example is no text in a golden file that could be mended alone: the name or place of a file, an argument, a line of thousands of characters.
UNTOLD: Final = frozenset({
    "not_utf8", "control_character", "empty_document", "unknown_folder", "unknown_file", "place_outside", "too_many_aliases", "too_deep",
    "expression_too_long", "expression_too_deep", "before_first_value", "list_too_long", "text_too_long", "file_name", "extends_nothing",
    "unknown_parameter",
})  # fmt: skip


@cache
def shown() -> dict[str, tuple[Path, ...]]:
    """The golden cases of each kind."""
    known, out = kinds(), dict[str, list[Path]]()
    for file in sorted(HERE.glob("*/*/expected.zh.txt")):
        for code in dict.fromkeys(SHOWN.findall(file.read_text(encoding="utf-8"))):
            out.setdefault(known.get(code, code), []).append(file.parent)
    return {kind: tuple(cases) for kind, cases in out.items()}


def goldens_of(kind: str) -> tuple[Path, ...]:
    return shown().get(kind, ())


GOLDEN: Final = frozenset(shown())
IN_FILES: Final = frozenset(k for k, cases in shown().items() if any(c.parent.name != "command" for c in cases))


def elsewhere(code: str) -> str:
    """Why kinds of this code are shown elsewhere; empty where they are not."""
    return next((why for start, why in ELSEWHERE.items() if code.startswith(start)), "")
