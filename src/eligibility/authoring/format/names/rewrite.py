"""The tree of a policy file in the other alphabet: keys by the shape they are keys of, texts by what stands under them.

An entry that has a Chinese name is keyed by it in Chinese, and says its identifier as `英文名`; in English it is the other way round, and `name` is said only
where the label does not say it. What has no form in the other alphabet stays: ids of programmes, parameters, subjects, sources and readings, words that
people read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Final, ForwardRef, Required, Union, get_args, get_origin

from eligibility.authoring.format.layout import Branch, Leaf, Node, Slot
from eligibility.authoring.format.names import words
from eligibility.authoring.format.names.citations import citation
from eligibility.authoring.format.names.expressions import cell, enum_of, expression
from eligibility.authoring.format.names.identified import Identified
from eligibility.authoring.format.names.scope import Around, Known
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import parse
from eligibility.frozen import record
from eligibility.ir.types import Boolean, Enum, Type
from eligibility.policy import shapes
from eligibility.policy.bodies import PLAIN_WORD
from eligibility.policy.entry import NOTHING
from eligibility.policy.shapes import OneOf, keys
from eligibility.policy.words import CHOICE_OF, KEY_OF

EXPRESSIONS: Final = {"value", "when", "if", "else", "only_if", "then", "priority"}
SPANS: Final = {"review", "valid_for", "review_every"}
SUBJECTS: Final = {"for_each", "definitions_of"}
IDENTIFIED: Final = ("DefinitionShape", "GrantShape", "FactShape", "ConditionShape")


@record
class Within:
    """Where a node stands: what is in scope, the type that is expected, whether it gives an amount."""

    around: Around
    expected: Type | None = None
    amount: bool = False
    shape: type | None = None
    key: str = ""


class Rewrite:
    """One file. `grants` are the Chinese names of grants by programme and id."""

    def __init__(self, known: Known, grants: Mapping[tuple[str, str], str]) -> None:
        self.known, self.lang = known, known.lang
        self.identified = Identified(known, grants)

    def file(self, root: Node, section: str) -> None:
        if not isinstance(root, Branch) or not root.pairs:
            return
        shape = shape_of(section, root)
        if shape is not None:
            self.mapping(root, shape, Within(self.around(root)))

    def around(self, root: Branch) -> Around:
        """The subject and programme that a file's rules are about."""
        said = {
            KEY_OF.get(s.key.text, ""): s.value.text.strip() for s in root.slots if s.key and isinstance(s.value, Leaf)
        }
        program = said.get("program") or said.get("extends") or ""
        word = said.get("subject") or said.get("definitions_of") or ""
        subject, head = self.known.names.subjects.get(word), self.known.names.programs.get(program)
        return Around(subject.id if subject else head.subject if head else self.known.root, program)

    # ---- mappings

    def mapping(self, node: Branch, shape: type, within: Within) -> None:
        known = keys(shape)
        if shape is shapes.TableShape:
            self.table(node, within)
        for slot in node.slots:
            if slot.key is None or slot.key.text not in known:
                continue
            name = known[slot.key.text]
            if shape is not shapes.TableShape or name not in ("inputs", "rows"):
                allowed = tuple(alternatives(shape.__annotations__[name]))
                self.value(slot.value, allowed, replace(within, shape=shape, key=name))
            slot.key.put(words.key(slot.key.text, shape, self.lang, amount=within.amount))

    def value(self, node: Node, allowed: tuple[Any, ...], within: Within) -> None:
        """What stands under a key, which may be any of `allowed`."""
        if isinstance(node, Leaf):
            self.leaf(node, allowed, within)
        elif not node.pairs:
            inner = tuple(a for one in allowed for a in inside(one, list, 0))
            for slot in node.slots:
                self.value(slot.value, inner, within)
        elif entries := [a for one in allowed for a in inside(one, dict, 1)]:
            self.entries(node, entries, within)
        elif shape := next((a for a in allowed if is_shape(a)), None):
            self.mapping(node, shape, within)

    def entries(self, node: Branch, allowed: list[Any], within: Within) -> None:
        """A map by ids."""
        if within.key == "next_step":
            for slot in node.slots:
                if slot.key is not None:
                    slot.key.put(words.choice(slot.key.text, "outcome", self.lang))
            return
        shape = next((a for a in allowed if is_shape(a)), None)
        for slot in node.slots:
            if shape is None or slot.key is None or not isinstance(slot.value, Branch):
                continue
            id_ = self.identified.id_of(slot, shape)
            self.mapping(slot.value, shape, self.entry(within, shape, id_))
        if shape is not None and shape.__name__ in IDENTIFIED:
            self.identified.entries(node, shape, within.around)

    def entry(self, within: Within, shape: type, id_: str) -> Within:
        """What is known inside an entry."""
        around, names = within.around, self.known.names
        if shape is shapes.DefinitionShape:
            local = names.program_definitions.get(around.program, {}) if around.program else {}
            head = local.get(id_) or names.definitions.get(around.subject, {}).get(id_)
            return replace(within, expected=self.known.type_of(head))
        if shape is shapes.FactShape:
            fact = names.facts.get(around.subject, {}).get(id_)
            return replace(within, expected=fact.type if fact else None)
        return replace(within, expected=None, amount=shape is shapes.GrantShape)

    # ---- texts

    def leaf(self, leaf: Leaf, allowed: tuple[Any, ...], within: Within) -> None:
        if leaf.style == "*" or not leaf.text.strip():
            return
        leaf.put(self.text(leaf, allowed, within))

    def text(self, leaf: Leaf, allowed: tuple[Any, ...], within: Within) -> str:
        text, key = leaf.text, within.key
        shape = within.shape.__name__ if within.shape else ""
        table = next((a.table for a in allowed if isinstance(a, OneOf)), "")
        if table:
            return words.choice(text, table, self.lang)
        if shape == "ValueShape" and key in ("value", "scope"):
            return words.choice(
                words.choice(words.choice(text, "boundary", self.lang), "truth", self.lang), "scope", self.lang
            )
        if allowed == (bool,) or (bool in allowed and key == "discretionary"):
            return words.choice(text, "truth", self.lang)
        if key == "ordinary":
            return self.plain(text, within.expected)
        if key in EXPRESSIONS:
            expected = None if key in ("when", "if", "only_if") else within.expected
            return expression(text, self.known, within.around, expected)
        return self.named(text, key)

    def named(self, text: str, key: str) -> str:
        if key == "source":
            return citation(text, self.lang)
        if key == "type":
            return words.choice(text, "type", self.lang)
        if key in SPANS:
            return words.span(text, self.lang)
        if key == "range":
            return words.range_(text, self.lang)
        subject = self.known.names.subjects.get(text.strip()) if key in SUBJECTS else None
        if subject is not None:
            return self.known.called(subject)
        return text

    def plain(self, text: str, type_: Type | None) -> str:
        """A value as YAML writes it."""
        if isinstance(type_, Enum):
            return self.known.value(text, type_)
        if isinstance(type_, Boolean):
            return words.choice(text, "truth", self.lang)
        return text

    # ---- tables

    def table(self, node: Branch, within: Within) -> None:
        parts = {KEY_OF.get(s.key.text, ""): s.value for s in node.slots if s.key is not None}
        inputs, rows = parts.get("inputs"), parts.get("rows")
        types: dict[str, Type | None] = {}
        for slot in inputs.slots if isinstance(inputs, Branch) else ():
            if slot.key is not None and isinstance(slot.value, Leaf):
                types[slot.key.text] = self.type_of(slot.value.text, within.around)
                slot.value.put(expression(slot.value.text, self.known, within.around))
        for item in rows.slots if isinstance(rows, Branch) else ():
            for slot in item.value.slots if isinstance(item.value, Branch) else ():
                self.row(slot, types, within)

    def row(self, slot: Slot, types: Mapping[str, Type | None], within: Within) -> None:
        assert slot.key is not None
        if slot.key.text in types:
            for leaf in leaves(slot.value):
                leaf.put(self.cell(leaf, types[slot.key.text], within.around))
        elif KEY_OF.get(slot.key.text) == "then" and isinstance(slot.value, Leaf):
            slot.value.put(expression(slot.value.text, self.known, within.around, within.expected))
            slot.key.put(words.key(slot.key.text, shapes.RowShape, self.lang))

    def cell(self, leaf: Leaf, type_: Type | None, around: Around) -> str:
        text = leaf.text.strip()
        if text in ("-", *NOTHING):
            return leaf.text
        if PLAIN_WORD.fullmatch(text) or (not leaf.style and text[0] not in "<>=!"):
            enum = enum_of(type_)
            if enum is not None:
                return self.known.value(text, enum)
            return words.choice(text, "truth", self.lang) if text in CHOICE_OF["truth"] else leaf.text
        return cell(leaf.text, self.known, around, enum_of(type_))

    def type_of(self, text: str, around: Around) -> Type | None:
        from eligibility.authoring.format.names.expressions import Expression

        try:
            return Expression(text, self.known).walk(parse(text), around)
        except Mistake:
            return None


def leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
        return
    for slot in node.slots:
        yield from leaves(slot.value)


# ---- shapes


def shape_of(section: str, root: Branch) -> type | None:
    """The shape of a file; None of one whose keys are the same in both alphabets."""
    if section == "sources":
        return shapes.SourcesFile
    found = shapes.FILES.get(section)
    if found is None:
        return None
    extends = any(s.key is not None and KEY_OF.get(s.key.text) == "extends" for s in root.slots)
    return found[int(extends) if section == "programs" else 0]


def is_shape(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "__required_keys__")


def alternatives(annotation: Any) -> Iterator[Any]:
    """All that an annotation allows."""
    if isinstance(annotation, str | ForwardRef):
        annotation = getattr(shapes, annotation if isinstance(annotation, str) else annotation.__forward_arg__)
    origin = get_origin(annotation)
    if origin is Required:
        yield from alternatives(get_args(annotation)[0])
    elif origin is Annotated:
        yield from get_args(annotation)
    elif origin is Union or isinstance(annotation, UnionType):
        for part in get_args(annotation):
            yield from alternatives(part)
    else:
        yield annotation


def inside(annotation: Any, container: type, which: int) -> Iterator[Any]:
    """What a list or map of an annotation holds."""
    if get_origin(annotation) is container:
        yield from alternatives(get_args(annotation)[which])
