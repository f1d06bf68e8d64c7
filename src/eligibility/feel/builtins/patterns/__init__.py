"""Regular expressions of XPath and XQuery Functions and Operators (5.6.1), which FEEL's `matches`, `replace` and `split` take.

A machine of our own, as Python's `re` has another syntax and no bound on its time: `classes` and `blocks` (sets of characters), `parse` (text to tree),
`compile` (tree to instructions), `machine` (instructions over a text, by backtracking, at a bounded cost), `pattern` (search, replace, split).
"""

from eligibility.feel.builtins.patterns.machine import Meter
from eligibility.feel.builtins.patterns.pattern import Pattern, compiled

__all__ = ["Meter", "Pattern", "compiled"]
