"""The peers, installed by the ordinary clients into a cache folder outside the repository; what is there already is used again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

PEERS = Path(__file__).with_name("peers")


class Missing(Exception):
    """Why a peer cannot be measured here."""


def python(cache: Path) -> list[str]:
    """An interpreter of a virtual environment of the peers' own: they may pin what we do not."""
    wanted = PEERS / "requirements.txt"
    home = cache / f"python-{digest(wanted)}"
    found = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    once(
        home,
        lambda: (venv.create(home, with_pip=True), call([str(found), "-m", "pip", "install", "-q", "-r", str(wanted)])),
    )
    return [str(found)]


def node(cache: Path) -> Path:
    """A folder with the packages of package.json."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Missing("node and npm are not on the path")
    home = cache / f"node-{digest(PEERS / 'package.json')}"
    once(
        home,
        lambda: (
            shutil.copy(PEERS / "package.json", home),
            call([shutil.which("npm") or "npm", "install", "--silent"], home),
        ),
    )
    return home


def once(home: Path, install: Callable[[], object]) -> None:
    """Install unless a run before this one came to its end."""
    done = home / "installed"
    if done.exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    install()
    done.touch()


def digest(wanted: Path) -> str:
    """Another list of packages, or another Python, is another folder."""
    return hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()[:12]


def call(command: list[str], folder: Path | None = None) -> None:
    print(f"installing: {Path(command[0]).name} {' '.join(command[1:3])} …", file=sys.stderr)
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Missing(f"{Path(command[0]).name} could not install it")
