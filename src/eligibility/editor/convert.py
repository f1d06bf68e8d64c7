"""Our records as the protocol has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lsprotocol import types as lsp

from eligibility.diagnostics.problem import Problem
from eligibility.diagnostics.source import Span
from eligibility.editor.completion import Offer
from eligibility.editor.lens import Result
from eligibility.editor.outline import Entry
from eligibility.editor.positions import Lines
from eligibility.messages.catalogue import problem_text

KINDS: Final = {
    "fact": lsp.CompletionItemKind.Field, "definition": lsp.CompletionItemKind.Property, "parameter": lsp.CompletionItemKind.Constant,
    "program": lsp.CompletionItemKind.Module, "subject": lsp.CompletionItemKind.Class, "value": lsp.CompletionItemKind.EnumMember,
    "function": lsp.CompletionItemKind.Function, "keyword": lsp.CompletionItemKind.Keyword, "key": lsp.CompletionItemKind.Property,
    "source": lsp.CompletionItemKind.Reference, "reading": lsp.CompletionItemKind.Reference, "variable": lsp.CompletionItemKind.Variable,
    "unit": lsp.CompletionItemKind.Unit, "family": lsp.CompletionItemKind.Struct,
}  # fmt: skip
SYMBOLS: Final = {
    "section": lsp.SymbolKind.Namespace, "fact": lsp.SymbolKind.Field, "definition": lsp.SymbolKind.Property, "condition": lsp.SymbolKind.Boolean,
    "grant": lsp.SymbolKind.Number, "source": lsp.SymbolKind.File, "reading": lsp.SymbolKind.String, "program": lsp.SymbolKind.Module,
    "case": lsp.SymbolKind.Method, "family": lsp.SymbolKind.Struct, "value": lsp.SymbolKind.EnumMember,
}  # fmt: skip


def ranged(lines: Lines, span: Span) -> lsp.Range:
    return lsp.Range(point(lines, span.start), point(lines, span.end))


def point(lines: Lines, offset: int) -> lsp.Position:
    return lsp.Position(*lines.position(offset))


def diagnostic(problem: Problem, lines: Lines, lang: str, docs: str) -> lsp.Diagnostic:
    """A problem with its remedy under it, and where its code is explained."""
    said = problem_text(problem.kind, problem.args, lang)
    where = ranged(lines, problem.span) if problem.span else lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    return lsp.Diagnostic(
        range=where,
        message=f"{said.text}\n{said.remedy}" if said.remedy else said.text,
        severity=lsp.DiagnosticSeverity.Warning if problem.warning else lsp.DiagnosticSeverity.Error,
        code=said.code,
        code_description=lsp.CodeDescription(f"{docs}#{said.code.lower()}-{problem.kind}") if docs else None,
        source="eligibility",
    )


def of_result(result: Result, lines: Lines) -> lsp.Diagnostic:
    """A case that came out otherwise, at its first line."""
    end = result.span.source.text.find("\n", result.span.start)
    span = Span(result.span.source, result.span.start, min(result.span.end, end if end >= 0 else result.span.end))
    return lsp.Diagnostic(
        range=ranged(lines, span), message=result.text, severity=lsp.DiagnosticSeverity.Error, source="eligibility test"
    )


def item(offer: Offer, lines: Lines, at: lsp.Position, rank: int) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label=offer.label,
        kind=KINDS.get(offer.kind, lsp.CompletionItemKind.Text),
        detail=offer.detail or None,
        sort_text=f"{rank:04}",
        filter_text=offer.label,
        text_edit=lsp.TextEdit(lsp.Range(point(lines, offer.start), at), offer.insert or offer.label),
    )


def symbols(entries: Iterable[Entry], lines: Lines) -> list[lsp.DocumentSymbol]:
    return [
        lsp.DocumentSymbol(
            name=e.name or "…",
            detail=e.detail or None,
            kind=SYMBOLS.get(e.kind, lsp.SymbolKind.Object),
            range=ranged(lines, e.span),
            selection_range=ranged(lines, e.key),
            children=symbols(e.parts, lines),
        )
        for e in entries
    ]
