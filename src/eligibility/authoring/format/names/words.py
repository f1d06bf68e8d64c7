"""Keys, words out of tables and spans of time in an alphabet.

A key has several Chinese forms; which one is printed depends on what it is a key of: a piece of a rule runs 起…止, an instrument is 施行 and 废止; what a
definition or piece says is a 值, what a grant gives a 金额 in a 单位.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.policy.figures import SPAN
from eligibility.policy.shapes import keys
from eligibility.policy.words import CHOICE_OF, CHOICES, KEYS

FORMS: Final[dict[str, dict[str, str]]] = {
    "GrantShape": {"type": "单位", "from": "起", "until": "止"},
    "ParameterFile": {"type": "类型"},
    "SourceShape": {},
    "ProgramFile": {},
    "ExtensionFile": {},
}
ELSEWHERE: Final = {"from": "起", "until": "止", "value": "值"}  # in all other shapes
WITH_AMOUNTS: Final = ("GrantShape",)
UNITS: Final = {"months": "个月", "years": "年", "days": "天"}
SINGULAR: Final = {"个月": "months", "个": "months", "年": "years", "天": "days", "日": "days"}


def key(word: str, shape: type, lang: str, *, amount: bool = False) -> str:
    """A key of a shape. `amount`: in what gives one."""
    name = keys(shape).get(word)
    if name is None:
        return word
    if lang == "en":
        return name
    own = FORMS.get(shape.__name__)
    forms = ELSEWHERE if own is None else own
    if amount and name == "value":
        return KEYS["value"][0]
    chosen = forms.get(name, KEYS.get(name, (name,))[0])
    return chosen if keys(shape).get(chosen) == name else name


def choice(text: str, table: str, lang: str) -> str:
    """A word out of a table; any other text as it is."""
    name = CHOICE_OF[table].get(text.strip())
    if name is None:
        return text
    return name if lang == "en" else CHOICES[table][name][0]


def span(text: str, lang: str) -> str:
    """`12 months` is 12 个月."""
    found = SPAN.fullmatch(text.strip())
    if found is None:
        return text
    unit = SINGULAR.get(found[2]) or found[2].rstrip("s") + "s"
    if lang == "zh":
        return f"{found[1]} {UNITS[unit]}"
    return f"{found[1]} {unit[:-1] if found[1] == '1' else unit}"


def range_(text: str, lang: str) -> str:
    """`1900-01-01..on` ends 当日."""
    return re.sub(r"\.\.\s*(?:on|当日)\s*\Z", "..on" if lang == "en" else "..当日", text)
