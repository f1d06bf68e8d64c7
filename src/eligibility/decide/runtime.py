"""What generated code calls, and nothing else."""

from __future__ import annotations

from eligibility.values.dates import months_between, shifted, years_between
from eligibility.values.places import lies_in
from eligibility.values.rounding import whole


class Missing(Exception):
    """Generated code met an unknown fact or parameter: the case is for the other reading."""


NAMESPACE = {
    "Missing": Missing,
    "lies_in": lies_in,
    "months_between": months_between,
    "shifted": shifted,
    "whole": whole,
    "years_between": years_between,
}
