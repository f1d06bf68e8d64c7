"""Packages of npm that tests read files from. Each is fetched once and kept in pytest's cache; nothing of it is run but in a browser's page."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

IN_CI = bool(os.environ.get("CI"))


def program(*names: str) -> str:
    """The path of a program. Where it is missing the test is skipped, but not where everything has to be there."""
    for name in names:
        if found := shutil.which(name):
            return found
    if IN_CI:
        pytest.fail(f"{names[0]} is not installed")
    pytest.skip(f"{names[0]} is not installed")


def unpacked(package: str, version: str, cache: pytest.Cache) -> Path:
    """The folder of a package's files."""
    folder = cache.mkdir("npm") / f"{package.replace('/', '-').strip('@')}-{version}"
    if not (folder / "package" / "package.json").exists():
        folder.mkdir(exist_ok=True)
        command = [program("npm"), "pack", f"{package}@{version}", "--silent", "--pack-destination", str(folder)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
        archives = list(folder.glob("*.tgz"))
        if done.returncode or not archives:
            if IN_CI:
                pytest.fail(f"{package} could not be fetched: {done.stderr[-500:]}")
            pytest.skip(f"{package} could not be fetched")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"
