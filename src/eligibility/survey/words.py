"""How parts, periods, places and instruments are said in lists and pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from eligibility.law.daily import NATION
from eligibility.law.places import label as name_of
from eligibility.messages.catalogue import phrase
from eligibility.policy.model import Label, Source
from eligibility.survey.parts import Part, Survey
from eligibility.survey.reach import Effect


def say(key: str, lang: str, **args: object) -> str:
    return phrase(key, lang, file="survey", **args)


def colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "


def joined(items: Iterable[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(items)


def both(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def day(one: date | None) -> str | None:
    return one.isoformat() if one else None


def place_name(place: str | None, lang: str) -> str:
    if place is None or place == NATION:
        return say("nation", lang)
    return name_of(place, date.max, lang)  # by its last name, whatever the day


def period(since: date | None, until: date | None, lang: str) -> str:
    """`2014-05-01 至 2021-06-30`"""
    if since is None and until is None:
        return say("always", lang)
    key = "since" if until is None else "till" if since is None else "period"
    return say(key, lang, since=since or "", until=until or "")


def program_name(survey: Survey, id_: str, lang: str) -> str:
    frame = survey.frames.get(id_)
    return frame.label.of(lang) if frame is not None and frame.label is not None else id_


def part_words(survey: Survey, part: Part, lang: str) -> str:
    """`最低生活保障，条件“家庭财产符合当地规定”`; what several programmes share stands alone."""
    if part.kind == "relation":
        what = say("kinds.relation", lang, name=program_name(survey, part.id, lang))
    else:
        label = survey.label(part.key, part.layer)
        what = say(f"kinds.{part.kind}", lang, name=label.of(lang) if label else part.id)
    if not part.program:
        return what
    return say("of_program", lang, program=program_name(survey, part.program, lang), part=what)


def effect_words(survey: Survey, e: Effect, lang: str) -> str:
    key = "both" if e.outcome and e.amount else "amount" if e.amount else "outcome"
    return say(f"effects.{key}", lang, program=program_name(survey, e.program, lang))


def titled(s: Source, lang: str) -> str:
    """`《社会救助暂行办法》`"""
    return f"《{s.title}》" if lang == "zh" or not s.en else s.en


def instrument(s: Source, lang: str) -> str:
    """`《社会救助暂行办法》国务院令第649号，2014-05-01 起，引用至 2026-06-30，原文`"""
    number = s.number if lang == "zh" or not s.en else f" ({s.number or s.title})"
    told = [titled(s, lang) + number, period(s.since, s.until, lang) if s.since or s.until else ""]
    if s.cited_until and s.cited_until != s.until:
        told.append(say("list.cited_until", lang, until=s.cited_until))
    told.append(say(f"grades.{s.grade}", lang))
    return ("，" if lang == "zh" else ", ").join(filter(None, told))
