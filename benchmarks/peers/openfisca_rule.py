"""The shared rule decided by OpenFisca-core: a simulation built from the household and calculated, with its tracer on for the trace."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Any

from openfisca_core.simulation_builder import SimulationBuilder

from benchmarks.peers.clock import main
from benchmarks.peers.openfisca_system import system

PERIOD = "2022-08"
ASKED = ("eligible", "top_up", "uplift")
SYSTEM = system()
MEMBER_FACTS = (
    "monthly_wage",
    "monthly_business_income",
    "monthly_property_income",
    "monthly_pension",
    "monthly_basic_pension",
    "in_prison",
    "declared_missing",
    "disability_kind",
    "disability_grade",
)


def simulated(document: dict[str, Any], *, trace: bool) -> tuple[Any, list[Any]]:
    members = document["members"]
    household = {fact: {PERIOD: value} for fact, value in document["household"].items()}
    entities = {
        "persons": {m["id"]: {fact: {PERIOD: m[fact]} for fact in MEMBER_FACTS} for m in members},
        "households": {"h": {"members": [m["id"] for m in members], **household}},
    }
    simulation = SimulationBuilder().build_from_entities(SYSTEM, entities)
    simulation.trace = trace
    return simulation, [simulation.calculate(name, PERIOD)[0] for name in ASKED]


def award(document: dict[str, Any]) -> tuple[bool, float, float]:
    eligible, top_up, uplift = simulated(document, trace=False)[1]
    return bool(eligible), float(top_up), float(uplift)


def trace(document: dict[str, Any]) -> list[str]:
    """Every variable calculated, with its value, indented below the one that asked for it."""
    simulation, _ = simulated(document, trace=True)
    return simulation.tracer.computation_log.lines()


if __name__ == "__main__":
    main(
        sys.argv[1:],
        columns={"plain": award, "trace": trace},
        award=award,
        version=version("openfisca-core"),
        nodes=lambda document: len(trace(document)),
    )
