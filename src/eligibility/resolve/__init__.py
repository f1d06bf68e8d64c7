"""The package of aid: of the programmes that a household's subjects are eligible for, those that they may lawfully claim together, best for them."""

from eligibility.resolve.choose import resolve
from eligibility.resolve.package import Compared, Entry, Package

__all__ = ["Compared", "Entry", "Package", "resolve"]
