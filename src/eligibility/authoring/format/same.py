"""Whether two documents say the same: the same keys in the same order, the same texts, and quotes where a reader may tell by them."""

from __future__ import annotations

import re

from eligibility.authoring.format.scalars import is_word
from eligibility.policy.tree import Mapping, Node, Scalar, Sequence


def same(one: Node, other: Node) -> bool:
    if isinstance(one, Scalar):
        return isinstance(other, Scalar) and same_scalar(one, other)
    if isinstance(one, Sequence):
        return (
            isinstance(other, Sequence)
            and len(one.items) == len(other.items)
            and all(same(a, b) for a, b in zip(one.items, other.items, strict=True))
        )
    if not isinstance(other, Mapping) or len(one.items) != len(other.items):
        return False
    pairs = zip(one.items, other.items, strict=True)
    return all(same_scalar(k, key) and same(v, value) for (k, v), (key, value) in pairs)


def same_scalar(one: Scalar, other: Scalar) -> bool:
    if said(one) != said(other):
        return False
    return one.quoted == other.quoted or is_word(one.text) or "\n" in one.text


def said(scalar: Scalar) -> str:
    """A text without what nobody sees of a block: spaces at the ends of the lines (of `|`), and the blank lines that end it."""
    if scalar.style not in ("|", ">"):
        return scalar.text
    text = re.sub(r"[ \t]+(?=\n|\Z)", "", scalar.text) if scalar.style == "|" else scalar.text
    return re.sub(r"\n[ \t\n]*\Z", "", text)
