"""Which requests and notifications the server takes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from eligibility.editor.server import RUN, TRIGGERS, Server, report
from eligibility.editor.settings import Settings, told

ANSWERS: Final[dict[str, tuple[str, Any]]] = {
    lsp.TEXT_DOCUMENT_COMPLETION: ("completion", lsp.CompletionOptions(trigger_characters=list(TRIGGERS))),
    lsp.TEXT_DOCUMENT_HOVER: ("hover", None),
    lsp.TEXT_DOCUMENT_DEFINITION: ("definition", None),
    lsp.TEXT_DOCUMENT_REFERENCES: ("references", None),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: ("prepare_rename", None),
    lsp.TEXT_DOCUMENT_RENAME: ("rename", lsp.RenameOptions(prepare_provider=True)),
    lsp.TEXT_DOCUMENT_FORMATTING: ("formatting", None),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: ("symbols", None),
    lsp.TEXT_DOCUMENT_CODE_ACTION: ("code_actions", lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
    lsp.TEXT_DOCUMENT_CODE_LENS: ("lenses", lsp.CodeLensOptions()),
}


def serve(settings: Settings) -> None:
    """Serves one client over standard input and output until it leaves."""
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    made(settings).start_io()


def made(settings: Settings) -> Server:
    """A server with all its features."""
    server = Server(settings)
    for method, (name, options) in ANSWERS.items():
        server.feature(method, options)(answering(getattr(server, name)))
    notifications(server)
    server.command(RUN)(answering(lambda *arguments: server.run_case(*arguments)))
    return server


def answering(answer: Callable[..., Any]) -> Callable[..., Any]:
    """An answer that nothing in a file can end: what fails is logged, without the file's words, and answered with nothing."""

    def answered(*arguments: Any) -> Any:
        try:
            return answer(*arguments)
        except JsonRpcException:
            raise
        except Exception as failure:
            report(failure)
            return None

    return answered


def notifications(server: Server) -> None:
    """What the client tells."""

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.session.configure(told(server.session.settings, params.initialization_options, params.locale))

    @server.feature(lsp.INITIALIZED)
    def initialized(_: lsp.InitializedParams) -> None:
        server.watch()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document.uri, params.text_document.text)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.changed(server.path(params.text_document.uri), document.source)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.check_later(server.path(params.text_document.uri))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        server.others_changed([server.path(c.uri) for c in params.changes])

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(params: lsp.DidChangeConfigurationParams) -> None:
        given = params.settings if isinstance(params.settings, dict) else {}
        server.configure(told(server.session.settings, given.get("eligibility", given)))
