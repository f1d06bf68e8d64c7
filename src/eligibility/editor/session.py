"""One editor's session: its settings, the packs of its files, and what is known of them. It knows nothing of the protocol."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from eligibility.api import bundled
from eligibility.diagnostics.problem import Problem
from eligibility.editor import analysis, lens
from eligibility.editor.index import Index
from eligibility.editor.pack import Opened, Workspace
from eligibility.editor.settings import Settings

PAGES: Final = Path(__file__).parents[3] / "docs" / "reference"


class Session:
    """`put` and `forget` tell it what changes; everything else asks."""

    def __init__(self, settings: Settings) -> None:
        self._workspace = Workspace()
        self.configure(settings)

    def configure(self, settings: Settings) -> None:
        """Takes other settings; all folders are looked at again."""
        texts = self._workspace.texts
        base = [] if settings.only else [bundled()]
        self.settings = settings
        self._workspace = Workspace([*base, *settings.policies])
        for path, text in texts.items():
            self._workspace.put(path, text)
        self._indexes: dict[int, Index] = {}
        self.results: dict[Path, list[lens.Result]] = {}

    @property
    def lang(self) -> str:
        return self.settings.lang

    @property
    def docs(self) -> str:
        """Where the codes of problems are explained: as set, else the page of a checkout; empty where there is none."""
        page = PAGES / ("messages.md" if self.lang == "en" else "messages.zh.md")
        return self.settings.docs or (page.as_uri() if page.is_file() else "")

    def put(self, path: Path, text: str | None) -> None:
        """A file's unsaved text; None where it is as on disk."""
        self.results.pop(path, None)
        self._workspace.put(path, text)

    def forget(self) -> None:
        """Files came, went, or were changed by others."""
        self._workspace.forget()
        self._indexes.clear()

    def opened(self, path: Path) -> Opened | None:
        return self._workspace.of(path)

    def index(self, path: Path) -> Index | None:
        """The names of a file's pack, on the day of the settings, else today's."""
        opened, on = self.opened(path), self.settings.on or date.today()
        if opened is None:
            return None
        found = self._indexes.get(id(opened))
        if found is None or found.day != on:
            found = self._indexes[id(opened)] = Index(opened, on)
        return found

    def problems(self, path: Path) -> tuple[Problem, ...]:
        opened = self.opened(path)
        return analysis.of_file(opened, path) if opened else ()
