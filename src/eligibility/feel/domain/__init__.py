"""The semantic domain of standard FEEL (DMN 1.5, 10.3.2): what values there are, when they are equal, how they are ordered, added and written.

In reading order: `novalue` (why there is none), `numbers`, `dates`, `durations`, `zones`, `times`, `moments`, `ranges`, `functions`, `values` (their union
and kinds), `compare`, `arithmetic`, `properties`, `text`, `python` (to and from Python's own).
"""

from eligibility.feel.domain.arithmetic import add, divide, multiply, negate, power, subtract
from eligibility.feel.domain.compare import compared, equal, in_range, order
from eligibility.feel.domain.dates import Date
from eligibility.feel.domain.durations import DaysTimeDuration, YearsMonthsDuration, parse_duration
from eligibility.feel.domain.functions import Function
from eligibility.feel.domain.moments import DateTime, midnight, temporal_literal
from eligibility.feel.domain.novalue import NoValue
from eligibility.feel.domain.numbers import CONTEXT, integer, number
from eligibility.feel.domain.properties import names_of, property_of
from eligibility.feel.domain.python import from_python, to_python
from eligibility.feel.domain.ranges import Range
from eligibility.feel.domain.text import text_of, written
from eligibility.feel.domain.times import Time
from eligibility.feel.domain.values import Value, kind_of

__all__ = [
    "CONTEXT",
    "Date",
    "DateTime",
    "DaysTimeDuration",
    "Function",
    "NoValue",
    "Range",
    "Time",
    "Value",
    "YearsMonthsDuration",
    "add",
    "compared",
    "divide",
    "equal",
    "from_python",
    "in_range",
    "integer",
    "kind_of",
    "midnight",
    "multiply",
    "names_of",
    "negate",
    "number",
    "order",
    "parse_duration",
    "power",
    "property_of",
    "subtract",
    "temporal_literal",
    "text_of",
    "to_python",
    "written",
]
