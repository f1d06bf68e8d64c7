"""The peers, installed by the ordinary clients into a cache folder outside the repository; what is there already is used again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

PEERS = Path(__file__).with_name("peers")
DONE = "installed"


class Missing(Exception):
    """Why a peer cannot be measured here."""


def python(cache: Path) -> list[str]:
    """An interpreter of a virtual environment of the peers' own: they may pin what we do not."""
    wanted = PEERS / "requirements.txt"
    home = cache / f"python-{digest(wanted)}"
    found = str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    if fresh(home):
        venv.create(home, with_pip=True)
        call([found, "-m", "pip", "install", "-q", "-r", str(wanted)], home)
    return [found]


def node(cache: Path) -> Path:
    """A folder with the packages of package.json."""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        raise Missing("node and npm are not on the path")
    home = cache / f"node-{digest(PEERS / 'package.json')}"
    if fresh(home):
        shutil.copy(PEERS / "package.json", home)
        call([npm, "install", "--silent"], home)
    return home


def fresh(home: Path) -> bool:
    """An empty folder to install into, unless a run before this one came to its end there."""
    if (home / DONE).exists():
        return False
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    return True


def digest(wanted: Path) -> str:
    """Another list of packages, or another Python, is another folder."""
    return hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()[:12]


def call(command: list[str], home: Path) -> None:
    """Run an installer in its folder, and note there that it came to its end."""
    print(f"installing: {Path(command[0]).name} {' '.join(command[1:4])} …", file=sys.stderr)
    ended = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Missing(f"{Path(command[0]).name} could not install it")
    (home / DONE).touch()
