"""The few verbs of the library: load the policies, take the law of a place and a day, decide, explain.

    law = load_policies().at(place="320100", on=date(2022, 8, 1))
    decision = law.decide(household)
    decision.one("minimum_income", "household").grants["monthly_top_up"].amount     # Decimal("1247.50"), in yuan/month
    print(law.explain(household).to_text(lang="zh"))

A household is a mapping, a text in YAML or JSON, the path of a file, or a model made by `Law.household_model`. Nothing here keeps what it was given.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from eligibility.decide.run import Deciding, decide
from eligibility.decided import Decided, Decision, Explanation
from eligibility.diagnostics.errors import HouseholdError, PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.facts.document import Document, Head, head
from eligibility.facts.household import Household
from eligibility.facts.names import KeyTable
from eligibility.facts.quick import QuickTable
from eligibility.facts.read import read
from eligibility.facts.values import DAY
from eligibility.ir.program import LinkedLaw
from eligibility.ir.vocabulary import Vocabulary
from eligibility.law import places, vocabulary
from eligibility.law.layers import containing, national
from eligibility.policy.folder import PackFolder, find_packs, read_all
from eligibility.policy.model import Pack

if TYPE_CHECKING:
    from pydantic import BaseModel

    from eligibility.store import Store

LAWS_KEPT = 256  # linked laws kept by one Policies, the latest used


def bundled() -> Path:
    """The policy files that come with the library."""
    inside = Path(__file__).with_name("_policies")
    return inside if inside.is_dir() else Path(__file__).parents[2] / "policies"


def load_policies(*sources: str | Path, only: bool = False, store: Store | None = None) -> Policies:
    """The bundled policies, with those of `sources` (folders) layered over them; `only` leaves the bundled ones out; `store` keeps linked laws on disk.

    Raises PolicyError where a folder holds no policy files.
    """
    problems = Problems()
    roots = [Path(s) for s in sources] if only else [bundled(), *(Path(s) for s in sources)]
    packs = [pack for root in roots for pack in find_packs(root, problems)]
    if problems.errors:
        raise PolicyError(problems.in_order())
    return Policies(packs, store)


class Policies:
    """Policy files, read place by place as laws are asked for. May be shared by threads."""

    def __init__(self, packs: list[PackFolder], store: Store | None = None) -> None:
        self._packs, self._store = packs, store
        self._laws: OrderedDict[tuple[str, date], Law] = OrderedDict()
        self._lock = Lock()

    @property
    def packs(self) -> tuple[PackFolder, ...]:
        return tuple(self._packs)

    def at(self, *, place: str, on: date | str) -> Law:
        """The law of a place (GB/T 2260 code) on a day. Linked once and kept.

        Raises HouseholdError for a place that does not exist or a day that is none, NotInForce where nothing is known for the day, PolicyError where the
        policy files contradict themselves.
        """
        day, place = day_of(on), str(place)
        with self._lock:
            found = self._laws.get((place, day))
            if found is not None:
                self._laws.move_to_end((place, day))
                return found
        if not places.exists(place, day):
            raise HouseholdError((Problem("unknown_place", None, {"place": place, "nearest": ""}),))
        law = Law(self, self._deciding(place, day))
        with self._lock:
            self._laws[place, day] = law
            while len(self._laws) > LAWS_KEPT:
                self._laws.popitem(last=False)
        return law

    def vocabulary(self) -> Vocabulary:
        """The nation's facts, before any place adds to them."""
        problems = Problems()
        layers = national(read_all(self._packs, problems, (None,)))
        ids = sorted({p.id for layer in layers for p in layer.programs})
        found = vocabulary.build(layers, ids, problems)
        if problems.errors:
            raise PolicyError(problems.in_order())
        return found

    def _deciding(self, place: str, day: date) -> Deciding:
        if self._store is None:
            return self._link(place, day)
        name = "\0".join((*(f"{p.shown} {p.digest}" for p in self._packs), place, day.isoformat()))
        found = self._store.find(name)
        if found is None:
            found = self._link(place, day)
            self._store.keep(name, found)
        return found

    def _link(self, place: str, day: date) -> Deciding:
        from eligibility.law.link import link  # not needed where the law was kept

        problems = Problems()
        packs: list[Pack] = []
        for folder in self._packs:
            packs.append(folder.layers((None, *containing(place)), problems, packs))
        if problems.errors:
            raise PolicyError(problems.in_order())
        return Deciding(link(packs, place, day))


class Law:
    """The law of one place on one day. Immutable; may be shared by threads; pickled as the folders it was read from, place and day."""

    def __init__(self, policies: Policies, deciding: Deciding) -> None:
        self._policies, self._deciding = policies, deciding

    @property
    def place(self) -> str:
        return self._deciding.law.place

    @property
    def on(self) -> date:
        return date.fromisoformat(self._deciding.law.on)

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts this law may ask for, with their slots."""
        return self._deciding.law.vocabulary

    @cached_property
    def vocabulary_digest(self) -> str:
        """Names the vocabulary: facts read under one are not decided under another."""
        said = "\0".join((*(p.digest for p in self._policies.packs), self.place, self.on.isoformat()))
        return f"sha256:{sha256(said.encode()).hexdigest()}"

    @cached_property
    def _quick(self) -> QuickTable:
        return QuickTable(self._keys, self.on, self.place)

    @cached_property
    def _keys(self) -> KeyTable:
        return KeyTable(self.vocabulary)

    @property
    def linked(self) -> LinkedLaw:
        """The rules themselves, as plain data."""
        return self._deciding.law

    @cached_property
    def digest(self) -> str:
        """Names the linked law: the same rules at the same place on the same day have the same digest."""
        from eligibility.ir.plain import digest

        return digest(self._deciding.law)

    def decide(self, household: Any, *, program: str | None = None) -> Decision:
        """Every programme for every subject, or one `program`, without a package.

        Raises HouseholdError with all mistakes found, LimitExceeded where the household is too large.
        """
        return Decision(self._decided(self._household(household), program))

    def explain(self, household: Any) -> Explanation:
        """The same with the reasons drawn out: `to_text`, `to_markdown`, `to_json`."""
        return Explanation(self._decided(self._household(household)))

    def household_model(self) -> type[BaseModel]:
        """A pydantic model of the household document under this law's vocabulary."""
        from eligibility.facts.model import household_model

        return household_model(self.vocabulary)

    def household_schema(self) -> dict[str, Any]:
        """The household document as JSON Schema."""
        from eligibility.facts.model import household_schema

        return household_schema(self.vocabulary)

    def _decided(self, household: Household, program: str | None = None) -> Decided:
        result = decide(self._deciding, household, only=program)
        return Decided(self._deciding, result, self._packs, program is None)

    @cached_property
    def _packs(self) -> list[dict[str, str]]:
        return [{"pack": p.id, "version": p.version, "digest": p.digest} for p in self._policies.packs]

    def _household(self, given: Any) -> Household:
        problems = Problems()
        if isinstance(given, Household):
            if given.vocabulary != self.vocabulary_digest:
                problems.add("other_law", None, place=self.place, on=self.on.isoformat())
                raise HouseholdError(problems.in_order())
            return given
        quick = self._quick.read(given, self.vocabulary_digest)
        if quick is not None:
            return quick
        document = document_of(given, problems)
        about = head(document, problems) if document is not None else None
        if document is None or about is None:
            raise HouseholdError(problems.in_order())
        if not about.doubtful and (about.place != self.place or about.on != self.on):
            problems.add("other_law", None, place=self.place, on=self.on.isoformat())
            raise HouseholdError(problems.in_order())
        return self.household(document, about, problems)

    def household(self, document: Document, about: Head, problems: Problems) -> Household:
        """The facts of a document. Raises HouseholdError with all mistakes found; warnings stay among the problems."""
        household = read(document, about, self.vocabulary, self.vocabulary_digest, problems, self._keys)
        if household is None or problems.errors:
            raise HouseholdError(problems.in_order())
        return household

    def __reduce__(self) -> tuple[Any, ...]:
        roots = tuple(str(p.root) for p in self._policies.packs)
        return relinked, (roots, self.place, self.on, self.digest)

    def __repr__(self) -> str:
        return f"<law of {self.place} on {self.on.isoformat()}>"


def relinked(roots: tuple[str, ...], place: str, on: date, digest: str) -> Law:
    """A law out of its pickle; the policy files must still say the same."""
    law = load_policies(*roots, only=True).at(place=place, on=on)
    if law.digest != digest:
        raise PolicyError((Problem("law_changed", None, {"place": place, "on": on.isoformat()}),))
    return law


def day_of(on: date | str) -> date:
    """A day, which as a text is written as in a document; of a moment its day."""
    if isinstance(on, date):
        return on.date() if isinstance(on, datetime) else on
    try:
        if isinstance(on, str) and DAY.fullmatch(on):
            return date.fromisoformat(on)
    except ValueError:
        pass
    raise HouseholdError((Problem("bad_day", None, {"path": "on"}),))


def document_of(given: Any, problems: Problems) -> Document | None:
    """A household document from a mapping, a model, a text, or the path of a file."""
    if isinstance(given, Path):
        from eligibility.policy.yaml import read_file

        source = read_file(given, problems)
        return None if source is None else Document.from_source(source, problems)
    if isinstance(given, str):
        return Document.from_source(Source("<household>", given), problems)
    if isinstance(given, Mapping) or hasattr(given, "model_dump"):
        return Document.from_object(given)
    problems.add("not_a_household", None)
    return None
