"""Which keys may stand where in a policy file: one shape for each kind of mapping. This is the only statement of it.

The readers take their keys from here (in either alphabet, see `words`), and `schema` makes of it the JSON Schema for editors with pydantic, which
reading itself does not need, so that a start is quick. A body that may change by day is `Dated`: a value, or a list of dated pieces. Maps by id are
`dict[str, …]`; expressions are texts, whose own grammar `feel` reads.
"""

# Annotations are evaluated here: a postponed one would hide Required from the shapes.

import sys
from functools import cache
from typing import Annotated, Any, Final, Literal, Required

from eligibility.frozen import record
from eligibility.policy.words import CHOICES, KEYS

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    from typing_extensions import TypedDict


@record
class OneOf:
    """A text out of a table of words, in either alphabet."""

    table: str

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core)
        return schema | {"enum": [word for choice, zh in CHOICES[self.table].items() for word in (choice, *zh)]}


@record
class Pattern:
    pattern: str

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core)
        return schema | {"pattern": self.pattern}


Day = Annotated[str, Pattern(r"^\d{4}-\d{2}-\d{2}$")]
Text = str
Figure = int | float | str
Value = bool | int | float | str
Cited = str | list[str]


class Words(TypedDict):
    """A text that people read."""

    zh: str
    en: str


Period = TypedDict("Period", {"from": Day, "until": Day}, total=False)
Condition = TypedDict("Condition", {"if": Value}, total=False)
Else = TypedDict("Else", {"else": Value}, total=False)


class Basis(TypedDict, total=False):
    """What a rule rests on."""

    source: Cited
    reading: Cited


class SourceShape(Period, total=False):
    title: Required[Text]
    en: Text
    number: Text
    cited_until: Day
    grade: Required[Annotated[str, OneOf("grade")]]
    note: Text


class ReadingShape(TypedDict, total=False):
    text: Required[Words]
    reason: Required[Words]


class UntranslatableShape(TypedDict, total=False):
    text: Required[Words]
    reason: Required[Words]
    effect: Required[Annotated[str, OneOf("effect")]]
    source: Cited


class RowShape(TypedDict, total=False):
    """A row holds a cell for each input under the input's own name, and `then`."""

    then: Required[Value]


class TableShape(Else, total=False):
    hit: Required[Annotated[str, OneOf("hit")]]
    inputs: Required[dict[str, str]]
    rows: Required[list[RowShape]]
    priority: list[Value]


class TableBody(TypedDict, total=False):
    table: Required[TableShape]


Body = Value | TableBody


class PieceShape(Period, Basis, total=False):
    """A rule or value for a period; its body is `value` or `when`."""

    after_gap: bool
    value: Body
    when: Body
    published: Day
    confirmed: Day


Dated = Body | list[PieceShape]


class FlagShape(Period, total=False):
    after_gap: bool
    value: Required[bool]


class DefinitionShape(Period, Basis, total=False):
    label: Words
    name: Text
    id: str
    type: str
    value: Dated
    says: Words
    fails: Words
    untranslatable: dict[str, UntranslatableShape]
    note: Words
    drop: bool


class ConditionShape(Period, Basis, total=False):
    name: Text
    id: str
    says: Words
    fails: Words
    when: Dated
    all: dict[str, "ConditionShape"]
    any: dict[str, "ConditionShape"]
    untranslatable: dict[str, UntranslatableShape]
    because: Words
    note: Words
    drop: bool


class RoundShape(TypedDict, total=False):
    to: Required[Figure]
    mode: Required[Annotated[str, OneOf("mode")]]


class GrantShape(Period, Condition, Basis, total=False):
    label: Words
    name: Text
    id: str
    type: str
    value: Dated
    round: RoundShape
    given_as: Annotated[str, OneOf("given_as")]
    payable_from: Annotated[str, OneOf("payable_from")]
    valid_for: str
    review_every: str
    untranslatable: dict[str, UntranslatableShape]
    because: Words
    note: Words
    drop: bool


class RelationShape(Basis, total=False):
    excludes: bool
    requires: bool
    takes_precedence: bool
    higher_of: bool
    tops_up: bool
    converts_to: bool
    leaves_family: bool
    same: Annotated[str, OneOf("same")]


class ProgramParts(Period, total=False):
    label: Words
    name: Text
    for_each: str
    apply_at: Annotated[str, OneOf("apply_at")]
    sources: dict[str, SourceShape]
    readings: dict[str, ReadingShape]
    definitions: dict[str, DefinitionShape]
    applies: dict[str, "ConditionShape"]
    conditions: dict[str, "ConditionShape"]
    discretionary: bool | list[FlagShape]
    grants: dict[str, GrantShape]
    relations: dict[str, RelationShape]
    untranslatable: dict[str, UntranslatableShape]
    next_step: dict[str, Words]
    note: Words


class ProgramFile(ProgramParts, total=False):
    program: Required[str]
    local: bool


class ExtensionFile(ProgramParts, total=False):
    """What a place changes in a programme."""

    extends: Required[str]


class ValueShape(Period, Basis, total=False):
    """A figure of a parameter for a period."""

    value: Required[Value]
    scope: str
    grade: Annotated[str, OneOf("grade")]
    published: Day
    note: Text


class ParameterFile(TypedDict, total=False):
    """A parameter's declaration, or with `parameter`, `values` and `sources` alone what a place sets."""

    parameter: Required[str]
    label: Words
    name: Text
    type: str
    range: str
    scope: str
    review: str
    before_first: Annotated[str, OneOf("before_first")]
    values: Required[list[ValueShape]]
    source: Cited
    sources: dict[str, SourceShape]
    readings: dict[str, ReadingShape]


class DefinitionsFile(TypedDict, total=False):
    definitions_of: Required[str]
    definitions: Required[dict[str, DefinitionShape]]
    sources: dict[str, SourceShape]
    readings: dict[str, ReadingShape]


class SourcesFile(TypedDict, total=False):
    sources: dict[str, SourceShape]
    readings: dict[str, ReadingShape]


class ArticlesShape(TypedDict, total=False):
    """How many articles an instrument has, or items each section; and those (`7`, `1-6`, `2(1-4)`) that no rule is made of, with the reason."""

    count: Figure
    sections: list[Figure]
    out_of_scope: dict[str, Words]


class ArticlesFile(TypedDict, total=False):
    articles: Required[dict[str, ArticlesShape]]


class FactShape(Else, total=False):
    label: Required[Words]
    name: Text
    id: str
    type: Required[str | list[str | int]]
    values: dict[str, Words]
    items: str
    range: str
    ordinary: Value | list[str]
    only_if: str
    at_most: str
    counts_as: Annotated[str, OneOf("counts_as")]
    claims: bool
    ask: Words
    evidence: Words
    obtain: Annotated[str, OneOf("obtain")]
    changeable: Annotated[str, OneOf("changeable")]
    sensitivity: Annotated[str, OneOf("sensitivity")]
    about: str
    renamed_from: Cited
    also_called: Cited


class VocabularyFile(TypedDict, total=False):
    """Exactly one file of a subject has a `label` and declares it; others add facts."""

    subject: Required[str]
    label: Words
    name: Text
    within: Cited
    list: str
    complete: bool
    alone: bool
    size: str
    identified_by: str
    facts: dict[str, FactShape]


class FamilyShape(TypedDict, total=False):
    """A household to start from, as a household file holds it: subjects with their facts, in either alphabet."""


Outcome = Literal["eligible", "ineligible", "undetermined", "not_applicable", "not_in_force"]


class ExpectShape(TypedDict, total=False):
    """What must come out; every other key is a grant with its amount, `none` where it must not be given."""

    outcome: Outcome
    because: Text
    needed: list[str]


class CaseRowShape(ExpectShape, total=False):
    """A value of what varies, and what must come out of it."""

    value: Required[Any]


With = TypedDict("With", {"with": dict[str, Any]}, total=False)


class CaseShape(With, total=False):
    name: Required[Text]
    origin: Required[Literal["official example", "exam item", "own reading"]]
    cites: Text
    given: Required[str | FamilyShape]
    program: str
    on: Day
    place: Annotated[Figure, Pattern(r"^\d{6}$")]
    subject: str
    vary: str
    expect: ExpectShape
    table: list[CaseRowShape]


class CaseFile(TypedDict, total=False):
    """Cases beside the law."""

    families: dict[str, FamilyShape]
    program: str
    on: Day
    place: Annotated[Figure, Pattern(r"^\d{6}$")]
    cases: Required[list[CaseShape]]


CASES: Final = (CaseFile, CaseShape, ExpectShape, CaseRowShape)
OPEN: Final = ("RowShape", "FamilyShape", "ExpectShape", "CaseRowShape")  # these have keys that the law names

FILES: Final = {
    "articles": (ArticlesFile,),
    "vocabulary": (VocabularyFile,),
    "definitions": (DefinitionsFile,),
    "parameters": (ParameterFile,),
    "programs": (ProgramFile, ExtensionFile),
}


@cache
def keys(shape: type) -> dict[str, str]:
    """The keys of a shape by every form in which they may be written."""
    names: dict[str, Any] = shape.__annotations__
    return {word: key for key in names for word in (key, *forms(shape.__name__, key))}


def forms(shape: str, key: str) -> tuple[str, ...]:
    """The Chinese forms of a key; files of cases have English keys."""
    return () if shape in {one.__name__ for one in CASES} else KEYS.get(key, ())
