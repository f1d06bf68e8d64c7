"""No text makes standard FEEL crash, hang or grow without bound: rows of the kit and examples of our own, mutated, and texts of its words.

A minute of it runs in CI; ELIGIBILITY_FUZZ_SECONDS gives it longer. Memory is bounded by the address space of a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = int(os.environ.get("ELIGIBILITY_FUZZ_SECONDS", "60"))


@pytest.mark.parametrize("half", [0, 1])
def test_a_minute_of_mutated_expressions(half: int) -> None:
    """Two processes of their own, thirty seconds each, from different seeds."""
    command = [sys.executable, "-m", "tests.property.feel_fuzz", str(SECONDS / 2), str(half)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=SECONDS * 3 + 120, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
