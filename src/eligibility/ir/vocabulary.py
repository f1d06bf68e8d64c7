"""The facts of a law with their slots: how a household becomes tuples of encoded values.

An instance of a subject is a tuple of slots. Slot 0 is its number: for a subject that is identified, the number of the person in the document (members
in order, then supporters), else its position in its list; for the root, 0. A fact's value stands in slot `index`, encoded as `types` says, or None
where it is unknown.
"""

from __future__ import annotations

from dataclasses import field

from eligibility.frozen import record
from eligibility.ir.nodes import Value
from eligibility.ir.types import Item, ListOf, Type


@record
class Wording:
    """A text in both languages."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@record
class FactSpec:
    """One fact. `only_if` is (slot of the fact it depends on, the encoded values for which this fact has a value)."""

    id: str
    subject: str
    index: int
    name: str
    label: Wording
    type: Type
    unit: str  # the type's name as the vocabulary writes it: `yuan/month`, `enum`, `date`, …
    value_labels: tuple[Wording, ...] = ()  # of an enum, in the order of its values
    has_ordinary: bool = False
    ordinary: Value | None = None  # encoded; meaningful where has_ordinary
    ordinary_is_place: bool = False  # the ordinary value is the document's own place
    only_if: tuple[int, tuple[Value, ...]] | None = None
    otherwise: Value | None = None  # what it reads as where `only_if` is false (an enum reads as its empty last value)
    at_most: int | None = None  # the slot of the fact that this one never exceeds
    counts_as: str = ""
    ask: Wording | None = None
    evidence: Wording | None = None
    obtain: str = ""
    changeable: str = ""
    sensitivity: str = ""
    about: str = ""
    renamed_from: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    claims: bool = False  # of an item: it says that this programme is claimed


@record
class SubjectSpec:
    """One kind of subject. `facts` are in slot order (the first has index 1)."""

    id: str
    name: str
    label: Wording
    within: tuple[str, ...]
    list: str
    complete: bool
    least: int
    most: int
    identified_by: str
    facts: tuple[FactSpec, ...]
    alone: bool = False  # a section of its own in a document, one or none: in the root a list of at most one


@record
class Vocabulary:
    """All subjects of a law by id, in the order of declaration; the first is the root."""

    subjects: dict[str, SubjectSpec] = field(default_factory=dict)

    @property
    def root(self) -> SubjectSpec:
        return next(iter(self.subjects.values()))

    def children(self, subject: str) -> tuple[SubjectSpec, ...]:
        """The subjects whose lists stand in an instance of `subject`."""
        return tuple(s for s in self.subjects.values() if subject in s.within)

    @property
    def alone(self) -> tuple[SubjectSpec, ...]:
        """The subjects that have a section of their own in a document."""
        return tuple(s for s in self.subjects.values() if s.alone)

    def claims_of(self, subject: str) -> tuple[FactSpec, FactSpec] | None:
        """The list of a subject whose items say what it claims, and the fact of an item that names the programme."""
        for fact in self.subjects[subject].facts:
            element = fact.type.element if isinstance(fact.type, ListOf) else None
            for inner in self.subjects[element.subject].facts if isinstance(element, Item) else ():
                if inner.claims:
                    return fact, inner
        return None

    def fact(self, subject: str, fact: str) -> FactSpec:
        return next(f for f in self.subjects[subject].facts if f.id == fact)
