"""Policy folders as an editor holds them: the files on disk, with the unsaved text of those that are open.

The pack of a file is the nearest folder upwards that has a `pack.toml`, else its jurisdiction's folder. Folders that declare no root subject
of their own add to other policies: those that were named when the server started, else the bundled ones. After a change only the layers that build on the
changed file are read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eligibility.diagnostics.problem import Problems
from eligibility.law.daily import NATION
from eligibility.law.ground import Ground
from eligibility.law.layers import containing
from eligibility.law.link import Linker
from eligibility.policy.files import ROOT_FILES
from eligibility.policy.folder import ENDINGS, SECTIONS, PackFolder, PlaceFolder, home_of, open_pack, read_all
from eligibility.policy.model import Pack

PACK_FILE = "pack.toml"


def root_of(path: Path) -> Path | None:
    """The folder of the pack that a file belongs to; None where its folders are none of a pack."""
    for folder in path.parents:
        if (folder / PACK_FILE).is_file():
            return folder
    return home_of(path)


@dataclass(slots=True)
class Spot:
    """Where a file lies in its pack."""

    folder: PlaceFolder
    section: str

    @property
    def place(self) -> str | None:
        return self.folder.place


class Workspace:
    """The packs of the files that are open, and their unsaved texts."""

    def __init__(self, base: Sequence[Path] = ()) -> None:
        self._base = [p.resolve() for p in base]
        self.texts: dict[Path, str] = {}
        self._opened: dict[Path, Opened] = {}

    def put(self, path: Path, text: str | None) -> None:
        """The unsaved text of a file, or that it is as it stands on disk (None)."""
        if text is None:
            self.texts.pop(path, None)
        elif self.texts.get(path) != text:
            self.texts[path] = text
        else:
            return
        for opened in self._opened.values():
            opened.put(path, text)

    def forget(self) -> None:
        """Files were made, taken away or renamed: all folders are looked at again."""
        self._opened.clear()

    def of(self, path: Path) -> Opened | None:
        """The pack of a file."""
        root = root_of(path)
        if root is None:
            return None
        if root not in self._opened:
            self._opened[root] = self._open(root)
        opened = self._opened[root]
        return opened if opened.spot(path) is not None else None

    def _open(self, root: Path) -> Opened:
        own = open_pack(root, Problems())
        base = [] if root in self._base or stands_alone(own) else [open_pack(p, Problems()) for p in self._base]
        opened = Opened([*base, own])
        for path, text in self.texts.items():
            opened.put(path, text)
        return opened


def stands_alone(pack: PackFolder) -> bool:
    """Whether a pack declares the root subject itself."""
    read = pack.layers((None,), Problems())
    pack.forget()  # it may yet be read on top of others
    return any(not subject.within for layer in read.layers for subject in layer.subjects.values())


@dataclass(slots=True)
class View:
    """The law's names at a place on a day, before anything is typed."""

    place: str
    day: date
    linker: Linker


@dataclass(slots=True)
class Opened:
    """A pack that is being edited, last, after those it builds on."""

    folders: list[PackFolder]
    version: int = 0
    _texts: dict[Path, str] = field(default_factory=dict)
    _views: dict[tuple[str, date], View | None] = field(default_factory=dict)
    _last_views: dict[tuple[str, date], View] = field(default_factory=dict)

    @property
    def own(self) -> PackFolder:
        return self.folders[-1]

    def put(self, path: Path, text: str | None) -> None:
        """Another text of a file; None where it is as on disk."""
        for number, folder in enumerate(self.folders):
            place = located(folder, path)
            if place is None:
                continue
            self._texts.pop(path, None)
            data = on_disk(path)
            if text is not None:
                self._texts[path], data = text, text.encode("utf-8", "replace")
            folder.put(place.folder, place.section, path, data)
            for later in self.folders[number + 1 :]:
                later.forget(None)
            self.version += 1
            self._views.clear()

    def spot(self, path: Path) -> Spot | None:
        return located(self.own, path)

    def spot_anywhere(self, path: Path) -> Spot | None:
        """Where a file lies, also in the packs that this one builds on."""
        return next((s for f in reversed(self.folders) if (s := located(f, path)) is not None), None)

    def name(self, path: Path) -> str:
        """A file's name as problems show it."""
        return next((f.name(path) for f in reversed(self.folders) if f.root in path.parents), str(path))

    def path(self, name: str) -> Path | None:
        """The file that is shown under a name."""
        for folder in reversed(self.folders):
            inside = name.partition("/")[2]
            path = folder.root / inside
            if inside and folder.name(path) == name and (path in self._texts or path.is_file()):
                return path
        return None

    def files(self, *, all_packs: bool = False) -> Iterator[tuple[Spot, Path]]:
        """The files of the pack, or of those it builds on as well, with where they lie."""
        for pack in self.folders if all_packs else [self.own]:
            for folder in pack.folders:
                for section, paths in folder.files.items():
                    for path in paths:
                        yield Spot(folder, section), path

    def text(self, path: Path) -> str:
        """A file's text as it is now."""
        found = self._texts.get(path)
        return (on_disk(path) or b"").decode("utf-8-sig", "replace") if found is None else found

    def packs(self, place: str | None, problems: Problems) -> list[Pack]:
        """What the files say that speak at a place (None: the nation's)."""
        return read_all(self.folders, problems, (None, *containing(place)) if place else (None,))

    def everything(self) -> list[Pack]:
        """What the files of all places say."""
        return read_all(self.folders, Problems())

    def view(self, place: str | None, day: date) -> View | None:
        """The names at a place on a day; where the files are too broken to tell, those that were known last."""
        key = place or NATION, day
        if key not in self._views:
            try:
                packs = self.packs(place, Problems())
                self._views[key] = self._last_views[key] = View(*key, Linker(Ground(packs, key[0]), day))
            except Exception:
                self._views[key] = None
        return self._views[key] or self._last_views.get(key)


def on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def located(pack: PackFolder, path: Path) -> Spot | None:
    """The jurisdiction's folder and section that a file lies in, whether it exists yet or not."""
    if path.suffix not in ENDINGS or path.name.startswith((".", "_")):
        return None
    homes = [f for f in pack.folders if f.path in path.parents]
    home = max(homes, key=lambda f: len(f.path.parts), default=None)
    if home is None:
        return None
    first, *rest = path.relative_to(home.path).parts
    if not rest:
        return Spot(home, ROOT_FILES[first]) if first in ROOT_FILES else None
    return Spot(home, first) if first in SECTIONS else None
