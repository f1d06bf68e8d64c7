"""A household as the law reads it: tuples of encoded values, with the paths of what was presumed or asked in vain.

It holds personal data, so its `repr` says only how many people there are.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date

from eligibility.frozen import record

Slots = tuple[object, ...]


@record
class Household:
    """Facts read under one vocabulary.

    `root` is the root subject's slots (see `ir.vocabulary`); a list fact's slot holds a tuple of item slots, or None where the list is unknown.
    `persons` are the ids by person number, `names` what to call each in an explanation. `presumed` and `asked` hold fact paths such as
    `members[zhang].in_prison`: filled in because the file says `otherwise: ordinary`, and asked but not known.
    """

    vocabulary: str  # digest of the vocabulary it was read under
    on: date
    applied_on: date
    place: str
    root: Slots
    persons: tuple[str, ...]
    names: tuple[str, ...]
    presumed: frozenset[str] = field(default=frozenset())
    asked: frozenset[str] = field(default=frozenset())

    def __repr__(self) -> str:
        return f"<household of {len(self.persons)} people, {self.on.isoformat()}>"
