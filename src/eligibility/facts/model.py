"""The household document as a pydantic model, and as JSON Schema, both made from a vocabulary.

The model is for programs that build households with a type checker and an editor at hand; what it holds is read like any other document (`read`), which
alone decides what a value means. Every fact may be left out, or be the word `unknown`. Keys may be in either alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, create_model

from eligibility.facts.document import KEYS, ORDINARY, SCHEMA
from eligibility.facts.names import people_of
from eligibility.facts.read import is_pair
from eligibility.facts.values import TRUTHS, UNKNOWN, decimal_text
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Persons, Place, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary, Wording

Fields = dict[str, Any]
PLACE_PATTERN: Final = r"^[0-9]{6}$"
YES_NO: Final = tuple(word for word in TRUTHS if not word.isascii())


class FactsModel(BaseModel):
    """Facts under a vocabulary. It holds personal data: neither its `repr` nor its errors show a value."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, coerce_numbers_to_str=True, protected_namespaces=()
    )

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return ()


def household_model(vocabulary: Vocabulary) -> type[BaseModel]:
    """A model of the whole document. Money and other numbers are Decimal, days are date, enums are their identifiers or Chinese labels."""
    return Models(vocabulary).document()


def household_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The whole document as JSON Schema (draft 2020-12), with the keys of both alphabets."""
    models = Models(vocabulary)
    schema = models.document().model_json_schema(mode="validation")
    for spec in vocabulary.subjects.values():
        if spec.id in schema["$defs"]:
            both_alphabets(schema["$defs"][spec.id], f"#/$defs/{spec.id}", models.forms(spec))
    both_alphabets(schema, "#", models.outer_forms())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}


class Models:
    """The models of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.people, self.alone = people_of(vocabulary), vocabulary.alone
        self.made: dict[str, type[FactsModel]] = {}

    def document(self) -> type[BaseModel]:
        root = self.vocabulary.root
        fields: Fields = {
            "schema": self._structural("schema", Literal[SCHEMA]),
            "on": self._structural("on", date),
            "applied_on": self._structural("applied_on", date),
            "place": self._structural("place", place_type()),
            "otherwise": self._structural("otherwise", literal(ORDINARY)),
            root.id: (self.model(root), field(root.id, (root.name, root.label.zh), root.label, required=False)),
        }
        for spec in self.people:
            fact = next(f for f in root.facts if f.id == spec.list)
            type_ = self._list(fact.type, spec)
            described = field(fact.id, names(fact), fact.label, required=spec.complete and not self.alone)
            fields[fact.id] = (type_ if spec.complete else type_ | literal(UNKNOWN), described)
        for spec in self.alone:
            fields[spec.list] = (
                self.model(spec),
                field(spec.list, (spec.name, spec.label.zh), spec.label, required=False),
            )
        return made("HouseholdDocument", fields)

    def _structural(self, key: str, type_: Any) -> tuple[Any, Any]:
        return type_, field(key, (KEYS[key].zh,), KEYS[key], required=False)

    def model(self, spec: SubjectSpec) -> type[FactsModel]:
        """The model of one subject's instances."""
        if spec.id not in self.made:
            fields: Fields = {}
            for fact in self._own(spec):
                required = fact.id == spec.identified_by
                type_ = str if required else self.type(fact) | literal(UNKNOWN)
                fields[fact.id] = (type_, field(fact.id, names(fact), fact.label, required=required, about=fact))
            self.made[spec.id] = made(spec.id, fields)
        return self.made[spec.id]

    def _own(self, spec: SubjectSpec) -> Iterator[FactSpec]:
        lists = {s.list for s in (*self.people, *self.alone)} if spec is self.vocabulary.root else set()
        return (f for f in spec.facts if f.id not in lists)

    def type(self, fact: FactSpec) -> Any:
        match fact.type:
            case Boolean():
                return bool | literal(YES_NO)
            case Number():
                return number_type(fact.type)
            case Date(low, high):
                bounds = Field(ge=date.fromordinal(low), le=None if high < 0 else date.fromordinal(high))
                return Annotated[date, bounds]
            case Enum():
                return literal(choices(fact, fact.type))
            case Place():
                return place_type()
            case Persons():
                return list[str]
            case ListOf():
                return self._item_list(fact.type)
            case _:
                return str

    def _item_list(self, type_: ListOf) -> Any:
        assert isinstance(type_.element, Item)
        spec = self.vocabulary.subjects[type_.element.subject]
        if not is_pair(spec):
            return self._list(type_, spec)
        first, second = spec.facts
        return self._list(type_, spec) | dict[self.type(first), self.type(second)]  # type: ignore[misc]

    def _list(self, type_: Type, spec: SubjectSpec) -> Any:
        assert isinstance(type_, ListOf)
        return Annotated[list[self.model(spec)], Field(min_length=type_.least, max_length=type_.most)]  # type: ignore[misc]

    def forms(self, spec: SubjectSpec) -> dict[str, tuple[str, ...]]:
        """The other names of each fact of a subject."""
        return {f.id: names(f) for f in self._own(spec)}

    def outer_forms(self) -> dict[str, tuple[str, ...]]:
        root = self.vocabulary.root
        every = (*self.people, *self.alone)
        lists = {s.list: names(next(f for f in root.facts if f.id == s.list)) for s in every}
        return {**{key: (label.zh,) for key, label in KEYS.items()}, root.id: (root.name, root.label.zh), **lists}


def names(fact: FactSpec) -> tuple[str, ...]:
    return (fact.name, fact.label.zh, *fact.also_called, *fact.renamed_from)


def made(name: str, fields: Fields) -> type[FactsModel]:
    """A model; a field whose name pydantic keeps for itself gets a stroke."""
    safe = {f"{key}_" if hasattr(BaseModel, key) else key: value for key, value in fields.items()}
    return create_model(name, __base__=FactsModel, **safe)


def field(key: str, others: Iterable[str], label: Wording, *, required: bool, about: FactSpec | None = None) -> Any:
    """A field with the names it is read by and what people are told of it."""
    said = [f"{label.zh} / {label.en}"]
    if about is not None:
        said += [about.unit] if isinstance(about.type, Number) else []
        said += [about.ask.zh, about.ask.en.strip()] if about.ask else []
    aliases = AliasChoices(*dict.fromkeys((key, *others)))
    given: dict[str, Any] = {} if required else {"default": None}
    return Field(validation_alias=aliases, title=label.zh, description="\n".join(said), **given)


def choices(fact: FactSpec, type_: Enum) -> Iterator[str | int]:
    """The words an enum may be given by; a number may be given as one."""
    for value in filter(None, type_.values):
        yield value
        if value.isdecimal():
            yield int(value)
    yield from (label.zh for label in fact.value_labels)


def literal(words: Iterable[str | int]) -> Any:
    return Literal[tuple(dict.fromkeys(words))]


def place_type() -> Any:
    return Annotated[str, Field(pattern=PLACE_PATTERN)] | Annotated[int, Field(ge=100_000, le=999_999)]


def number_type(type_: Number) -> Any:
    if type_.scale == 0:
        return Annotated[int, Field(ge=type_.low, le=type_.high)]
    low, high = (Decimal(decimal_text(n, type_.scale)) for n in (type_.low, type_.high))
    return Annotated[Decimal, Field(ge=low, le=high, decimal_places=type_.scale)]


def both_alphabets(schema: dict[str, Any], at: str, forms: dict[str, tuple[str, ...]]) -> None:
    """Adds each property under its other names, and lets a required one be required under any of them."""
    properties = schema["properties"]
    for key, others in forms.items():
        properties[key].pop("default", None)
        for other in others:
            properties.setdefault(other, {"$ref": f"{at}/properties/{key}"})
    required = schema.pop("required", [])
    if required:
        every = [[key, *(o for o in forms[key] if o != key)] for key in required]
        schema["allOf"] = [{"anyOf": [{"required": [name]} for name in dict.fromkeys(group)]} for group in every]
