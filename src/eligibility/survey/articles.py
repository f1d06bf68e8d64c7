"""The articles of the instruments that policies cite: what each is encoded as, which clause of it is not encoded, which is out of scope, and why.

An article that nothing cites is known only of an instrument whose articles are listed. What cites an article goes before its being out of scope.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal

from eligibility.frozen import record
from eligibility.law.daily import NATION
from eligibility.policy.model import Articles, Label, Layer, Source
from eligibility.survey.parts import Part, Survey
from eligibility.survey.words import both, colon, instrument, joined, place_name, program_name, say
from eligibility.wording.citations import locator as spoken

PART: Final = re.compile(r"(?P<kind>art|sec|ch|app)\. (?P<number>[0-9]+(?:-[0-9]+)?)(?P<item>\([0-9]+\))?")
State = Literal["encoded", "untranslatable", "out_of_scope", "not_encoded"]
ORDER: Final = ("art", "sec", "ch", "app", "")
Cited = tuple[str, Part]  # a locator and what cites it
Identity = tuple[str, str, str]  # an instrument's place, title and number


@record
class Article:
    """An article with the locators (`art. 13(4)`) by which it is cited, and by what. `locator` is empty where only the instrument is cited."""

    locator: str
    parts: tuple[Cited, ...]
    reason: Label | None  # why it is out of scope

    @property
    def encoded(self) -> tuple[Cited, ...]:
        return tuple((where, p) for where, p in self.parts if p.clause is None)

    @property
    def clauses(self) -> tuple[Cited, ...]:
        return tuple((where, p) for where, p in self.parts if p.clause is not None)

    @property
    def state(self) -> State:
        if self.encoded:
            return "encoded"
        return "untranslatable" if self.parts else "out_of_scope" if self.reason else "not_encoded"


@record
class Instrument:
    """An instrument as it is declared first, wherever else it is declared too."""

    layer: Layer
    source: Source
    keys: tuple[str, ...]
    listed: Articles | None
    articles: tuple[Article, ...]

    @property
    def by_article(self) -> bool:
        return self.listed is not None or any(a.locator for a in self.articles)


def instruments(survey: Survey) -> tuple[Instrument, ...]:
    """The nation's first, each by its day. What several files declare under one title is one."""
    cited: dict[Identity, list[Cited]] = {}
    identity = identities(survey)
    for part in survey.parts:
        for citation in part.nearest:
            found = survey.stated(citation, part.layer)
            if found is not None:
                cited.setdefault(identity(*found), []).append((citation.locator, part))
    declared: dict[Identity, list[tuple[Layer, Source]]] = {}
    for layer in sorted(survey.layers, key=lambda layer: layer.place or ""):
        for table in (layer.sources, *layer.file_sources.values()):
            for source in table.values():
                declared.setdefault(identity(layer, source), []).append((layer, source))
    out = []
    for id_, found_at in declared.items():
        layer, source = found_at[0]
        keys = tuple(dict.fromkeys(s.key for _, s in found_at))
        listed = next((x.articles[key] for x in survey.farther(layer) for key in keys if key in x.articles), None)
        out.append(Instrument(layer, source, keys, listed, articles(cited.get(id_, ()), listed)))
    return tuple(sorted(out, key=lambda i: (i.layer.place or "", str(i.source.since or ""), i.source.key)))


def identities(survey: Survey) -> Callable[[Layer, Source], Identity]:
    """Whose instrument a file declares: the nation's wherever it is declared again, else the place's own."""
    nation = {
        source.title
        for layer in survey.layers
        if layer.place is None
        for table in (layer.sources, *layer.file_sources.values())
        for source in table.values()
    }

    def identity(layer: Layer, source: Source) -> Identity:
        if source.title in nation:
            return NATION, source.title, ""
        return layer.place or NATION, source.title, source.number

    return identity


def articles(cited: Sequence[Cited], listed: Articles | None) -> tuple[Article, ...]:
    """What is cited by article, and every article of a list."""
    found: dict[str, list[Cited]] = {}
    for where, part in cited:
        found.setdefault(head_of(where, listed), []).append((where, part))
    for unit in listed.units if listed is not None else ():
        found.setdefault(unit, [])
    reasons = listed.out_of_scope if listed is not None else {}
    return tuple(Article(head, tuple(p), reasons.get(head)) for head, p in sorted(found.items(), key=in_order))


def head_of(locator: str, listed: Articles | None) -> str:
    """The article that a locator lies in, or the item of a section where such are listed; empty where it names none."""
    match = PART.match(locator)
    if match is None:
        return ""
    with_item = match[0]
    return with_item if listed is not None and with_item in listed.units else f"{match['kind']}. {match['number']}"


def in_order(item: tuple[str, object]) -> tuple[int, list[int]]:
    match = PART.match(item[0])
    if match is None:
        return len(ORDER), []
    return ORDER.index(match["kind"]), [int(n) for n in re.findall("[0-9]+", match[0])]


# ---- as data


def document(found: Sequence[Instrument]) -> dict[str, Any]:
    return {"schema": "eligibility/articles/1", "instruments": [entry(i) for i in found]}


def entry(i: Instrument) -> dict[str, Any]:
    return {
        "key": i.source.key,
        "keys": list(i.keys),
        "title": {"zh": i.source.title, "en": i.source.en},
        "place": i.layer.place or NATION,
        "grade": i.source.grade,
        "articles": [article_entry(a) for a in i.articles],
    }


def article_entry(a: Article) -> dict[str, Any]:
    return {
        "article": a.locator,
        "state": a.state,
        "encoded": [where_entry(where, p) for where, p in a.encoded],
        "untranslatable": [
            where_entry(where, p)
            | {"text": both(p.clause.text), "reason": both(p.clause.reason), "effect": p.clause.effect}
            for where, p in a.clauses
            if p.clause is not None
        ],
        "reason": both(a.reason) if a.reason and not a.parts else None,
    }


def where_entry(where: str, p: Part) -> dict[str, Any]:
    return {
        "locator": where, "kind": p.kind, "program": p.program or None, "of": p.owner or None, "id": p.id, "place": p.place,
    }  # fmt: skip


# ---- the page


def page(survey: Survey, found: Sequence[Instrument], lang: str) -> str:
    parts = [say("articles.head", lang)]
    for i in (i for i in found if i.by_article):
        parts.append(f"## {instrument(i.source, lang)}\n")
        if i.listed is not None:
            parts.append(summary(i, lang) + "\n")
        rows_ = rows(survey, i.articles, i.layer.place, lang)
        parts.append("\n".join((say("articles.columns", lang), *rows_)) + "\n")
    whole = [whole_row(survey, i, lang) for i in found if not i.by_article and i.articles]
    if whole:
        parts.append(say("articles.whole", lang) + "\n")
        parts.append("\n".join((say("articles.whole_columns", lang), *whole)) + "\n")
    return "\n".join(parts)


def whole_row(survey: Survey, i: Instrument, lang: str) -> str:
    title = i.source.title if lang == "zh" else i.source.en or i.source.title
    grade = say(f"grades.{i.source.grade}", lang)
    where = told(survey, i.articles[0], i.layer.place, lang)
    return f"| {cell(title)} | {place_name(i.layer.place, lang)} | {grade} | {cell(where)} |"


def summary(i: Instrument, lang: str) -> str:
    states = [a.state for a in i.articles if a.locator]
    return say(
        "articles.summary", lang, count=len(states), encoded=states.count("encoded"),
        clauses=sum(bool(a.clauses) for a in i.articles), out=states.count("out_of_scope"), missing=states.count("not_encoded"),
    )  # fmt: skip


def rows(survey: Survey, found: Sequence[Article], home: str | None, lang: str) -> Iterator[str]:
    """A row for each article; articles one after the other that are out of scope for one reason, or not encoded, share theirs."""
    run: list[Article] = []
    for a in found:
        if run and (a.parts or (a.state, a.reason) != (run[-1].state, run[-1].reason)):
            yield row(survey, run, home, lang)
            run = []
        if a.parts:
            yield row(survey, [a], home, lang)
        else:
            run.append(a)
    if run:
        yield row(survey, run, home, lang)


def row(survey: Survey, run: Sequence[Article], home: str | None, lang: str) -> str:
    first, last = run[0], run[-1]
    if not first.locator:
        title = say("articles.no_locator", lang)
    elif first is last:
        title = spoken(first.locator, lang)
    else:
        title = say("articles.stretch", lang, first=spoken(first.locator, lang), last=spoken(last.locator, lang))
    return f"| {title} | {cell(told(survey, first, home, lang))} |"


def told(survey: Survey, a: Article, home: str | None, lang: str) -> str:
    """What an article is encoded as and what of it is not, a line for each of its paragraphs and items."""
    if a.state == "out_of_scope" and a.reason is not None:
        return say("articles.out", lang, reason=a.reason.of(lang))
    if not a.parts:
        return say("articles.missing", lang)
    lines = list(by_locator(survey, a.encoded, a.locator, home, lang))
    for where, p in a.clauses:
        assert p.clause is not None
        text, reason = p.clause.text.of(lang), p.clause.reason.of(lang)
        line = say("articles.clause", lang, text=text, reason=reason, place=place_name(p.layer.place, lang))
        lines.append(prefixed(where, a.locator, line, lang))
    return "<br>".join(dict.fromkeys(lines))


def by_locator(survey: Survey, cited: Sequence[Cited], article: str, home: str | None, lang: str) -> Iterator[str]:
    groups: dict[str, list[Cited]] = {}
    for where, part in cited:
        groups.setdefault(where, []).append((where, part))
    for where, group in sorted(groups.items()):
        yield prefixed(where, article, named(survey, group, home, lang), lang)


def prefixed(where: str, article: str, line: str, lang: str) -> str:
    return line if where == article else f"{spoken(where, lang)}{colon(lang)}{line}"


def named(survey: Survey, cited: Sequence[Cited], home: str | None, lang: str) -> str:
    """The parts that cite an article by programme and kind, each once, with the places whose rules do."""
    groups: dict[tuple[str, str], dict[str, list[str | None]]] = {}
    for _, part in cited:
        places = groups.setdefault((part.program, part.kind), {}).setdefault(name(survey, part, lang), [])
        if part.layer.place not in places:
            places.append(part.layer.place)
    by_program: dict[str, list[str]] = {}
    between, after = ("", "") if lang == "zh" else (", ", " ")
    for (program, kind), names in groups.items():
        words = between.join(what + local(where, home, lang) for what, where in names.items())
        by_program.setdefault(program, []).append(f"{say(f'list.kinds.{kind}', lang)}{after}{words}")
    stop = "；" if lang == "zh" else "; "
    return stop.join(
        (f"{program_name(survey, id_, lang)}{colon(lang)}" if id_ else "") + joined(kinds, lang)
        for id_, kinds in by_program.items()
    )


def name(survey: Survey, part: Part, lang: str) -> str:
    """`“低保金”`; what has no label by its id."""
    if part.kind == "relation":
        return f"“{program_name(survey, part.id, lang)}”"
    label = survey.label(part.key, part.layer)
    return f"“{label.of(lang)}”" if label else f"`{part.id}`"


def local(places: Sequence[str | None], home: str | None, lang: str) -> str:
    """The places whose rules cite it, unless they are the instrument's own."""
    if places == [home]:
        return ""
    return say("at", lang, place=joined((place_name(w, lang) for w in places), lang))


def cell(text: str) -> str:
    return text.replace("|", "\\|")
