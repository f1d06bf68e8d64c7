"""What an editor may set, when it starts the server (`initializationOptions`) or later (`workspace/didChangeConfiguration`, under `eligibility`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from eligibility.frozen import record

PLACE: Final = re.compile(r"[0-9]{6}")


@record
class Settings:
    """`lang` is zh or en; `place` and `on` are where and when a parameter's value is looked up, where a file does not tell; `policies` are folders that
    add-ons build on; `docs` is where the documentation is served."""

    lang: str = "zh"
    place: str | None = None
    on: date | None = None
    policies: tuple[Path, ...] = ()
    only: bool = False
    docs: str = ""


def told(settings: Settings, options: object, locale: str | None = None) -> Settings:
    """The settings with what a client says of them; what it says wrongly is left as it was."""
    given: Mapping[str, Any] = options if isinstance(options, Mapping) else {}
    lang = str(given.get("lang") or locale or "")[:2].lower()
    place, on, policies, docs = str(given.get("place") or ""), given.get("on"), given.get("policies"), given.get("docs")
    return replace(
        settings,
        lang=lang if lang in ("zh", "en") else settings.lang,
        place=place if PLACE.fullmatch(place) else settings.place,
        on=day(on) or settings.on,
        policies=tuple(Path(str(p)) for p in policies) if isinstance(policies, list | tuple) else settings.policies,
        only=bool(given.get("only", settings.only)),
        docs=docs if isinstance(docs, str) else settings.docs,
    )


def day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
