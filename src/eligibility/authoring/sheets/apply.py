"""From changes to files: every file edited in memory, the law that comes of it checked everywhere, and only then all of them written, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from eligibility.authoring.sheets.changes import Comparison
from eligibility.authoring.sheets.edits import Editing, after, new_file, says
from eligibility.authoring.sheets.held import Book, Held
from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.frozen import record
from eligibility.law.daily import check_everywhere
from eligibility.policy.edits import Unchangeable
from eligibility.policy.folder import PackFolder, open_pack, read_all


@record
class Edited:
    """A file with its text before (None: there was no such file) and after."""

    held: Held
    before: bytes | None
    after: bytes


def edited(comparison: Comparison, problems: Problems) -> list[Edited]:
    """The files that change."""
    out = []
    for name, changes in comparison.of_file().items():
        held = changes[0].held
        wanted = after(held, changes)
        if held.exists:
            before: bytes | None = held.pack.files[name]
            try:
                text = Editing(held, held.pack.files[name]).apply(changes)
            except Unchangeable:
                text = b""
        else:
            before, text = None, new_file(held, wanted)
        if not text or not says(held, text, wanted):
            problems.add("file_not_editable", None, path=name)
            continue
        out.append(Edited(held, before, text))
    return out


def check(book: Book, files: Sequence[Edited], problems: Problems) -> None:
    """Notes every mistake in the law that the files would make."""
    packs = [changed(pack, [f for f in files if f.held.pack is pack]) for pack in book.packs]
    found = Problems()
    read = read_all(packs, found)
    if not found.errors:
        check_everywhere(read, found, {f.held.place for f in files})
    problems.extend(found.errors)


def changed(pack: PackFolder, files: Sequence[Edited]) -> PackFolder:
    """A pack as it would be with some files changed."""
    out = open_pack(pack.root, Problems())
    for file in files:
        folder = next(f for f in out.folders if f.place == file.held.place)
        out.put(folder, "parameters", file.held.path, file.after)
    return out


# ---- writing


def write_all(files: Sequence[Edited]) -> None:
    """All files, or none: each is made beside its place first, then put there. Raises EligibilityError where one cannot be written, or was changed since."""
    stale = [f.held.path for f in files if content(f.held.path) != f.before]
    if stale:
        raise EligibilityError(tuple(Problem("changed_meanwhile", None, {"path": str(p)}) for p in stale))
    made: dict[Path, Path] = {}
    done: dict[Path, bytes | None] = {}
    at = Path()
    try:
        for file in files:
            at = file.held.path
            made[at] = beside(at, file.after)
        for file in files:
            at = file.held.path
            os.replace(made[at], at)
            done[at] = file.before
    except OSError:
        undo(done)
        raise EligibilityError((Problem("file_not_written", None, {"path": str(at)}),)) from None
    finally:
        for path in made.values():
            path.unlink(missing_ok=True)


def undo(done: Mapping[Path, bytes | None]) -> None:
    """Puts back what was written before something failed."""
    for path, before in done.items():
        with contextlib.suppress(OSError):
            if before is None:
                path.unlink()
            else:
                os.replace(beside(path, before), path)


def content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        raise EligibilityError((Problem("file_unreadable", None, {"path": str(path)}),)) from None


def beside(path: Path, data: bytes) -> Path:
    """A new file with some content in the folder of another, with its permissions."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    made = Path(name)
    if path.exists():
        shutil.copymode(path, made)
    else:
        made.chmod(0o666 & ~mask())
    return made


def mask() -> int:
    """The permissions that new files do not get."""
    found = os.umask(0)
    os.umask(found)
    return found


def write_one(path: Path, data: bytes) -> None:
    """One file, whole or not at all. Raises EligibilityError where it cannot be written."""
    try:
        if not path.parent.is_dir():
            raise FileNotFoundError(path.parent)
        made = beside(path, data)
        try:
            os.replace(made, path)
        finally:
            made.unlink(missing_ok=True)
    except OSError:
        raise EligibilityError((Problem("file_not_written", None, {"path": str(path)}),)) from None
