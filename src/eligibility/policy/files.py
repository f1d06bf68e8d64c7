"""Bytes of a file, or of standard input, to a text that may be parsed: within the size limit, UTF-8, without control characters."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.values.limits import MAX_FILE_BYTES

SOURCES: Final = "sources.yaml"
ROOT_FILES: Final = {SOURCES: "sources", "articles.yaml": "articles"}  # beside the folders of a jurisdiction
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read_file(path: Path, problems: Problems, *, name: str | None = None) -> Source | None:
    """A file's text, or None after the problem was noted. A file over the limit is not opened."""
    shown = name or str(path)
    try:
        size = path.stat().st_size
        if size <= MAX_FILE_BYTES:
            with path.open("rb") as file:  # a device has no size
                return read_source(shown, file.read(MAX_FILE_BYTES + 1), problems)
    except FileNotFoundError:
        problems.add("file_missing", None, path=shown)
        return None
    except IsADirectoryError:
        problems.add("file_is_folder", None, path=shown)
        return None
    except (OSError, ValueError):
        problems.add("file_unreadable", None, path=shown)
        return None
    problems.add("too_large", None, path=shown, limit=MAX_FILE_BYTES // 1_000_000)
    return None


def read_named(name: str, problems: Problems) -> Source | None:
    """The file of a name as a command is given it; `-` is standard input."""
    if name != "-":
        return read_file(Path(name), problems, name=name)
    if sys.stdin is None:
        problems.add("file_unreadable", None, path="<stdin>")
        return None
    return read_source("<stdin>", sys.stdin.buffer.read(MAX_FILE_BYTES + 1), problems)


def read_source(name: str, data: bytes, problems: Problems) -> Source | None:
    """The text of some bytes under the name to show, or None after the problem was noted."""
    if len(data) > MAX_FILE_BYTES:
        problems.add("too_large", None, path=name, limit=MAX_FILE_BYTES // 1_000_000)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.add("not_utf8", None, path=name, encoding=encoding_of(data))
        return None
    if data[:4].count(0) >= 2:
        problems.add("not_utf8", None, path=name, encoding="UTF-16")
        return None
    source = Source(name, text)
    if odd := CONTROL.search(text):
        problems.add("control_character", Span(source, odd.start(), odd.end()), code=f"U+{ord(odd[0]):04X}")
        return None
    return source


def encoding_of(data: bytes) -> str:
    """The encoding that bytes which are not UTF-8 most likely have; empty where none fits."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"
