"""From the kind of a problem, or the key of a phrase, to its sentence in a language.

A sentence is a template of `problems.<lang>.toml` or `phrases.<lang>.toml`. `{name}` takes an argument as it is; `{name:type}` names a type, unit or
form of an expression in the reader's words (the table `[types]`), `{name:remedy}` how to write one (`[remedies]`), `{name:first}` is the first of a list. Where
an argument is empty,
`text_without_<argument>` and `remedy_without_<argument>` stand in for `text` and `remedy`. The files are read when a sentence is first asked for.

What a kind means at length stands in `explain.<lang>.toml`, with an example in `examples.toml` that serves both languages: most of it is what the
author of a file wrote.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

from eligibility.frozen import record

LANGUAGES: Final = ("zh", "en")


@record
class ProblemText:
    """A problem in words: a stable code, what is wrong, how to mend it (may be empty)."""

    code: str
    text: str
    remedy: str


@cache
def sentences(file: str, lang: str) -> dict[str, Any]:
    """The sentences of one file and language; of a file for both where the language is empty."""
    middle = f".{lang if lang in LANGUAGES else 'zh'}" if lang else ""
    path = Path(__file__).with_name(f"{file}{middle}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def problem_text(kind: str, args: Mapping[str, str], lang: str) -> ProblemText:
    """What is wrong and how to mend it."""
    entry = sentences("problems", lang).get(kind)
    if entry is None:
        return ProblemText("E000", " ".join([kind, *args.values()]), "")
    words = Words(lang, args)
    return ProblemText(
        entry["code"], words.fill(variant(entry, "text", args)), words.fill(variant(entry, "remedy", args))
    )


@record
class Explained:
    """A kind of problem at length: its sentence with `…` for what differs, what it means, why it matters, an example and the same mended."""

    code: str
    kind: str
    text: str
    remedy: str
    means: str
    why: str
    wrong: str
    right: str


def kinds() -> dict[str, str]:
    """Every kind of problem by its code, in the order of the codes."""
    return dict(sorted((v["code"], k) for k, v in sentences("problems", "en").items() if "code" in v))


def explained(kind: str, lang: str) -> Explained:
    """What a kind of problem is about."""
    entry = sentences("problems", lang)[kind]
    told: dict[str, str] = sentences("explain", lang).get(kind, {})
    example: dict[str, str] = sentences("examples", "").get(kind, {})
    text, remedy = (Words(lang, Anything()).fill(entry.get(part, "")) for part in ("text", "remedy"))
    wrong, right = ((told.get(part) or example.get(part, "")).strip("\n") for part in ("wrong", "right"))
    return Explained(entry["code"], kind, text, remedy, told.get("means", ""), told.get("why", ""), wrong, right)


def variant(entry: Mapping[str, str], part: str, args: Mapping[str, str]) -> str:
    """`text_without_nearest` where `nearest` is empty and there is such a variant, else `text`."""
    start = f"{part}_without_"
    for key, template in entry.items():
        if key.startswith(start) and not args.get(key[len(start) :]):
            return template
    return entry.get(part, "")


def phrase(key: str, lang: str, *, file: str = "phrases", **args: object) -> str:
    """A fixed sentence. `key` is `room.name`, as the sections of `phrases.*.toml` nest; the command line's stand in `cli.*.toml`."""
    found: Any = sentences(file, lang)
    for part in key.split("."):
        found = found[part]
    if ":" in found and (":type}" in found or ":remedy}" in found):
        return Words(lang, args).fill(found)
    text: str = found.format_map(Given(args))  # the plain way, many times as fast
    return text


class Given(dict[str, object]):
    """Arguments of which one that is not given is left out."""

    def __missing__(self, key: str) -> str:
        return ""


class Anything(Given):
    """Arguments each of which is `…`."""

    def get(self, _: str, __: object = None) -> object:
        return "…"


class Words(Formatter):
    """Fills templates of a language; an argument that is not given is left out."""

    def __init__(self, lang: str, args: Mapping[str, object]) -> None:
        self._lang, self._args = lang, args

    def fill(self, template: str) -> str:
        return self.vformat(template, (), self._args)  # an argument may have any name, so none is passed as a keyword

    def get_value(self, key: int | str, _: Any, kwargs: Mapping[str, Any]) -> object:
        return kwargs.get(str(key), "")

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec == "type":
            return type_words(str(value), self._lang)
        if format_spec == "remedy":
            remedies: dict[str, str] = sentences("problems", self._lang)["remedies"]
            return remedies.get(str(value), "")
        if format_spec == "first":
            return str(value).partition(",")[0]
        return str(format(value, format_spec))


def type_words(name: str, lang: str) -> str:
    """A type as policy files write it, in the reader's words: `yuan/month` is 元/月, `list of member` a list of `member`."""
    table: dict[str, str] = sentences("problems", lang)["types"]
    if name in table:
        return table[name]
    if name.startswith("list of "):
        return table["list of"].format(type_words(name.removeprefix("list of "), lang))
    if name.startswith("enum "):
        return table["enum"].format(name.removeprefix("enum "))
    return table["other"].format(name)


NAMED_TYPES: Final = ("expected", "got", "left", "right", "type")


def null_text(kind: str, args: Mapping[str, str], lang: str) -> str:
    """Why a FEEL expression is null."""
    table = sentences("nulls", lang)
    types: Mapping[str, str] = table["types"]
    named = {key: types.get(value, value) if key in NAMED_TYPES else value for key, value in args.items()}
    text: str = table["nulls"].get(kind, kind).format_map(Given(named))
    return text
