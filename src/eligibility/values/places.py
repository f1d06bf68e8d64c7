"""Whether one GB/T 2260 code lies within another."""

from __future__ import annotations


def lies_in(code: str, other: str) -> bool:
    """`360103` lies in itself, in `360100` and in `360000`."""
    if code == other:
        return True
    if other.endswith("0000"):
        return code[:2] == other[:2]
    return other.endswith("00") and code[:4] == other[:4]
