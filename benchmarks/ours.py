"""This engine, run and timed like a peer: `python -m benchmarks.ours LAW COMMAND …`, with the commands of peers/clock.py.

LAW is `shared` (the rule of rule.md, written in our policy files in pack/) or `bundled` (every programme of the bundled policies, at Nanjing). From the
document as a dict each time, except for `read before`:

    plain          outcomes and amounts
    read before    the same of a household whose facts were read before: the rule alone
    decided        the same before it is put into the objects that a caller looks at
    reasons        the decision document: outcomes, amounts, reasons with values and articles
    trace          the reading that explanations are drawn from, with the value of every node kept
    tree           the decision document with the whole tree of every decision, in words
    text           the explanation drawn as text
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.households import ON, PLACE, Document, from_plain
from benchmarks.in_full import in_full
from benchmarks.peers.clock import main, read_json
from eligibility import Law, __version__, load_policies
from eligibility.decide.run import Deciding, decide
from eligibility.diagnostics.problem import Problems
from eligibility.facts.document import Document as Written
from eligibility.facts.document import head

PACK = Path(__file__).with_name("pack")
Step = Callable[[Document], Any]


def law_of(name: str) -> Law:
    policies = load_policies() if name == "bundled" else load_policies(PACK, only=True)
    return policies.at(place=PLACE, on=ON)


def columns(law: Law) -> dict[str, Step]:
    return {
        "plain": lambda document: law.decide(document).programs,
        "read before": ReadBefore(law),
        "reasons": lambda document: law.decide(document).to_dict(),
        "decided": Decided(law),
        "trace": lambda document: law.decide(document)._decided.read(),
        "tree": lambda document: law.explain(document).to_dict(),
        "text": lambda document: law.explain(document).to_text(),
    }


class ReadBefore:
    """Decides a household whose facts were read when it was first met."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.read: dict[int, Any] = {}

    def __call__(self, document: Document) -> Any:
        household = self.read.get(id(document))
        if household is None:
            household = self.read[id(document)] = facts(self.law, document)
        return self.decided(household)

    def decided(self, household: Any) -> Any:
        return self.law.decide(household).programs


class Decided(ReadBefore):
    """The same without the objects that a caller looks at."""

    def __init__(self, law: Law) -> None:
        super().__init__(law)
        self.deciding = Deciding(law.linked)

    def decided(self, household: Any) -> Any:
        return decide(self.deciding, household)


def facts(law: Law, document: Document) -> Any:
    problems = Problems()
    written = Written.from_object(document)
    about = head(written, problems)
    assert about is not None
    return law.household(written, about, problems)


def award(law: Law, document: Document) -> tuple[bool, float, float]:
    found = law.decide(document)["minimum_income"]
    paid = {id_: grant.amount or Decimal(0) for id_, grant in found.grants.items()}
    return found.outcome == "eligible", float(paid.get("top_up", 0)), float(paid.get("uplift", 0))


def outcomes(law: Law, document: Document) -> list[str]:
    return [p.outcome for p in law.decide(document).programs]


def nodes(tree: Any) -> int:
    """Nodes of the trees: whatever has a path."""
    if isinstance(tree, dict):
        return ("path" in tree) + sum(nodes(v) for v in tree.values())
    return sum(nodes(v) for v in tree) if isinstance(tree, list) else 0


def run(name: str, arguments: list[str]) -> None:
    law = law_of(name)
    written: Step = (lambda d: in_full(d, law.vocabulary)) if name == "bundled" else (lambda d: d)
    awarded = outcomes if name == "bundled" else award
    main(
        arguments,
        columns=columns(law),
        award=lambda document: awarded(law, document),
        version=__version__,
        nodes=lambda document: nodes([d["because"] for d in law.explain(document).to_dict()["decisions"]]),
        read=lambda path: [written(from_plain(h)) for h in read_json(path)],
    )


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])
