"""Words as YAML: texts in quotes only where they need them, expressions on lines of their own, ids out of labels."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

PLAIN: Final = re.compile(r"[^\W_][^\n:#{}\[\],&*!|>'\"%@`]*[^\s:#{}\[\],&*!|>'\"%@`]|[^\W_]")
RESERVED: Final = ("true", "false", "null", "yes", "no", "on", "off")


def text(value: str) -> str:
    """A text of one line."""
    plain = PLAIN.fullmatch(value) and value.lower() not in RESERVED and ": " not in value
    return value if plain else json.dumps(value, ensure_ascii=False)


def expression(value: str, indent: int) -> str:
    """An expression after its key: on the same line where YAML reads it as it is, else below."""
    plain = (
        "\n" not in value
        and not re.search(r": |:$| #|^[\[{&*!|>'\"%@`#?,-]", value)
        and value.lower() not in RESERVED[2:]
    )
    if plain:
        return f" {value}"
    pad = " " * indent
    return " |\n" + "\n".join(f"{pad}{line.strip()}" for line in value.split("\n"))


def label(zh: str, en: str) -> str:
    return f"{{zh: {flow(zh)}, en: {flow(en)}}}"


def flow(value: str) -> str:
    return text(value) if not re.search(r"[,{}\[\]?]", value) else json.dumps(value, ensure_ascii=False)


def document(value: Any, indent: int = 0) -> str:
    """Mappings, lists and texts as block YAML; small lists of texts on one line."""
    pad = " " * indent
    lines = []
    for key, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            lines.append(f"{pad}{key}:\n{document(inner, indent + 2)}")
        elif isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
            lines.append(f"{pad}{key}:")
            lines += [f"{pad}  - {document(item, indent + 4).lstrip()}" for item in inner]
        elif isinstance(inner, list | Mapping):
            lines.append(
                f"{pad}{key}: {'{}' if isinstance(inner, Mapping) else '[' + ', '.join(flow(str(i)) for i in inner) + ']'}"
            )
        else:
            lines.append(f"{pad}{key}: {str(inner).lower() if isinstance(inner, bool) else text(str(inner))}")
    return "\n".join(lines)


def identifier(words: str, taken: Collection[str], otherwise: str) -> str:
    """An id out of an English label, other than those taken."""
    found = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    found = re.sub(r"^[0-9_]+", "", found)[:60].strip("_") or otherwise
    out, number = found, 2
    while out in taken:
        out, number = f"{found}_{number}", number + 1
    return out
