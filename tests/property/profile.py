"""How many generated cases a property is tried on: few in an ordinary run, many where ELIGIBILITY_NIGHTLY is set."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

NIGHTLY = "ELIGIBILITY_NIGHTLY" in os.environ


def tries(ordinary: int, nightly: int) -> settings:
    """The same cases every time, so that a failure is seen again."""
    return settings(
        max_examples=nightly if NIGHTLY else ordinary,
        deadline=None,
        derandomize=not NIGHTLY,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
