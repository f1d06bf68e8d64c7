"""Which nodes each diagram shows, as one that shows all of them would show nothing.

The first has the decisions with the facts, figures and functions that they use; the second how functions use each other; the third on which instruments
conditions, amounts and figures rest. What is left out of a diagram is still in the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.dmn.write.model import Node, View
from eligibility.messages.catalogue import phrase

FUNCTION, SOURCE = "businessKnowledgeModel", "knowledgeSource"
RESTING: Final = ("condition", "grant", "parameter")  # the beginnings of the ids of what the third diagram shows


def views(nodes: Sequence[Node], outcomes: Sequence[str], lang: str) -> tuple[View, ...]:
    """The diagrams; `outcomes` come first, as what everything else is for."""
    called = {k for n in nodes if n.kind == "decision" for k in n.knowledge}
    first = [n.id for n in nodes if n.kind not in (FUNCTION, SOURCE) or n.id in called]
    first.sort(key=lambda id_: outcomes.index(id_) if id_ in outcomes else len(outcomes))
    functions = [n.id for n in nodes if n.kind == FUNCTION]
    resting = [n for n in nodes if n.id.partition("_")[0] in RESTING and n.authority]
    sources = list(dict.fromkeys(s for n in resting for s in n.authority))
    found = [("drd", first)]
    if not set(functions) <= called:
        found.append(("functions", functions))
    if sources:
        found.append(("sources", [*(n.id for n in resting), *sources]))
    return tuple(View(phrase(f"views.{key}", lang, file="dmn"), tuple(ids)) for key, ids in found)
