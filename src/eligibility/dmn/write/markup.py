"""XML as it is written: elements with attributes in the order given, two spaces for each level, texts with their line breaks kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from eligibility.frozen import record

IN_TEXT: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
IN_ATTRIBUTE: Final = IN_TEXT | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


@record
class Tag:
    """An element with children, or with a text."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Tag, ...] = ()
    text: str = ""


def tag(element: str, /, *children: Tag | Iterable[Tag], **attributes: str) -> Tag:
    """An element. Attributes that are empty are left out."""
    kept = tuple((k, v) for k, v in attributes.items() if v)
    return Tag(element, kept, tuple(t for c in children for t in ((c,) if isinstance(c, Tag) else c)))


def texts(name: str, text: str) -> tuple[Tag, ...]:
    """An element with a text, none where there is no text."""
    return (Tag(name, text=text),) if text else ()


def escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)


def document(root: Tag) -> str:
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *lines(root, 0))) + "\n"


def lines(element: Tag, depth: int) -> Iterator[str]:
    space = "  " * depth
    head = "".join(f' {k}="{escaped(v, IN_ATTRIBUTE)}"' for k, v in element.attributes)
    if element.children:
        yield f"{space}<{element.name}{head}>"
        for child in element.children:
            yield from lines(child, depth + 1)
        yield f"{space}</{element.name}>"
    elif element.text:
        yield f"{space}<{element.name}{head}>{escaped(element.text, IN_TEXT)}</{element.name}>"
    else:
        yield f"{space}<{element.name}{head}/>"
