"""A text to its canonical layout: mended, laid out, and shown to say what it said. Nothing comes out of a text for which that fails."""

from __future__ import annotations

from collections import Counter

from eligibility.authoring.format.layout import Branch, Node, comments
from eligibility.authoring.format.mends import Mend, Mending
from eligibility.authoring.format.reading import read
from eligibility.authoring.format.same import same
from eligibility.authoring.format.writing import write
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.frozen import record
from eligibility.policy.yaml import load


@record
class Tidied:
    """A text in its canonical layout, with what was mended on the way."""

    text: str
    mends: tuple[Mend, ...]


def tidy(source: Source, problems: Problems) -> Tidied | None:
    """The canonical layout of a text; None after the problems that stand in its way were noted."""
    found = sound(source, problems)
    if found is None:
        return None
    mended, root = found
    text = write(root)
    return Tidied(text, tuple(mended.mends)) if faithful(source, mended.text, text, problems) else None


def sound(source: Source, problems: Problems) -> tuple[Mending, Node] | None:
    """A text as mended, with its tree."""
    text = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = Source(source.name, text if text.endswith("\n") else f"{text}\n")
    work = Mending(plain)
    if not work.run(problems):
        return None
    root = read(work.text)
    if not isinstance(root, Branch):
        problems.add("fmt_no_keys", Span(plain, 0, 0))
        return None
    return work, root


def faithful(source: Source, before: str, after: str, problems: Problems) -> bool:
    """Whether two texts have the same keys, texts and comments; a problem where they have not."""
    one, other = (load(Source(source.name, text), Problems()) for text in (before, after))
    ok = one is not None and other is not None and same(one, other) and noted(before) == noted(after)
    if not ok:
        problems.add("fmt_would_change", Span(source, 0, 0))
    return ok


def noted(text: str) -> Counter[str]:
    """The comments of a text."""
    root = read(text)
    return Counter(c.text for c in comments(root)) if root is not None else Counter()
