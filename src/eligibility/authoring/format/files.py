"""The files that are meant, and one of them replaced at a stroke."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from eligibility.diagnostics.problem import Problems
from eligibility.policy.folder import ENDINGS


def files_of(paths: Iterable[str], problems: Problems) -> list[Path]:
    """The files named, and those within the folders named, each once. What is not there is a problem."""
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found.update(dict.fromkeys(within(path)))
        elif path.exists():
            found[path] = None
        else:
            problems.add("file_missing", None, path=name)
    return list(found)


def within(folder: Path) -> Iterator[Path]:
    """The policy files of a folder; hidden ones are nobody's business."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix in ENDINGS and path.is_file() and not hidden:
            yield path


def replace(path: Path, text: str) -> None:
    """Puts a text in place of a file's: whole or not at all, with the rights that the file had. Raises OSError."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        os.chmod(name, target.stat().st_mode & 0o7777)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def difference(path: str, before: str, after: str) -> str:
    """A unified difference."""
    one, other = before.splitlines(), after.splitlines()
    return "\n".join(unified_diff(one, other, path, path, lineterm="", n=2))
