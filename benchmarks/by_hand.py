"""The reference (reference.py) timed like a peer: the floor of the table."""

from __future__ import annotations

import platform
import sys

from benchmarks.households import Document, from_plain
from benchmarks.peers.clock import main, read_json
from benchmarks.reference import award


def in_yuan(document: Document) -> tuple[bool, float, float]:
    found = award(document)
    return found.eligible, found.top_up / 100, found.uplift / 100


if __name__ == "__main__":
    main(
        sys.argv[1:],
        columns={"plain": award},
        award=in_yuan,
        version=platform.python_version(),
        read=lambda path: [from_plain(h) for h in read_json(path)],
    )
