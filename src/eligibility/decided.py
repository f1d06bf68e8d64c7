"""A decision as a caller holds it: looked up by programme and subject, compared, pickled, printed.

What is asked for is made when it is asked for: outcomes and amounts are there at once, reasons and the tree are drawn from a second reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from eligibility.answer import document
from eligibility.decide.decision import Amount, Outcome, Result
from eligibility.decide.reading.reader import Reader
from eligibility.decide.run import Deciding, recorded
from eligibility.frozen import record
from eligibility.ir.units import SCALES
from eligibility.resolve.package import Package
from eligibility.values.version import VERSION

if TYPE_CHECKING:
    from eligibility.explain.page import Page


class GrantDecision(NamedTuple):
    """One grant. `amount` is None unless it is definite; `low` and `high` bound it while a fact is missing (None where a parameter is)."""

    id: str
    unit: str
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    given: bool | None


class ProgramDecision(NamedTuple):
    """One programme for one subject (`household`, `members[ID]`).

    `outcome` is `eligible`, `ineligible` or `undetermined`; `applies` is False where the programme does not concern the subject (不适用);
    `needed` are paths of the facts and parameters that still matter, `exact` whether there is none too many among them.
    """

    program: str
    subject: str
    outcome: str
    applies: bool | None
    discretionary: bool
    exact: bool
    grants: Mapping[str, GrantDecision]
    needed: tuple[str, ...]


@record
class Decided:
    """What a decision is made of: the law, its result for one household, the packs the law came from. `whole`: of every programme, so that there is a
    package."""

    deciding: Deciding
    result: Result
    packs: list[dict[str, str]] = field(default_factory=list)
    whole: bool = True

    def __repr__(self) -> str:
        return f"<{len(self.result.outcomes)} outcomes>"

    def package(self) -> Package:
        from eligibility.resolve import resolve  # not needed where only outcomes are asked for

        return resolve(self.deciding, self.result)

    def read(self) -> Reader:
        return recorded(self.deciding, self.result)


class Decision:
    """All programmes for all subjects of one household. Equal to another with the same document; pickled as that document."""

    def __init__(self, decided: Decided | None, loaded: dict[str, Any] | None = None) -> None:
        self._decided, self._loaded = decided, loaded

    @classmethod
    def from_json(cls, text: str | bytes) -> Decision:
        """A decision out of its JSON. Raises ValueError where the text is no decision document."""
        try:
            loaded = json.loads(text)
            if loaded["schema"] == "eligibility/decision/1":
                found = cls(None, loaded)
                found.programs  # noqa: B018 - kept, and so checked at once
                return found
        except (KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
            pass
        raise ValueError("not an eligibility/decision/1 document")

    # ---- looking up

    @cached_property
    def programs(self) -> tuple[ProgramDecision, ...]:
        """In the order of the law, then of the household."""
        if self._decided is not None:
            return tuple([view(o) for o in self._decided.result.outcomes])
        return tuple(loaded_view(d) for d in self.to_dict()["decisions"])

    def one(self, program: str, subject: str = "household") -> ProgramDecision:
        """Raises KeyError where there is no such programme or subject."""
        for found in self.programs:
            if found.program == program and found.subject == subject:
                return found
        raise KeyError(f"{program} for {subject}")

    def of(self, program: str) -> tuple[ProgramDecision, ...]:
        """A programme for each of its subjects."""
        return tuple(p for p in self.programs if p.program == program)

    def __getitem__(self, program: str) -> ProgramDecision:
        """A programme decided for the household as a whole."""
        return self.one(program)

    def __iter__(self) -> Iterator[ProgramDecision]:
        return iter(self.programs)

    # ---- writing

    @cached_property
    def _document(self) -> dict[str, Any]:
        if self._decided is None:
            assert self._loaded is not None
            return self._loaded
        d = self._decided
        package = d.package() if d.whole else None
        return document(d.result, d.read(), packs=d.packs, engine=VERSION, package=package)

    def to_dict(self) -> dict[str, Any]:
        """The decision document without the tree (see `eligibility schema decision`)."""
        return self._document

    def to_json(self) -> str:
        """The same as one line of JSON; the same facts, law and day give the same bytes."""
        return as_json(self._document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self._document == other._document

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, ...]:
        return Decision.from_json, (self.to_json(),)

    def __repr__(self) -> str:
        return f"<decision on {len(self.programs)} programmes and subjects>"


class Explanation:
    """A decision with its reasons, article by article."""

    def __init__(self, decided: Decided) -> None:
        self._decided = decided

    @property
    def program_ids(self) -> tuple[str, ...]:
        """The programmes of the law, in force or not."""
        law = self._decided.result.law
        return (*(p.id for p in law.programs), *(id_ for id_, _ in law.not_in_force))

    @cached_property
    def decision(self) -> Decision:
        return Decision(self._decided)

    @cached_property
    def _reader(self) -> Reader:
        return self._decided.read()

    @cached_property
    def package(self) -> Package:
        """What the household should claim of what it is eligible for (see `eligibility.resolve`)."""
        return self._decided.package()

    def to_dict(self, *, full: bool = False) -> dict[str, Any]:
        """The decision document with the tree of each decision under `because`; what did not matter is left out of it unless `full`."""
        d = self._decided
        plans = d.deciding.plans
        return document(
            d.result,
            self._reader,
            packs=d.packs,
            engine=VERSION,
            because=True,
            full=full,
            plans=plans,
            package=self.package,
        )

    def to_json(self, *, full: bool = False, program: str | None = None) -> str:
        """One line of JSON; the same facts, law and day give the same bytes. `program` keeps one programme's decisions only."""
        found = self.to_dict(full=full)
        if program is not None:
            found = {**found, **{k: [d for d in found[k] if d["program"] == program] for k in ("package", "decisions")}}
        return as_json(found)

    def to_text(
        self,
        *,
        lang: str = "zh",
        width: int = 80,
        full: bool = False,
        color: bool = False,
        program: str | None = None,
    ) -> str:
        """For a terminal of `width` columns; `full` shows what did not matter too; `program` shows one programme only."""
        from eligibility.explain.render.text import text

        return text(self._page(lang, program, full=full), width=width, color=color)

    def to_markdown(self, *, lang: str = "zh", full: bool = False, program: str | None = None) -> str:
        from eligibility.explain.render.markdown import markdown

        return markdown(self._page(lang, program, full=full))

    def _page(self, lang: str, program: str | None, *, full: bool) -> Page:
        from eligibility.explain.page import page

        return page(self._decided.result, self._reader, self.package, lang=lang, full=full, program=program)

    def __repr__(self) -> str:
        return f"<explanation of {len(self._decided.result.outcomes)} decisions>"


def as_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


made = tuple.__new__


def view(outcome: Outcome) -> ProgramDecision:
    program, subject, word, applies, amounts, needed, exact = outcome
    grants = {a.grant.id: grant_view(a) for a in amounts} if amounts else {}
    paths = tuple([n.path for n in needed]) if needed else ()
    return made(  # by its tuple: there is one for each programme and subject
        ProgramDecision, (program.id, subject, word, applies, program.discretionary, exact, grants, paths)
    )


def grant_view(amount: Amount) -> GrantDecision:
    grant, given = amount.grant, amount.given
    scale = SCALES[grant.unit]
    if given and amount.low == amount.high and amount.low is not None:  # most are
        value = Decimal(amount.low).scaleb(-scale)
        return made(GrantDecision, (grant.id, grant.unit, value, value, value, True))
    low = None if amount.low is None else Decimal(amount.low).scaleb(-scale)
    if amount.high == amount.low:
        high = low
    else:
        high = None if amount.high is None else Decimal(amount.high).scaleb(-scale)
    return GrantDecision(grant.id, grant.unit, None, low, high, given)


def loaded_view(decision: Mapping[str, Any]) -> ProgramDecision:
    grants = {g["id"]: loaded_grant(g) for g in decision["grants"]}
    return ProgramDecision(
        decision["program"],
        decision["subject"],
        decision["outcome"],
        decision["applies"],
        decision["discretionary"],
        decision["exact"],
        grants,
        tuple(n.get("fact") or n["parameter"] for n in decision["needed"]),
    )


def loaded_grant(grant: Mapping[str, Any]) -> GrantDecision:
    amount = grant["amount"]
    if isinstance(amount, dict):
        return GrantDecision(
            grant["id"], grant["unit"], None, Decimal(amount["from"]), Decimal(amount["to"]), grant["given"]
        )
    value = None if amount is None else Decimal(amount)
    return GrantDecision(grant["id"], grant["unit"], value, value, value, grant["given"])
