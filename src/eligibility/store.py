"""Linked laws kept on disk from one command to the next, as Python keeps byte code.

Most of what a short command does is to read and link the law. What comes of it is found again under a name that digests all it was made of: the policy
files, place and day, the engine's own files, and Python itself. A law that is not found, or not as it was written, is linked anew; where nothing can be
written, nothing is kept. Of households nothing is ever kept.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Final

from eligibility.decide.compile import runnable
from eligibility.decide.run import Deciding

MOST: Final = 64  # laws; those that were used last
VARIABLE: Final = "ELIGIBILITY_CACHE"
OFF: Final = ("", "0", "off")


class Store:
    """A folder of linked laws."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, name: str) -> Deciding | None:
        """The law that was kept under a name. What somebody else wrote is not read."""
        path = self._path(name)
        try:
            with path.open("rb") as file:
                if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                    return None
                data = file.read()
            os.utime(path)  # it was used
        except OSError:
            return None
        if sha256(data[32:]).digest() != data[:32]:
            return None
        law, module, code = pickle.loads(data[32:])
        deciding = Deciding(law)
        deciding.compiled = runnable(module, marshal.loads(code))
        return deciding

    def keep(self, name: str, deciding: Deciding) -> None:
        """Written whole or not at all; what was not used for longest goes."""
        compiled = deciding.compiled
        data = pickle.dumps((deciding.law, compiled.module, marshal.dumps(compiled.code)), pickle.HIGHEST_PROTOCOL)
        path = self._path(name)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.write_bytes(sha256(data).digest() + data)
            partial.replace(path)
            for old in sorted(self.folder.glob("*.law"), key=lambda p: -p.stat().st_mtime)[MOST:]:
                old.unlink(missing_ok=True)
        except OSError:
            with suppress(OSError):
                partial.unlink()

    @cached_property
    def _engine(self) -> str:
        return engine()

    def _path(self, name: str) -> Path:
        return self.folder / f"{sha256(f'{self._engine} {name}'.encode()).hexdigest()}.law"


def usual_store() -> Store | None:
    """Where the variable says, else in the user's folder for what may be lost; None where it is switched off or there is no such folder."""
    said = os.environ.get(VARIABLE)
    if said is not None:
        return None if said.lower() in OFF else Store(Path(said))
    try:
        return Store(user_folder() / "eligibility")
    except (RuntimeError, KeyError):  # nobody's home
        return None


def user_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    said = os.environ.get("XDG_CACHE_HOME", "")
    return Path(said) if said.startswith("/") else Path.home() / ".cache"


def engine() -> str:
    """Names this engine: Python, and the files it consists of with their sizes and times."""
    listed = "".join(f"{name} {size} {time}\n" for name, size, time in sorted(files(Path(__file__).parent)))
    return sha256(MAGIC_NUMBER + f"{sys.version}\n{listed}".encode()).hexdigest()


def files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.name.startswith(("__pycache__", "_policies")):
            continue
        if entry.is_dir():
            yield from files(Path(entry.path))
        else:
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns
