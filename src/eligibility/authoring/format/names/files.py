"""Files with the law around them: what names mean is looked up there, and there it is shown that the law stays what it was."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from eligibility.authoring.format.names.rewrite import Rewrite
from eligibility.authoring.format.names.scope import Known
from eligibility.authoring.format.tidy import Tidied, noted, sound
from eligibility.authoring.format.writing import write
from eligibility.diagnostics.errors import NotInForce
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.ir.program import LinkedLaw, Origin
from eligibility.law.daily import NATION, days_of_change
from eligibility.law.ground import Ground
from eligibility.law.layers import chain
from eligibility.law.link import Checking, Linker
from eligibility.law.shape import Shape, Shapes
from eligibility.policy.files import read_file
from eligibility.policy.folder import PackFolder, PlaceFolder, find_packs, home_of, read_all
from eligibility.policy.model import Pack
from eligibility.policy.yaml import load

PLACED: Final = ("span", "file", "line")  # of a record: where it stands, which is another place in the other alphabet
WRITTEN: Final = (*PLACED, "text")  # of an origin: how it is written as well
Laws = dict[tuple[str, date], str]


@dataclass(slots=True)
class Spot:
    """A file in its pack."""

    path: Path
    source: Source
    pack: PackFolder
    folder: PlaceFolder
    section: str


@dataclass(slots=True)
class Alphabet:
    """Whole files in an alphabet, with the packs that they build on."""

    lang: str
    problems: Problems
    below: Sequence[PackFolder] = ()
    _known: dict[tuple[int, str | None], Rewrite] = field(default_factory=dict)

    def rewritten(self, paths: Iterable[Path]) -> dict[Path, Tidied]:
        """The files that can be rewritten. Nothing comes of a pack that has mistakes or would have another law."""
        spots: dict[Path, list[Spot]] = {}
        for path in paths:
            spot = self._spot(path, spots)
            if spot is not None:
                spots.setdefault(spot.pack.root, []).append(spot)
        out: dict[Path, Tidied] = {}
        for group in spots.values():
            out |= self._group(group)
        return out

    def _spot(self, path: Path, seen: Mapping[Path, list[Spot]]) -> Spot | None:
        source = read_file(path, self.problems)
        home = home_of(path)
        if source is None or home is None:
            if source is not None:
                self.problems.add("file_outside", None, path=str(path))
            return None
        pack = next((s[0].pack for root, s in seen.items() if root == home), None) or next(
            iter(find_packs(home, self.problems)), None
        )
        for folder in pack.folders if pack else ():
            for section, files in folder.files.items():
                if pack is not None and path.resolve() in [f.resolve() for f in files]:
                    return Spot(path, source, pack, folder, section)
        self.problems.add("file_outside", None, path=str(path))
        return None

    def _group(self, spots: list[Spot]) -> dict[Path, Tidied]:
        """The files of one pack."""
        pack = spots[0].pack
        alone = any("vocabulary" in folder.files for folder in pack.folders)  # a whole law by itself
        packs = [pack] if alone else [*(p for p in self.below if p.root.resolve() != pack.root.resolve()), pack]
        before = Problems()
        laws = linked(read_all(packs, before), before)
        if before.errors:
            self.problems.extend(before.errors)
            return {}
        out = {s.path: found for s in spots if (found := self._file(s, packs)) is not None}
        for spot in spots:
            if spot.path in out:
                pack.put(spot.folder, spot.section, own_path(spot), out[spot.path].text.encode())
        after = Problems()
        if linked(read_all(packs, after), after) != laws or after.errors:
            self.problems.extend(after.errors)
            self.problems.add("fmt_other_law", None, path=str(pack.root))
            return {}
        return out

    def _file(self, spot: Spot, packs: list[PackFolder]) -> Tidied | None:
        found = sound(spot.source, self.problems)
        if found is None:
            return None
        mended, root = found
        self._rewrite(spot.folder.place, packs).file(root, spot.section)
        text = write(root)
        if load(Source(spot.source.name, text), Problems()) is None or noted(text) != noted(mended.text):
            self.problems.add("fmt_would_change", Span(spot.source, 0, 0))
            return None
        return Tidied(text, tuple(mended.mends))

    def _rewrite(self, place: str | None, packs: list[PackFolder]) -> Rewrite:
        key = id(packs[-1]), place
        if key not in self._known:
            read_packs = read_all(packs, Problems())
            ground = Ground(read_packs, place or NATION)
            days = days_of_change(ground.layers)
            linker = Linker(ground, days[-1] if days else date.max)
            self._known[key] = Rewrite(Known(linker, self.lang), grants_of(read_packs, place))
        return self._known[key]


def own_path(spot: Spot) -> Path:
    """The path as its pack has it."""
    return next(p for p in spot.folder.files[spot.section] if p.resolve() == spot.path.resolve())


def grants_of(packs: Sequence[Pack], place: str | None) -> dict[tuple[str, str], str]:
    """The Chinese names of grants, as the farthest layer says them."""
    layers = reversed(chain(packs, place or NATION))
    out: dict[tuple[str, str], str] = {}
    for layer in layers:
        for program in layer.programs:
            for grant in program.grants:
                if grant.name:
                    out.setdefault((program.id, grant.id), grant.name)
    return out


# ---- the law that must stay


def linked(packs: Sequence[Pack], problems: Problems) -> Laws:
    """The law of every place on every day that it changes, without where things stand; of those that differ in figures only, one and the last."""
    out: Laws = {}
    if any(pack.unread for pack in packs):
        return out
    places = sorted({layer.place for pack in packs for layer in pack.layers if layer.place is not None})
    known: set[Shape] = set()
    for place in (NATION, *places):
        checking = Checking(packs, place)
        shapes, days = Shapes(checking.ground), days_of_change(checking.ground.layers)
        for day in days:
            shape = shapes.of(day)
            if shape in known and day != days[-1]:
                continue
            known.add(shape)
            try:
                law, met = checking.on(day)
            except NotInForce:
                continue
            if law.programs:
                problems.extend(met)
                out[place, day] = digest(law)
    return out


def digest(law: LinkedLaw) -> str:
    return hashlib.sha256(repr(said(law)).encode()).hexdigest()


def said(value: Any) -> Any:
    """A record as its values, without those that say where or how it is written."""
    if isinstance(value, tuple):
        return tuple(map(said, value))
    if isinstance(value, dict):
        return tuple((key, said(one)) for key, one in value.items())
    if value is None or isinstance(value, bool | int | str):
        return value
    kind: Any = type(value)
    return (kind.__name__, *[said(getattr(value, name)) for name in names_of(kind)])


@cache
def names_of(kind: Hashable) -> tuple[str, ...]:
    left_out = WRITTEN if kind is Origin else PLACED
    assert isinstance(kind, type)
    return tuple(f.name for f in fields(kind) if f.name not in left_out)
