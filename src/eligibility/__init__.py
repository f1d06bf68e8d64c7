"""Declarative social-assistance rules, decided and explained article by article.

Public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from eligibility.values.version import VERSION as __version__

if TYPE_CHECKING:
    from eligibility.api import Law, Policies, load_policies
    from eligibility.decided import Decision, Explanation, GrantDecision, ProgramDecision
    from eligibility.diagnostics.errors import (
        EligibilityError,
        HouseholdError,
        LimitExceeded,
        NotInForce,
        PolicyError,
    )

HOMES = {
    "load_policies": "eligibility.api",
    "Policies": "eligibility.api",
    "Law": "eligibility.api",
    "Decision": "eligibility.decided",
    "ProgramDecision": "eligibility.decided",
    "GrantDecision": "eligibility.decided",
    "Explanation": "eligibility.decided",
    "EligibilityError": "eligibility.diagnostics.errors",
    "PolicyError": "eligibility.diagnostics.errors",
    "HouseholdError": "eligibility.diagnostics.errors",
    "NotInForce": "eligibility.diagnostics.errors",
    "LimitExceeded": "eligibility.diagnostics.errors",
}

__all__ = [
    "Decision",
    "EligibilityError",
    "Explanation",
    "GrantDecision",
    "HouseholdError",
    "Law",
    "LimitExceeded",
    "NotInForce",
    "Policies",
    "PolicyError",
    "ProgramDecision",
    "__version__",
    "load_policies",
]


def __getattr__(name: str) -> Any:
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
