"""FEEL by itself: reading the expressions of the bundled policies, and reading and evaluating standard expressions, beside feelin on the same ones.

`python -m benchmarks.feel policies SECONDS` and `python -m benchmarks.feel standard SECONDS` print microseconds an expression.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers.clock import microseconds
from eligibility import feel
from eligibility.diagnostics.problem import Problems
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse
from eligibility.policy.files import read_file
from eligibility.policy.tree import Mapping, Node, Scalar
from eligibility.policy.yaml import load

ROOT = Path(__file__).parents[1]
EXPRESSIONS = Path(__file__).with_name("peers") / "feel_expressions.json"
KEYS = frozenset({"when", "value", "if", "条件", "当", "金额"})


def written(node: Node | None) -> Iterator[str]:
    """The expressions below a node of a policy file."""
    if isinstance(node, Mapping):
        for key, value in node.items:
            if isinstance(value, Scalar) and key.text in KEYS:
                yield value.text
            else:
                yield from written(value)
    elif node is not None and not isinstance(node, Scalar):
        for item in node.items:
            yield from written(item)


def of_policies() -> list[str]:
    """Every expression of the bundled policies that the policy profile reads."""
    found: list[str] = []
    for path in sorted((ROOT / "policies").rglob("*.yaml")):
        source = read_file(path, Problems())
        if source is not None:
            found += [text for text in written(load(source, Problems())) if readable(text)]
    return found


def readable(text: str) -> bool:
    try:
        parse(text)
    except Mistake:
        return False
    return True


def evaluated(case: Any) -> Any:
    return feel.evaluate(case["text"], case["context"])


def main(what: str, seconds: float) -> None:
    step: Callable[[Any], Any] = parse if what == "policies" else evaluated
    cases = of_policies() if what == "policies" else json.loads(EXPRESSIONS.read_text("utf-8"))
    print(json.dumps({"microseconds": microseconds(step, cases, seconds), "expressions": len(cases)}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
