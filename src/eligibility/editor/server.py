"""The language server itself: the protocol's requests to questions of a `Session`, and its records back (`convert`).

A change is answered at once with the problems of its file. When nothing was typed for a moment the laws of all places are linked, a step at a time between
other requests, and what the change has broken elsewhere is shown there. Nothing that a file holds ends the server: what fails is logged and answered with
nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from lsprotocol import types as lsp
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from eligibility.authoring.format import format_text
from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.render import STOP
from eligibility.editor import analysis, convert, fixes, hover, lens, navigation, outline
from eligibility.editor import rename as renaming
from eligibility.editor.completion import complete
from eligibility.editor.index import Index
from eligibility.editor.navigation import Location
from eligibility.editor.positions import Lines
from eligibility.editor.session import Session
from eligibility.editor.settings import Settings
from eligibility.messages.catalogue import problem_text
from eligibility.values.version import VERSION

AT_ONCE: Final = 0.05  # seconds without a change before a file is read
AFTERWARDS: Final = 0.6  # before everything else is
RUN: Final = "eligibility.runCase"
REQUEST_FAILED: Final = -32803
WATCHED: Final = ("**/*.yaml", "**/*.yml", "**/pack.toml")
TRIGGERS: Final = (".", '"', "“", "=", " ", "(")
log = logging.getLogger("eligibility.lsp")


class Server(LanguageServer):
    """One client."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("eligibility", VERSION, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.session = Session(settings)
        self._uris: dict[Path, str] = {}
        self._open: set[Path] = set()
        self._due: dict[Path, asyncio.Task[None]] = {}
        self._later: asyncio.Task[None] | None = None
        self._shown: set[Path] = set()

    # ---- files and places

    def path(self, uri: str) -> Path:
        path = Path(uris.to_fs_path(uri) or uri)
        self._uris.setdefault(path, uri)
        return path

    def uri(self, path: Path) -> str:
        return self._uris.get(path) or uris.from_fs_path(str(path)) or path.as_uri()

    def lines(self, text: str) -> Lines:
        return Lines(text, str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)))

    def asked(self, params: Any) -> tuple[Index, Path, Lines] | None:
        """The file that a request is about, with its pack's names."""
        path = self.path(params.text_document.uri)
        index = self.session.index(path)
        return None if index is None else (index, path, self.lines(index.opened.text(path)))

    def location(self, found: Location) -> lsp.Location:
        return lsp.Location(self.uri(found.path), convert.ranged(self.lines(found.span.source.text), found.span))

    # ---- what the client tells

    def opened(self, uri: str, text: str) -> None:
        path = self.path(uri)
        self._uris[path] = uri
        self._open.add(path)
        self.changed(path, text)

    def closed(self, uri: str) -> None:
        path = self.path(uri)
        self._open.discard(path)
        self.changed(path, None)

    def others_changed(self, paths: list[Path]) -> None:
        """Files were changed outside the editor."""
        self.session.forget()
        for path in self._open:
            self._due[path] = asyncio.ensure_future(self._at_once(path))
        for path in paths:
            self.check_later(path)

    def watch(self) -> None:
        """Asks a client that can to tell of files that others change."""
        workspace = self.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched is None or not watched.dynamic_registration:
            return
        patterns = [lsp.FileSystemWatcher(p) for p in WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(patterns)
        one = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self.client_register_capability(lsp.RegistrationParams([one]))

    def configure(self, settings: Settings) -> None:
        self.session.configure(settings)
        self.others_changed(sorted(self._open))

    # ---- problems

    def changed(self, path: Path, text: str | None) -> None:
        """A file has another text: its problems are due."""
        self.session.put(path, text)
        if (due := self._due.pop(path, None)) is not None:
            due.cancel()
        if path in self._open:
            self._due[path] = asyncio.ensure_future(self._at_once(path))
        self.check_later(path)

    def check_later(self, path: Path) -> None:
        if self._later is not None:
            self._later.cancel()
        self._later = asyncio.ensure_future(self._afterwards(path))

    async def _at_once(self, path: Path) -> None:
        await asyncio.sleep(AT_ONCE)
        try:
            self.publish(path, self.session.problems(path))
        except Exception as failure:
            report(failure)

    async def _afterwards(self, path: Path) -> None:
        await asyncio.sleep(AFTERWARDS)
        opened = self.session.opened(path)
        spot = opened.spot(path) if opened is not None else None
        if opened is None or spot is None:
            return
        try:
            for found in analysis.rounds(opened, spot.place):
                await asyncio.sleep(0)
                if found is not None:
                    self.publish_all(opened.path, found)
        except Exception as failure:
            report(failure)

    def publish_all(self, path_of: Callable[[str], Path | None], problems: tuple[Problem, ...]) -> None:
        """The problems of all files; those that have none any more are cleared."""
        by_path: dict[Path, list[Problem]] = {}
        for problem in problems:
            path = path_of(analysis.at(problem))
            if path is not None:
                by_path.setdefault(path, []).append(problem)
        for path in {*by_path, *self._shown, *self._open}:
            opened = self.session.opened(path)
            spot = opened.spot(path) if opened is not None else None
            if spot is not None and spot.section == "tests":
                self.publish(path, self.session.problems(path))
            else:
                self.publish(path, tuple(by_path.get(path, ())))

    def publish(self, path: Path, problems: tuple[Problem, ...]) -> None:
        opened = self.session.opened(path)
        if opened is None:
            return
        lines = self.lines(opened.text(path))
        found = [convert.diagnostic(p, lines, self.session.lang, self.session.docs) for p in problems]
        found += [convert.of_result(r, lines) for r in self.session.results.get(path, ()) if not r.passed]
        if found or path in self._shown or path in self._open:
            self._shown.add(path)
            if not found and path not in self._open:
                self._shown.discard(path)
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri(path), found))

    # ---- answers

    def completion(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        found = complete(index, path, lines.offset(params.position.line, params.position.character), self.session.lang)
        items = [convert.item(o, lines, params.position, n) for n, o in enumerate(found)]
        return lsp.CompletionList(is_incomplete=True, items=items)

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        offset = lines.offset(params.position.line, params.position.character)
        found = hover.hover(index, path, offset, self.session.lang, self.session.settings.place)
        if found is None:
            return None
        content = lsp.MarkupContent(lsp.MarkupKind.Markdown, found.text)
        return lsp.Hover(content, convert.ranged(lines, found.span))

    def definition(self, params: lsp.DefinitionParams) -> list[lsp.Location] | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        offset = lines.offset(params.position.line, params.position.character)
        return [self.location(x) for x in navigation.definition(index, path, offset)]

    def references(self, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        offset = lines.offset(params.position.line, params.position.character)
        declared = params.context.include_declaration
        return [self.location(x) for x in navigation.references(index, path, offset, declarations=declared)]

    def prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        found = renaming.prepare(index, path, lines.offset(params.position.line, params.position.character))
        return lsp.PrepareRenamePlaceholder(convert.ranged(lines, found.span), found.text) if found else None

    def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        offset = lines.offset(params.position.line, params.position.character)
        found = renaming.rename(index, path, offset, params.new_name)
        if isinstance(found, renaming.Renaming) and found.files and not self.renames_files:
            found = Problem("rename_needs_files", None, {"name": found.files[0][0].name})
        if isinstance(found, Problem):
            said = problem_text(found.kind, found.args, self.session.lang)
            raise JsonRpcException(STOP[self.session.lang].join(filter(None, (said.text, said.remedy))), REQUEST_FAILED)
        return self.edit(found)

    @property
    def renames_files(self) -> bool:
        """Whether the client can give files other names."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        return bool(edit and edit.resource_operations and lsp.ResourceOperationKind.Rename in edit.resource_operations)

    def edit(self, found: renaming.Renaming) -> lsp.WorkspaceEdit:
        by_path: dict[Path, list[lsp.TextEdit]] = {}
        for one in found.edits:
            lines = self.lines(one.span.source.text)
            by_path.setdefault(one.path, []).append(lsp.TextEdit(convert.ranged(lines, one.span), one.text))
        if not found.files:
            return lsp.WorkspaceEdit(changes={self.uri(p): edits for p, edits in by_path.items()})
        changes: list[Any] = [
            lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(self.uri(p)), edits)
            for p, edits in by_path.items()
        ]
        changes += [lsp.RenameFile(self.uri(old), self.uri(new)) for old, new in found.files]
        return lsp.WorkspaceEdit(document_changes=changes)

    def formatting(self, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        if (asked := self.asked(params)) is None:
            return None
        _, _, lines = asked
        new = format_text(lines.text)
        if new == lines.text:
            return []
        end = convert.point(lines, len(lines.text))
        return [lsp.TextEdit(lsp.Range(lsp.Position(0, 0), end), new)]

    def symbols(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        found = index.map(path)
        return convert.symbols(outline.outline(found, self.session.lang), lines) if found else []

    def code_actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        if (asked := self.asked(params)) is None:
            return None
        _, path, lines = asked
        settings, out = self.session.settings, []
        for problem in self.session.problems(path):
            shown = convert.diagnostic(problem, lines, settings.lang, self.session.docs)
            if overlap(shown.range, params.range):
                for fix in fixes.fixes(problem, settings.lang):
                    change = lsp.TextEdit(convert.ranged(lines, fix.span), fix.text)
                    edit = lsp.WorkspaceEdit(changes={params.text_document.uri: [change]})
                    out.append(
                        lsp.CodeAction(fix.title, lsp.CodeActionKind.QuickFix, [shown], is_preferred=True, edit=edit)
                    )
        return out

    def lenses(self, params: lsp.CodeLensParams) -> list[lsp.CodeLens] | None:
        if (asked := self.asked(params)) is None:
            return None
        index, path, lines = asked
        found, lang = lens.runnable(index, path), self.session.lang
        out = [self.lens(lens.say("run", lang), path, lines, one.number, one) for one in found]
        return [self.lens(lens.say("run_all", lang), path, lines, None, found[0]), *out] if len(found) > 1 else out

    def lens(self, title: str, path: Path, lines: Lines, number: int | None, one: lens.Runnable) -> lsp.CodeLens:
        return lsp.CodeLens(
            convert.ranged(lines, one.span), lsp.Command(title, RUN, arguments=[self.uri(path), number])
        )

    def run_case(self, uri: str, number: int | None = None) -> str:
        """Runs a case, shows what came of it, and leaves those that failed among the problems of the file."""
        path = self.path(uri)
        index = self.session.index(path)
        results = lens.run(index, path, number, self.session.lang) if index else []
        kept = {r.span.start: r for r in self.session.results.get(path, ())}
        self.session.results[path] = [*(kept | {r.span.start: r for r in results}).values()]
        text, passed = lens.summary(results, self.session.lang), all(r.passed for r in results)
        kind = lsp.MessageType.Info if passed and results else lsp.MessageType.Error
        self.window_show_message(lsp.ShowMessageParams(kind, text))
        self.publish(path, self.session.problems(path))
        return text


def overlap(one: lsp.Range, other: lsp.Range) -> bool:
    first = (one.start.line, one.start.character) <= (other.end.line, other.end.character)
    return first and (other.start.line, other.start.character) <= (one.end.line, one.end.character)


def report(failure: Exception) -> None:
    """Logs where something failed, without a word of what a file holds."""
    at = failure.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "?"
    log.error("%s at %s", type(failure).__name__, where)
