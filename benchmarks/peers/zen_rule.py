"""The shared rule decided by GoRules Zen (a Rust engine): one expression node, the fastest of the forms tried, compiled once."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import zen

from benchmarks.peers.clock import main

RULE = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
DECISION = zen.ZenEngine().create_decision(zen.ZenDecisionContent(RULE))


def award(document: dict[str, Any]) -> tuple[bool, float, float]:
    result = DECISION.evaluate(document)["result"]
    return result["eligible"], result["top_up"], result["uplift"]


def trace(document: dict[str, Any]) -> dict[str, Any]:
    """The input and output of each node, and the value of each of its expressions."""
    return DECISION.evaluate(document, {"trace": True})["trace"]


def nodes(document: dict[str, Any]) -> int:
    return sum(1 + len(node["traceData"] or ()) for node in trace(document).values())


if __name__ == "__main__":
    main(
        sys.argv[1:],
        columns={"plain": award, "trace": trace},
        award=award,
        version=version("zen-engine"),
        nodes=nodes,
    )
