"""A small law of its own, and households decided under it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from eligibility.decide.decision import Outcome, Result
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import Deciding, decide, recorded
from eligibility.diagnostics.problem import Problems
from eligibility.explain.recorded import Recorded
from eligibility.facts.document import Document, head
from eligibility.facts.read import read
from eligibility.law.link import link
from eligibility.policy.folder import open_pack

PLACE, DAY = "320100", date(2022, 8, 1)


@cache
def law() -> Deciding:
    problems = Problems()
    pack = open_pack(Path(__file__).with_name("pack") / "xx", problems).everything(problems)
    assert not problems.errors, [(p.kind, p.args) for p in problems]
    return Deciding(link([pack], PLACE, DAY))


def member(id_: str, **facts: Any) -> dict[str, Any]:
    known = {
        "born": "1980-01-01",
        "wage": 0,
        "pension": 0,
        "basic_pension": 0,
        "in_hospital": False,
        "condition": "none",
    }
    found = {"id": id_, **known, **facts}
    return {k: v for k, v in found.items() if v is not None}


def decided(*members: dict[str, Any], otherwise: str | None = None, **household: Any) -> tuple[Result, Reader]:
    """A household decided, with the record of its reading. A fact given as None is left out."""
    facts = {k: v for k, v in {"rent": 0, "cleared": True, **household}.items() if v is not None}
    document = Document.from_object(
        {"on": DAY, "place": PLACE, "household": facts, "members": list(members)}
        | ({"otherwise": otherwise} if otherwise else {})
    )
    problems = Problems()
    about = head(document, problems)
    assert about is not None, [p.kind for p in problems]
    found = read(document, about, law().law.vocabulary, "small", problems)
    assert found is not None, [(p.kind, p.args) for p in problems]
    result = decide(law(), found)
    return result, recorded(law(), result)


def outcome(result: Result, program: str, subject: str = "household") -> Outcome:
    return next(o for o in result.outcomes if o.program.id == program and o.subject == subject)


def record(result: Result, reader: Reader) -> Recorded:
    return Recorded(result, reader)
