"""What a linked law holds: rules in force at one place on one day, each with its expression tree and where it comes from. Plain data throughout.

A definition is known by a key: `<subject>.<id>` where it is shared, `<programme>.<id>` where a programme's file holds it, and
`<programme>.eligible` for a programme's outcome. Its expression sees the root as variable 0 and its own subject (where that is not the root) as 1.
"""

from __future__ import annotations

from dataclasses import field

from eligibility.frozen import record
from eligibility.ir.nodes import Node, Value
from eligibility.ir.types import Type
from eligibility.ir.vocabulary import Vocabulary, Wording


@record
class Cited:
    """A place in an instrument, with what is printed of it."""

    key: str
    locator: str
    title: str
    en: str
    number: str
    grade: str
    note: str


@record
class Origin:
    """Where a rule comes from. `path` addresses it (programme, section, id); `layer` is the place whose folder holds it, empty for the nation;
    `version` the day from which this wording holds, empty where it always did."""

    path: str
    file: str
    line: int
    layer: str
    version: str
    text: str
    citations: tuple[Cited, ...]
    readings: tuple[str, ...]
    hides_newer: str = ""  # the day of a newer rule farther out that this one covers without being confirmed


@record
class Caveat:
    """An untranslatable clause: what it says, why it is not encoded, which way it could turn an outcome."""

    id: str
    text: Wording
    reason: Wording
    effect: str
    citations: tuple[Cited, ...]


@record
class ReadingText:
    id: str
    text: Wording
    reason: Wording


@record
class DefinitionRule:
    key: str
    id: str
    subject: str
    label: Wording
    type: Type
    unit: str
    node: Node
    says: Wording | None
    fails: Wording | None
    caveats: tuple[Caveat, ...]
    note: Wording | None
    origin: Origin


@record
class ConditionRule:
    """`node` for a leaf; `parts` joined by `kind` (`all` or `any`) otherwise."""

    id: str
    kind: str
    node: Node | None
    parts: tuple[ConditionRule, ...]
    says: Wording | None
    fails: Wording | None
    caveats: tuple[Caveat, ...]
    because: Wording | None
    note: Wording | None
    origin: Origin


@record
class GrantRule:
    """`node` is the amount, whole at the unit's scale (after `Round` where needed); `condition` None: always given."""

    id: str
    label: Wording
    unit: str
    type: Type
    condition: Node | None
    node: Node
    given_as: str  # cash, voucher or service
    payable_from: str
    valid_for: str
    review_every: str
    caveats: tuple[Caveat, ...]
    because: Wording | None
    note: Wording | None
    origin: Origin

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The condition, where there is one, and the amount."""
        return (self.node,) if self.condition is None else (self.condition, self.node)


@record
class RelationRule:
    other: str
    kinds: tuple[str, ...]
    same: str
    origin: Origin


@record
class ProgramRule:
    """A programme in force. `applies` come first: where one of them fails the programme does not concern the subject."""

    id: str
    label: Wording
    subject: str
    discretionary: bool
    applies: tuple[ConditionRule, ...]
    conditions: tuple[ConditionRule, ...]
    grants: tuple[GrantRule, ...]
    relations: tuple[RelationRule, ...]
    caveats: tuple[Caveat, ...]
    next_step: tuple[tuple[str, Wording], ...]
    note: Wording | None
    origin: Origin


@record
class ParameterRule:
    """A parameter as it stands at the place on the day; `value` None where none is known there."""

    id: str
    scope: str
    scope_label: Wording | None
    label: Wording
    unit: str
    type: Type
    value: Value | None
    owner: str  # the place whose layer set it; the law's own place where none did
    since: str
    until: str
    outdated: bool
    note: str
    origin: Origin


@record
class LinkedLaw:
    """The law of one place on one day."""

    place: str
    on: str
    vocabulary: Vocabulary
    definitions: dict[str, DefinitionRule]  # in order of dependence: what is used comes first
    programs: tuple[ProgramRule, ...]
    parameters: dict[tuple[str, str], ParameterRule]
    readings: dict[str, ReadingText]
    not_in_force: tuple[tuple[str, Wording], ...]
    claims: dict[str, str] = field(
        default_factory=dict
    )  # programme to the definition that says whether it is claimed, of those that a rule asks about
