"""A layout tree as text: two spaces an indentation, lists indented under their keys, at most one blank line, comments where they were.

`{…}` and `[…]` stay as they are where they are short; a long one goes on in the next line, one with comments inside is written as a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.authoring.format.layout import Branch, Comment, Leaf, Node, Slot, comments
from eligibility.authoring.format.scalars import block, inline
from eligibility.diagnostics.width import width

LONGEST: Final = 160  # columns of a line
THEN: Final = ("then", "则")  # the key that the rows of a table have


def write(root: Node) -> str:
    """The text of a document."""
    if isinstance(root, Leaf):
        return "\n".join(value(root, 0, "")).strip(" ") + "\n"
    if is_flow(root) and not root.slots:
        lines = [*value(root, 0, ""), *(c.text for c in root.below)]
        return "\n".join(lines).lstrip(" ") + "\n"
    top = [f"&{root.anchor}"] if root.anchor else []
    return "\n".join([*top, *branch(root, 0)]) + "\n"


def is_flow(node: Branch) -> bool:
    """Whether a branch is written in brackets."""
    if not node.slots:
        return True
    return node.flow and not any(c is not node.trail for c in comments(node))


def branch(node: Branch, indent: int) -> list[str]:
    """The lines of a block."""
    lines: list[str] = []
    pad = " " * indent
    for i, one in enumerate(node.slots):
        lines += notes(one.above, pad, first=i == 0)
        if one.blank and lines:
            lines.append("")
        lines += slot(one, node, indent)
    lines += notes(node.below, pad, first=False)
    if node.flow and node.head is not None and node.trail is not None:
        lines.append(pad + node.trail.text)
    return lines


def lead(node: Node) -> Comment | None:
    """The comment that stands on the first line of a value."""
    if isinstance(node, Leaf) or is_flow(node):
        return node.trail
    return (node.head or node.trail) if node.flow else None


def notes(found: list[Comment], pad: str, *, first: bool) -> Iterator[str]:
    """Comments on lines of their own."""
    for i, comment in enumerate(found):
        if comment.blank and not (first and i == 0):
            yield ""
        yield pad + comment.text


def slot(one: Slot, node: Branch, indent: int) -> list[str]:
    """The lines of an entry or item."""
    pad = " " * indent
    if one.key is None:
        return item(one, indent)
    start = f"{pad}{named(one.key, flow=False)}:"
    lines = value(one.value, indent, start, cell=is_row(node))
    return attached(one.trail or one.key.trail, lines, lead(one.value), pad)


def attached(trail: Comment | None, lines: list[str], first: Comment | None, pad: str) -> list[str]:
    """The lines with a comment behind the first; above it where one stands there."""
    if trail is None:
        return lines
    if first is not None:
        return [pad + trail.text, *lines]
    return [lines[0] + behind(trail), *lines[1:]]


def named(key: Leaf, *, flow: bool) -> str:
    anchor = f"&{key.anchor} " if key.anchor else ""
    text = inline(key, flow=flow)
    return f"{anchor}{text} " if key.style == "*" else anchor + text


def item(one: Slot, indent: int) -> list[str]:
    """An item; what it holds begins behind its `-` unless a comment comes first."""
    pad = " " * indent
    node = one.value
    if isinstance(node, Leaf) or is_flow(node) or node.anchor:
        return attached(one.trail, value(node, indent, f"{pad}-"), lead(node), pad)
    lines = branch(node, indent + 2)
    if one.trail is None and lead(node) is None and not node.slots[0].above:
        return [f"{pad}- {lines[0][indent + 2 :]}", *lines[1:]]
    first = lead(node)
    return attached(one.trail, [f"{pad}-{behind(first) if first else ''}", *lines], first, pad)


def value(node: Node, indent: int, start: str, *, cell: bool = False) -> list[str]:
    """The lines of a value behind `start` (`  key:`, `  -`)."""
    anchor = f" &{node.anchor}" if node.anchor else ""
    if isinstance(node, Branch):
        if is_flow(node):
            lines = wrapped(node, f"{start}{anchor} ")
            return [*lines[:-1], lines[-1] + (behind(node.trail) if node.trail else "")]
        first = lead(node)
        return [f"{start}{anchor}{behind(first) if first else ''}", *branch(node, indent + 2)]
    if node.style in ("|", ">"):
        return blocked(node, indent, start + anchor)
    if (
        node.style == ""
        and "\n" in node.raw
        and not node.changed
        and (folded := as_folded(node, indent, start + anchor))
    ):
        return folded
    text = inline(node, flow=False, cell=cell)
    line = f"{start}{anchor} {text}" if text else start + anchor
    return [line + behind(node.trail) if node.trail is not None else line]


def blocked(leaf: Leaf, indent: int, start: str) -> list[str]:
    head, lines = block(leaf)
    pad = " " * (indent + 2)
    first = f"{start} {head}{behind(leaf.trail) if leaf.trail else ''}"
    return [first, *(pad + line if line else "" for line in lines)]


def as_folded(leaf: Leaf, indent: int, start: str) -> list[str] | None:
    """A plain text of several lines: on one line where it fits, else as a folded block with the lines that it has."""
    if "\n" not in leaf.text and width(start) + 1 + width(leaf.text) <= LONGEST:
        return None
    if leaf.trail is not None:
        start += f" >-{behind(leaf.trail)}"
    else:
        start += " >-"
    pad = " " * (indent + 2)
    lines = [line.strip() for line in leaf.raw.split("\n")]
    return [start, *(pad + line if line else "" for line in lines)]


def behind(comment: Comment) -> str:
    return " " * comment.gap + comment.text


def is_row(node: Branch) -> bool:
    """Whether a mapping is a row of a table."""
    return node.get(*THEN) is not None


# ---- in brackets


def wrapped(node: Branch, start: str) -> list[str]:
    """What stands in brackets, on as many lines as it needs; each further line begins under the first entry."""
    opening, closing = "{}" if node.pairs else "[]"
    parts = [part(one, node) for one in node.slots]
    pad = " " * (width(start) + 1)
    lines = [start + opening]
    for i, text in enumerate(parts):
        last = i == len(parts) - 1
        text += closing if last else ","
        begun = i > 0 and lines[-1] != pad
        if begun and width(lines[-1]) + 1 + width(text) > LONGEST:
            lines.append(pad + text)
        else:
            lines[-1] += f" {text}" if begun else text
    if not parts:
        lines[-1] += closing
    return lines


def part(one: Slot, node: Branch) -> str:
    """An entry or item within brackets."""
    text = flowing(one.value, cell=is_row(node))
    if one.key is None:
        return text
    name = named(one.key, flow=True)
    return f"{name}: {text}" if text else f"{name}:"


def flowing(node: Node, *, cell: bool) -> str:
    anchor = f"&{node.anchor} " if node.anchor else ""
    if isinstance(node, Leaf):
        return anchor + inline(node, flow=True, cell=cell)
    opening, closing = "{}" if node.pairs else "[]"
    return anchor + opening + ", ".join(part(one, node) for one in node.slots) + closing
