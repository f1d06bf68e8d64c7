"""A small client of the language server: JSON-RPC over the pipes of a process, as an editor speaks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

COMMAND = [sys.executable, "-m", "eligibility.cli", "lsp"]
WAIT = 60.0


class Failed(Exception):
    """The server answered with an error."""


class Client:
    """Starts the server and speaks with it. What it tells without being asked is kept in `told`."""

    def __init__(
        self,
        root: Path,
        *arguments: str,
        capabilities: dict[str, Any] | None = None,
        locale: str | None = None,
        **options: Any,
    ) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None
        )
        self._inbox: Queue[dict[str, Any]] = Queue()
        self.told: list[dict[str, Any]] = []
        self._next = 0
        Thread(target=self._read, daemon=True).start()
        self.capabilities = self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=root.as_uri(),
            **({"locale": locale} if locale else {}),
            capabilities=capabilities or {},
            initializationOptions=options,
        )["capabilities"]
        self.tell("initialized")

    def _read(self) -> None:
        out = self.process.stdout
        assert out is not None
        while header := out.readline():
            length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else None
            while header.strip():
                header = out.readline()
                if header.lower().startswith(b"content-length"):
                    length = int(header.partition(b":")[2])
            self._inbox.put(json.loads(out.read(length or 0)))

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        pipe = self.process.stdin
        assert pipe is not None
        pipe.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        pipe.flush()

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self._next += 1
        self._send({"id": self._next, "method": method, "params": params})
        while True:
            message = self._inbox.get(timeout=WAIT)
            if message.get("id") == self._next and "method" not in message:
                if "error" in message:
                    raise Failed(message["error"]["message"])
                return message["result"]
            if "id" in message and "method" in message:  # the server asks; we have nothing to say
                self._send({"id": message["id"], "result": None})
            self.told.append(message)

    def until(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = WAIT) -> dict[str, Any]:
        """The next message that the server tells which is as wanted."""
        while True:
            try:
                message = self._inbox.get(timeout=seconds)
            except Empty:
                raise AssertionError(f"not told; only {[m.get('method') for m in self.told]}") from None
            self.told.append(message)
            if wanted(message):
                return message

    # ---- files

    def open(self, path: Path, text: str | None = None) -> None:
        said = path.read_text(encoding="utf-8") if text is None else text
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": said},
        )

    def change(self, path: Path, text: str, version: int = 2) -> None:
        self.tell(
            "textDocument/didChange",
            textDocument={"uri": path.as_uri(), "version": version},
            contentChanges=[{"text": text}],
        )

    def problems(
        self, path: Path, wanted: Callable[[list[dict[str, Any]]], bool] = lambda _: True
    ) -> list[dict[str, Any]]:
        """The next problems of a file that the server tells."""

        def is_it(message: dict[str, Any]) -> bool:
            params = message.get("params") or {}
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == path.as_uri()
                and wanted(params["diagnostics"])
            )

        found: list[dict[str, Any]] = self.until(is_it)["params"]["diagnostics"]
        return found

    def at(self, method: str, path: Path, text: str, mark: str, *, after: int = 0, **more: Any) -> Any:
        """Asks about the place where `mark` first stands in a text."""
        return self.ask(
            method, textDocument={"uri": path.as_uri()}, position=position(text, text.index(mark) + after), **more
        )

    def close(self) -> int:
        self.ask("shutdown")
        self.tell("exit")
        code = self.process.wait(timeout=WAIT)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        return code


def position(text: str, offset: int) -> dict[str, int]:
    """A place as the protocol counts: lines, and units of UTF-16."""
    before = text[:offset]
    line = before.rpartition("\n")[2]
    return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """A text with a client's edits made."""
    lines = text.split("\n")

    def offset(where: dict[str, int]) -> int:
        line = lines[where["line"]] if where["line"] < len(lines) else ""
        start = sum(len(x) + 1 for x in lines[: where["line"]])
        return min(len(text), start + len(line.encode("utf-16-le")[: 2 * where["character"]].decode("utf-16-le")))

    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        text = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]) :]
    return text
