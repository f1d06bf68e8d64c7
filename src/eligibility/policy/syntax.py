"""What a YAML reader's complaint most likely means to the person who wrote the file.

libyaml names the rule of the grammar that failed, often lines after the slip. The characters around the place tell more: a full-width colon after a key,
a tab, a quote that was never closed, a text with `: ` in it.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final

import yaml

from eligibility.diagnostics.source import Source, Span
from eligibility.frozen import record
from eligibility.policy.tree import Scalar
from eligibility.values.limits import MAX_YAML_DEPTH

WIDE_COLON: Final = re.compile(r"^[ \u3000]*(?:- +)*[^\s:#\"'：{\[，。；、]{1,40}(：)", re.MULTILINE)
WIDE_SPACES: Final = ("\u3000", "\u00a0")
# What people type in place of a sign of YAML, in the order in which it is looked for; the last group that took part is what is shown.
ODD_SIGNS: Final = (
    ("merge_mark", re.compile(r"^(<{7}|={7}$|>{7})", re.MULTILINE)),
    ("fullwidth_colon", WIDE_COLON),
    ("wide_space", re.compile(r"^[ ]*([\u3000\u00a0]+)|:([\u3000\u00a0]+)", re.MULTILINE)),
    ("fullwidth_bracket", re.compile(r"[:-] +([｛［])", re.MULTILINE)),
    ("list_mark", re.compile(r"^ *([·•●○▪*—–]|-(?=[\[{\"']|[^\W\d]\w*: ))", re.MULTILINE)),
    ("colon_without_space", re.compile(r"^ *(?:- +)*([^\W\d]\w*:)(?=[^\s:/])", re.MULTILINE)),
)
COMMA: Final = re.compile(r"(，)\s*[^\W\d]\w*\s*[:：]")


@record
class Slip:
    """A kind of the message catalogue with its place and words."""

    kind: str
    start: int
    end: int
    args: dict[str, str] = field(default_factory=dict)


def wide_colon(scalar: Scalar) -> Span | None:
    """The full-width `：` that a plain text most likely has in place of a key's `:`."""
    if scalar.style or scalar.source is None:
        return None
    line = scalar.source.text.rfind("\n", 0, scalar.start) + 1
    found = WIDE_COLON.search(scalar.source.text, line, scalar.end)
    return Span(scalar.source, found.start(1), found.end(1)) if found else None


def slip(source: Source, mistake: yaml.YAMLError, last: Scalar | None) -> Slip:
    """The slip behind a complaint; `last` is the scalar read before it."""
    if not isinstance(mistake, yaml.MarkedYAMLError) or mistake.problem_mark is None:
        at = getattr(mistake, "position", 0)
        return Slip("control_character", at, at + 1, {"code": f"U+{ord(source.text[at : at + 1] or '?'):04X}"})
    at = mistake.problem_mark.index
    since = mistake.context_mark.index if mistake.context_mark else at
    words = mistake.problem or ""
    return (
        odd_character(source.text, min(at, since, last.start if last and last.end > at - 2 else at), at)
        or quote(source.text, words, mistake.context or "", since, at, last)
        or by_words(source.text, words, since, at)
    )


def odd_character(text: str, since: int, at: int) -> Slip | None:
    """A sign on the lines between two places that stands there for one of YAML's."""
    start = text.rfind("\n", 0, since) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    for kind, pattern in ODD_SIGNS:
        if found := pattern.search(text, start, end):
            which = found.lastindex or 0
            return Slip(kind, found.start(which), found.end(which), {"found": found[which]})
    return None


def quote(text: str, words: str, context: str, since: int, at: int, last: Scalar | None) -> Slip | None:
    if "quoted scalar" in context:
        if "escape" in words:
            return Slip("unknown_escape", at, at + 2, {"escape": text[at : at + 2]})
        return Slip("open_quote", since, since + 1)
    if last is not None and last.style in ("'", '"') and not text[last.end : at].strip():
        if "\n" in text[last.start : last.end]:
            return Slip("open_quote", last.start, last.start + 1)
        return Slip("text_after_quote", at, at + 1)
    return None


def by_words(text: str, words: str, since: int, at: int) -> Slip:
    line = text.rfind("\n", 0, at) + 1
    here = text[at : at + 1]
    if "tab" in words.split() or here == "\t" or "\t" in text[line:at]:
        tab = text.find("\t", line)
        return Slip("tab", tab, tab + 1)
    if "cannot start any token" in words:
        return Slip("odd_start", at, at + 1, {"char": here})
    if "nesting depth" in words:
        return Slip("too_deep", at, at + 1, {"limit": str(MAX_YAML_DEPTH)})
    if "mapping values are not allowed" in words or "unexpected ':'" in words:
        again = ": " in text[line:at]
        return Slip("colon_in_text" if again else "wrong_indent", at if again else first_of(text, line), at + 1)
    if "could not find expected ':'" in words:
        return Slip("missing_colon", since, end_of_line(text, since))
    if "expected ',' or" in words and (comma := COMMA.search(text, since, end_of_line(text, at))):
        return Slip("fullwidth_comma", comma.start(1), comma.end(1))
    if "expected ',' or" in words:
        return Slip("open_bracket", since, since + 1, {"char": text[since : since + 1]})
    if "alphabetic or numeric" in words or "directive" in words:
        return Slip("odd_start", since, since + 1, {"char": text[since : since + 1]})
    if "block sequence entries" in words:
        return Slip("list_beside_key", at, at + 1)
    if any(expected in words for expected in ("expected key", "'-' indicator", "block end", "document start")):
        return Slip("wrong_indent", at, max(at + 1, end_of_line(text, at)))
    return Slip("yaml_syntax", at, at + 1)


def first_of(text: str, line: int) -> int:
    """The first character of a line that is not a space."""
    while text[line : line + 1] == " ":
        line += 1
    return line


def end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
