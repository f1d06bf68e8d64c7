"""The built wheel: it carries the policies, and decides where nothing else of the project is at hand."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_the_policies(unpacked):
    inside = {p.relative_to(unpacked / "eligibility" / "_policies").as_posix() for p in unpacked.rglob("*.yaml")}
    source = {p.relative_to(ROOT / "policies").as_posix() for p in (ROOT / "policies").rglob("*.yaml")}
    assert inside == source
    assert (unpacked / "eligibility" / "py.typed").is_file()


def test_the_wheel_decides_by_itself(unpacked, tmp_path):
    example = ROOT / "examples" / "three_persons_one_wage.yaml"
    code = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from eligibility.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "explain", example],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert "1,247.50 元" in done.stdout.decode("utf-8")
