"""The canonical layout of policy files, and the whole of one in the other alphabet.

A text is mended where its structure is full-width (`mends`), read to a tree that keeps comments and blank lines (`layout`, `reading`, `comments`), written
from that tree (`scalars`, `writing`) and compared with what it said before (`same`): a text that would say anything else is never written. `tidy` joins
these. For the other alphabet the scalars of the tree are changed between reading and writing (`names/`). `files` finds the files and replaces them.
"""

from __future__ import annotations


def format_text(text: str) -> str:
    """The text in its canonical layout; unchanged where it cannot be read."""
    from eligibility.authoring.format.tidy import tidy
    from eligibility.diagnostics.problem import Problems
    from eligibility.diagnostics.source import Source

    found = tidy(Source("", text), Problems())
    return text if found is None else found.text
