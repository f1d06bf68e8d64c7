"""A set of policy folders: which files there are, what they digest to, and the layers that are read from them when a place is asked for.

    <root>/<jurisdiction>/{sources,articles}.yaml
    <root>/<jurisdiction>/{vocabulary,definitions,parameters,programs,monitoring,tests}/*.yaml
    <root>/<jurisdiction>/<code>-<name>/…        a place's layer, and places within it

A layer is read after the farther ones that it builds on, once. The digest is over the names and bytes of everything but the tests, which change no
decision.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.diagnostics.suggest import nearest
from eligibility.policy.files import ROOT_FILES, read_source
from eligibility.policy.model import Layer, Pack
from eligibility.values.limits import MAX_FILE_BYTES
from eligibility.values.places import lies_in

if TYPE_CHECKING:
    from eligibility.policy.layer import LayerRead

PLACE: Final = re.compile(r"([0-9]{6})-[a-z0-9_]+")
SECTIONS: Final = ("vocabulary", "definitions", "parameters", "programs", "monitoring", "tests")
ENDINGS: Final = (".yaml", ".yml")


@dataclass(slots=True)
class PlaceFolder:
    """One jurisdiction's folder: its code (None for the nation), the folder it lies in, and its files by section and name."""

    place: str | None
    path: Path
    within: PlaceFolder | None
    files: dict[str, list[Path]] = field(default_factory=dict)

    def chain(self) -> Iterator[PlaceFolder]:
        """This folder after the ones it lies in."""
        if self.within is not None:
            yield from self.within.chain()
        yield self


def find_packs(root: Path, problems: Problems, shown: str = "") -> list[PackFolder]:
    """The packs under a folder that a user names: one, unless there is nothing to read."""
    pack = open_pack(root, problems, shown)
    return [pack] if pack.folders else []


def read_all(
    folders: Iterable[PackFolder], problems: Problems, places: Sequence[str | None] | None = None
) -> list[Pack]:
    """All layers of some packs, or those of some places, each pack read on top of those before it."""
    out: list[Pack] = []
    for folder in folders:
        out.append(folder.everything(problems, out) if places is None else folder.layers(places, problems, out))
    return out


def open_pack(root: Path, problems: Problems, shown: str = "") -> PackFolder:
    """The folders and files of a pack. `root` holds jurisdictions, or is one itself; `shown` is what it is called, its own name where nothing else."""
    shown = shown or root.name.lstrip("_") or root.resolve().name
    pack = PackFolder(root, shown)
    if not root.is_dir():
        problems.add("no_folder", None, path=str(root))
        return pack
    subfolders = sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
    is_jurisdiction = any(p.name in SECTIONS or PLACE.fullmatch(p.name) for p in subfolders) or any(
        (root / name).is_file() for name in ROOT_FILES
    )
    for path in [root] if is_jurisdiction else subfolders:
        pack.walk(PlaceFolder(None, path, None), problems)
    if not any(f.files for f in pack.folders):
        problems.add("no_policies", None, path=str(root))
        pack.folders.clear()
    pack.describe(problems)
    return pack


def home_of(file: Path) -> Path | None:
    """The root of the pack that a file lies in, or None where it lies in none: above its section and the folders of its places."""
    parents = list(file.absolute().parents)
    if file.name in ROOT_FILES and file.parent.name not in SECTIONS:
        at = 0
    else:
        at = next((i + 1 for i, p in enumerate(parents[:-1]) if p.name in SECTIONS), -1)
    if at < 0:
        return None
    while PLACE.fullmatch(parents[at].name) and at + 1 < len(parents):
        at += 1
    above = parents[at].parent
    return above if (above / "pack.toml").is_file() else parents[at]


class PackFolder:
    """One set of policy folders. Layers are read when first asked for, and kept; may be shared by threads."""

    def __init__(self, root: Path, shown: str) -> None:
        self.root, self.id, self.version, self.digest = root, shown, "", ""
        self.folders: list[PlaceFolder] = []
        self.files: dict[str, bytes] = {}  # by the name to show
        self.unread: set[str] = set()  # see Pack.unread
        self.shown = shown
        self._read: dict[Path, tuple[LayerRead, Problems]] = {}
        self._lock = RLock()

    @property
    def places(self) -> tuple[str, ...]:
        """The places that have a folder of their own."""
        return tuple(sorted({f.place for f in self.folders if f.place is not None}))

    # ---- finding

    def name(self, path: Path) -> str:
        """A file's name as it is shown: from the pack's own folder on, with `/`."""
        return "/".join((self.shown, *path.relative_to(self.root).parts))

    def walk(self, folder: PlaceFolder, problems: Problems) -> None:
        """Takes in a jurisdiction's files and the places within it."""
        self.folders.append(folder)
        for path in sorted(folder.path.iterdir()):
            if path.name.startswith((".", "_")):
                continue
            if not path.is_dir():
                self._root_file(folder, path, problems)
            elif path.name in SECTIONS:
                self._section(folder, path, problems)
            elif found := PLACE.fullmatch(path.name):
                if folder.place is not None and not lies_in(found[1], folder.place):
                    problems.add("place_outside", None, path=self.name(path), place=found[1], within=folder.place)
                self.walk(PlaceFolder(found[1], path, folder), problems)
            else:
                close = nearest(path.name, SECTIONS) or ""
                problems.add("unknown_folder", None, path=self.name(path), name=path.name, nearest=close)

    def _root_file(self, folder: PlaceFolder, path: Path, problems: Problems) -> None:
        if path.name in ROOT_FILES:
            self._file(folder, ROOT_FILES[path.name], path, problems)
        elif path.suffix in ENDINGS:
            problems.add("unknown_file", None, path=self.name(path), name=path.name)

    def _section(self, folder: PlaceFolder, section: Path, problems: Problems) -> None:
        found = [
            Path(inside, name)
            for inside, _, names in os.walk(section)
            for name in names
            if name.endswith(ENDINGS) and not name.startswith(".")
        ]
        for path in sorted(p for p in found if p.is_file()):
            self._file(folder, section.name, path, problems)

    def _file(self, folder: PlaceFolder, section: str, path: Path, problems: Problems) -> None:
        folder.files.setdefault(section, []).append(path)
        if section == "tests":
            return
        name = self.name(path)
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                problems.add("too_large", None, path=name, limit=MAX_FILE_BYTES // 1_000_000)
                return
            self.files[name] = path.read_bytes()
        except OSError:
            problems.add("file_unreadable", None, path=name)

    def describe(self, problems: Problems) -> None:
        """Id and version out of `pack.toml`, and the digest."""
        path = self.root / "pack.toml"
        digest = sha256()
        for name, data in sorted(self.files.items()):
            inside = name.partition("/")[2]
            digest.update(f"{inside}\0{len(data)}\0".encode())
            digest.update(data)
        self.digest = f"sha256:{digest.hexdigest()}"
        if not path.is_file():
            return
        import tomllib

        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
            problems.add("bad_toml", None, path=self.name(path))
            return
        self.id, self.version = str(told.get("id", self.id)), str(told.get("version", ""))

    # ---- texts that are being written

    def put(self, folder: PlaceFolder, section: str, path: Path, data: bytes | None) -> None:
        """Takes another text for a file, which may be new, or takes the file away (None)."""
        listed = folder.files.setdefault(section, [])
        if data is None and path in listed:
            listed.remove(path)
        elif data is not None and path not in listed:
            listed.append(path)
            listed.sort()
        if section == "tests":
            return
        self.files.pop(self.name(path), None)
        if data is not None:
            self.files[self.name(path)] = data
        self.forget(folder)

    def forget(self, folder: PlaceFolder | None = None) -> None:
        """The layers of a folder, or of all, are read again when they are next asked for, and so is what lies within."""
        with self._lock:
            dropped = [p for p in self._read if folder is None or folder.path in (p, *p.parents)]
            for path in dropped:
                self.unread.difference_update(self._read.pop(path)[0].unread)
            self.unread.difference_update(
                *(
                    {self.name(p) for p in paths}
                    for f in self.folders
                    for paths in f.files.values()
                    if f.path in dropped
                )
            )

    # ---- reading

    def layers(self, places: Iterable[str | None], problems: Problems, base: Sequence[Pack] = ()) -> Pack:
        """The nation's layer with those of `places` and of what contains them. `base` are packs that these folders build on."""
        wanted = set(places) | {None}
        kept = [f for f in self.folders if f.place in wanted]
        needed = {id(f) for one in kept for f in one.chain()}
        return self._pack([f for f in self.folders if id(f) in needed], problems, base)

    def everything(self, problems: Problems, base: Sequence[Pack] = ()) -> Pack:
        """All layers."""
        return self._pack(self.folders, problems, base)

    def case_files(self) -> list[tuple[str | None, Path]]:
        """The files of cases with the place whose folder holds them."""
        return [(f.place, path) for f in self.folders for path in f.files.get("tests", ())]

    def _pack(self, folders: Sequence[PlaceFolder], problems: Problems, base: Sequence[Pack]) -> Pack:
        out: list[Layer] = []
        with self._lock:
            for folder in folders:
                read, found = self._layer(folder, base)
                problems.extend(found)
                out.append(read.layer)
        return Pack(self.id, self.version, self.digest, tuple(out), tuple(sorted(self.unread)))

    def _layer(self, folder: PlaceFolder, base: Sequence[Pack]) -> tuple[LayerRead, Problems]:
        found = self._read.get(folder.path)
        if found is None:
            from eligibility.policy.layer import read_layer  # not needed where linked laws were kept

            farther = [self._layer(f, base)[0].layer for f in folder.chain() if f is not folder]
            below = [layer for pack in base for layer in pack.layers if self._below(layer, folder)]
            problems = Problems()
            read = read_layer(
                folder.place, folder.path.name, self._sources(folder, problems), [*below, *farther], problems
            )
            self.unread.update(read.unread)
            found = self._read[folder.path] = read, problems
        return found

    def _below(self, layer: Layer, folder: PlaceFolder) -> bool:
        return layer.place is None or (folder.place is not None and lies_in(folder.place, layer.place))

    def _sources(self, folder: PlaceFolder, problems: Problems) -> dict[str, list[Source]]:
        """The texts of a folder by section."""
        out: dict[str, list[Source]] = {}
        for section, paths in folder.files.items():
            for path in paths if section != "tests" else ():
                data = self.files.get(self.name(path))
                source = None if data is None else read_source(self.name(path), data, problems)
                if source is None:
                    self.unread.add(self.name(path))
                else:
                    out.setdefault(section, []).append(source)
        return out
