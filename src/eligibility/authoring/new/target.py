"""The pack that new files go into, over those that it builds on, and the folders of places in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eligibility.authoring.format import format_text
from eligibility.diagnostics.errors import PolicyError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.law.daily import NATION
from eligibility.law.ground import Ground
from eligibility.law.layers import chain, containing
from eligibility.law.link import Linker
from eligibility.policy.folder import PackFolder, PlaceFolder, find_packs, open_pack, read_all
from eligibility.policy.model import Layer, Pack


@dataclass(slots=True)
class Target:
    """`own` is written to; `base` it builds on. `made` are the files drafted so far."""

    own: PackFolder
    base: list[PackFolder]
    made: dict[Path, str] = field(default_factory=dict)

    @property
    def packs(self) -> list[PackFolder]:
        return [*self.base, self.own]

    def read(self, place: str | None, problems: Problems) -> list[Pack]:
        """What the files say that speak at a place, drafts included."""
        return read_all(self.packs, problems, (None, *containing(place)) if place else (None,))

    def layers(self, place: str | None) -> tuple[Layer, ...]:
        return chain(self.read(place, Problems()), place or NATION)

    def linker(self, place: str | None, day: date) -> Linker:
        """The names of the law at a place. Raises PolicyError where the files do not hold together."""
        problems = Problems()
        packs = self.read(place, problems)
        if problems.errors:
            raise PolicyError(problems.in_order())
        if not any(s for pack in packs for layer in pack.layers for s in layer.subjects):
            raise PolicyError((Problem("no_vocabulary", None, {"path": str(self.own.root)}),))
        return Linker(Ground(packs, place or NATION), day)

    # ---- folders

    def folder(self, place: str | None) -> PlaceFolder | None:
        """A place's folder in the pack, where it has one."""
        return next((f for f in self.own.folders if f.place == place), None)

    def nation(self) -> PlaceFolder:
        """The jurisdiction's folder: the pack's own, else one of the same name as where it builds on."""
        found = self.folder(None)
        if found is None:
            name = next(
                (f.path.name for pack in self.base for f in pack.folders if f.place is None), self.own.root.name
            )
            found = PlaceFolder(None, self.own.root / name, None)
            self.own.folders.append(found)
        return found

    def known_name(self, place: str) -> str:
        """What a place's folder is called, in this pack or where it builds on; empty where it has none."""
        return next((f.path.name for pack in reversed(self.packs) for f in pack.folders if f.place == place), "")

    def home(self, place: str | None, name: str = "") -> PlaceFolder:
        """A place's folder, below those of the places that contain it; made where it is not there."""
        if place is None:
            return self.nation()
        found = self.folder(place)
        if found is not None:
            return found
        within = self.nation()
        for wider in reversed(containing(place)[1:]):
            if self.folder(wider) is not None or self.known_name(wider):
                within = self.home(wider)
        found = PlaceFolder(place, within.path / (self.known_name(place) or f"{place}-{name}"), within)
        self.own.folders.append(found)
        return found

    # ---- drafts

    def draft(self, folder: PlaceFolder, section: str, name: str, text: str) -> Path:
        """Takes a new file among those of the pack, without writing it. Raises PolicyError where there is one."""
        path = folder.path / name if section == "sources" else folder.path / section / name
        if path.exists() or path in self.made:
            raise PolicyError((Problem("file_exists", None, {"path": str(path)}),))
        self.made[path] = format_text(text)
        self.own.put(folder, section, path, self.made[path].encode("utf-8"))
        return path

    def drop(self) -> None:
        """Forgets the drafts, to draft again."""
        for path in self.made:
            for folder in self.own.folders:
                for section, files in folder.files.items():
                    if path in files:
                        self.own.put(folder, section, path, None)
        self.made.clear()


def target(roots: Iterable[Path], own: Path) -> Target:
    """The pack at a folder, which may be empty or not exist yet, over the packs at `roots`."""
    problems = Problems()
    base = [pack for root in roots for pack in find_packs(root, problems)]
    if problems.errors:
        raise PolicyError(problems.in_order())
    if own.is_file():
        raise PolicyError((Problem("not_a_folder", None, {"path": str(own)}),))
    empty = not own.is_dir() or not any(p for p in own.iterdir() if not p.name.startswith("."))
    found = PackFolder(own, own.resolve().name) if empty else open_pack(own, problems)
    return Target(found, base)
