"""`eligibility lsp`: the language server, over standard input and output."""

from __future__ import annotations

import argparse
from pathlib import Path

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem
from eligibility.editor.settings import Settings


def command(args: argparse.Namespace) -> int:
    try:
        from eligibility.editor.features import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise EligibilityError((Problem("missing_extra", None, {"extra": "lsp", "package": "pygls"}),)) from None
    serve(Settings(lang=args.lang, policies=tuple(map(Path, args.policies)), only=args.only))
    return 0
