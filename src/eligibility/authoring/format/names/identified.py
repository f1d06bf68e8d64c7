"""Entries by their Chinese names, or by their identifiers.

`monthly_top_up:` with the label 低保金 is `低保金:` with `英文名: monthly_top_up`. Where the label is no name, `name: 一次拒绝` in the one form is the key
of the other. A line that is not needed is left out, unless a comment stands with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.authoring.format.layout import Branch, Leaf, Slot
from eligibility.authoring.format.names.scope import Around, Known
from eligibility.policy import shapes
from eligibility.policy.entry import ID, ONE_RUN

NAME, IDENTIFIER, LABEL = ("name", "中文名"), ("id", "英文名"), ("label", "名称")


class Identified:
    def __init__(self, known: Known, grants: Mapping[tuple[str, str], str]) -> None:
        self.known, self.grants = known, grants

    def id_of(self, slot: Slot, shape: type) -> str:
        """The identifier of an entry, however it is keyed."""
        assert slot.key is not None
        stated = text_of(slot, IDENTIFIER) if "id" in shape.__annotations__ else ""
        return stated or slot.key.text

    def entries(self, node: Branch, shape: type, around: Around) -> None:
        taken = {s.key.text for s in node.slots if s.key is not None}
        for slot in node.slots:
            if slot.key is None or not isinstance(slot.value, Branch) or not slot.value.pairs:
                continue
            usual = self.usual(slot, shape, around)
            if self.known.lang == "en":
                in_english(slot, usual)
            elif new := in_chinese(slot, usual, taken):
                taken.add(new)

    def usual(self, slot: Slot, shape: type, around: Around) -> str:
        """The Chinese name of an entry that does not state one: its label, or what a farther layer calls it."""
        label = child(slot, LABEL)
        if label is not None:
            zh = label.value.get("zh") if isinstance(label.value, Branch) else None
            word = zh.text.strip() if isinstance(zh, Leaf) else ""
            return word if ONE_RUN.fullmatch(word) else ""
        id_ = self.id_of(slot, shape)
        if shape is shapes.GrantShape:
            return self.grants.get((around.program, id_), "")
        if shape is not shapes.DefinitionShape:
            return ""
        names = self.known.names
        head = names.program_definitions.get(around.program, {}).get(id_) or names.definitions.get(
            around.subject, {}
        ).get(id_)
        return head.name if head is not None and head.id == id_ else ""


def in_english(slot: Slot, usual: str) -> None:
    """The entry under its identifier."""
    stated = child(slot, IDENTIFIER)
    assert slot.key is not None
    assert isinstance(slot.value, Branch)
    if stated is None or not isinstance(stated.value, Leaf) or stated.value.text == slot.key.text:
        return
    name = slot.key.text
    slot.key.put(stated.value.text)
    if child(slot, NAME) is not None or name == usual:
        if not noted(stated):
            slot.value.slots.remove(stated)
        return
    assert stated.key is not None
    stated.key.put(NAME[0])
    stated.value.put(name)


def in_chinese(slot: Slot, usual: str, taken: set[str]) -> str | None:
    """The entry under its Chinese name, which comes back; None where it has none that may be a key."""
    assert slot.key is not None
    assert isinstance(slot.value, Branch)
    stated, named = child(slot, IDENTIFIER), child(slot, NAME)
    id_ = stated.value.text if stated is not None and isinstance(stated.value, Leaf) else slot.key.text
    if id_ != slot.key.text:  # it is so already
        return None
    own = named.value.text.strip() if named is not None and isinstance(named.value, Leaf) else ""
    name = own or usual
    if name in taken or name == id_ or not ID.fullmatch(name) or name.isascii():
        return None
    slot.key.put(name)
    if stated is not None:
        return name
    if named is not None and own != usual and isinstance(named.value, Leaf):
        assert named.key is not None
        named.key.put(IDENTIFIER[1])
        named.value.put(id_)
        return name
    if slot.value.slots:
        first = slot.value.slots[0]
        first.blank = False
        if first.above:
            first.above[0].blank = False
    slot.value.slots.insert(0, Slot(Leaf(id_, changed=True), Leaf(IDENTIFIER[1], changed=True)))
    return name


def child(slot: Slot, keys: tuple[str, ...]) -> Slot | None:
    """The slot under one of some keys."""
    inner = slot.value.slots if isinstance(slot.value, Branch) else []
    return next((s for s in inner if s.key is not None and s.key.text in keys), None)


def text_of(slot: Slot, keys: tuple[str, ...]) -> str:
    found = child(slot, keys)
    return found.value.text.strip() if found is not None and isinstance(found.value, Leaf) else ""


def noted(slot: Slot) -> bool:
    """Whether a comment stands with a line."""
    return bool(slot.above or slot.trail or slot.value.trail or (slot.key and slot.key.trail))
