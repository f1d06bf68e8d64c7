"""Which keys may stand at a place of a file, and what the text there is: `policy/shapes` walked along the path of keys.

A place is reached from the file's shape by keys (in either alphabet), ids and `ITEM` for an entry of a list. Its annotations are all that may stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Annotated, Any, Final, ForwardRef, Required, Union, get_args, get_origin

from eligibility.frozen import record
from eligibility.policy import shapes
from eligibility.policy.shapes import OneOf, keys
from eligibility.policy.words import KEY_OF

ITEM: Final = "[]"

# Keys of shapes under which an expression stands.
EXPRESSIONS: Final = {
    ("PieceShape", "value"), ("PieceShape", "when"), ("ConditionShape", "when"), ("DefinitionShape", "value"), ("GrantShape", "value"),
    ("GrantShape", "if"), ("TableShape", "else"), ("FactShape", "else"), ("FactShape", "only_if"), ("RowShape", "then"),
}  # fmt: skip

# What the ids of a map are, by the key that it stands under.
ENTRIES: Final = {
    "facts": "fact", "definitions": "definition", "conditions": "condition", "applies": "condition", "all": "condition", "any": "condition",
    "grants": "grant", "sources": "source", "readings": "reading", "relations": "program", "untranslatable": "clause", "values": "value",
    "families": "family", "inputs": "input",
}  # fmt: skip

# What the text under a key names.
NAMES: Final = {
    "program": "program", "extends": "program", "parameter": "parameter", "subject": "subject", "definitions_of": "subject",
    "for_each": "subject", "within": "subject", "items": "subject", "list": "list", "source": "source", "reading": "reading", "at_most": "fact",
    "identified_by": "fact", "scope": "fact",
}  # fmt: skip


@record
class Place:
    """A place of a file: what may stand there, and the nearest shape and canonical key that lead to it."""

    annotations: tuple[Any, ...]
    shape: type | None = None
    key: str = ""
    entries: str = ""  # what the ids of this map are

    @property
    def shapes(self) -> tuple[type, ...]:
        """The mappings with keys of their own that may stand here."""
        return tuple(a for a in self.annotations if is_shape(a))

    @property
    def keys(self) -> dict[str, str]:
        """The keys that may stand here, by every form."""
        return {word: key for shape in self.shapes for word, key in keys(shape).items()}

    @property
    def words(self) -> str:
        """The table of words out of which the text here is taken; empty where it is free."""
        return next((a.table for a in self.annotations if isinstance(a, OneOf)), "")

    @property
    def is_expression(self) -> bool:
        if (
            self.shape is not None
            and self.shape.__name__ == "TableShape"
            and self.entries == ""
            and self.key == "input"
        ):
            return True
        return self.shape is not None and (self.shape.__name__, self.key) in EXPRESSIONS

    @property
    def names(self) -> str:
        """What the text here is the name of; empty where it is none."""
        if self.shape is not None and self.key == "scope" and self.shape.__name__ != "ParameterFile":
            return ""
        return NAMES.get(self.key, "") if self.shape is not None else ""


def is_shape(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "__required_keys__")


def start(section: str, words: Iterable[str]) -> Place:
    """The place of a whole file, by its folder and its keys."""
    if section == "sources":
        return Place((shapes.SourcesFile,))
    if section == "tests":
        return Place((shapes.CaseFile,))
    found = shapes.FILES.get(section, ())
    if section == "programs":
        extends = any(KEY_OF.get(w) == "extends" for w in words)
        begun = extends or any(KEY_OF.get(w) == "program" for w in words)
        found = found[int(extends) :][:1] if begun else found
    return Place(tuple(found))


def step(place: Place, word: str) -> Place:
    """The place under a key or id, or of an item."""
    if word == ITEM:
        inner = tuple(a for outer in place.annotations for a in item_of(outer))
        return Place(inner, place.shape, place.key)
    for shape in place.shapes:
        key = keys(shape).get(word)
        if key is not None:
            return Place(tuple(alternatives(shape.__annotations__[key])), shape, key, entries_of(shape, key))
    inner = tuple(a for outer in place.annotations for a in entry_of(outer))
    return Place(inner, place.shape, "input" if place.key == "inputs" else "")


def entries_of(shape: type, key: str) -> str:
    return ENTRIES.get(key, "") if any(entry_of(a) for a in alternatives(shape.__annotations__[key])) else ""


def reached(place: Place, path: Iterable[str]) -> Place:
    for word in path:
        place = step(place, word)
    return place


def alternatives(annotation: Any) -> Iterator[Any]:
    """All that an annotation allows: unions taken apart, names looked up, marks of texts kept."""
    if isinstance(annotation, str | ForwardRef):
        named = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        annotation = getattr(shapes, named)
    origin = get_origin(annotation)
    if origin is Required:
        yield from alternatives(get_args(annotation)[0])
    elif origin is Annotated:
        inner, *marks = get_args(annotation)
        yield from (inner, *marks)
    elif origin is Union or isinstance(annotation, UnionType):
        for part in get_args(annotation):
            yield from alternatives(part)
    else:
        yield annotation


def item_of(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is list:
        yield from alternatives(get_args(annotation)[0])


def entry_of(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is dict:
        yield from alternatives(get_args(annotation)[1])
